"""A bank's fixed-width transfer file, driven by its layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import starmap

from welfare.connectors.bank_transfer.codec import Unfit, Value, decode_record, encode_record
from welfare.connectors.bank_transfer.layout import Field, Layout
from welfare.foundation.identifiers import BadIdentifier, check_post_account, check_post_branch
from welfare.foundation.roc_calendar import BadRocDate, parse_ach
from welfare.payment.ports import (
    ControlTotals,
    ReturnedTransfer,
    TransferHeader,
    TransferLine,
    TransferProblem,
    TransferRefused,
)

POST_OFFICE = "7000021"
_LINE_END = b"\r\n"


class FixedWidthTransferFile:
    """Implements the payment port `TransferFileFormat` for one layout and one paying agency."""

    def __init__(self, layout: Layout, originator: Mapping[str, str]) -> None:
        self._layout = layout
        self._originator = originator

    @property
    def code(self) -> str:
        return self._layout.code

    @property
    def file_name(self) -> str:
        return self._layout.file_name

    def check_config(self) -> tuple[str, ...]:
        """One Chinese sentence for each setting of the paying agency that is missing or too long."""
        findings = []
        for name, setting in self._layout.originator.items():
            value = self._originator.get(name, "")
            if not value or len(value) > setting.bytes or not value.isascii() or not value.isdigit():
                findings.append(f"撥款設定「{setting.label}」要填 {setting.bytes} 碼以內的數字。")
        return tuple(findings)

    def write(self, header: TransferHeader, lines: Sequence[TransferLine]) -> bytes:
        """The whole file; numbers sequences from 1. Raises TransferRefused with every problem found."""
        problems = [TransferProblem(0, sentence) for sentence in self.check_config()]
        if not lines:
            problems.append(TransferProblem(0, "名冊裡沒有人，沒有檔案可以產生。"))
        details: list[bytes] = []
        for sequence, line in enumerate(lines, start=1):
            try:
                details.append(self._detail(header, line, sequence))
            except (Unfit, KeyError) as problem:
                problems.append(TransferProblem(sequence, f"第 {sequence} 筆：{problem.args[0]}"))
        if problems:
            raise TransferRefused(*problems)
        totals = ControlTotals(len(lines), sum(line.amount for line in lines))
        try:
            ends = [self._end(fields, header, totals) for fields in self._ends()]
        except Unfit as problem:
            raise TransferRefused(TransferProblem(0, str(problem))) from None
        records = [ends[0], *details, ends[1]] if ends else details
        return b"".join(record + _LINE_END for record in records)

    def control_totals(self, content: bytes) -> ControlTotals:
        """Count and amount read back from the details; TransferRefused when the trailer says otherwise."""
        records = self._records(content)
        details = records[1:-1] if self._layout.trailer else records
        rows = list(starmap(self._decode_detail, enumerate(details, start=1)))
        cents = next(field for field in self._layout.detail if field.name == "amount").kind.value == "cents"
        totals = ControlTotals(len(rows), sum(int(row["amount"]) for row in rows) // (100 if cents else 1))
        if self._layout.trailer:
            self._compare_trailer(records[-1], totals)
        return totals

    def read_returns(self, content: bytes) -> tuple[ReturnedTransfer, ...]:
        """Returned transfers. Raises TransferRefused: unknown layout, wrong file, totals that disagree."""
        if self._layout.returns is None:
            raise TransferRefused(
                TransferProblem(0, "這種檔案的退匯格式尚未取得，請依金融機構的退匯通知逐筆登錄。")
            )
        records = self._records(content)
        if records[0][3:9] != self._layout.returns.encode():
            raise TransferRefused(TransferProblem(0, f"這不是退匯檔：檔頭沒有 {self._layout.returns}。"))
        rows = list(starmap(self._decode_detail, enumerate(records[1:-1], start=1)))
        self._compare_trailer(records[-1], ControlTotals(len(rows), sum(int(row["amount"]) for row in rows)))
        return tuple(starmap(_returned, enumerate(rows, start=1)))

    def _detail(self, header: TransferHeader, line: TransferLine, sequence: int) -> bytes:
        if line.amount <= 0:
            raise Unfit("金額必須大於 0。應追回的錢請另開繳款單，不要放進撥款檔。")
        for value, label in ((line.account, "帳號"), (line.payee_id, "受款人統一編號")):
            if not value.strip():
                raise Unfit(f"沒有{label}，請先補齊。")
        if self._layout.only_bank not in (None, line.bank_code):
            raise Unfit("這個檔案只能撥入郵局帳戶。請把這筆移到銀行的撥款檔。")
        if line.bank_code == POST_OFFICE:
            _check_post_office(line.account)
        return encode_record(self._layout.detail, self._values(header, line, sequence), self._layout.encoding)

    def _values(self, header: TransferHeader, line: TransferLine, sequence: int) -> dict[str, Value]:
        values: dict[str, Value] = {
            "line.sequence": sequence,
            "line.reference": line.reference,
            "line.payee_id": line.payee_id,
            "line.bank_code": line.bank_code,
            "line.account": line.account,
            "line.amount": line.amount,
        }
        return values | self._shared(header)

    def _shared(self, header: TransferHeader) -> dict[str, Value]:
        values: dict[str, Value] = {
            "header.pay_on": header.pay_on,
            "header.made_at": header.made_at,
            "header.passbook_text": header.passbook_text,
        }
        return values | {f"originator.{name}": value for name, value in self._originator.items()}

    def _ends(self) -> tuple[tuple[Field, ...], ...]:
        return (self._layout.header, self._layout.trailer) if self._layout.trailer else ()

    def _end(self, fields: tuple[Field, ...], header: TransferHeader, totals: ControlTotals) -> bytes:
        values = self._shared(header) | {"totals.count": totals.count, "totals.amount": totals.amount}
        return encode_record(fields, values, self._layout.encoding)

    def _records(self, content: bytes) -> list[bytes]:
        records = content.removesuffix(_LINE_END).split(_LINE_END)
        for number, record in enumerate(records, start=1):
            if len(record) != self._layout.record_bytes:
                raise TransferRefused(
                    TransferProblem(
                        number,
                        f"第 {number} 行有 {len(record)} 位元組，應為 {self._layout.record_bytes}。"
                        "檔案可能不完整。",
                    )
                )
        if self._layout.trailer and len(records) < 2:
            raise TransferRefused(TransferProblem(0, "檔案沒有檔頭或檔尾，請重新下載。"))
        return records

    def _decode_detail(self, number: int, record: bytes) -> dict[str, str]:
        try:
            return decode_record(self._layout.detail, record, self._layout.encoding)
        except Unfit as problem:
            raise TransferRefused(TransferProblem(number, f"第 {number} 筆：{problem}")) from None

    def _compare_trailer(self, record: bytes, totals: ControlTotals) -> None:
        try:
            trailer = decode_record(self._layout.trailer, record, self._layout.encoding)
        except Unfit as problem:
            raise TransferRefused(TransferProblem(0, f"檔尾：{problem}")) from None
        written = ControlTotals(int(trailer["count"]), int(trailer["total"]))
        if trailer["mark"] != "EOF" or written != totals:
            raise TransferRefused(
                TransferProblem(
                    0,
                    f"檔尾寫 {written.count} 筆 {written.amount:,} 元，明細是 {totals.count} 筆 "
                    f"{totals.amount:,} 元。請向金融機構查詢。",
                )
            )


def _check_post_office(account: str) -> None:
    if len(account) != 14:
        raise Unfit(f"郵局帳戶要局號 7 碼加帳號 7 碼，現在是 {len(account)} 碼。")
    try:
        check_post_branch(account[:7])
        check_post_account(account[7:])
    except BadIdentifier:
        raise Unfit("郵局局號或帳號的檢查碼不合，請對照存摺封面。") from None


def _returned(number: int, row: dict[str, str]) -> ReturnedTransfer:
    try:
        original_pay_on = parse_ach(row["original_date"])
    except BadRocDate:
        raise TransferRefused(TransferProblem(number, f"第 {number} 筆：原提出日期讀不出來。")) from None
    return ReturnedTransfer(
        original_pay_on=original_pay_on,
        original_sequence=int(row["original_sequence"]),
        reference=row["reference"],
        payee_id=row["payee_id"],
        amount=int(row["amount"]),
        return_code=row["return_code"],
    )
