"""The 函 as an XML tree in the fixed order of 104_2; the exchange refuses any other order."""

from __future__ import annotations

from datetime import date

from lxml import etree
from lxml.etree import _Element

from welfare.connectors.official_document.numbering import clause_number
from welfare.documents.ports import (
    Clause,
    DocumentKind,
    OfficialLetter,
    Paragraph,
    Recipient,
    RecipientKind,
    Speed,
)
from welfare.foundation.roc_calendar import to_roc

EXCHANGE_FORM = "表單"

_KINDS = {DocumentKind.LETTER: "函", DocumentKind.NOTE: "書函"}
_SPEEDS = {Speed.MOST_URGENT: "最速件", Speed.URGENT: "速件", Speed.ORDINARY: "普通件"}
_NAMES = {RecipientKind.AGENCY: "全銜", RecipientKind.UNIT: "單位名", RecipientKind.PERSON: "姓名"}
_SERIAL_DIGITS = 7


def letter_tree(letter: OfficialLetter, attachments: tuple[str, ...]) -> _Element:
    """The DI tree; `attachments` are the entity names of the attached files."""
    root = etree.Element("函")
    sender = _add(root, "發文機關")
    _add(sender, "全銜", letter.sender.full_name)
    _add(sender, "機關代碼", letter.sender.agency_code)
    _add(root, "函類別", 代碼=_KINDS[letter.kind])
    _add(root, "地址", letter.address)
    for contact in letter.contacts:
        _add(root, "聯絡方式", contact)
    names = "、".join(recipient.name for recipient in letter.recipients)
    _add(_add(root, "受文者"), "交換表", names, 交換表單=EXCHANGE_FORM)
    _add(_add(root, "發文日期"), "年月日", spelled_date(letter.issued_on))
    _reference(root, letter)
    _add(root, "速別", 代碼=_SPEEDS[letter.speed])
    if letter.confidentiality is not None:
        secrecy = _add(root, "密等及解密條件或保密期限")
        _add(secrecy, "密等", 代碼=letter.confidentiality.grade)
        _add(secrecy, "解密條件或保密期限", letter.confidentiality.until)
    if attachments:
        attached = _add(root, "附件")
        _add(attached, "文字", letter.attachment_note)
        _add(attached, "附件檔名", 附件名=" ".join(attachments))
    _add(_add(root, "主旨"), "文字", letter.subject)
    for paragraph in letter.paragraphs:
        _paragraph(root, paragraph)
    _recipients(root, "正本", letter.recipients)
    if letter.copies:
        _recipients(root, "副本", letter.copies)
    _add(root, "署名", letter.signature)
    return root


def exchange_form_tree(letter: OfficialLetter) -> _Element:
    """The SW tree: who gets the original and who a copy, with the codes that route them."""
    root = etree.Element("交換表單")
    for recipients, part in ((letter.recipients, "正本"), (letter.copies, "副本")):
        for recipient in recipients:
            if not recipient.agency_code:
                continue
            _named(root, recipient)
            _add(root, "機關代碼", recipient.agency_code)
            if recipient.unit_code:
                _add(root, "單位代碼", recipient.unit_code)
            if letter.attachments and part == "副本":
                _add(root, "含附件", "含附件" if recipient.with_attachments else "不含附件")
            _add(_add(root, "本別"), "收發處理本別", 代碼=part)
    return root


def spelled_date(day: date) -> str:
    """中華民國115年11月20日."""
    return f"中華{to_roc(day)}"


def _reference(root: _Element, letter: OfficialLetter) -> None:
    reference = _add(root, "發文字號")
    _add(reference, "字", letter.reference.word)
    number = _add(reference, "文號")
    _add(number, "年度", str(letter.reference.roc_year))
    _add(number, "流水號", f"{letter.reference.serial:0{_SERIAL_DIGITS}d}")
    _add(number, "支號", letter.reference.branch)


def _paragraph(root: _Element, paragraph: Paragraph) -> None:
    element = _add(root, "段落", 段名=paragraph.heading)
    if paragraph.text:
        _add(element, "文字", paragraph.text)
    _clauses(element, paragraph.clauses, depth=0)


def _clauses(parent: _Element, clauses: tuple[Clause, ...], depth: int) -> None:
    for number, clause in enumerate(clauses, start=1):
        element = _add(parent, "條列", 序號=clause_number(depth, number))
        _add(element, "文字", clause.text)
        _clauses(element, clause.clauses, depth + 1)


def _recipients(root: _Element, tag: str, recipients: tuple[Recipient, ...]) -> None:
    element = _add(root, tag)
    for recipient in recipients:
        _named(element, recipient)
        if not recipient.with_attachments:
            _add(element, "含附件", "不含附件")


def _named(parent: _Element, recipient: Recipient) -> None:
    _add(parent, _NAMES[recipient.kind], recipient.name)
    if recipient.job_title:
        _add(parent, "職稱", recipient.job_title)


def _add(parent: _Element, tag: str, text: str = "", **attributes: str) -> _Element:
    element = etree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element
