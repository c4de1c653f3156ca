"""A case leaves the look-up: every register has spoken, or a person does not wait for the rest."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.procedure import procedure
from welfare.case.services import move
from welfare.case.states import Status
from welfare.determination.models import Determination
from welfare.determination.services import determine, report_contradiction
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Permission
from welfare.lookup import selectors as lookups
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.models import RequestStatus
from welfare.rules.facts.problems import InvalidFacts


def determine_now(*, by: Acting, case: Case) -> Determination | None:
    """Judge what is known; None when the facts contradict each other and a person must look."""
    try:
        return determine(by=by, case=case, because=gettext_noop("查調或佐證有新的資料"))
    except InvalidFacts as problem:
        report_contradiction(by=by, case=case, problem=problem)
        return None


def can_go_on_without(case: Case, by: Acting) -> bool:
    return case.state is Status.LOOKING_UP and by.can(Permission.FIRST_REVIEW_DO)


@through_the_door("determination.go_on_without")
def go_on_without(act: Act, *, by: Acting, case: Case) -> Case:
    """Take up the next step although some register is silent; the case says what is missing and fills itself.

    What is missing leaves the determination open, never favourable. Raises NotNow, PermissionDenied.
    """
    by.check(Permission.FIRST_REVIEW_DO)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.state is not Status.LOOKING_UP:
        raise NotNow(_("這一件已經不在查調。請重新整理頁面，看目前輪到哪一步。"))
    determine_now(by=by, case=locked)
    waiting = [r for r in lookups.latest_requests(locked).values() if r.status == RequestStatus.REQUESTED]
    names = sorted({str(SOURCE_LABELS[request.source]) for request in waiting})
    move(
        by=by,
        case=locked,
        to=procedure(locked.procedure).after(Status.LOOKING_UP),
        because=gettext_noop("不等%(names)s，先往下辦；回覆到了會自己補上"),
        params={"names": "、".join(names) or _("回覆")},
    )
    act.audit(Event.DETERMINATION_MADE, case_id=locked.id, without=[r.source for r in waiting])
    return locked
