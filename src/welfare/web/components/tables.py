"""Tables: the worklist table, its sticky bulk bar, and who counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from welfare.web.components.actions import Button
from welfare.web.components.base import Component, Text
from welfare.web.components.marks import Link


@dataclass(frozen=True)
class Column:
    """A column head; `numeric` columns are right-aligned, `tight` ones never break a line."""

    label: Text
    numeric: bool = False
    hidden: bool = False
    tight: bool = False


@dataclass(frozen=True)
class Cell(Component):
    """A cell with a link and a second line; simple cells are plain words or any component."""

    template: ClassVar[str] = "web/components/cell.html"

    text: Text
    url: str = ""
    second: Text = ""
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns. `value` is what the check box of a selectable row sends."""

    cells: Sequence[Text | Component]
    value: str = ""
    name: Text = ""
    selected: bool = False
    here: bool = False


@dataclass(frozen=True)
class BulkBar(Component):
    """What is selected, the totals, and the actions, sticky at the foot of a table's form.

    `count_words` such as 「已選 {n} 件」 replaces the summary while one ticks rows.
    """

    template: ClassVar[str] = "web/components/bulk_bar.html"

    summary: Text
    actions: Sequence[Button]
    clear_url: str = ""
    count_words: Text = ""


@dataclass(frozen=True)
class DataTable(Component):
    """Caption, columns, rows, totals. `select_name` adds a check box per row (wrap it in a form)."""

    template: ClassVar[str] = "web/components/data_table.html"

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    foot: Sequence[Text] = ()
    select_name: str = ""
    show_caption: bool = False

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Text | Component]]]]:
        """Each row with its cells beside their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]

    @property
    def foot_cells(self) -> list[tuple[Column, Text]]:
        return list(zip(self.columns, self.foot, strict=True)) if self.foot else []


@dataclass(frozen=True)
class CountedPerson:
    """One person of a household. `shape`: applicant ●, male □, female ○. None amounts stay blank; `urls` open
    where each amount comes from."""

    relation: Text
    name: Text
    reason: Text
    amounts: Sequence[int | None] = ()
    age: int | None = None
    shape: Literal["applicant", "male", "female"] = "male"
    counted: bool = True
    article: Link | None = None
    mark: int | None = None
    mark_column: int = 0
    urls: Sequence[str] = ()

    @property
    def figures(self) -> list[tuple[str, int | None, str]]:
        """Printed amounts, each with the number of the open question beside it or None, and its address."""
        addresses = [*self.urls, *[""] * len(self.amounts)]
        return [
            ("" if amount is None else f"{amount:,}", self.mark if n == self.mark_column else None, url)
            for n, (amount, url) in enumerate(zip(self.amounts, addresses, strict=False))
        ]


@dataclass(frozen=True)
class WhoCounts(Component):
    """One row per person, why he or she counts or not, and the division in the sum."""

    template: ClassVar[str] = "web/components/who_counts.html"

    caption: Text
    columns: Sequence[Text]
    people: Sequence[CountedPerson]
    totals: Sequence[int] = ()
    division: Text = ""

    @property
    def total_figures(self) -> list[str]:
        return [f"{total:,}" for total in self.totals]

    @property
    def span(self) -> int:
        """Columns an excluded person's reason may spread over."""
        return 1 + len(self.columns)
