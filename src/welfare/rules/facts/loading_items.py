"""Read the listed things of a facts file: each from one JSON object, each refusal with its path."""

from __future__ import annotations

from welfare.rules.facts import vocabulary as words
from welfare.rules.facts.items import (
    Benefit,
    ConfirmedParameter,
    Holding,
    Income,
    Judgement,
    Movable,
    RealEstate,
)
from welfare.rules.facts.reading import Reader
from welfare.rules.facts.values import Fact

ORIGIN = frozenset({"source", "as_of", "data_year", "ref"})
JUDGEMENT = frozenset(
    {"kind", "by", "on", "reason", "evidence", "person", "amount", "household_class", "waives"}
)
YEARLY_TAX_KINDS = frozenset({"interest", "dividend", "rent", "business"})


def income(reader: Reader, raw: object, path: str) -> Income:
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


def holding(reader: Reader, raw: object, path: str) -> Holding:
    item = reader.mapping(raw, path, {"amount", "yearly_interest"} | ORIGIN)
    interest = item.get("yearly_interest")
    return Holding(
        amount=reader.whole(item.get("amount"), f"{path}.amount", "an amount in NT$") or 0,
        origin=reader.origin(item, path),
        yearly_interest=None
        if interest is None
        else reader.whole(interest, f"{path}.yearly_interest", "an amount in NT$"),
    )


def movable(reader: Reader, raw: object, path: str) -> Movable:
    item = reader.mapping(raw, path, {"kind", "amount"} | ORIGIN)
    return Movable(
        kind=reader.code(item.get("kind"), f"{path}.kind", words.MOVABLE_KIND) or "other_one_off",
        amount=reader.whole(item.get("amount"), f"{path}.amount", "an amount in NT$") or 0,
        origin=reader.origin(item, path),
    )


def real_estate(reader: Reader, raw: object, path: str) -> RealEstate:
    item = reader.mapping(raw, path, {"kind", "value", "exclusion"} | ORIGIN)
    exclusion = None
    if item.get("exclusion") is not None and item.get("kind") == "house":
        reader.refuse(f"{path}.exclusion", "only land can be left out; a house always counts.")
    elif item.get("exclusion") is not None:
        ground = {**item["exclusion"]} if isinstance(item["exclusion"], dict) else {}
        ground["kind"] = ground.pop("ground", None)
        exclusion = judgement(reader, ground, f"{path}.exclusion", words.LAND_EXCLUSION)
    return RealEstate(
        kind=reader.code(item.get("kind"), f"{path}.kind", words.REAL_ESTATE_KIND) or "land",
        value=reader.whole(item.get("value"), f"{path}.value", "an amount in NT$") or 0,
        origin=reader.origin(item, path),
        exclusion=exclusion,
    )


def benefit(reader: Reader, raw: object, path: str) -> Benefit:
    item = reader.mapping(raw, path, {"code", "monthly_amount"} | ORIGIN)
    amount = item.get("monthly_amount")
    return Benefit(
        code=reader.code(item.get("code"), f"{path}.code", words.BENEFIT) or "other",
        monthly_amount=None
        if amount is None
        else reader.whole(amount, f"{path}.monthly_amount", "an amount"),
        origin=reader.origin(item, path),
    )


def judgement(reader: Reader, raw: object, path: str, kinds: words.Words) -> Judgement | None:
    item = reader.mapping(raw, path, JUDGEMENT)
    kind = reader.code(item.get("kind"), f"{path}.kind", kinds)
    by, reason = reader.text(item.get("by"), f"{path}.by"), reader.text(item.get("reason"), f"{path}.reason")
    day = reader.day(item.get("on"), f"{path}.on")
    amount = item.get("amount")
    if kind in words.DECISION_AMOUNTS and amount is None:
        reader.refuse(path, f"a decision of the kind {kind} needs its `amount` in NT$.")
    household_class = waives = ""
    if kind == "household_class":
        household_class = reader.code(item.get(kind), f"{path}.{kind}", words.HOUSEHOLD_CLASS) or ""
    if kind == "special_case":
        waives = reader.code(item.get("waives"), f"{path}.waives", words.MEANS_TEST) or ""
    if kind is None or day is None:
        return None
    return Judgement(
        kind=kind,
        by=by,
        on=day,
        reason=reason,
        evidence=reader.text(
            item.get("evidence"),
            f"{path}.evidence",
            required=kinds is words.LAND_EXCLUSION or kind == "exclude_member",
        ),
        person=reader.text(
            item.get("person"),
            f"{path}.person",
            required=kinds is words.DECISION_KIND and kind not in words.OF_THE_HOUSEHOLD,
        ),
        amount=None if amount is None else reader.whole(amount, f"{path}.amount", "an amount in NT$"),
        household_class=household_class,
        waives=waives,
        path=path,
    )


def confirmed(reader: Reader, raw: object) -> tuple[ConfirmedParameter, ...]:
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


def given(reader: Reader, raw: object, path: str) -> dict[str, Fact[int]]:
    if not isinstance(raw, dict):
        reader.refuse(path, "expected an object: quantity → value.")
        return {}
    found = {}
    for name, value in raw.items():
        inner = value.get("value") if isinstance(value, dict) else value
        kind = "bool" if isinstance(inner, bool) else "money"
        found[str(name)] = reader.fact(kind, value, f"{path}.{name}")
    return found
