"""Tax register (財稅) → facts. Format codes are read here and nowhere else."""

from collections.abc import Callable
from typing import Any

from welfare.lookup.mapping.finding import Finding, known, nothing, unknown
from welfare.lookup.ports import (
    Absent,
    Answer,
    DependantClaims,
    IncomeItem,
    IncomeList,
    PropertyItem,
    PropertyKind,
    PropertyList,
)

#: 所得格式代號 → kind of income of the rules; wages stand apart
_WAGE = "50"
_KINDS = {
    "5A": "interest",
    "5B": "interest",
    "54": "dividend",
    "51": "rent",
    "9A": "business",
    "9B": "business",
}
_LAND = frozenset({PropertyKind.LAND, PropertyKind.FARMLAND})


def income_facts(answer: Answer[IncomeList]) -> list[Finding]:
    """Wages of the year, and the other items one by one. No voucher: known to be none, not zero dollars."""
    source = answer.source
    if not answer.is_found:
        return [nothing("tax_wage", 0, source), nothing("income", [], source)]
    items = answer.expect().items
    wage = sum(item.gross for item in items if item.format_code == _WAGE)
    others = [_item(item) for item in items if item.format_code != _WAGE]
    return [known("tax_wage", wage, source), known("income", others, source)]


def _item(item: IncomeItem) -> dict[str, Any]:
    return {
        "kind": _KINDS.get(item.format_code, "other"),
        "amount": item.gross,
        "period": "year",
        "format_code": item.format_code,
        "payer": item.payer_name,
    }


def property_facts(answer: Answer[PropertyList]) -> list[Finding]:
    """Investments and real estate; vehicles are no property of this allowance. One withheld value leaves the
    whole list unknown: a sum with a hole is not a sum."""
    source = answer.source
    if not answer.is_found:
        return [nothing("securities", [], source), nothing("real_estate", [], source)]
    items = answer.expect().items
    investments = [item for item in items if item.kind is PropertyKind.INVESTMENT]
    estates = [item for item in items if item.kind in _LAND or item.kind is PropertyKind.HOUSE]
    return [
        _holdings("securities", investments, answer, _investment),
        _holdings("real_estate", estates, answer, _estate),
    ]


def _holdings(
    kind: str,
    items: list[PropertyItem],
    answer: Answer[PropertyList],
    shape: Callable[[PropertyItem], dict[str, Any]],
) -> Finding:
    hole = next((item.value for item in items if isinstance(item.value, Absent)), None)
    if hole is not None:
        return unknown(kind, hole, answer.source)
    return known(kind, [shape(item) for item in items], answer.source)


def _investment(item: PropertyItem) -> dict[str, Any]:
    return {"amount": item.value, "location": item.location}


def _estate(item: PropertyItem) -> dict[str, Any]:
    kind = "house" if item.kind is PropertyKind.HOUSE else "land"
    return {
        "kind": kind,
        "value": item.value,
        "location": item.location,
        "share": str(item.share),
        "reference": item.reference,
    }


def claimants(answer: Answer[DependantClaims]) -> tuple[str, ...]:
    """National IDs of the taxpayers who claim the person (認列扶養親屬免稅額之納稅義務人)."""
    if not answer.is_found:
        return ()
    return tuple(claim.taxpayer_id for claim in answer.expect().claimed_by)


def claimed_by(answer: Answer[DependantClaims], key: Callable[[str], str]) -> Finding:
    if not answer.is_found:
        return nothing("claimed_by", [], answer.source)
    return known("claimed_by", [key(taxpayer) for taxpayer in claimants(answer)], answer.source)
