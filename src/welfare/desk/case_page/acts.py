"""The acts of this person on this case now: every stage's buttons in the order of the river."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.case.policies import can_do
from welfare.case.states import Status
from welfare.decision import panels as decision
from welfare.decision.permissions import can_decide
from welfare.determination.models import Determination
from welfare.determination.passing_on import can_go_on_without
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.review import panels as review
from welfare.visit import panels as visit
from welfare.web.components import Button

#: states in which a decision exists
AFTER = (
    Status.APPROVED, Status.REJECTED, Status.NOT_ENTERTAINED, Status.SUSPENDED, Status.TERMINATED,
    Status.RECONSIDERATION, Status.MOVED_OUT, Status.REVIEW_ERROR, Status.CLOSED,
)  # fmt: skip
_ASKS_FOR_PAPERS = (Status.SUBMITTED, Status.FIRST_REVIEW, Status.RETURNED)
_COMPUTES = (Status.FIRST_REVIEW, Status.RETURNED, Status.SECOND_REVIEW, Status.AWAITING_DECISION)


def acts(case: Case, by: Acting, determination: Determination | None, *, unseen: int = 0) -> review.Acts:
    """Buttons with the weightiest first, and the forms they send. Empty when it is somebody else's turn.

    unseen: papers nobody has looked at; the desk asks to look before the first review is agreed to.
    """
    reviewed = review.acts(case, by, determination=determination)
    buttons = [*_opening(case, by), *reviewed.buttons, *_visit(case, by), *_decision(case, by)]
    if case.state in AFTER:
        buttons += [b for b in (decision.reissue_button(case, by), decision.serve_button(case, by)) if b]
    if buttons:
        buttons += _others(case, by)
    return review.Acts(tuple(_look_first(b, unseen) for b in _one_filled(buttons)), reviewed.forms)


def _look_first(button: Button, unseen: int) -> Button:
    if not unseen or button.form != "first-review":
        return button
    reason = ngettext("先看完 %(n)d 份佐證，這個鍵就會打開", "先看完 %(n)d 份佐證，這個鍵就會打開", unseen)
    return Button(
        button.label,
        shortcut=button.shortcut,
        wide=True,
        reason=reason % {"n": unseen},
        reason_url="#evidence",
    )


def _one_filled(buttons: list[Button]) -> list[Button]:
    """The filled button stands first: there is one per view."""
    return sorted(buttons, key=lambda button: button.kind != "filled" and not button.reason)


def _opening(case: Case, by: Acting) -> list[Button]:
    if case.state is Status.DRAFT and by.can(Permission.INTAKE_RECORD):
        return [
            Button(_("繼續填申請"), kind="filled", url=reverse("desk:application", args=[case.id]), wide=True)
        ]
    if can_go_on_without(case, by):
        url = reverse("determination:go_on", args=[case.id])
        return [Button(_("不等了，先往下辦"), post_url=url, wide=True)]
    return []


def _visit(case: Case, by: Acting) -> list[Button]:
    record = visit.record_button(case, by)
    return [record] if record else []


def _decision(case: Case, by: Acting) -> list[Button]:
    if case.state is not Status.AWAITING_DECISION or not can_decide(by, case):
        return []
    label, url = _("去核定"), reverse("desk:decision", args=[case.id])
    if not can_do(case, act="decide", by=by):
        return [Button(label, wide=True, reason=_("這一件您審過，要由另一個人核定"))]
    return [Button(label, kind="filled", url=url, shortcut="Ctrl+Enter", icon_after="arrow-right", wide=True)]


def _others(case: Case, by: Acting) -> list[Button]:
    found = []
    if case.state in _ASKS_FOR_PAPERS and by.can(Permission.SUPPLEMENT_REQUEST):
        url = reverse("intake:request_supplement", args=[case.id])
        found.append(Button(_("要求補件"), url=url, shortcut="Alt+R"))
    if case.state in _COMPUTES and by.can(Permission.FACT_CORRECT):
        found.append(
            Button(_("重新試算"), kind="quiet", post_url=reverse("determination:run", args=[case.id]))
        )
    return found
