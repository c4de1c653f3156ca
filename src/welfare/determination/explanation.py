"""The explanation page's content: every test with every input, its source and a way to open it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.determination.drawing import drawable, gauge_of, in_figures, in_words, name_of, verdict_of
from welfare.determination.levels import common_tests, needed_levels
from welfare.determination.origins import MONEY, of_persons, opened_by
from welfare.lookup.display import day_words, year_words
from welfare.lookup.labels import SOURCE_LABELS
from welfare.rules.explanation import Determination as Result
from welfare.rules.explanation import Step
from welfare.rules.records import Source
from welfare.web.components import Cell, Column, DataTable, Gauge, Row, Verdict


@dataclass(frozen=True, slots=True)
class Part:
    """One test: its article, its verdict, its gauge if it is money, its inputs.

    inputs: the figures; circumstances: what decided how they count, folded; shown_above: how many inputs an
    earlier test has shown already.
    """

    code: str
    name: str
    article: str
    reason: str
    per_text: str
    verdict: Verdict
    gauge: Gauge | None
    inputs: DataTable | None
    circumstances: DataTable | None
    shown_above: str


@dataclass(frozen=True, slots=True)
class Group:
    """Tests under one heading; no title for a program with one way to qualify."""

    code: str
    title: str
    verdict: Verdict | None
    parts: tuple[Part, ...]
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class PersonSources:
    """Every figure of one counted person and where it comes from."""

    person: str
    name: str
    rung: str
    table: DataTable


def groups(result: Result, case: Case) -> list[Group]:
    """Every test of the program in the order of the law, the levels up to the one that is reached."""
    seen: set[tuple[str, str]] = set()
    found = [Group("common", "", None, _parts(common_tests(result), case, seen))]
    for level in needed_levels(result):
        parts = _parts(level.steps, case, seen)
        found.append(Group(level.code, level.title, level.verdict, parts, level.is_reached))
    return found


def summary(result: Result, case: Case) -> DataTable:
    """All tests in one table: value, limit, difference, verdict, each leading to its part."""
    looked_at = [*common_tests(result), *(step for level in needed_levels(result) for step in level.steps)]
    steps = [step for step in looked_at if step.kind != "money" or step.binding]
    return DataTable(
        caption=_("審核項目"),
        columns=[
            Column(_("項目")),
            Column(_("試算"), numeric=True),
            Column(_("標準"), numeric=True),
            Column(_("差額"), numeric=True),
            Column(_("結果")),
        ],
        rows=[
            Row([
                Cell(in_words(step, "label"), url=f"#{step.code}", second=step.article),
                step.value_text if step.kind != "check" else "",
                step.limit_text,
                step.difference_text if step.kind == "money" and step.value is not None else "",
                verdict_of(step),
            ])
            for step in steps
        ],
    )  # fmt: skip


def people(result: Result, case: Case) -> list[PersonSources]:
    """The counted persons in the order of the file, each with the facts the figures rest on."""
    known = of_persons(result)
    return [
        PersonSources(
            person=member.person,
            name=member.name,
            rung=in_words(member, "rung"),
            table=_table(_caption(member.name), known.get(member.person, ()), case, member.name),
        )
        for member in result.counted
    ]


def _parts(steps: Iterable[Step], case: Case, seen: set[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(_part(step, case, seen) for step in steps)


def _part(step: Step, case: Case, seen: set[tuple[str, str]]) -> Part:
    fresh = [source for source in step.inputs if (source.quantity, source.person) not in seen]
    seen |= {(source.quantity, source.person) for source in fresh}
    figures = [source for source in fresh if _is_figure(source, step)]
    others = [source for source in fresh if source not in figures]
    caption = _caption(in_words(step, "label"))
    return Part(
        code=step.code,
        name=name_of(step),
        article=step.article_full,
        reason=in_words(step, "reason"),
        per_text=in_figures(step, "per"),
        verdict=verdict_of(step),
        gauge=replace(gauge_of(step), foot="") if drawable(step) else None,
        inputs=_table(caption, figures, case) if figures else None,
        circumstances=_table(caption, others, case) if others else None,
        shown_above=_shown_above(len(step.inputs) - len(fresh)),
    )


def _caption(name: str) -> str:
    return _("%(name)s的資料來源") % {"name": name}


def _shown_above(n: int) -> str:
    if not n:
        return ""
    return ngettext("另外 %(n)d 筆資料和上面的項目相同", "另外 %(n)d 筆資料和上面的項目相同", n) % {"n": n}


def _is_figure(source: Source, step: Step) -> bool:
    """What is added up or compared, before what only decides how it counts."""
    if step.kind != "money":
        return True
    return source.quantity in MONEY or (source.status != "fact" and "," in source.value_text)


def _table(caption: str, sources: Iterable[Source], case: Case, person: str = "") -> DataTable:
    return DataTable(
        caption=caption,
        columns=[
            Column(_("資料")),
            Column(_("數值"), numeric=True),
            Column(_("來源")),
            Column(_("資料日"), tight=True),
        ],
        rows=[_row(source, case, person) for source in sources],
    )


def _row(source: Source, case: Case, person: str) -> Row:
    said = SOURCE_LABELS.get(source.source, source.source)
    url = opened_by(source.ref, case)
    label = in_words(source, "label").removeprefix(f"{person}之").removeprefix(f"{person}: ")
    year = year_words(source.data_year) if source.data_year else ""
    day = day_words(source.as_of) if source.as_of else ""
    return Row([
        label, in_figures(source, "value"), Cell(said, url=url) if url else said, Cell(day, second=year),
    ])  # fmt: skip
