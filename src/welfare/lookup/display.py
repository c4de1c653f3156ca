"""A fact in words: its value, its kind of nothing, its source and time."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from welfare.foundation.regions import UnknownRegion, full_name
from welfare.foundation.roc_calendar import roc_year
from welfare.lookup.freshness import AGE_LABELS, age_of
from welfare.lookup.labels import ABSENCE_LABELS, CODE_LABELS, RELATION_WORDS, SOURCE_LABELS
from welfare.lookup.models import Fact

_MONEY = frozenset({"tax_wage", "wage_proof", "insured_monthly_salary"})
_DAYS = frozenset(
    {"born_on", "died_on", "missing_reported_on", "moved_in_on"}
    | {"custody_since", "placement_since", "paid_without_break_since"}
)
_PLACES = frozenset({"registered_county", "registered_village"})


def value_words(fact: Fact, names: dict[str, str] | None = None) -> str:
    """The value as people read it. Nothing is said as nothing, never as zero. `names`: person key → name."""
    if fact.value is None or fact.absence in {"withheld", "unknown"}:
        return str(ABSENCE_LABELS.get(fact.absence, ABSENCE_LABELS["unknown"]))
    if fact.absence == "none" and (fact.value in ([], 0) or fact.kind == "tax_wage"):
        return str(ABSENCE_LABELS["none"])
    return _words(fact.kind, fact.value, names or {})


def _words(kind: str, value: Any, names: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if kind == "born_between":
        return _("%(first)s 至 %(last)s 之間") % {"first": value[0], "last": value[1]}
    if isinstance(value, list):
        return "；".join(_item(item, names) for item in value) or _("沒有")
    if kind in _MONEY:
        return _("%(amount)s 元") % {"amount": f"{value:,}"}
    if kind in _DAYS:
        return day_words(date.fromisoformat(value))
    if kind in _PLACES:
        return _place(str(value))
    return str(CODE_LABELS.get(str(value), value))


def _item(item: Any, names: dict[str, str]) -> str:
    """One item of a list fact: an income, a holding, a benefit, a relative."""
    if isinstance(item, str):
        return names.get(item, str(CODE_LABELS.get(item, _("不在本案的人"))))
    if "relation" in item:
        return f"{RELATION_WORDS.get(item['relation'], item['relation'])} {names.get(item['person'], '—')}"
    word = CODE_LABELS.get(item.get("code") or item.get("kind") or "investment", "")
    amount = next(
        (item[name] for name in ("amount", "value", "monthly_amount") if item.get(name) is not None), None
    )
    if amount is None:
        return _("%(what)s（金額不提供）") % {"what": word}
    period = _("每月") if item.get("period") == "month" or "monthly_amount" in item else ""
    where = item.get("payer") or item.get("location") or ""
    return f"{word} {period}{amount:,} {_('元')}" + (f"（{where}）" if where else "")


def _place(code: str) -> str:
    try:
        return full_name(code)
    except UnknownRegion:
        return code


def source_words(fact: Fact, *, with_age: bool = True) -> str:
    """財稅・113 年度・資料日 115/11/01・資料還新 — under every value; the age may stand beside it instead."""
    parts = [str(SOURCE_LABELS.get(fact.source, fact.source))]
    if fact.data_year:
        parts.append(year_words(fact.data_year))
    parts.append(_("資料日 %(day)s") % {"day": day_words(fact.as_of)})
    if with_age and (age := age_of(fact)) is not None:
        parts.append(str(AGE_LABELS[age]))
    if fact.recorded_by:
        parts.append(_("%(name)s 依佐證") % {"name": fact.recorded_by_name})
    return "・".join(parts)


def day_words(day: date) -> str:
    """115/11/01, in English 2026-11-01."""
    if (get_language() or "").startswith("en"):
        return day.isoformat()
    return f"{roc_year(day)}/{day:%m/%d}"


def year_words(year: int) -> str:
    """A tax year (AD, four digits) as people name it: 113 年度."""
    is_english = (get_language() or "").startswith("en")
    return _("%(year)s 年度") % {"year": year if is_english else roc_year(date(year, 1, 1))}


def officer_words(name: str) -> str:
    """Who asked; the worker has no name."""
    return _("系統") if name == "system" else name


def moment_words(moment: Any) -> str:
    """11/18 02:14 in Taiwan."""
    return "" if moment is None else date_format(localtime(moment), "m/d H:i")
