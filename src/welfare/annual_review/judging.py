"""What the rules say for the year under review, and the lane that follows from it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext, gettext_noop, override

from welfare.annual_review import selectors
from welfare.annual_review.models import Lane
from welfare.case.models import Case, Member
from welfare.determination.selectors import facts_json
from welfare.foundation import clock
from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.outcome import Outcome, Status

Sentence = dict[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The lane, why in sentences ({"zh", "en"}), and the engine's answer when there is one."""

    lane: Lane
    why: list[Sentence] = field(default_factory=list)
    result: Determination | None = None


def judge(case: Case, *, on: date, amount_now: int, is_answered: bool) -> Judged:
    """Judge a case under the law of `on`. Nothing is decided and nothing of the case changes."""
    if Member.objects.filter(case=case, is_applicant=True, died_on__isnull=False).exists():
        return Judged(Lane.DOUBTFUL, [_in_both(_DEAD)])
    try:
        result = determine(case.program, Facts.from_json(_facts(case, on)), on=on, demo=settings.DEMO_MODE)
    except InvalidFacts as contradiction:
        return Judged(Lane.DOUBTFUL, [_in_both(_CONTRADICTION, what=str(contradiction)[:200])])
    if not is_answered:
        return Judged(Lane.MISSING_DATA, [_in_both(_SILENT)], result)
    return lane_of(result, amount_now)


_DEAD = gettext_noop("戶政說申請人已死亡。請確認日期，未領的月份由繼承人具領。")
_CONTRADICTION = gettext_noop("資料互相矛盾，規則無法試算：%(what)s")
_SILENT = gettext_noop("有機關還沒有回覆查調。請稍後再按「重新檢查」。")


def _in_both(msgid: str, **params: str) -> Sentence:
    """Our own sentence in both languages: it is kept, and read by whoever comes."""
    found = {}
    for key, language in (("zh", "zh-hant"), ("en", "en")):
        with override(language):
            found[key] = gettext(msgid) % params
    return found


def _facts(case: Case, on: date) -> dict[str, Any]:
    """The case's facts, and what our own payments tell (發給辦法第4條第2項): paid in the year
    before, and since when without a break when the register knows of no earlier payer."""
    facts = facts_json(case)
    periods = selectors.entitled_periods(case)
    if not any(period.lower < on and period.upper > on.replace(year=on.year - 1) for period in periods):
        return facts
    nobody_before = facts.get("received_in_previous_year", {}).get("value") is False
    own = {"source": "payment", "as_of": clock.today().isoformat()}
    facts["received_in_previous_year"] = {"value": True} | own
    if nobody_before:
        facts["paid_without_break_since"] = {"value": _since(periods).isoformat()} | own
    return facts


def _since(periods: list[DateRange]) -> date:
    """The first month of the unbroken run of periods that ends last; `periods` come in order."""
    since: date = periods[-1].lower
    for period in reversed(periods):
        if period.upper < since:
            break
        since = period.lower
    return since


def lane_of(result: Determination, amount_now: int) -> Judged:
    """Undetermined names what is missing, ineligible what failed, eligible compares the amounts."""
    if result.outcome is Outcome.UNDETERMINED or (
        result.outcome is Outcome.ELIGIBLE and result.monthly_amount is None
    ):
        return Judged(
            Lane.MISSING_DATA, [{"zh": m.question_zh, "en": m.question_en} for m in result.missing], result
        )
    if result.outcome is Outcome.INELIGIBLE:
        failed = [{"zh": s.reason_zh, "en": s.reason_en} for s in result.steps if s.status is Status.FAILED]
        return Judged(Lane.DOUBTFUL, failed, result)
    amount = result.monthly_amount or 0
    if amount == amount_now:
        return Judged(Lane.UNCHANGED, [], result)
    return Judged(
        Lane.RAISED if amount > amount_now else Lane.LOWERED,
        [{"zh": result.headline("zh"), "en": result.headline("en")}],
        result,
    )
