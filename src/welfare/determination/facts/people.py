"""One member of the case → one person of the facts file."""

from collections.abc import Sequence
from typing import Any

from welfare.case.models import Case, Member
from welfare.determination.facts import answers
from welfare.determination.facts.decisions import authorship, stated
from welfare.determination.models import DecisionKind, HumanDecision
from welfare.lookup.kin import KinGraph
from welfare.lookup.models import Fact
from welfare.lookup.selectors import FactKey
from welfare.rules.facts.loading import PERSON_FACTS

_LISTS = ("deposits", "securities", "movables", "real_estate")
_ITEM_FIELDS = {
    "income": ("kind", "amount", "period"),
    "deposits": ("amount", "yearly_interest"),
    "securities": ("amount",),
    "movables": ("kind", "amount"),
    "real_estate": ("kind", "value", "exclusion"),
    "benefits": ("code", "monthly_amount"),
}
_AT_HOME = "home"


def origin(fact: Fact) -> dict[str, Any]:
    """Where a fact comes from; `ref` opens it."""
    where: dict[str, Any] = {"source": fact.source, "as_of": fact.as_of.isoformat(), "ref": str(fact.id)}
    return where | ({"data_year": fact.data_year} if fact.data_year else {})


def sourced(fact: Fact) -> dict[str, Any]:
    return {"value": fact.value} | origin(fact)


def person_json(
    member: Member,
    *,
    case: Case,
    facts: dict[FactKey, Fact],
    kin: "Kin",
    told: answers.Said,
    decisions: Sequence[HumanDecision] = (),
) -> dict[str, Any]:
    """Everything known about a member; what nobody knows is left out, which the rules read as unknown."""
    mine = {kind: fact for (person, kind), fact in facts.items() if person == member.person_key}
    found: dict[str, Any] = {"id": str(member.id), "name": member.name} | kin.of(member)
    found |= answers.person_facts(member, told)
    found |= {
        kind: sourced(fact) for kind, fact in mine.items() if kind in PERSON_FACTS and fact.value is not None
    }
    if member.died_on is not None:
        return found
    found |= stated(decisions, member.person_key)
    found |= _lists(mine)
    _recognise(found, mine, [d for d in decisions if d.person_key == member.person_key])
    if (income := _income(mine)) is not None:
        found["income"] = income
    if member.is_listed:
        _complete_listed(found, mine, case=case, told=told)
    if dwelling := _dwelling(member, mine, told):
        found["dwelling"] = dwelling
    return found


def _lists(mine: dict[str, Fact]) -> dict[str, Any]:
    return {
        kind: _items(kind, mine[kind])
        for kind in (*_LISTS, "benefits")
        if kind in mine and mine[kind].value is not None
    }


def _items(kind: str, fact: Fact) -> list[dict[str, Any]]:
    """The items of a list fact without the register's own remarks, each with its source."""
    return [
        {name: item[name] for name in _ITEM_FIELDS[kind] if name in item} | origin(fact)
        for item in fact.value or ()
    ]


def _recognise(found: dict[str, Any], mine: dict[str, Fact], decisions: list[HumanDecision]) -> None:
    """Write each recognition of land (社會救助法第5條之2) beside the plot it is about."""
    plots = {d.name: d for d in decisions if d.kind == DecisionKind.LAND_RECOGNITION}
    if not plots or "real_estate" not in found:
        return
    for item, told in zip(found["real_estate"], mine["real_estate"].value or (), strict=True):
        if decision := plots.get(told.get("reference", "")):
            item["exclusion"] = {"ground": decision.code} | authorship(decision)


def _income(mine: dict[str, Fact]) -> list[dict[str, Any]] | None:
    """Tax income and pensions together; None while one of the two is unknown."""
    tax, pensions = mine.get("income"), mine.get("pensions")
    if tax is None or pensions is None or tax.value is None or pensions.value is None:
        return None
    return _items("income", tax) + _items("income", pensions)


def _complete_listed(found: dict[str, Any], mine: dict[str, Fact], *, case: Case, told: answers.Said) -> None:
    """What only who asks for aid is asked: residence, benefits; a withheld address leaves the county known,
    because the application was taken where the person is registered."""
    if "lives_in_registered_county" not in found and (lives := answers.residence_fact(told)):
        found["lives_in_registered_county"] = lives
    county = mine.get("registered_county")
    if county is not None and county.absence == "withheld":
        found["registered_county"] = told.fact(case.county)
    if "benefits" in found:
        known = {item["code"] for item in found["benefits"]}
        found["benefits"] += [b for b in answers.declared_benefits(told) if b["code"] not in known]


def _dwelling(member: Member, mine: dict[str, Fact], told: answers.Said) -> dict[str, Any] | None:
    """Who lives together: by the applicant's word, else as registered (戶籍登記推定)."""
    together = member.lives_together
    if together or member.is_listed:
        return told.fact(_AT_HOME)
    if together is None and member.same_household:
        home = mine.get("registered_household")
        return None if home is None else {"value": _AT_HOME} | origin(home)
    home = mine.get("registered_household")
    if home is None or home.value is None:
        return None
    return {"value": home.value} | origin(home)


class Kin:
    """Family ties by member id, from the kinship graph; nobody outside the case is named."""

    def __init__(self, members: list[Member], graph: KinGraph, facts: dict[FactKey, Fact]) -> None:
        self._graph, self._facts = graph, facts
        self._by_key = {member.person_key: member for member in members}
        self._listed = [member for member in members if member.is_listed]

    def of(self, member: Member) -> dict[str, Any]:
        ties: dict[str, Any] = {"parents": self._ids(self._graph.parents_of(member.person_key))}
        spouses = [
            self._by_key[key]
            for key in self._graph.spouses.get(member.person_key, ())
            if key in self._by_key and self._by_key[key].died_on is None and member.died_on is None
        ]
        if len(spouses) == 1:
            ties["spouse"] = str(spouses[0].id)
        claims = [str(root.id) for root in self._listed if member.person_key in self._claimants(root)]
        return ties | ({"claims_as_dependant": claims} if claims else {})

    def _ids(self, keys: set[str]) -> list[str]:
        return sorted(str(self._by_key[key].id) for key in keys if key in self._by_key)

    def _claimants(self, root: Member) -> list[str]:
        fact = self._facts.get((root.person_key, "claimed_by"))
        return list(fact.value or ()) if fact is not None else []
