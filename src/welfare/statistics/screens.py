"""What the pages of statistics show, as components."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from welfare.case.states import STEP_LABELS, Step
from welfare.foundation import regions
from welfare.foundation.acting import Acting
from welfare.foundation.roc_calendar import to_roc
from welfare.statistics.board import Board
from welfare.statistics.charts import Climb, DayBar, Piece, Whisker
from welfare.statistics.figures import Figure
from welfare.statistics.periods import Kind, Period
from welfare.statistics.published import published
from welfare.statistics.quantiles import one_decimal
from welfare.statistics.selectors import CountyCounts, TownRow
from welfare.statistics.selectors.pending import AGES
from welfare.web.components import Cell, Column, DataTable, Row, Text

_STRIP = ("hours", "days", "supplements", "typed")
_LONGEST = 30


def frame(period: Period, place: str) -> dict[str, Any]:
    """What both dashboards share: title, periods to choose from."""
    kinds = {Kind.MONTH: _("月"), Kind.QUARTER: _("季"), Kind.YEAR: _("年")}
    return {
        "title": f"{place} {period.words}",
        "period": period,
        "kinds": [(kind.value, word, kind is period.kind) for kind, word in kinds.items()],
        "small": published("small_cell").value,
    }


def place_of(by: Acting) -> str:
    return regions.full_name(by.town or by.county)


def dashboard(by: Acting, shown: Board) -> dict[str, Any]:
    """Savings first, then days, then what waits, then the townships, then how everything was counted."""
    return frame(shown.period, place_of(by)) | {
        "papers": shown.figure("papers"),
        "papers_detail": [shown.figure("transcripts"), shown.figure("tax_lists")],
        "climb": _climb(shown),
        "strip": [shown.figure(code) for code in _STRIP],
        "strip_notes": {"days": shown.figure("days_p90")},
        "p90": shown.figure("days_p90"),
        "published": shown.figure("published"),
        "letters": shown.letters,
        **_days(shown),
        "pending": _pending(shown),
        "overdue": shown.figure("overdue"),
        "pending_total": shown.figure("pending"),
        "towns": _towns(shown) if shown.towns else None,
        "definitions": _definitions(shown.figures),
        "as_of": to_roc(shown.as_of),
    }


def _climb(shown: Board) -> Climb | None:
    if not shown.savings.total or shown.period.kind is not Kind.YEAR:
        return None
    monthly = [shown.savings.by_month[month] for month in range(1, 13)]
    label = _("今年累計不用附的紙本，到 %(month)d 月 %(n)d 份") % {
        "month": shown.as_of.month,
        "n": shown.savings.total,
    }
    return Climb(label, monthly, shown.as_of.month)


def _days(shown: Board) -> dict[str, Any]:
    """Two bars on one scale: the published figure of the paper procedure, and ours by step."""
    before = Fraction(published("days_before").value)
    longest_step = max(shown.stays, key=lambda step: shown.stays[step], default=None)
    pieces = [Piece(STEP_LABELS[step], days, here=step is longest_step) for step, days in shown.stays.items()]
    total = sum((piece.days for piece in pieces), Fraction(0))
    scale = max(before, total)
    words = "・".join(piece.words for piece in pieces)
    return {
        "before": DayBar(_("公開發表：20 天"), [Piece(_("受理到發函"), before)], scale, quiet=True),
        "before_days": one_decimal(before),
        "now": DayBar(words, pieces, scale) if pieces else None,
        "now_days": one_decimal(shown.median_days),
        "now_words": words,
        "slowest": STEP_LABELS[longest_step] if longest_step else "",
    }


def _pending(shown: Board) -> DataTable:
    heads = [_("7 天以內"), _("8–14 天"), _("15–30 天"), _("超過 30 天")]
    steps = [step for step in Step if step is not Step.APPLY]
    cells = shown.pending.cells
    return DataTable(
        caption=_("等著辦的案件，按步驟和等了幾天"),
        columns=[
            Column(_("步驟")),
            *[Column(head, numeric=True) for head in heads],
            Column(_("合計"), numeric=True),
        ],
        rows=[
            Row(
                [
                    STEP_LABELS[step],
                    *[f"{cells[step, age]:,}" for age in range(len(AGES) + 1)],
                    f"{shown.pending.of_step(step):,}",
                ]
            )
            for step in steps
        ],
        foot=[
            _("合計"),
            *[f"{sum(cells[step, age] for step in Step):,}" for age in range(len(AGES) + 1)],
            f"{shown.pending.total:,}",
        ],
    )


def shown_or_not(count: int | None) -> str:
    """A printed count, or that it is hidden (it need not be small itself)."""
    return _("不顯示") if count is None else f"{count:,}"


def few(count: object) -> str:
    """A printed count, or that there are too few to print one."""
    return _("少於 %(n)d") % {"n": published("small_cell").value} if count is None else f"{count:,}"


def _towns(shown: Board) -> DataTable:
    longest = max([_LONGEST, *(row.p90 for row in shown.towns if row.p90 is not None)])
    return DataTable(
        caption=_("各鄉鎮市區"),
        columns=[
            Column(_("鄉鎮市區")),
            Column(_("0 到 %(n)d 天") % {"n": longest}),
            Column(_("中位數"), numeric=True),
            Column(_("九成"), numeric=True),
            Column(_("發函"), numeric=True),
            Column(_("等著辦"), numeric=True),
            Column(_("逾期"), numeric=True),
            Column(_("免附"), numeric=True),
        ],
        rows=[Row(_town_cells(row, longest)) for row in shown.towns],
    )


def _town_cells(row: TownRow, longest: int) -> list[Any]:
    drawn: Any = ""
    if row.median is not None and row.p90 is not None:
        words = _("%(town)s：中位數 %(median)s 天，九成在 %(p90)d 天內") % {
            "town": row.name,
            "median": one_decimal(row.median),
            "p90": row.p90,
        }
        drawn = Whisker(words, row.median, row.p90, published("days_after").value, longest)
    return [
        row.name,
        drawn,
        one_decimal(row.median),
        one_decimal(row.p90),
        shown_or_not(row.letters),
        shown_or_not(row.pending),
        shown_or_not(row.overdue),
        shown_or_not(row.papers),
    ]


def _definitions(figures: tuple[Figure, ...]) -> DataTable:
    return DataTable(
        caption=_("每個數字怎麼算"),
        columns=[Column(_("數字")), Column(_("值"), numeric=True), Column(_("算法")), Column(_("資料來源"))],
        rows=[
            Row(
                [
                    figure.label,
                    _with_unit(figure),
                    figure.definition,
                    Cell(figure.source, second=_day(figure)),
                ]
            )
            for figure in figures
        ],
    )


def _with_unit(figure: Figure) -> str:
    return f"{figure.value} {figure.unit}"


def _day(figure: Figure) -> str:
    return _("%(day)s 計算") % {"day": to_roc(figure.as_of)}


def counties(period: Period, rows: list[CountyCounts]) -> dict[str, Any]:
    """The ministry's page: counts of counties, nothing about a case."""
    columns: list[Text] = [_("送件"), _("發函"), _("中位數（天）"), _("九成（天）"), _("等著辦"), _("逾期")]
    return frame(period, _("全國")) | {
        "table": DataTable(
            caption=_("各縣市"),
            columns=[Column(_("縣市")), *[Column(word, numeric=True) for word in columns]],
            rows=[Row(county_cells(row)) for row in rows],
        )
        if rows
        else None
    }


def county_cells(row: CountyCounts) -> list[str]:
    return [
        row.name,
        few(row.submitted),
        few(row.letters),
        "—" if row.median_days is None else f"{row.median_days}",
        "—" if row.p90_days is None else f"{row.p90_days}",
        few(row.pending),
        few(row.overdue),
    ]
