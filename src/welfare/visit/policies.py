"""When a visit may be planned and recorded. `check_x` raises the sentence to show."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.states import STATES, Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.visit.codes import asked, code_lists
from welfare.visit.models import Suggestion, Visit, VisitOutcome

_MET = frozenset({VisitOutcome.MET_APPLICANT, VisitOutcome.MET_OTHER})


class NotYourVisit(NotNow):
    """Somebody else was sent."""


class IncompleteRecord(NotNow):
    """The record misses an answer; the message names it."""


def check_visiting(case: Case) -> None:
    if case.state is not Status.VISITING:
        raise NotNow(
            _("這一件現在是「%(now)s」，不是訪視。請重新整理頁面，看目前輪到誰。")
            % {"now": STATES[case.state].label}
        )


def check_day(planned_on: date) -> None:
    if planned_on < clock.today():
        raise NotNow(_("訪視日期已經過了。請選今天或以後的日期。"))


def check_own(visit: Visit, by: Acting) -> None:
    """The visitor, or the deputy of the visitor, writes the record."""
    if visit.visitor_id not in by.persons:
        raise NotYourVisit(
            _("這次訪視派給%(name)s。請由訪視的人記錄，或請主管改派給您。") % {"name": visit.visitor_name}
        )


def check_open(visit: Visit) -> None:
    if visit.recorded_at is not None:
        raise NotNow(_("這次訪視已經記錄過了。要補充請再排一次訪視。"))


def check_record(outcome: str, findings: Mapping[str, str], suggestion: str, summary: str) -> None:
    """Raise IncompleteRecord naming what is missing; codes must be of the lists."""
    if outcome not in VisitOutcome.values:
        raise IncompleteRecord(_("請選這次訪視的結果。"))
    lists = code_lists()
    for name, code in findings.items():
        if name not in lists or code not in {c.code for c in lists[name].codes}:
            raise IncompleteRecord(_("選的答案不在清單裡。請重新整理頁面，再選一次。"))
    if outcome == VisitOutcome.NOT_MET:
        return
    if suggestion not in Suggestion.values:
        raise IncompleteRecord(_("請選您的建議。"))
    if outcome == VisitOutcome.MET_APPLICANT and (
        missing := [found.label for found in asked() if found.name not in findings]
    ):
        raise IncompleteRecord(_("還有沒選的：%(missing)s。") % {"missing": "、".join(missing)})
    if suggestion == Suggestion.DOES_NOT_MEET and not summary.strip():
        raise IncompleteRecord(_("建議不符合時，請寫一句看到什麼。"))


def needs_another(visit: Visit, outcome: str, lives: bool | None) -> bool:
    """Whether somebody must come again.

    Nobody met is never an end by itself. Somebody else's word that the person does not live there is not
    enough at the first attempt: the person must have had a second chance to be met.
    """
    if outcome == VisitOutcome.NOT_MET:
        return True
    return outcome == VisitOutcome.MET_OTHER and lives is False and visit.attempt == 1


def is_seen(outcome: str, lives: bool | None) -> bool:
    """Whether the visit established where the person lives."""
    return outcome in _MET and lives is not None
