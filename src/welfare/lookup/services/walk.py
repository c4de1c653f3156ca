"""The kin walk: the family grows by the register's answers until the counting rules can reach nobody new."""

from collections.abc import Collection

from welfare.case.models import Case, Member
from welfare.case.services import set_members
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.lookup import selectors
from welfare.lookup.asking import Asked
from welfare.lookup.kin import next_steps
from welfare.lookup.models import RequestStatus
from welfare.lookup.purposes import HOUSEHOLD
from welfare.lookup.services.members import take_in
from welfare.lookup.services.question import put_question


def follow(*, by: Acting, case: Case, asked: Asked) -> None:
    """Take in whomever an answer named: the family, or a taxpayer who claims somebody as dependant."""
    if asked.people:
        take_in_answer(by=by, case=case, asked=asked)
    if asked.claimants:
        _add_claimants(by, case, asked.claimants)


def take_in_answer(*, by: Acting, case: Case, asked: Asked) -> None:
    """Make members of the people one household answer described."""
    members = list(Member.objects.filter(case=case))
    listed = [m.person_key for m in members if m.is_listed or m.is_applicant]
    together = asked.together | {
        m.national_id for m in members if m.same_household and m.national_id and m.name
    }
    take_in(
        by=by,
        case=case,
        people=asked.people.values(),
        relations=selectors.family(case).relations(listed),
        together=frozenset(together),
        contact=asked.contact,
    )


def walk(*, by: Acting, case: Case, leave: Collection[str] = ()) -> None:
    """Ask whose kinship is still needed, step by step. A silent register leaves its question waiting.

    `leave`: person keys not to ask about now.
    """
    tried = set(leave)
    while True:
        members = {m.person_key: m for m in Member.objects.filter(case=case)}
        listed = [m.person_key for m in members.values() if m.is_listed or m.is_applicant]
        together = [key for key, m in members.items() if selectors.is_together(m) and m.died_on is None]
        known = selectors.latest_requests(case)
        graph = selectors.family(case)
        steps = [
            key
            for key in next_steps(graph, listed=listed, together=together)
            if key in members and key not in tried and not _has_outcome(known.get((key, HOUSEHOLD)))
        ]
        if not steps:
            return
        for key in steps:
            tried.add(key)
            ask_family_of(by=by, case=case, member=members[key])


def ask_family_of(*, by: Acting, case: Case, member: Member) -> None:
    """One step: the register's word on a member and the relatives next to them."""
    put = put_question(by=by, case=case, source=HOUSEHOLD, member=member)
    if put.asked is not None:
        follow(by=by, case=case, asked=put.asked)


def _has_outcome(request: object) -> bool:
    return request is not None and getattr(request, "status", "") != RequestStatus.REQUESTED


def _add_claimants(by: Acting, case: Case, claimants: tuple[str, ...]) -> None:
    """A taxpayer known by number only becomes a member; the household register then says who it is."""
    members = list(Member.objects.filter(case=case))
    known = {member.person_key for member in members}
    fresh = [
        Member(relation="taxpayer", national_id=i, person_key=keyed_hash(i), name="", same_household=False)
        for i in dict.fromkeys(claimants)
        if keyed_hash(i) not in known
    ]
    if fresh:
        set_members(by=by, case=case, members=[*members, *fresh])
