"""What a case may expect of an answer, and how it is read off the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from welfare.rules.explanation import Determination
from welfare.rules.records import CountedMember, Step

#: Key of `expect` → the kind of value it takes.
EXPECTED: dict[str, type] = {
    "outcome": str,
    "class": str,
    "level": str,
    "monthly_amount": int,
    "effective_from": date,
    "stops_from": date,
    "counted": list,
    "excluded": dict,
    "outside": list,
    "failed": list,
    "missing": list,
    "unverified": list,
    "notes": list,
    "counterfactuals": list,
    "rung": dict,
    "work_income": dict,
    "people": dict,
    "binding": str,
    "steps": dict,
    "shares": dict,
    "supplements": dict,
    "refused": list,
}
NOBODY = "不在應計算人口內"
NO_TEST = "沒有這一項審核"
NO_SUCH = "沒有這個欄位"


def observed(answer: Determination, key: str, expected: Any) -> Any:
    """What the answer holds under a key of `expect`, in the shape in which it is expected."""
    return _READ[key](answer, expected)


def _people(answer: Determination, expected: dict[str, Any], attribute: str = "") -> dict[str, Any]:
    members = {member.person: member for member in answer.counted}
    found: dict[str, Any] = {}
    for person, wanted in expected.items():
        member = members.get(person)
        if member is None:
            found[person] = NOBODY
        elif attribute:
            found[person] = getattr(member, attribute)
        else:
            found[person] = _attributes(member, wanted)
    return found


def _attributes(record: CountedMember | Step, wanted: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(getattr(record, key)) if key in record._fields else NO_SUCH for key in wanted}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value


def _steps(answer: Determination, expected: dict[str, Any]) -> dict[str, Any]:
    """Of each test the attributes asked for, or its status alone."""
    steps = {step.code: step for step in answer.steps}
    found: dict[str, Any] = {}
    for code, wanted in expected.items():
        if code not in steps:
            found[code] = NO_TEST
        else:
            step = steps[code]
            found[code] = _attributes(step, wanted) if isinstance(wanted, dict) else step.status.value
    return found


def _binding(answer: Determination, expected: str) -> str:
    binding = [step.code for step in answer.steps if step.binding]
    return expected if expected in binding else "、".join(binding)


_READ: dict[str, Callable[[Determination, Any], Any]] = {
    "outcome": lambda answer, _: answer.outcome.value,
    "class": lambda answer, _: answer.grade,
    "level": lambda answer, _: answer.level,
    "monthly_amount": lambda answer, _: answer.monthly_amount,
    "effective_from": lambda answer, _: answer.effective_from,
    "stops_from": lambda answer, _: answer.stops_from,
    "counted": lambda answer, _: [member.person for member in answer.counted],
    "excluded": lambda answer, _: {member.person: member.clause for member in answer.excluded},
    "outside": lambda answer, _: [member.person for member in answer.outside],
    "failed": lambda answer, _: [step.code for step in answer.steps if step.passed is False],
    "missing": lambda answer, _: [gap.path for gap in answer.missing],
    "unverified": lambda answer, _: [figure.name for figure in answer.unverified],
    "notes": lambda answer, _: [note.code for note in answer.notes],
    "counterfactuals": lambda answer, _: [change.step for change in answer.counterfactuals],
    "rung": lambda answer, expected: _people(answer, expected, "rung"),
    "work_income": lambda answer, expected: _people(answer, expected, "work_income"),
    "people": _people,
    "binding": _binding,
    "steps": _steps,
    "shares": lambda answer, _: {share.person: share.monthly_amount for share in answer.shares},
    "supplements": lambda answer, _: {one.code: one.monthly_amount for one in answer.supplements},
    "refused": lambda answer, _: [],
}


def same(expected: Any, found: Any) -> bool:
    """Equal in value: exact amounts may be written as 38787, "77575/2" or 38787.5; a truth value is no
    number."""
    if (
        isinstance(found, Fraction)
        and not isinstance(expected, bool)
        and isinstance(expected, int | float | str)
    ):
        try:
            return Fraction(str(expected)) == found
        except ValueError:
            return False
    if isinstance(expected, bool) is not isinstance(found, bool):
        return False
    return bool(expected == found)
