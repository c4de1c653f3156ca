"""The payment roster as a table: head, columns of the 印領清冊, one line per month, totals in words, stamps.

Accounts and ID numbers are masked: the transfer file carries the whole ones, and only it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from welfare.foundation.identifiers import mask_account
from welfare.foundation.money import to_upper_chinese
from welfare.foundation.roc_calendar import to_roc, to_roc_month
from welfare.payment.models import Cause
from welfare.payment.rosters.draft import Draft, DraftLine
from welfare.payment.sheets import Value

COLUMNS = (
    "序", "案號", "受款人", "身分證統一編號", "帳戶戶名", "金融代碼", "帳號", "專戶別", "項目", "所屬月份",
    "應發", "追補", "扣回", "實發", "異動註記", "退匯註記",
)  # fmt: skip
_CAUSES = {Cause.NEW: "新", Cause.CONTINUED: "續", Cause.BACK_PAYMENT: "補"}
_ACCOUNT_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Head:
    """Who made the roster of what, when, for which pay day."""

    office: str
    program_name: str
    pay_month: date
    batch: int
    pay_on: date
    made_on: date
    made_by: str


def table_of(draft: Draft, head: Head) -> Iterator[list[Value]]:
    """The rows of the sheet."""
    back = sum(line.amount for line in draft.lines if line.cause is Cause.BACK_PAYMENT)
    yield [head.office]
    yield [f"{head.program_name}撥款清冊"]
    yield [
        "撥款年月", to_roc_month(head.pay_month), "批次", head.batch, "撥款日", to_roc(head.pay_on),
        "製表日", to_roc(head.made_on),
    ]  # fmt: skip
    yield [
        "筆數", len(draft.lines), "人數", draft.persons, "金額合計", draft.total,
        "大寫", to_upper_chinese(draft.total),
    ]  # fmt: skip
    yield list(COLUMNS)
    for position, line in enumerate(draft.lines, start=1):
        yield _row(position, line, head.program_name)
    yield ["合計", len(draft.lines), *[""] * 8, draft.total - back, back, 0, draft.total, "", ""]
    yield ["製表", head.made_by, "承辦", "", "科長", "", "處長", "", "會計", "", "首長", ""]


def _row(position: int, line: DraftLine, program_name: str) -> list[Value]:
    is_back = line.cause is Cause.BACK_PAYMENT
    return [
        position,
        line.case.number,
        line.case.applicant_name,
        f"••••••{line.case.id_last_four}",
        line.account.holder_name,
        line.account.bank_code,
        mask_account("0" * (_ACCOUNT_LENGTH - 4) + line.account.last_four),
        "專戶" if line.account.is_protected else "",
        program_name,
        to_roc_month(line.month),
        0 if is_back else line.amount,
        line.amount if is_back else 0,
        0,
        line.amount,
        _CAUSES[line.cause],
        "",
    ]
