"""The official letter (函) that carries a roster from the township to the county."""

from datetime import date

from welfare.case.law import law_of
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
from welfare.foundation import regions
from welfare.foundation.acting import Acting
from welfare.foundation.models import Agency, AgencyKind
from welfare.foundation.money import format_ntd, to_upper_chinese
from welfare.review.rosters.lines import Draft


def document_word(town: str) -> str:
    """發文字 of a township's social section: 玉鎮社字 for 玉里鎮, until the office enters its own."""
    name = regions.town(town).name
    return f"{name[0]}{name[-1]}社字"


def office_of(by: Acting) -> Agency:
    """The acting person's township office; a village office writes through its township."""
    return Agency.objects.get(kind=AgencyKind.TOWNSHIP_OFFICE, county=by.county, town=by.town)


def county_government(by: Acting) -> Agency:
    return Agency.objects.get(kind=AgencyKind.COUNTY_GOVERNMENT, county=by.county)


def roster_letter(
    draft: Draft,
    *,
    by: Acting,
    office: Agency,
    county: Agency,
    program: str,
    program_name: str,
    reference: ReferenceNumber,
    issued_on: date,
    sheet: bytes,
) -> OfficialLetter:
    """The letter, with the roster as its attachment. Applicants' names stand only in the attachment."""
    total = draft.total_amount
    return OfficialLetter(
        kind=DocumentKind.LETTER,
        sender=Sender(office.name, office.agency_code),
        address=office.address,
        contacts=(f"承辦人：{by.name}", f"電話：{office.phone}"),
        recipients=(Recipient(county.name, agency_code=county.agency_code),),
        issued_on=issued_on,
        reference=reference,
        subject=f"檢送本所受理{program_name}初審名冊 1 份，計 {len(draft.rows)} 件，請鑒核。",
        paragraphs=(
            Paragraph(
                "說明：",
                clauses=(
                    Clause(f"依{law_of(program).first_review}辦理。"),
                    Clause(
                        f"本次初審 {len(draft.rows)} 件，其中符合 {draft.eligible} 件、不符合"
                        f" {len(draft.rows) - draft.eligible} 件；建議每月發給金額合計 {format_ntd(total)}"
                        f"（{to_upper_chinese(total)}）。"
                    ),
                    Clause("檢附初審名冊電子檔 1 份，佐證文件請於系統案件內查閱。"),
                ),
            ),
        ),
        signature=f"{office.name}首長（練習環境，未用印）"
        if office.agency_code.startswith("TEST")
        else office.name,
        attachment_note="如說明三",
        attachments=(Attachment("ods", sheet),),
    )
