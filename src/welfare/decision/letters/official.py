"""The electronic official document that carries a copy of a decision to the other office."""

from datetime import date

from welfare.case.models import Case
from welfare.decision.offices import Issuer
from welfare.documents.ports import (
    Attachment,
    Clause,
    DocumentKind,
    OfficialLetter,
    Paragraph,
    Recipient,
    ReferenceNumber,
    Sender,
)
from welfare.foundation.models import Agency
from welfare.rules.registry import program


def copy_for(
    office: Agency, *, case: Case, issuer: Issuer, reference: ReferenceNumber, issued_on: date, pdf: bytes
) -> OfficialLetter:
    """DI and SW to `office`, the letter attached. People are named in the attachment only."""
    subject = f"檢送{program(case.program).name_zh}審核結果副本 1 份（案號 {case.number}），請查照。"
    return OfficialLetter(
        kind=DocumentKind.LETTER,
        sender=Sender(issuer.name, issuer.code),
        address=issuer.address,
        contacts=(f"電話：{issuer.phone}",),
        recipients=(Recipient(office.name, agency_code=office.agency_code),),
        issued_on=issued_on,
        reference=reference,
        subject=subject,
        paragraphs=(Paragraph("說明：", clauses=(Clause("正本已逕送申請人；請協助登錄送達日期並存查。"),)),),
        signature=f"{issuer.head}（練習環境，未用印）" if issuer.is_test else issuer.head,
        attachment_note="審核結果副本 1 份",
        attachments=(Attachment("pdf", pdf),),
    )
