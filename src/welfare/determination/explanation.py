"""The explanation page's content: every test with every input, its source and a way to open it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.determination.drawing import drawable, gauge_of, in_words, verdict_of
from welfare.lookup.display import day_words, year_words
from welfare.lookup.labels import SOURCE_LABELS
from welfare.rules.explanation import Determination as Result
from welfare.rules.explanation import Step
from welfare.rules.records import Source
from welfare.web.components import Cell, Column, DataTable, Gauge, Row, Verdict


@dataclass(frozen=True, slots=True)
class Part:
    """One test: its article, its verdict, its gauge if it is money, its inputs."""

    code: str
    name: str
    article: str
    reason: str
    per_text: str
    verdict: Verdict
    gauge: Gauge | None
    inputs: DataTable


def parts(result: Result) -> list[Part]:
    """Every test of the program in the order of the law."""
    return [_part(step) for step in result.steps]


def _part(step: Step) -> Part:
    return Part(
        code=step.code,
        name=in_words(step, "label"),
        article=step.article_full,
        reason=in_words(step, "reason"),
        per_text=step.per_text,
        verdict=verdict_of(step),
        gauge=gauge_of(step) if drawable(step) else None,
        inputs=DataTable(
            caption=_("%(name)s的資料來源") % {"name": in_words(step, "label")},
            columns=[
                Column(_("資料")),
                Column(_("數值"), numeric=True),
                Column(_("來源")),
                Column(_("資料日")),
            ],
            rows=[_row(source) for source in step.inputs],
        ),
    )


def _row(source: Source) -> Row:
    said = SOURCE_LABELS.get(source.source, source.source)
    where = Cell(said, url=opened_by(source.ref)) if opened_by(source.ref) else said
    year = year_words(source.data_year) if source.data_year else ""
    day = day_words(source.as_of) if source.as_of else ""
    return Row([in_words(source, "label"), source.value_text, where, f"{day} {year}".strip()])


def opened_by(ref: str) -> str:
    """Address of the page that shows where a value comes from; empty when there is nothing to open."""
    try:
        return reverse("lookup:fact", args=[UUID(ref)])
    except ValueError:
        return ""
