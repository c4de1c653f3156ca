"""Where each figure of a person comes from: the fact that opens with one click."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from welfare.case.models import Case
from welfare.rules.explanation import Determination as Result
from welfare.rules.records import Source

#: column of the table of persons → inputs of the rules it is made of
COLUMNS: dict[str, frozenset[str]] = {
    "work": frozenset({"decided_wage", "wage_proof", "tax_wage", "occupational_wage"}),
    "other": frozenset({"yearly_property_income", "yearly_other_income"}),
    "movable": frozenset({
        "deposit_balance", "yearly_interest", "securities_held", "investments_held", "vehicles_held",
        "lottery_prizes", "sale_proceeds", "insurance_payments", "other_one_off_gains",
    }),
    "real_estate": frozenset({"real_estate_held"}),
}  # fmt: skip
MONEY = frozenset().union(*COLUMNS.values())
#: which input a step of the income hierarchy took (社會救助法第5條之1)
_TAKEN = {
    "decided": "decided_wage",
    "wage_proof": "wage_proof",
    "tax": "tax_wage",
    "occupational": "occupational_wage",
}


def opened_by(ref: str, case: Case) -> str:
    """Address of the page that shows where a value comes from; empty when there is nothing to open."""
    if ref == "application":
        return f"{reverse('desk:case', args=[case.id])}#application"
    if ref.startswith("https://"):
        return ref
    try:
        return reverse("lookup:fact", args=[UUID(ref)])
    except ValueError:
        return ""


def of_persons(result: Result) -> dict[str, tuple[Source, ...]]:
    """Person → the facts its figures rest on, each once, in the order of the tests."""
    found: dict[str, dict[str, Source]] = {}
    for step in result.steps:
        for source in step.inputs:
            if source.person and source.quantity in MONEY:
                found.setdefault(source.person, {}).setdefault(source.quantity, source)
    return {person: tuple(sources.values()) for person, sources in found.items()}


def urls_of(result: Result, case: Case, explanation_url: str) -> dict[str, tuple[str, ...]]:
    """Person → the address behind each column: the one fact it comes from, or else the list of them."""
    known = of_persons(result)
    rungs = {member.person: member.rung for member in result.counted}
    found = {}
    for person, rung in rungs.items():
        at_list = f"{explanation_url}#sources-{person}"
        sources = [s for s in known.get(person, ()) if _is_taken(s, rung)]
        found[person] = tuple(
            _one(case, (s for s in sources if s.quantity in quantities), at_list)
            for quantities in COLUMNS.values()
        )
    return found


def _is_taken(source: Source, rung: str) -> bool:
    """Of several sources of work income only the one the rules took; imputed income has its own list."""
    return source.quantity not in COLUMNS["work"] or source.quantity == _TAKEN.get(rung)


def _one(case: Case, sources: Iterable[Source], else_: str) -> str:
    refs = {source.ref for source in sources}
    return (opened_by(refs.pop(), case) or else_) if len(refs) == 1 else else_
