"""What the case page and the decision screen show of decisions."""

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.decision.labels import OUTCOME, SERVICE_METHOD, reason_words
from welfare.decision.letters import LetterContent, elements
from welfare.decision.models import Decision, Notice, Outcome
from welfare.decision.permissions import can_serve
from welfare.decision.selectors import latest_decision, notice_of
from welfare.determination.outcomes import standing
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.money import format_ntd
from welfare.foundation.roc_calendar import to_roc, to_roc_month
from welfare.foundation.roles import Permission
from welfare.web.components import Button, CheckList, Link, Notification, SummaryList, SummaryRow, Verdict


def decision_summary(case: Case, by: Acting) -> SummaryList | None:
    """What was decided, by whom, and how the letter stands; None before the decision."""
    decision = latest_decision(case)
    if decision is None or not by.can(Permission.CASE_READ):
        return None
    rows = [
        SummaryRow(_("決定"), OUTCOME[decision.outcome], strong=True),
        SummaryRow(
            _("核定人"), decision.decided_by_name, note=to_roc(clock.day_in_taiwan(decision.decided_at))
        ),
    ]
    if decision.outcome == Outcome.APPROVED and decision.grant_from:
        rows += _granted(decision)
    if ticked := reason_words(decision.reasons) if decision.determination_id else []:
        rows.append(SummaryRow(_("理由"), "、".join(ticked), note=decision.note))
    if decision.confirmed:
        names = "、".join(f"{c['name']} {c['value_text']}" for c in decision.confirmed)
        rows.append(SummaryRow(_("核定人確認的標準"), names))
    notice = notice_of(decision)
    return SummaryList(rows + (_notice_rows(notice, by) if notice else []))


def _granted(decision: Decision) -> list[SummaryRow]:
    level = decision.determination.level if decision.determination else ""
    words = standing(decision.case.program, level=level, grade=decision.grade)
    rows = [SummaryRow(_("核列"), words, note="" if decision.monthly_amount else _period(decision))]
    if decision.monthly_amount:
        rows.append(SummaryRow(_("每月發給"), format_ntd(decision.monthly_amount), note=_period(decision)))
    return [row for row in rows if row.value]


def _period(decision: Decision) -> str:
    assert decision.grant_from and decision.grant_until
    return _("%(first)s起至%(last)s止") % {
        "first": to_roc_month(decision.grant_from),
        "last": to_roc_month(decision.grant_until),
    }


def _notice_rows(notice: Notice, by: Acting) -> list[SummaryRow]:
    if notice.issued_on is None:
        return [SummaryRow(_("信"), _("還沒發出"), note=notice.held_back)]
    readable = by.can(Permission.DOCUMENT_READ)
    link: Link | str = (
        Link(notice.reference_number, reverse("decision:letter", args=[notice.pk]))
        if readable
        else notice.reference_number
    )
    rows = [SummaryRow(_("發文字號"), link, note=to_roc(notice.issued_on))]
    if notice.served_on is None:
        rows.append(SummaryRow(_("送達"), _("還沒登錄")))
    else:
        rows.append(
            SummaryRow(_("送達"), to_roc(notice.served_on), note=str(SERVICE_METHOD[notice.service_method]))
        )
    if notice.appeal_until:
        rows.append(SummaryRow(_("訴願期限"), to_roc(notice.appeal_until)))
    return rows


def serve_button(case: Case, by: Acting) -> Button | None:
    """The way to recording service, once the letter is out and nobody has."""
    decision = latest_decision(case)
    notice = notice_of(decision) if decision else None
    if notice is None or not can_serve(by) or notice.issued_on is None or notice.served_on is not None:
        return None
    return Button(_("登錄送達"), kind="filled", url=reverse("decision:serve", args=[notice.pk]))


def held_back_notice(case: Case, by: Acting) -> Notification | None:
    """Why the letter could not be issued."""
    decision = latest_decision(case)
    notice = notice_of(decision) if decision else None
    if notice is None or not notice.held_back or not by.can(Permission.CASE_READ):
        return None
    return Notification("stop", _("信還沒發出"), text=notice.held_back)


def reissue_button(case: Case, by: Acting) -> Button | None:
    """Issue a held-back letter once its fault is mended."""
    if held_back_notice(case, by) is None or not can_serve(by):
        return None
    return Button(_("重新發文"), post_url=reverse("decision:issue", args=[case.pk]))


def element_checks(letter: LetterContent) -> CheckList:
    """The mandatory elements of the letter, ticked; number and date come with the decision."""
    return CheckList(
        [
            Verdict(
                "ok" if e.present else "near" if e.on_issue else "stop",
                _label(e.label, e.present, e.on_issue),
            )
            for e in elements(letter)
        ]
    )


def _label(label: str, present: bool, on_issue: bool) -> str:
    return label if present or not on_issue else _("%(element)s：給號後填入") % {"element": label}
