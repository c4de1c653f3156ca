"""Load a facts file strictly: unknown fields, impossible values and impossible families are named, never
mended."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from welfare.rules.facts import vocabulary as words
from welfare.rules.facts.family import family_problems
from welfare.rules.facts.model import (
    Benefit,
    CaseFacts,
    ConfirmedParameter,
    Holding,
    Income,
    Judgement,
    Person,
    RealEstate,
)
from welfare.rules.facts.problems import InvalidFacts
from welfare.rules.facts.reading import Reader
from welfare.rules.facts.values import Fact
from welfare.rules.jurisdictions import JURISDICTIONS

C = TypeVar("C", bound=CaseFacts)
ORIGIN = frozenset({"source", "as_of", "data_year", "ref"})
LISTS = ("income", "deposits", "securities", "real_estate", "benefits")
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
JUDGEMENT = frozenset({"kind", "by", "on", "reason", "evidence", "person", "amount", "household_class"})
YEARLY_TAX_KINDS = frozenset({"interest", "dividend", "rent", "business"})


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
            if (judgement := _judgement(reader, item, f"decisions[{index}]", words.DECISION_KIND))
        ),
        confirmed_parameters=_confirmed(reader, raw.get("confirmed_parameters", [])),
        given=_given(reader, raw.get("given", {}), "given"),
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
        income=_each(reader, raw, path, "income", _income),
        deposits=_each(reader, raw, path, "deposits", _holding),
        securities=_each(reader, raw, path, "securities", _holding),
        real_estate=_each(reader, raw, path, "real_estate", _real_estate),
        benefits=_each(reader, raw, path, "benefits", _benefit),
        given=_given(reader, raw.get("given", {}), f"{path}.given"),
        **facts,
    )
    reader.source, reader.as_of = outer
    return person


def _each(reader: Reader, raw: dict[str, Any], path: str, name: str, read: Any) -> tuple[Any, ...] | None:
    if raw.get(name) is None:
        return None
    here = f"{path}.{name}"
    return tuple(read(reader, item, f"{here}[{i}]") for i, item in enumerate(reader.items(raw[name], here)))


def _income(reader: Reader, raw: object, path: str) -> Income:
    item = reader.mapping(raw, path, {"kind", "amount", "period"} | ORIGIN)
    kind = reader.code(item.get("kind"), f"{path}.kind", words.INCOME_KIND) or "other"
    if kind in YEARLY_TAX_KINDS and "data_year" not in item:
        reader.refuse(path, "data from the tax register needs its `data_year`, for instance 2024.")
    return Income(
        kind=kind,
        amount=reader.whole(item.get("amount"), f"{path}.amount", "an amount in NT$") or 0,
        period=reader.code(item.get("period"), f"{path}.period", words.PERIOD) or "month",
        origin=reader.origin(item, path),
    )


def _holding(reader: Reader, raw: object, path: str) -> Holding:
    item = reader.mapping(raw, path, {"amount"} | ORIGIN)
    return Holding(
        amount=reader.whole(item.get("amount"), f"{path}.amount", "an amount in NT$") or 0,
        origin=reader.origin(item, path),
    )


def _real_estate(reader: Reader, raw: object, path: str) -> RealEstate:
    item = reader.mapping(raw, path, {"kind", "value", "exclusion"} | ORIGIN)
    exclusion = None
    if item.get("exclusion") is not None:
        ground = {**item["exclusion"]} if isinstance(item["exclusion"], dict) else {}
        ground["kind"] = ground.pop("ground", None)
        exclusion = _judgement(reader, ground, f"{path}.exclusion", words.LAND_EXCLUSION)
    return RealEstate(
        kind=reader.code(item.get("kind"), f"{path}.kind", words.REAL_ESTATE_KIND) or "land",
        value=reader.whole(item.get("value"), f"{path}.value", "an amount in NT$") or 0,
        origin=reader.origin(item, path),
        exclusion=exclusion,
    )


def _benefit(reader: Reader, raw: object, path: str) -> Benefit:
    item = reader.mapping(raw, path, {"code", "monthly_amount"} | ORIGIN)
    amount = item.get("monthly_amount")
    return Benefit(
        code=reader.code(item.get("code"), f"{path}.code", words.BENEFIT) or "other",
        monthly_amount=None
        if amount is None
        else reader.whole(amount, f"{path}.monthly_amount", "an amount"),
        origin=reader.origin(item, path),
    )


def _judgement(reader: Reader, raw: object, path: str, kinds: words.Words) -> Judgement | None:
    item = reader.mapping(raw, path, JUDGEMENT)
    kind = reader.code(item.get("kind"), f"{path}.kind", kinds)
    by, reason = reader.text(item.get("by"), f"{path}.by"), reader.text(item.get("reason"), f"{path}.reason")
    day = reader.day(item.get("on"), f"{path}.on")
    amount = item.get("amount")
    if kind == "work_income" and amount is None:
        reader.refuse(path, "a decision on work income needs its `amount` per month.")
    household_class = ""
    if kind == "household_class":
        household_class = reader.code(item.get(kind), f"{path}.{kind}", words.HOUSEHOLD_CLASS) or ""
    if kind is None or day is None:
        return None
    return Judgement(
        kind=kind,
        by=by,
        on=day,
        reason=reason,
        evidence=reader.text(item.get("evidence"), f"{path}.evidence", required=False),
        person=reader.text(
            item.get("person"),
            f"{path}.person",
            required=kinds is words.DECISION_KIND and kind not in words.OF_THE_HOUSEHOLD,
        ),
        amount=None if amount is None else reader.whole(amount, f"{path}.amount", "an amount in NT$"),
        household_class=household_class,
        path=path,
    )


def _confirmed(reader: Reader, raw: object) -> tuple[ConfirmedParameter, ...]:
    found = []
    for index, entry in enumerate(reader.items(raw, "confirmed_parameters")):
        path = f"confirmed_parameters[{index}]"
        item = reader.mapping(entry, path, {"name", "value", "source", "by", "on"})
        value = item.get("value")
        if not isinstance(value, bool | str):
            value = reader.whole(value, f"{path}.value", "the figure")
        day = reader.day(item.get("on"), f"{path}.on")
        name, source = (reader.text(item.get(key), f"{path}.{key}") for key in ("name", "source"))
        by = reader.text(item.get("by"), f"{path}.by")
        if value is not None and day is not None:
            found.append(ConfirmedParameter(name=name, value=value, source=source, by=by, on=day))
    return tuple(found)


def _given(reader: Reader, raw: object, path: str) -> dict[str, Fact[int]]:
    if not isinstance(raw, dict):
        reader.refuse(path, "expected an object: quantity → value.")
        return {}
    found = {}
    for name, value in raw.items():
        inner = value.get("value") if isinstance(value, dict) else value
        kind = "bool" if isinstance(inner, bool) else "money"
        found[str(name)] = reader.fact(kind, value, f"{path}.{name}")
    return found
