"""Names, sources and questions of the leaves of a computation: facts and parameters."""

from __future__ import annotations

from collections.abc import Iterable

from welfare.rules import amounts
from welfare.rules.evaluation import Cell, Evaluation
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS
from welfare.rules.records import Source

#: The question who counts is answered by the list of persons, not repeated under every amount.
_NOT_ENTERED = frozenset({"is_counted"})


def label(evaluation: Evaluation, leaf: Cell) -> tuple[str, str]:
    """What a leaf is called, with the person's name in front when it is a person's."""
    if leaf.parameter is not None:
        definition = evaluation.parameters.definitions[leaf.name]
        return definition.zh, definition.en
    known = PERSON_INPUTS.get(leaf.name) or CASE_INPUTS.get(leaf.name)
    if known is None:
        reading = evaluation.graph.formulas.get(leaf.name)
        zh, en = (reading[0].zh, reading[0].en) if reading else (leaf.name, leaf.name)
        return f"當日適用之「{zh}」規定", f"the rule on {en} of that day"
    zh, en = known.zh, known.en
    name = person_name(evaluation, leaf.person)
    return (f"{name}之{zh}", f"{name}: {en}") if name else (zh, en)


def person_name(evaluation: Evaluation, person: str | None) -> str:
    """The name of a person of the file, or the id when there is none."""
    if person is None:
        return ""
    return evaluation.case.facts.person(person).name or person


def sources(evaluation: Evaluation, cells: Iterable[Cell]) -> tuple[Source, ...]:
    """CaseFacts with a place in the file and parameters, each once, in order of use."""
    found: dict[tuple[str, str | None], Source] = {}
    for cell in cells:
        for leaf in cell.leaves(_NOT_ENTERED):
            if leaf.value is not None or leaf.parameter is not None:
                source = _source(evaluation, leaf)
                if source is not None:
                    found.setdefault((leaf.name, leaf.person), source)
    return tuple(found.values())


def _source(evaluation: Evaluation, leaf: Cell) -> Source | None:
    zh, en = label(evaluation, leaf)
    if leaf.parameter is not None:
        parameter = leaf.parameter
        return Source(
            quantity=leaf.name,
            label_zh=zh,
            label_en=en,
            person="",
            value_text=value_text(evaluation, leaf),
            source=parameter.source or parameter.note,
            as_of=parameter.checked_on,
            data_year=None,
            ref=parameter.url,
            status=parameter.status,
        )
    fact = leaf.fact
    if fact is None or not fact.path:
        return None
    return Source(
        quantity=leaf.name,
        label_zh=zh,
        label_en=en,
        person=leaf.person or "",
        value_text=value_text(evaluation, leaf),
        source=fact.source,
        as_of=fact.as_of,
        data_year=fact.data_year,
        ref=fact.ref,
        status="given" if ".given." in f".{fact.path}" else "fact",
    )


def value_text(evaluation: Evaluation, leaf: Cell) -> str:
    """The value as people read it; truth values as 是 or 否."""
    if leaf.value is None:
        return "—"
    if isinstance(leaf.value, bool):
        return "是" if leaf.value else "否"
    if leaf.fact is not None and ".given." in f".{leaf.fact.path}":
        unit = evaluation.graph.unit(leaf.name)
        return amounts.text(amounts.shown(leaf.value, unit))
    return amounts.text(leaf.value)
