"""What an official letter must have before it can leave; every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from welfare.documents.ports import Clause, DocumentRefused, OfficialLetter

_AGENCY_CODE = re.compile(r"[0-9A-Z]{10}")
_UNIT_CODE = re.compile(r"[0-9A-Z]{7}")
_EXTENSION = re.compile(r"[a-z0-9]{1,5}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DEEPEST, _MOST = 4, 99


def check_letter(letter: OfficialLetter) -> None:
    """Raises DocumentRefused with one Chinese sentence per fault."""
    faults = tuple(_faults(letter))
    if faults:
        raise DocumentRefused(*faults)


def _faults(letter: OfficialLetter) -> Iterator[str]:
    required = {
        "發文機關全銜": letter.sender.full_name,
        "地址": letter.address,
        "發文字": letter.reference.word,
        "主旨": letter.subject,
        "署名": letter.signature,
    }
    yield from (f"{label}是空白，請填寫。" for label, text in required.items() if not text.strip())
    if not letter.contacts:
        yield "沒有聯絡方式，請填承辦人與電話。"
    if not letter.recipients:
        yield "沒有正本受文者，請至少填一個。"
    if not any(recipient.agency_code for recipient in letter.recipients):
        yield "正本受文者都沒有機關代碼，無法電子交換，請改用紙本或補上代碼。"
    if not _AGENCY_CODE.fullmatch(letter.sender.agency_code):
        yield "發文機關代碼應為 10 碼英數字。"
    for recipient in (*letter.recipients, *letter.copies):
        if recipient.agency_code and not _AGENCY_CODE.fullmatch(recipient.agency_code):
            yield "受文機關代碼應為 10 碼英數字，請查機關代碼表。"
        if recipient.unit_code and not _UNIT_CODE.fullmatch(recipient.unit_code):
            yield "受文單位代碼應為 7 碼英數字，請查機關代碼表。"
    if not 0 < letter.reference.serial <= 9_999_999:
        yield "發文流水號應為 1 到 7 位數字。"
    if any(not _EXTENSION.fullmatch(attachment.extension) for attachment in letter.attachments):
        yield "附件的副檔名只能是小寫英數字，例如 ods、pdf。"
    if letter.attachments and not letter.attachment_note.strip():
        yield "有附件時要寫附件說明，例如「如說明二」。"
    for paragraph in letter.paragraphs:
        if _depth(paragraph.clauses) > _DEEPEST or _longest(paragraph.clauses) > _MOST:
            yield f"「{paragraph.heading}」的條列最多四層、每層最多九十九項，請調整。"
    if any(_NOT_XML.search(text) for text in _texts(letter)):
        yield "文字裡有看不見的控制字元，請刪掉後再送。"


def _depth(clauses: tuple[Clause, ...]) -> int:
    return max((1 + _depth(clause.clauses) for clause in clauses), default=0)


def _longest(clauses: tuple[Clause, ...]) -> int:
    return max([len(clauses), *(_longest(clause.clauses) for clause in clauses)])


def _texts(letter: OfficialLetter) -> Iterator[str]:
    yield from (
        letter.sender.full_name,
        letter.address,
        letter.subject,
        letter.signature,
        letter.attachment_note,
    )
    yield from (letter.reference.word, letter.reference.branch, *letter.contacts)
    yield from (recipient.name for recipient in (*letter.recipients, *letter.copies))
    for paragraph in letter.paragraphs:
        yield from (paragraph.heading, paragraph.text)
        yield from _clause_texts(paragraph.clauses)


def _clause_texts(clauses: tuple[Clause, ...]) -> Iterator[str]:
    for clause in clauses:
        yield clause.text
        yield from _clause_texts(clause.clauses)
