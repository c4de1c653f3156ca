"""The one write of statistics: an export, on record."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roc_calendar import to_roc
from welfare.payment.sheets import Value, as_csv, as_ods
from welfare.statistics import permissions, selectors
from welfare.statistics.board import board
from welfare.statistics.periods import Period
from welfare.statistics.quantiles import one_decimal
from welfare.statistics.screens import county_cells, place_of, shown_or_not


@through_the_door("statistics.export")
def export(act: Act, *, by: Acting, period: Period, as_text: bool) -> bytes:
    """The figures on the page as ODS, or as CSV with `as_text`: definitions and sources travel with them."""
    permissions.check_read(by)
    rows = list(_counties(period) if permissions.sees_all_counties(by) else _office(by, period))
    act.audit(Event.EXPORT_MADE, kind="statistics", period=period.kind, since=period.start, rows=len(rows))
    return as_csv(rows) if as_text else as_ods("統計", rows)


def _office(by: Acting, period: Period) -> Iterator[list[Value]]:
    shown = board(by, period)
    yield [f"{place_of(by)} {period.words}", _("資料日"), to_roc(shown.as_of)]
    yield [_("數字"), _("值"), _("單位"), _("算法"), _("資料來源")]
    for figure in shown.figures:
        texts = (figure.label, figure.value, figure.unit, figure.definition, figure.source)
        yield [str(text) for text in texts]
    if shown.towns:
        yield [_("鄉鎮市區"), _("中位數（天）"), _("九成（天）"), _("發函"), _("等著辦"), _("逾期")]
    for town in shown.towns:
        counts = [shown_or_not(count) for count in (town.letters, town.pending, town.overdue)]
        yield [town.name, one_decimal(town.median), one_decimal(town.p90), *counts]


def _counties(period: Period) -> Iterator[list[Value]]:
    today = clock.today()
    yield [period.words, _("資料日"), to_roc(today)]
    yield [_("縣市"), _("送件"), _("發函"), _("中位數（天）"), _("九成（天）"), _("等著辦"), _("逾期")]
    for row in selectors.county_counts(period, today):
        yield list(county_cells(row))
