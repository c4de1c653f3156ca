"""The roster as ODS and as CSV: the same table twice, every cell typed, no text ever a formula.

Columns, head and foot follow the township's 初審名冊. Amounts are whole NT$.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from odfdo import Cell, Document, Row, Table

from welfare.foundation.money import to_upper_chinese
from welfare.foundation.roc_calendar import to_roc, to_roc_month
from welfare.review.rosters.lines import Draft, RosterRow

ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"

COLUMNS = (
    "序", "案號", "村里", "申請人", "身分證統一編號", "出生", "戶籍地址", "列計人口",
    "平均每人每月收入", "動產", "不動產", "初審結果", "建議類別", "建議金額", "起始年月",
    "訪視日", "佐證件數", "承辦意見", "備註",
)  # fmt: skip

#: a spreadsheet reads a text cell of a CSV file as a formula when it begins so
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Head:
    """Who made the roster of what, when, under which number."""

    office: str
    program_name: str
    batch_number: str
    made_on: date
    made_by: str


def _values(position: int, row: RosterRow) -> list[Value]:
    return [
        position, row.case.number, row.village, row.name, row.masked_id, row.birth, row.address,
        row.counted_size, row.monthly_income, row.movable, row.real_estate, row.result, row.grade, row.amount,
        to_roc_month(row.start) if row.start else "", "", row.evidence_count, row.opinion, row.note,
    ]  # fmt: skip


def table_of(draft: Draft, head: Head) -> list[list[Value]]:
    """Head, columns, one line per case, totals, stamps: the rows of the sheet."""
    size = len(COLUMNS)
    totals: list[Value] = ["合計", len(draft.rows), *[""] * (size - 2)]
    totals[COLUMNS.index("列計人口")] = draft.people
    totals[COLUMNS.index("初審結果")] = f"符合 {draft.eligible} 件"
    totals[COLUMNS.index("建議金額")] = draft.total_amount
    return [
        [head.office],
        [f"{head.program_name}初審名冊"],
        ["字號", head.batch_number, "製表日", to_roc(head.made_on)],
        [
            "案件數", len(draft.rows), "人數", draft.people,
            "每月金額合計", draft.total_amount, "大寫", to_upper_chinese(draft.total_amount),
        ],
        list(COLUMNS),
        *(_values(n, row) for n, row in enumerate(draft.rows, 1)),
        totals,
        ["製表", head.made_by, "承辦", "", "課長", "", "秘書", "", "首長", ""],
    ]  # fmt: skip


def as_ods(draft: Draft, head: Head) -> bytes:
    """The roster as an OpenDocument spreadsheet."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table(name="初審名冊")
    for values in table_of(draft, head):
        table.append_row(_row(values))
    document.body.append(table)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _row(values: Sequence[Value]) -> Row:
    row = Row()
    for value in values:
        row.append_cell(_cell(value))
    return row


def _cell(value: Value) -> Cell:
    if isinstance(value, int):
        return Cell(value, cell_type="float")
    return Cell(value or "", cell_type="string")


def as_csv(draft: Draft, head: Head) -> bytes:
    """The same table as UTF-8 CSV with a byte-order mark; what looks like a formula gets an apostrophe."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    for values in table_of(draft, head):
        writer.writerow([_plain(value) for value in values])
    return lines.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str | int:
    if isinstance(value, int):
        return value
    text = value or ""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
