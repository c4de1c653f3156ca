"""What the law says about the way of a program's cases: limits, articles named in letters, remedies.

Data of the program (`programs/<code>/law.yaml`), each entry with its article and whether it is in force; the
county's own targets are data of its procedure.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from welfare.case.states import Status
from welfare.foundation.office_calendar import Span, Unit

Start = Literal["application", "complete_documents"]


class BadLaw(ValueError):
    """A law.yaml lacks an article or says something twice."""


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """The statutory last day of a step: the step `until` must be done within `span` from `counted_from`."""

    until: Status
    span: Span
    counted_from: Start
    articles: str
    status: str


@dataclass(frozen=True, slots=True)
class Days:
    """A period in calendar days; None while no law of ours says how many."""

    value: int | None
    articles: str


@dataclass(frozen=True, slots=True)
class ProgramLaw:
    """`decision` holds the articles by outcome, or by "outcome.level" where a level has its own."""

    title: str
    lookups: str
    first_review: str
    supplement: str
    start: str
    decision: dict[str, str]
    limits: tuple[LegalLimit, ...]
    reconsideration: Days
    report_changes: Days

    def decided_by(self, outcome: str, level: str = "") -> str:
        """The articles a decision stands on. Raises KeyError for an outcome the program does not know."""
        return self.decision.get(f"{outcome}.{level}") or self.decision[outcome]


@cache
def law_of(program: str) -> ProgramLaw:
    """The law of a program by its code. Raises BadLaw, or FileNotFoundError when the folder has none."""
    path = files(f"welfare.programs.{program}").joinpath("law.yaml")
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return ProgramLaw(
            title=raw["title"],
            lookups=raw["lookups"]["articles"],
            first_review=raw["first_review"]["articles"],
            supplement=raw["supplement"]["articles"],
            start=raw["start"]["articles"],
            decision={outcome: entry["articles"] for outcome, entry in raw["decision"].items()},
            limits=tuple(_limit(entry) for entry in raw["limits"]),
            reconsideration=_days(raw["reconsideration"]),
            report_changes=_days(raw["report_changes"]),
        )
    except KeyError as missing:
        raise BadLaw(f"{program}: law.yaml lacks {missing}") from missing


def _limit(entry: dict[str, Any]) -> LegalLimit:
    unit = Unit.MONTH if "months" in entry else Unit.DAY
    return LegalLimit(
        until=Status(entry["until"]),
        span=Span(entry.get("months") or entry["days"], unit),
        counted_from=entry["counted_from"],
        articles=entry["articles"],
        status=entry["status"],
    )


def _days(entry: dict[str, Any]) -> Days:
    return Days(entry["days"], entry.get("articles", ""))
