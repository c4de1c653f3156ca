"""Sentences of a row: why the case is here, what the rules say of it, how late it is."""

from datetime import date

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.states import STATES, Status
from welfare.determination.models import Determination
from welfare.determination.outcomes import standing
from welfare.foundation import clock
from welfare.foundation.money import format_ntd
from welfare.foundation.roc_calendar import roc_year
from welfare.web.components import DeadlineBadge, StatusTag, Verdict


def why_here(case: Case, last_day: date | None) -> str:
    """One short sentence: what happened last that makes this somebody's turn."""
    if case.has_papers_to_judge:
        return _("民眾補件來了，請看過再採認")
    if case.waiting_for:
        return _(case.waiting_for)
    if case.is_first_reviewed:
        return _("初審完成，等名冊送縣府")
    sentences = {
        Status.DRAFT: _("申請還沒送出"),
        Status.SUBMITTED: _("申請剛送出，要查調"),
        Status.LOOKING_UP: _("查調還沒回齊"),
        Status.FIRST_REVIEW: _("查調已回，待您確認"),
        Status.SUPPLEMENT_OVERDUE: _("補件期限已過，需決定"),
        Status.VISITING: _("等訪視紀錄"),
        Status.AWAITING_DECISION: _("審查完成，待核定"),
    }
    if case.state is Status.AWAITING_SUPPLEMENT and last_day:
        return _("等民眾補件，最晚 %(day)s") % {"day": f"{last_day:%m/%d}"}
    if case.state in (Status.RETURNED, Status.SECOND_REVIEW, Status.RECONSIDERATION):
        return case.last_change
    return sentences.get(case.state, case.last_change)


def ruled(case: Case, determination: Determination | None) -> Verdict:
    """The rules' answer in two words."""
    if determination is None:
        return Verdict("none", _("尚無"))
    if determination.outcome == "eligible":
        return Verdict("ok", f"{_('符合')} {_standing(case, determination)}".strip())
    if determination.outcome == "ineligible":
        return Verdict("stop", _("不符合"))
    return Verdict("judge", _("需人工判斷"))


def conclusion_lines(case: Case, determination: Determination | None) -> list[str]:
    """The rules' answer as two short lines for the panel."""
    if determination is None:
        return [_("還沒有試算")]
    if determination.outcome == "eligible":
        first = _("符合%(grade)s") % {"grade": _standing(case, determination)}
        if determination.monthly_amount is None:
            return [first]
        if not determination.monthly_amount:
            return [first, _("有資格，沒有現金")]
        return [first, _("每月 %(amount)s") % {"amount": format_ntd(determination.monthly_amount)}]
    if determination.outcome == "ineligible":
        return [_("不符合資格")]
    return [_("還不能算出結果")]


def _standing(case: Case, determination: Determination) -> str:
    return standing(case.program, level=determination.level, grade=determination.grade)


def deadline(case: Case, last_day: date | None = None) -> DeadlineBadge | str:
    """The deadline of the step; for a case waiting for papers the person's last day. Empty: none runs."""
    day = case.due_on or last_day
    if day is None:
        return ""
    return DeadlineBadge((day - clock.today()).days, date=str(day))


def state_tag(case: Case) -> StatusTag:
    state = STATES[case.state]
    return StatusTag(state.family, state.label)  # type: ignore[arg-type]


def age(case: Case) -> int | None:
    """Full years today; None when the register has no whole birthday."""
    born, today = case.applicant_born_on, clock.today()
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def today_words() -> str:
    """115 年 11 月 22 日（日）."""
    day = clock.today()
    weekday = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))[day.weekday()]
    return _("%(year)d 年 %(month)d 月 %(day)d 日（%(weekday)s）") % {
        "year": roc_year(day),
        "month": day.month,
        "day": day.day,
        "weekday": weekday,
    }
