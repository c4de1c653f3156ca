"""Random synthetic households as files: families of up to six, with holes or without, sound enough to be
read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from welfare.rules.caseload import Caseload
from welfare.rules.facts import vocabulary
from welfare.rules.facts.loading import CASE_FACTS, PERSON_FACTS, load_facts
from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.problems import InvalidFacts
from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.program import Program
from welfare.rules.run import prepare

TODAY = date(2026, 11, 20)
COUNTIES = list(JURISDICTIONS)
#: Counties whose classes of low-income households are types: Taipei, Kaohsiung.
TYPED = frozenset({"63000", "64000"})
#: Truth values that are mostly so; all others are mostly not.
USUAL = frozenset({
    "has_household_registration", "lives_in_registered_county", "supports_listed_person",
    "may_work_in_taiwan", "has_disability_certificate", "received_in_previous_year",
    "value_rise_within_adjustment", "cannot_live_without_aid",
})  # fmt: skip
AMOUNTS = (0, 0, 0, 1, 999, 11_000, 29_500, 30_000, 100_000, 350_000)
#: Kept below 16 millions in sum, so that every batch is computed by the same compiled kernel.
FORTUNES = (*AMOUNTS, 1_600_000, 7_000_000)


def a_household(seed: int) -> CaseFacts:
    """The household of a seed; every third has no holes, the others more or fewer."""
    return _Maker(Random(seed)).household()


def a_caseload(
    seeds: Sequence[int], programs: Sequence[Program], on: date = TODAY
) -> tuple[list[CaseFacts], Caseload]:
    """Those of the households that fit the programs on the day, as files and as columns. A rich household is
    always among them, so that every caseload has the same bounds and shares one compiled kernel."""
    facts = [_rich(), *(a_household(seed) for seed in seeds)]
    fitting = [one for one in facts if _fits(one, programs, on)]
    return fitting, Caseload.from_facts(fitting, programs, on=on)


def _fits(facts: CaseFacts, programs: Sequence[Program], on: date) -> bool:
    try:
        for program in programs:
            prepare(program, facts, on=on)
    except InvalidFacts:
        return False
    return True


def _rich() -> CaseFacts:
    rich = 16_000_000
    person = {name: rich for name, meta in PERSON_FACTS.items() if meta["kind"] == "money"}
    person |= {"id": "p1", "born_on": "1950-01-01", "tax_wage": {"value": rich, "data_year": 2024}}
    person["income"] = [
        {"kind": kind, "amount": rich, "period": "year", "data_year": 2024}
        for kind in ("interest", "pension")
    ]
    person |= {name: [{"amount": rich}] for name in ("deposits", "securities")}
    person["movables"] = [{"kind": kind, "amount": rich} for kind in vocabulary.MOVABLE_KIND]
    person["real_estate"] = [{"kind": "land", "value": rich}]
    person["benefits"] = [{"code": code, "monthly_amount": 100_000} for code in vocabulary.BENEFIT]
    decided = [
        {"kind": kind, "by": "王測承辦", "on": "2026-11-17", "reason": "合成", "evidence": "合成",
         "person": "p1", "amount": rich}
        for kind in sorted(vocabulary.DECISION_AMOUNTS)
    ]  # fmt: skip
    raw = {"jurisdiction": "10015", "applicant": "p1", "source": "synthetic", "as_of": "2026-11-16"}
    return load_facts({**raw, "persons": [person], "decisions": decided}, CaseFacts)


class _Maker:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.holes = chance.choice((0.0, 0.05, 0.3))
        self.county = chance.choice(COUNTIES)

    def household(self) -> CaseFacts:
        size = self.chance.randint(1, 6)
        ids = [f"p{number}" for number in range(1, size + 1)]
        born = {
            one: date(self.chance.randint(1930, 1958), 1, 1) + timedelta(self.chance.randrange(3000))
            for one in ids
        }
        persons = {one: self._person(one) for one in ids}
        roles = [
            "",
            *self.chance.choices(("spouse", "child", "parent", "child", "sibling", "lodger"), k=size - 1),
        ]
        for one, role in zip(ids, roles, strict=True):
            if role == "spouse" and "spouse" not in persons["p1"]:
                persons["p1"]["spouse"], persons[one]["spouse"] = one, "p1"
            elif role == "child":
                born[one] = born["p1"] + timedelta(self.chance.randint(18, 50) * 365)
                persons[one]["parents"] = ["p1"]
            elif role == "parent" and len(persons["p1"]["parents"]) < 2:
                born[one] = born["p1"] - timedelta(self.chance.randint(18, 40) * 365)
                persons["p1"]["parents"] = [*persons["p1"]["parents"], one]
            elif role == "sibling" and persons["p1"]["parents"]:
                born[one] = born[persons["p1"]["parents"][0]] + timedelta(9000)
                persons[one]["parents"] = persons["p1"]["parents"][:1]
        for one in ids:
            if not self._hole():
                persons[one]["born_on"] = min(born[one], date(2026, 1, 1)).isoformat()
        raw: dict[str, Any] = {
            "jurisdiction": self.county,
            "applicant": "p1",
            "listed": ["p1", *(one for one in ids[1:] if self.chance.random() < 0.3)],
            "investigated_on": "2026-11-18",
            "source": "synthetic",
            "as_of": "2026-11-16",
            "persons": list(persons.values()),
            "decisions": self._decisions(ids),
        }
        if not self._hole():
            raw["documents_complete_on"] = "2026-11-16"
        for name, meta in CASE_FACTS.items():
            if not self._hole():
                raw[name] = self._value(name, meta)
        return load_facts(raw, CaseFacts)

    def _hole(self) -> bool:
        return self.chance.random() < self.holes

    def _person(self, one: str) -> dict[str, Any]:
        person: dict[str, Any] = {"id": one, "parents": []}
        for name, meta in PERSON_FACTS.items():
            if name in ("born_on", "died_on", "wage_proof"):
                continue
            if not self._hole():
                person[name] = self._value(name, meta)
        if "tax_wage" in person:
            person["tax_wage"] = {"value": person["tax_wage"], "data_year": 2024}
        if self.chance.random() < 0.05:
            person["died_on"] = "2026-01-05"
        if self.chance.random() < 0.2:
            person["wage_proof"] = self.chance.choice(AMOUNTS)
        for name in ("income", "deposits", "securities", "movables", "real_estate", "benefits"):
            if not self._hole():
                person[name] = [self._item(name) for _ in range(self.chance.choice((0, 0, 1, 2)))]
        return person

    def _value(self, name: str, meta: Any) -> Any:
        kind = meta["kind"]
        if kind == "bool":
            return (self.chance.random() < 0.8) is (name in USUAL)
        if kind == "money":
            return self.chance.choice(AMOUNTS)
        if kind == "count":
            return self.chance.choice(
                (0, 1, 3, 6, 183, 184, 365) if name == "days_in_taiwan" else (0, 1, 2, 3, 6, 9)
            )
        if kind == "date":
            return (date(2026, 11, 16) - timedelta(self.chance.choice((3, 40, 200, 900)))).isoformat()
        if kind == "code":
            codes = list(meta["codes"])
            return self.chance.choice([codes[0], codes[0], *codes])
        if kind == "county":
            return self.county if self.chance.random() < 0.9 else self.chance.choice(COUNTIES)
        return self.chance.choice(("A", "A", "A", "B", "C"))

    def _item(self, name: str) -> dict[str, Any]:
        amount = self.chance.choice(AMOUNTS)
        if name == "income":
            kind = self.chance.choice(list(vocabulary.INCOME_KIND))
            return {
                "kind": kind,
                "amount": amount,
                "period": self.chance.choice(("month", "year")),
                "data_year": 2024,
            }
        if name == "movables":
            return {"kind": self.chance.choice(list(vocabulary.MOVABLE_KIND)), "amount": amount}
        if name == "real_estate":
            return {"kind": self.chance.choice(("land", "house")), "value": self.chance.choice(FORTUNES)}
        if name == "benefits":
            known = {} if self._hole() else {"monthly_amount": amount}
            return {"code": self.chance.choice(list(vocabulary.BENEFIT)), **known}
        return {"amount": amount}

    def _decisions(self, ids: list[str]) -> list[dict[str, Any]]:
        made = []
        for kind in vocabulary.DECISION_KIND:
            if self.chance.random() < 0.93:
                continue
            decision = {
                "kind": kind,
                "by": "王測承辦",
                "on": "2026-11-17",
                "reason": "合成資料",
                "evidence": "合成",
                "person": self.chance.choice(ids),
            }
            if kind in vocabulary.DECISION_AMOUNTS:
                decision["amount"] = self.chance.choice(AMOUNTS)
            if kind == "household_class":
                decision["household_class"] = "type_1" if self.county in TYPED else "class_2"
                del decision["person"]
            if kind == "special_case":
                decision["person"], decision["waives"] = "p1", self.chance.choice(list(vocabulary.MEANS_TEST))
            made.append(decision)
        return made
