"""Who counts (應計算人口): one row per person, why with its article, and the division in the sum."""

from fractions import Fraction
from typing import Any, Literal

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.determination import selectors
from welfare.determination.drawing import in_figures, in_words, rounded
from welfare.determination.origins import urls_of
from welfare.determination.panels import explanation_url
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.rules.explanation import CountedMember, ExcludedMember
from welfare.rules.explanation import Determination as Result
from welfare.web.components import CountedPerson, Link, WhoCounts

Shape = Literal["applicant", "male", "female"]


def who_counts(case: Case, by: Acting) -> WhoCounts | None:
    """Counted persons with work income, other income, movable property, real estate; the excluded dashed."""
    made = selectors.latest(case)
    if made is None or not by.can(Permission.CASE_READ):
        return None
    result = selectors.result_of(made)
    shapes = _shapes(made.facts)
    url = explanation_url(case)
    origins = urls_of(result, case, url)
    rows = [_counted(member, shapes, url, origins.get(member.person, ())) for member in result.counted]
    rows += [_left_out(member, shapes, url) for member in (*result.excluded, *result.outside)]
    return WhoCounts(
        caption=_("應計算人口 %(counted)s 人，不列計 %(excluded)s 人")
        % {"counted": len(result.counted), "excluded": len(result.excluded) + len(result.outside)},
        columns=[_("工作收入"), _("其他收入"), _("動產"), _("不動產")],
        people=rows,
        totals=_totals(result),
        division=_division(result),
    )


def _amounts(member: CountedMember) -> list[Fraction | None]:
    both = (member.property_income, member.other_income)
    other = None if None in both else sum((part for part in both if part is not None), Fraction(0))
    estate = None if member.real_estate is None else Fraction(member.real_estate)
    return [member.work_income, other, member.movable, estate]


def _counted(
    member: CountedMember, shapes: dict[str, Shape], url: str, origins: tuple[str, ...]
) -> CountedPerson:
    return CountedPerson(
        relation=in_words(member, "relation"),
        name=member.name,
        age=member.age,
        reason=in_words(member, "reason"),
        amounts=[None if amount is None else rounded(amount) for amount in _amounts(member)],
        urls=origins,
        shape=shapes.get(member.person, "male"),
        article=Link(member.article, f"{url}#people"),
    )


def _left_out(member: ExcludedMember, shapes: dict[str, Shape], url: str) -> CountedPerson:
    reason = in_words(member, "reason")
    if member.decided_by:
        reason = _("%(reason)s（%(by)s 認定）") % {"reason": reason, "by": member.decided_by}
    return CountedPerson(
        relation=in_words(member, "relation"),
        name=member.name,
        reason=reason,
        shape=shapes.get(member.person, "male"),
        counted=False,
        article=Link(member.article, f"{url}#people") if member.article else None,
    )


def _totals(result: Result) -> list[int]:
    """Sums of the columns; none while one figure is unknown: a sum with a hole is not printed."""
    columns = list(zip(*(_amounts(member) for member in result.counted), strict=True))
    if not columns or any(amount is None for column in columns for amount in column):
        return []
    return [rounded(sum((a for a in column if a is not None), Fraction(0))) for column in columns]


def _division(result: Result) -> str:
    """（73,000＋12,740）÷ 4 人＝每人每月 21,435 元."""
    step = next((s for s in result.steps if s.per_text and s.value is not None), None)
    if step is None:
        return ""
    return _("%(sum)s＝每人每月 %(average)s 元") % {
        "sum": in_figures(step, "per"),
        "average": step.value_text,
    }


def _shapes(facts: dict[str, Any]) -> dict[str, Shape]:
    """● for who asks for aid, □ and ○ for the others."""
    found: dict[str, Shape] = {}
    for person in facts["persons"]:
        sex = person.get("sex")
        value = sex.get("value") if isinstance(sex, dict) else sex
        found[person["id"]] = "female" if value == "female" else "male"
        if person["id"] in facts["listed"]:
            found[person["id"]] = "applicant"
    return found
