"""Load a facts file strictly: unknown fields, impossible values and impossible families are named, never
mended."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from welfare.rules.facts import loading_items as items
from welfare.rules.facts import vocabulary as words
from welfare.rules.facts.family import family_problems
from welfare.rules.facts.model import CaseFacts, Person
from welfare.rules.facts.problems import InvalidFacts
from welfare.rules.facts.reading import Reader
from welfare.rules.facts.values import Fact
from welfare.rules.jurisdictions import JURISDICTIONS

C = TypeVar("C", bound=CaseFacts)
LISTS = ("income", "deposits", "securities", "movables", "real_estate", "benefits")
PERSON_PLAIN = frozenset(
    {"id", "name", "parents", "spouse", "claims_as_dependant", "source", "as_of", "given", *LISTS}
)
PERSON_FACTS = {f.name: f.metadata for f in fields(Person) if "kind" in f.metadata}
CASE_FACTS = {f.name: f.metadata for f in fields(CaseFacts) if "kind" in f.metadata}
CASE_PLAIN = frozenset({
    "jurisdiction", "applicant", "listed", "persons",
    "applied_on", "documents_complete_on", "investigated_on",
    "decisions", "confirmed_parameters", "given", "source", "as_of", "$schema", "note",
})  # fmt: skip


def load_facts(obj: object, kind: type[C]) -> C:
    """CaseFacts from parsed JSON; raises InvalidFacts with all problems found."""
    reader = Reader()
    raw = reader.mapping(obj, "", CASE_PLAIN | CASE_FACTS.keys())
    if not isinstance(obj, dict):
        raise InvalidFacts(tuple(reader.problems))
    _defaults(reader, raw, "")
    persons = tuple(
        _person(reader, reader.mapping(item, f"persons[{index}]", PERSON_PLAIN | PERSON_FACTS.keys()), index)
        for index, item in enumerate(reader.items(raw.get("persons", []), "persons"))
    )
    applicant = reader.text(raw.get("applicant"), "applicant")
    facts = kind(
        jurisdiction=_jurisdiction(reader, raw),
        applicant=applicant,
        listed=_ids(reader, raw.get("listed", [applicant] if applicant else []), "listed"),
        persons=persons,
        applied_on=reader.day(raw.get("applied_on"), "applied_on", required=False),
        documents_complete_on=reader.day(
            raw.get("documents_complete_on"), "documents_complete_on", required=False
        ),
        investigated_on=reader.day(raw.get("investigated_on"), "investigated_on", required=False),
        decisions=tuple(
            judgement
            for index, item in enumerate(reader.items(raw.get("decisions", []), "decisions"))
            if (judgement := items.judgement(reader, item, f"decisions[{index}]", words.DECISION_KIND))
        ),
        confirmed_parameters=items.confirmed(reader, raw.get("confirmed_parameters", [])),
        given=items.given(reader, raw.get("given", {}), "given"),
        **{
            name: reader.fact(meta["kind"], raw.get(name), name, meta["codes"])
            for name, meta in CASE_FACTS.items()
        },
    )
    reader.problems.extend(family_problems(facts))
    if reader.problems:
        raise InvalidFacts(tuple(dict.fromkeys(reader.problems)))
    return facts


def _defaults(reader: Reader, raw: dict[str, Any], path: str) -> None:
    prefix = f"{path}." if path else ""
    if "source" in raw:
        reader.source = reader.text(raw["source"], f"{prefix}source")
    if "as_of" in raw:
        reader.as_of = reader.day(raw["as_of"], f"{prefix}as_of")


def _jurisdiction(reader: Reader, raw: dict[str, Any]) -> str:
    codes = {code: (j.zh, j.en) for code, j in JURISDICTIONS.items()}
    return reader.code(raw.get("jurisdiction"), "jurisdiction", codes) or ""


def _ids(reader: Reader, raw: object, path: str) -> tuple[str, ...]:
    return tuple(reader.text(item, f"{path}[{i}]") for i, item in enumerate(reader.items(raw, path)))


def _person(reader: Reader, raw: dict[str, Any], index: int) -> Person:
    path = f"persons[{index}]"
    outer = (reader.source, reader.as_of)
    _defaults(reader, raw, path)
    facts: dict[str, Fact[Any]] = {
        name: reader.fact(meta["kind"], raw.get(name), f"{path}.{name}", meta["codes"])
        for name, meta in PERSON_FACTS.items()
    }
    wage = facts["tax_wage"]
    if wage.is_known and wage.data_year is None:
        reader.refuse(wage.path, "data from the tax register needs its `data_year`, for instance 2024.")
    person = Person(
        id=reader.text(raw.get("id"), f"{path}.id"),
        index=index,
        name=reader.text(raw.get("name"), f"{path}.name", required=False),
        parents=_ids(reader, raw.get("parents", []), f"{path}.parents"),
        spouse=reader.text(raw.get("spouse"), f"{path}.spouse", required=False),
        claims_as_dependant=_ids(reader, raw.get("claims_as_dependant", []), f"{path}.claims_as_dependant"),
        income=_each(reader, raw, path, "income", items.income),
        deposits=_each(reader, raw, path, "deposits", items.holding),
        securities=_each(reader, raw, path, "securities", items.holding),
        movables=_each(reader, raw, path, "movables", items.movable),
        real_estate=_each(reader, raw, path, "real_estate", items.real_estate),
        benefits=_each(reader, raw, path, "benefits", items.benefit),
        given=items.given(reader, raw.get("given", {}), f"{path}.given"),
        **facts,
    )
    reader.source, reader.as_of = outer
    return person


def _each(reader: Reader, raw: dict[str, Any], path: str, name: str, read: Any) -> tuple[Any, ...] | None:
    if raw.get(name) is None:
        return None
    here = f"{path}.{name}"
    return tuple(read(reader, item, f"{here}[{i}]") for i, item in enumerate(reader.items(raw[name], here)))
