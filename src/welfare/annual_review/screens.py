"""What the pages of the annual review show, as components."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from welfare.annual_review import selectors
from welfare.annual_review.forms import StartForm
from welfare.annual_review.labels import LANE, LANE_FAMILY, LANE_MEANING
from welfare.annual_review.models import AnnualReview, AnnualReviewItem, Lane
from welfare.foundation import clock
from welfare.foundation.money import format_ntd
from welfare.payment.labels import day_words
from welfare.payment.tables import case_url
from welfare.web.components import Cell, Column, DataTable, Progress, Row, StatusTag

_NEEDS_PEOPLE = (Lane.DOUBTFUL, Lane.LOWERED, Lane.RAISED, Lane.MISSING_DATA)


def runs(form: StartForm) -> dict[str, Any]:
    """Reviews so far, newest year first."""
    rows = []
    for review in selectors.reviews():
        counts = selectors.lanes(review)
        rows.append(
            [
                Cell(
                    _("%(year)d 年") % {"year": review.year},
                    url=reverse("annual_review:run", args=[review.id]),
                ),
                f"{counts.total():,}",
                *[f"{counts[lane]:,}" for lane in (*_NEEDS_PEOPLE, Lane.UNCHANGED, Lane.PENDING)],
                day_words(clock.day_in_taiwan(review.last_run_at)),
            ]
        )
    return {"form": form, "table": _runs_table(rows) if rows else None}


def _runs_table(rows: list[list[Any]]) -> DataTable:
    lanes = [Column(LANE[lane], numeric=True) for lane in (*_NEEDS_PEOPLE, Lane.UNCHANGED, Lane.PENDING)]
    return DataTable(
        caption=_("歷年總清查"),
        columns=[Column(_("年度")), Column(_("案件"), numeric=True), *lanes, Column(_("最近一次"))],
        rows=[Row(row) for row in rows],
    )


def run(review: AnnualReview, lane: str, after: str) -> dict[str, Any]:
    """Progress, lanes, and one lane's cases; without a choice the first lane that needs people."""
    counts = selectors.lanes(review)
    chosen = Lane(lane) if lane in set(Lane) else _first(counts)
    shown = selectors.items(review, chosen, int(after) if after.isdecimal() else 0)
    total, left = counts.total(), counts[Lane.PENDING]
    return {
        "review": review,
        "progress": Progress(
            _("%(year)d 年總清查") % {"year": review.year},
            total - left,
            total,
            note=_("可以離開這一頁。") if left else "",
        )
        if total
        else None,
        "needs_people": sum(counts[one] for one in _NEEDS_PEOPLE),
        "unchanged": counts[Lane.UNCHANGED],
        "left": left,
        "lanes": [(one.value, LANE[one], counts[one], one is chosen) for one in Lane if counts[one]],
        "lane": LANE[chosen],
        "meaning": LANE_MEANING[chosen],
        "table": _items(shown.rows) if shown.rows else None,
        "more": shown.more,
        "chosen": chosen.value,
        "form": StartForm(initial={"year": review.year}),
    }


def _first(counts: Counter[Lane]) -> Lane:
    return next((lane for lane in (*_NEEDS_PEOPLE, Lane.UNCHANGED) if counts[lane]), Lane.PENDING)


def _items(rows: list[AnnualReviewItem]) -> DataTable:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return DataTable(
        caption=_("案件"),
        columns=[
            Column(_("申請人")),
            Column(_("結果")),
            Column(_("現在"), numeric=True),
            Column(_("試算"), numeric=True),
            Column(_("為什麼")),
        ],
        rows=[
            Row(
                [
                    Cell(item.case.applicant_name, url=case_url(item.case_id), second=item.case.number),
                    StatusTag(LANE_FAMILY[item.lane], LANE[item.lane]),
                    format_ntd(item.amount_now),
                    "—" if item.amount_then is None else format_ntd(item.amount_then),
                    "　".join(sentence[language] for sentence in item.why) or "—",
                ]
            )
            for item in rows
        ],
    )
