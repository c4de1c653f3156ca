"""What the county sees otherwise than the township: only the fields that changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from welfare.determination.drawing import drawable, gauge_of, rounded
from welfare.determination.levels import common_tests, needed_levels
from welfare.determination.models import Determination
from welfare.determination.outcomes import language
from welfare.determination.selectors import result_of
from welfare.review.models import Review
from welfare.web.components import Gauge, GaugeMark

_AMOUNTS = ("work_income", "property_income", "other_income", "movable", "real_estate")


@dataclass(frozen=True, slots=True)
class Change:
    """One field: whose, which, what the township had, what it is now. Words for the screen."""

    who: str
    field: str
    before: str
    now: str
    rise: int = 0  # NT$, 0 when the field is no amount


@dataclass(frozen=True, slots=True)
class Comparison:
    """The fields that differ, and how many are the same and therefore folded."""

    changes: tuple[Change, ...]
    same: int


def compare(first: Review | None, now: Determination) -> Comparison:
    """The township's determination field by field against the present one."""
    if first is None or first.determination_id == now.id:
        return Comparison((), sum(1 for _pair in _fields(now.result, now.result)))
    pairs = list(_fields(first.determination.result, now.result))
    changes = tuple(change for change in pairs if change.before != change.now)
    return Comparison(changes, len(pairs) - len(changes))


def _fields(before: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    names = {
        "work_income": _("工作收入"),
        "property_income": _("財產收入"),
        "other_income": _("其他收入"),
        "movable": _("動產"),
        "real_estate": _("不動產"),
    }
    earlier = {p["person"]: p for p in before["counted_persons"]}
    later = {p["person"]: p for p in now["counted_persons"]}
    for person in [*later, *(p for p in earlier if p not in later)]:
        old, new = earlier.get(person), later.get(person)
        name = _who(new or old or {})
        yield Change(name, _("列計人口"), _counted(old), _counted(new))
        for field in _AMOUNTS:
            was, value = (old or {}).get(field), (new or {}).get(field)
            yield Change(name, names[field], _money(was), _money(value), (value or 0) - (was or 0))
    old_steps = {s["code"]: s for s in before["steps"]}
    for step in now["steps"]:
        was = old_steps.get(step["code"], {})
        if step["kind"] != "money":
            yield Change("", _word(step, "label"), _word(was, "verdict"), _word(step, "verdict"))
        elif step.get("binding"):
            rise = (step["value"] or 0) - (was.get("value") or 0)
            yield Change(
                "", _word(step, "label"), _money(was.get("value")), _money(step["value"]), rise if was else 0
            )
    yield Change("", _("類別"), _standing(before), _standing(now))
    yield Change("", _("每月金額"), _money(before["monthly_amount"]), _money(now["monthly_amount"]))


def _standing(result: dict[str, Any]) -> str:
    return f"{_word(result, 'level')} {_word(result, 'grade')}".strip()


def _who(person: dict[str, Any]) -> str:
    age = f"（{person['age']}）" if person.get("age") is not None else ""
    return f"{_word(person, 'relation')} {person.get('name', '')}{age}"


def _counted(person: dict[str, Any] | None) -> str:
    return _("列計") if person else _("不列計")


def _money(value: int | None) -> str:
    return "" if value is None else f"{int(value):,}"


def _word(row: dict[str, Any], field: str) -> str:
    """The word of a row of the engine in the reader's language."""
    return str(row.get(f"{field}_{language()}") or row.get(f"{field}_zh", ""))


def gauges_of(now: Determination, first: Review | None = None) -> list[Gauge]:
    """The money tests as gauges; the township's value is the hollow ring where it was another one."""
    before = {step.code: step.value for step in result_of(first.determination).steps} if first else {}
    result = result_of(now)
    steps = [*common_tests(result), *(step for level in needed_levels(result) for step in level.steps)]
    return [
        _with_ring(gauge_of(step, by_itself=True), before.get(step.code), step.value)
        for step in steps
        if drawable(step)
    ]


def _with_ring(gauge: Gauge, before: Fraction | None, now: Fraction | None) -> Gauge:
    if before is None or before == now:
        return gauge
    return replace(gauge, previous=GaugeMark(rounded(before), _("公所初審")))
