"""Everybody the counting rules could reach × every register: each pair asked once, each with one outcome."""

from django.utils.translation import gettext_noop

from welfare.case.law import law_of
from welfare.case.models import Case, Member
from welfare.case.services import move, tell_story
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup import permissions, policies, selectors
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.models import LookupRequest, RequestStatus
from welfare.lookup.purposes import HOUSEHOLD, sources
from welfare.lookup.services.question import put_question
from welfare.lookup.services.walk import ask_family_of, follow, walk

ALL_ANSWERED = "lookup.all_answered"


def ask_all(*, by: Acting, case: Case, only_due: bool = False) -> bool:
    """Look up everybody the counting rules could reach in every register; True when nothing waits any more.

    A second call asks only what has no outcome; with `only_due`, a register that was silent is left alone
    until its next try. A silent register leaves its row waiting (see `question.put_question`), never an
    exception, so that what was answered stays. When every question has an outcome the outbox tells
    `lookup.all_answered`.
    """
    permissions.check_ask(by)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    policies.check_may_ask(locked)
    if locked.state is Status.SUBMITTED:
        move(by=by, case=case, to=Status.LOOKING_UP, because=gettext_noop("開始查調"))
    tried = _not_due(case) if only_due else set()
    walk(by=by, case=case, leave={key for key, source in tried if source == HOUSEHOLD})
    while pairs := [pair for pair in _open_pairs(case) if (pair[0].person_key, pair[1]) not in tried]:
        for member, source in pairs:
            tried.add((member.person_key, source))
            _ask(by, case, member, source)
    if selectors.is_waiting(case):
        return False
    finish(by=by, case=case)
    return True


@through_the_door("lookup.ask_again")
def ask_again(act: Act, *, by: Acting, request: LookupRequest, key: str = "") -> LookupRequest:
    """A person asks one register about one person once more; a new row, the old one stays.

    Tells `lookup.all_answered` when nothing waits, so that the case is determined anew. Raises NotNow.
    """
    permissions.check_ask(by)
    case = request.case
    policies.check_may_ask(case)
    member = Member.objects.get(case=case, person_key=request.subject_key)
    put = put_question(by=by, case=case, source=request.source, member=member, fresh=True)
    act.audit(Event.LOOKUP_ASKED, case_id=case.id, request=str(put.request.id), again=str(request.id))
    if put.asked is not None and not selectors.is_waiting(case):
        act.tell(ALL_ANSWERED, case_id=str(case.id))
    return put.request


@through_the_door("lookup.all_answered")
def finish(act: Act, *, by: Acting, case: Case) -> None:
    """Say in the story what came back, and pass the case on."""
    outcomes = selectors.latest_requests(case).values()
    failed = sorted({str(SOURCE_LABELS[r.source]) for r in outcomes if not r.is_settled})
    act.audit(Event.LOOKUP_ANSWERED, case_id=case.id, requests=len(outcomes), failed=len(failed))
    names = sorted({str(SOURCE_LABELS[r.source]) for r in outcomes if r.is_settled})
    message = (
        gettext_noop("查調完成：%(names)s，共 %(count)s 筆；%(failed)s要由人查證")
        if failed
        else gettext_noop("查調都已回覆：%(names)s，共 %(count)s 筆")
    )
    params = {"names": "、".join(names), "count": len(outcomes), "failed": "、".join(failed)}
    tell_story(case, by=by, kind="lookup", message=message, params=params, law=law_of(case.program).lookups)
    act.tell(ALL_ANSWERED, case_id=str(case.id))


def _open_pairs(case: Case) -> list[tuple[Member, str]]:
    """Who still has to be asked about where."""
    asked = selectors.latest_requests(case)
    facts = selectors.latest(case)
    pairs = []
    for someone in selectors.reached(case):
        for rule in sources().values():
            member = someone.member
            if rule.about == "listed" and not member.is_listed:
                continue
            is_known = rule.code == HOUSEHOLD and (member.person_key, "registered_household") in facts
            request = asked.get((member.person_key, rule.code))
            is_open = request is None or request.status == RequestStatus.REQUESTED
            if is_open and not (is_known and request is None):
                pairs.append((member, rule.code))
    return pairs


def _not_due(case: Case) -> set[tuple[str, str]]:
    """Questions a silent register is asked again later, by person and source."""
    now = clock.now()
    return {
        key
        for key, request in selectors.latest_requests(case).items()
        if request.status == RequestStatus.REQUESTED and request.next_try_at and request.next_try_at > now
    }


def _ask(by: Acting, case: Case, member: Member, source: str) -> None:
    if source == HOUSEHOLD:
        ask_family_of(by=by, case=case, member=member)
        return
    if not member.name:
        member.refresh_from_db()  # the household register may just have said who it is
    put = put_question(by=by, case=case, source=source, member=member)
    if put.asked is not None:
        follow(by=by, case=case, asked=put.asked)
