"""One record to bytes and back. Widths are bytes: a Chinese character takes two and is never cut in half."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from welfare.connectors.bank_transfer.layout import Field, FieldKind
from welfare.foundation.roc_calendar import NotRepresentable, to_ach, to_compact

Value = str | int | date | datetime


class Unfit(ValueError):
    """The value does not fit its field; the message is a Chinese sentence without personal data."""


def encode_record(fields: tuple[Field, ...], values: Mapping[str, Value], encoding: str) -> bytes:
    """`values` by the layout's source names. Raises Unfit."""
    return b"".join(
        encode_field(field, field.value[1:] if field.value.startswith("=") else values[field.value], encoding)
        for field in fields
    )


def encode_field(field: Field, value: Value, encoding: str) -> bytes:
    """Exactly `field.bytes` bytes. Raises Unfit."""
    text = _text(field, value)
    foreign = next((character for character in text if not _survives(character, encoding)), None)
    if foreign is not None:
        raise Unfit(f"「{foreign}」不在銀行檔的字集（大五碼）裡，請改用銀行收得下的字。")
    raw = text.encode(encoding)
    if len(raw) > field.bytes:
        raise Unfit(f"{LABELS.get(field.name, field.name)}最多 {field.bytes} 位元組，現在是 {len(raw)}。")
    if field.kind is FieldKind.TEXT:
        return raw.ljust(field.bytes, b" ")
    return raw.rjust(field.bytes, b"0")


def decode_record(fields: tuple[Field, ...], raw: bytes, encoding: str) -> dict[str, str]:
    """Texts by field name, blanks at the end of a text removed. Raises Unfit."""
    values, position = {}, 0
    for field in fields:
        piece = raw[position : position + field.bytes]
        position += field.bytes
        try:
            text = piece.decode(encoding)
        except UnicodeDecodeError:
            raise Unfit(f"{LABELS.get(field.name, field.name)}裡有讀不出來的位元組。") from None
        if field.kind is FieldKind.TEXT:
            values[field.name] = text.rstrip(" ")
        elif text.isascii() and text.isdigit():
            values[field.name] = text
        else:
            raise Unfit(f"{LABELS.get(field.name, field.name)}應該都是數字。")
    return values


def _survives(character: str, encoding: str) -> bool:
    """Whether the bank reads back the character that was written: cp950 quietly swaps a few (‾ for ¯)."""
    try:
        return character.encode(encoding).decode(encoding) == character
    except UnicodeError:
        return False


def _text(field: Field, value: Value) -> str:
    if field.kind in (FieldKind.ROC_DATE, FieldKind.ACH_DATE):
        assert isinstance(value, date)
        try:
            return to_compact(value) if field.kind is FieldKind.ROC_DATE else to_ach(value)
        except NotRepresentable:
            raise Unfit("轉帳日期寫不成民國年七碼，請再看一次日期。") from None
    if field.kind is FieldKind.TIME:
        assert isinstance(value, datetime)
        return value.strftime("%H%M%S")
    if field.kind is FieldKind.TEXT:
        text = str(value)
        if any(ord(character) < 32 or character == "\x7f" for character in text):
            raise Unfit(f"{LABELS.get(field.name, field.name)}裡有換行或控制字元，請刪掉。")
        return text
    digits = str(int(value) * 100) if field.kind is FieldKind.CENTS and isinstance(value, int) else str(value)
    if not (digits.isascii() and digits.isdigit()):
        raise Unfit(f"{LABELS.get(field.name, field.name)}只能是數字。")
    return digits


LABELS = {
    "account": "帳號",
    "amount": "金額",
    "bank": "金融機構代碼",
    "passbook_text": "存摺摘要",
    "payee_id": "受款人統一編號",
    "reference": "案件編號",
    "total": "總金額",
    "count": "總筆數",
}
