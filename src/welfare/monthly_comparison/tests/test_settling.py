"""A person settles a change: the case goes where its table allows, or nothing happens but a reason."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from welfare.case.models import Case, Member, TimelineEntry
from welfare.case.policies import NotNow
from welfare.case.services import move
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import Fact
from welfare.monthly_comparison import services
from welfare.monthly_comparison.effects import BadEffects, _read, proposal
from welfare.monthly_comparison.models import Change, ChangeState, ComparisonRun
from welfare.monthly_comparison.rules import table
from welfare.monthly_comparison.tests.factories import MONTH
from welfare.payment.rosters.standing import IN_FORCE
from welfare.project.demo.staff import HUALIEN
from welfare.rules.registry import programs

pytestmark = pytest.mark.django_db


def a_change(kind: str = "death", *, program: str = "senior_living_allowance", at=Status.APPROVED) -> Change:
    """An open change of a case, with what the program proposes."""
    case = a_case(at=at, program=program)
    proposed = proposal(program, kind)
    day = date(2026, 11, 17)
    with acting_as(Acting.system(HUALIEN)):
        run, _made = ComparisonRun.objects.get_or_create(
            county=HUALIEN, month=MONTH, defaults={"until": day, "answers_due_on": day}
        )
        fact = Fact(county=HUALIEN, case=case, person_key=case.applicant_key, kind="died_on",
            value=day.isoformat(), source="household_registration", as_of=day)  # fmt: skip
        Fact.objects.bulk_create([fact])
        change = Change(county=HUALIEN, town=case.town, case=case, run=run, person_key=case.applicant_key,
            person_name=case.applicant_name, kind=kind, source=fact.source, as_of=day, happened_on=day,
            fact=fact, effect=proposed.effect, to_status=proposed.to_status, due_on=day,
            effective_on=proposed.effective_on(day), articles=proposed.articles,
            rule_status=proposed.status)  # fmt: skip
        Change.objects.bulk_create([change])
    return change


@pytest.mark.parametrize(
    ("kind", "to"),
    [("death", Status.TERMINATED), ("custody_began", Status.SUSPENDED), ("left_county", Status.MOVED_OUT)],
)
def test_an_accepted_change_moves_the_case_once_and_it_is_paid_no_more(as_, kind, to) -> None:
    change = a_change(kind)
    with as_("caseworker") as by:
        services.accept(by=by, change=change, key="form-1")
        services.accept(by=by, change=change, key="form-1")
    with acting_as(Acting.system(HUALIEN)):
        case = Case.objects.get(pk=change.case_id)
        assert case.state is to and to not in IN_FORCE
        assert TimelineEntry.objects.filter(case=case, to_status=to).count() == 1
        settled = Change.objects.get(pk=change.pk)
        assert (settled.state, settled.settled_by_name != "") == (ChangeState.ACCEPTED, True)
        assert (
            '"outcome":"accepted"' in AuditEvent.objects.get(event="monthly_comparison.change_settled").body
        )


def test_a_death_accepted_is_known_to_the_household(as_) -> None:
    change = a_change("death")
    with as_("caseworker") as by:
        services.accept(by=by, change=change)
        assert Member.objects.get(case=change.case, is_applicant=True).died_on == date(2026, 11, 17)


def test_a_recount_leaves_the_case_and_asks_the_rules_anew(as_) -> None:
    change = a_change("pension_began")
    with as_("caseworker") as by:
        services.accept(by=by, change=change)
    with acting_as(Acting.system(HUALIEN)):
        assert Case.objects.get(pk=change.case_id).state is Status.APPROVED
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").count() == 1


def test_a_change_is_set_aside_only_with_a_reason_and_nothing_else_happens(as_) -> None:
    change = a_change("custody_began")
    with as_("caseworker") as by:
        with pytest.raises(NotNow, match="理由"):
            services.set_aside(by=by, change=change, reason=" ")
        services.set_aside(by=by, change=change, reason="同名不同人，已向矯正署確認")
        with pytest.raises(NotNow, match="處理過"):
            services.accept(by=by, change=change)
    with acting_as(Acting.system(HUALIEN)):
        assert Case.objects.get(pk=change.case_id).state is Status.APPROVED
        assert TimelineEntry.objects.filter(case=change.case_id, message__startswith="異動不採用").exists()


def test_the_table_of_states_is_stronger_than_the_proposal(as_) -> None:
    change = a_change("custody_began")
    with as_("reviewer") as by:
        move(by=by, case=change.case, to=Status.TERMINATED, because="測試")
        with pytest.raises(NotNow, match="不能改成"):
            services.accept(by=by, change=change)
    with acting_as(Acting.system(HUALIEN)):
        assert Change.objects.get(pk=change.pk).state == ChangeState.OPEN


@pytest.mark.parametrize("who", ["clerk", "social_worker", "accountant", "auditor"])
def test_only_caseworkers_and_the_countys_reviewers_settle(as_, who) -> None:
    change = a_change()
    with as_(who) as by, pytest.raises(PermissionDenied):
        services.accept(by=by, change=change)


def test_another_township_does_not_see_the_change(as_) -> None:
    a_change()
    with as_("caseworker2"):
        assert not Change.objects.exists()
    with as_("caseworker"):
        assert Change.objects.count() == 1


def test_every_program_says_for_every_change_what_follows_on_which_article() -> None:
    for program in programs():
        for kind in table()["changes"]:
            proposed = proposal(program, kind)
            assert proposed is None or proposed.articles or proposed.status == "unknown"
    assert proposal("senior_living_allowance", "death").effective_on(date(2026, 12, 31)) == date(2027, 1, 1)
    assert proposal("low_income_living_support", "listing_changed") is None


def test_data_that_cannot_be_is_refused_by_name() -> None:
    with pytest.raises(BadEffects, match="death"):
        _read("x", "death", {"effect": "vanish", "from": "next_month", "articles": "x", "status": "in_force"})
    with pytest.raises(BadEffects, match="names its article"):
        _read("x", "death", {"effect": "stop", "from": "next_month", "articles": "", "status": "in_force"})
