"""A person settles a change: accepts what is proposed, or sets it aside with a reason. Once."""

from django.utils.translation import gettext_noop

from welfare.case.models import Case, Member
from welfare.case.services import move, tell_story
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.services.everybody import ALL_ANSWERED
from welfare.monthly_comparison import permissions, policies
from welfare.monthly_comparison.effects import Effect
from welfare.monthly_comparison.labels import CHANGE_LABELS
from welfare.monthly_comparison.models import Change, ChangeState
from welfare.monthly_comparison.services.finding import PROMISE


@through_the_door("monthly_comparison.accept")
def accept(act: Act, *, by: Acting, change: Change, reason: str = "") -> Change:
    """Do what is proposed, as far as the table of states allows it: move the case, or judge it anew.

    A letter to the person, a new decision and money already paid stay people's business. Raises NotNow.
    """
    permissions.check_settle(by)
    change, case = _locked(change)
    policies.check_accept(change, case)
    if change.to_status:
        move(
            by=by,
            case=case,
            to=Status(change.to_status),
            because=gettext_noop("異動採用：%(what)s"),
            params=_words(change),
        )
    if change.kind == "death" and change.happened_on:
        Member.objects.filter(case=case, person_key=change.person_key, died_on=None).update(
            died_on=change.happened_on
        )
    if change.effect == Effect.RECOUNT:
        act.tell(ALL_ANSWERED, case_id=str(case.id))
    return _settle(act, change, ChangeState.ACCEPTED, reason)


@through_the_door("monthly_comparison.set_aside")
def set_aside(act: Act, *, by: Acting, change: Change, reason: str) -> Change:
    """Nothing follows from this change; the reason stays. Raises NotNow without one."""
    permissions.check_settle(by)
    change, case = _locked(change)
    policies.check_open(change)
    policies.check_reason(reason)
    change = _settle(act, change, ChangeState.SET_ASIDE, reason)
    tell_story(
        case,
        by=by,
        kind="edit",
        message=gettext_noop("異動不採用：%(what)s（%(reason)s）"),
        params=_words(change) | {"reason": change.reason},
    )
    return change


def _locked(change: Change) -> tuple[Change, Case]:
    """The case first, as whoever changes a case does."""
    case = Case.objects.select_for_update().get(pk=change.case_id)
    return Change.objects.select_for_update().get(pk=change.pk), case


def _settle(act: Act, change: Change, state: ChangeState, reason: str) -> Change:
    change.state, change.reason = state, reason.strip()[:300]
    change.settled_by, change.settled_by_name = act.by.officer_id, act.by.name
    change.settled_at = clock.now()
    change.save(update_fields=["state", "reason", "settled_by", "settled_by_name", "settled_at"])
    act.keep(PROMISE, str(change.id))
    act.audit(
        Event.CHANGE_SETTLED,
        case_id=change.case_id,
        change=str(change.id),
        kind=change.kind,
        outcome=state.value,
        to=change.to_status if state is ChangeState.ACCEPTED else "",
    )
    return change


def _words(change: Change) -> dict[str, str]:
    return {"what": str(CHANGE_LABELS.get(change.kind, change.kind))}
