"""Why we ask, whom, and about whom: read from `sources.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from welfare.case.law import law_of
from welfare.case.models import Case
from welfare.foundation.acting import Acting
from welfare.lookup.ports import LookupPurpose

HOUSEHOLD = "household_registration"


@dataclass(frozen=True, slots=True)
class SourceRule:
    """`about` is "listed" or "reached"; `replaces` counts the papers an answer saves: `counted_papers`.

    `other_papers` need not be brought either, and are in no figure.
    """

    code: str
    about: str
    replaces: int
    counted_papers: tuple[str, ...]
    other_papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreshnessRule:
    """Up to `fresh` fresh, up to `usable` getting old; `unit` is day or tax_year."""

    fresh: int
    usable: int
    unit: str


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "sources.yaml").read_text("utf-8"))
    return loaded


@cache
def sources() -> dict[str, SourceRule]:
    """Every register this stage asks, in the order it is asked."""
    return {
        code: SourceRule(
            code,
            row["about"],
            row["replaces"]["value"],
            tuple(row["replaces"]["counted"]),
            tuple(row["replaces"]["other"]),
        )
        for code, row in _table()["sources"].items()
    }


@cache
def freshness_rule(code: str) -> FreshnessRule | None:
    """None for what is no register (evidence, a visit, a statement)."""
    row = _table()["sources"].get(code)
    return row and FreshnessRule(*(row["freshness"][name] for name in ("fresh", "usable", "unit")))


def tax_year(case: Case) -> int:
    """ROC year of the tax data a case of this period is judged by."""
    return case.period - int(_table()["tax_years_back"]["value"])


def code() -> str:
    """The purpose code that travels with every question (特定目的)."""
    return str(_table()["purpose"]["code"]["value"])


def purpose(*, case: Case, by: Acting) -> LookupPurpose:
    """The purpose that travels with every question of this case (個人資料保護法第15條).

    Raises ValueError without a case number: no case, no query. The officer is named by a pseudonym.
    """
    return LookupPurpose(
        case_number=case.number,
        legal_basis=law_of(case.program).lookups,
        purpose_code=code(),
        officer_reference=str(by.officer_id),
    )
