"""What was known beside what a register says now: pure, no row is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare.lookup.models import Fact
from welfare.monthly_comparison.rules import ChangeRule, change_rules

#: person key → kind → fact
Known = Mapping[str, Mapping[str, Fact]]


@dataclass(frozen=True, slots=True)
class Whom:
    """The recipient of a line; `county` and `program` are the case's."""

    person_key: str
    county: str
    program: str


@dataclass(frozen=True, slots=True)
class Found:
    """One difference that is a change. `happened_on` None: the register told no day."""

    kind: str
    person_key: str
    fact: Fact
    before: Fact | None
    happened_on: date | None


def compare(source: str, whom: Whom, before: Known, after: Known) -> list[Found]:
    """The changes one answer tells of. A value withheld or not known is no difference."""
    found: list[Found] = []
    for rule in change_rules(source):
        for person in _persons(rule, whom, before, after):
            told = after.get(person, {})
            fact, earlier = told.get(rule.fact), before.get(person, {}).get(rule.fact)
            is_explained = any(f.kind in rule.unless and f.person_key == person for f in found)
            if fact is None or fact.value is None or is_explained:
                continue
            if _TESTS[rule.when](rule, whom, None if earlier is None else earlier.value, fact.value):
                found.append(Found(rule.kind, person, fact, earlier, _day(rule, told)))
    return found


def _persons(rule: ChangeRule, whom: Whom, before: Known, after: Known) -> Iterator[str]:
    """Relatives the case never heard of are no news."""
    if rule.of == "recipient":
        yield whom.person_key
    else:
        yield from (person for person in after if person != whom.person_key and person in before)


def _day(rule: ChangeRule, told: Mapping[str, Fact]) -> date | None:
    fact = told.get(rule.day) if rule.day else None
    return date.fromisoformat(fact.value) if fact is not None and fact.value else None


def _appears(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    return before is None


def _becomes(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    return now is True and before is not True


def _ends(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    return now is False and before is True


def _leaves(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    return now != whom.county and before in (None, whom.county)


def _changes(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    return before is not None and before != now


def _falls_to(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    return now <= rule.value and (before is None or before > rule.value)


def _gains(rule: ChangeRule, whom: Whom, before: Any, now: Any) -> bool:
    """The case's own benefit is no news."""
    had = {item.get(rule.item) for item in before or ()} | {whom.program}
    return any(item.get(rule.item) not in had for item in now)


_TESTS = {
    "appears": _appears,
    "becomes": _becomes,
    "ends": _ends,
    "leaves": _leaves,
    "changes": _changes,
    "falls_to": _falls_to,
    "gains": _gains,
}
