"""The first question of an application: who is this, where registered, with whom."""

import pytest

from welfare.case.models import Case, Member
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, services
from welfare.lookup.models import LookupRequest
from welfare.lookup.tests.factories import a_household_case

pytestmark = pytest.mark.django_db


def ask(case: Case) -> services.HouseholdAnswer:
    with acting_as(Acting.system(case.county)) as by:
        return services.ask_household(by=by, case=case)


def test_one_typed_number_fills_the_whole_household(agencies):
    case = a_household_case("tier-two-couple", at=Status.DRAFT)
    answer = ask(case)
    assert answer.is_answered
    assert {m.name: m.relation for m in answer.members} == {
        "王測枝": "self", "張測土": "spouse", "張測榮": "child",
    }  # fmt: skip
    with acting_as(Acting.system(case.county)):
        filled = answer.prefill()
    assert filled["registered_village"] == "10015030001"
    assert filled["born_on"] == "1956-05-06"
    assert filled["household_size"] == 3
    assert len(filled["account"]["account_number"]) == 14


def test_a_clerk_of_the_village_may_ask_and_the_case_carries_the_purpose(agencies, as_):
    case = a_household_case("tier-two-couple", at=Status.DRAFT)
    with as_("clerk") as by:
        services.ask_household(by=by, case=case)
        request = LookupRequest.objects.get(case=case)
    assert request.legal_basis == "老人福利法第12條之1、社會救助法第44條之3"
    assert (request.status, request.subject_name) == ("answered", "王測枝")
    assert request.replaces_documents == 1


def test_a_dead_person_is_refused_and_the_question_stays_on_record(agencies):
    case = a_household_case("deceased-applicant", at=Status.DRAFT)
    with acting_as(Acting.system(case.county)) as by:
        with pytest.raises(services.PersonDeceased, match="已經死亡"):
            services.ask_household(by=by, case=case)
        assert LookupRequest.objects.filter(case=case, status="answered").count() == 1
        assert AuditEvent.objects.filter(case_id=case.id, event="lookup.answered").count() == 1


def test_a_person_who_moved_away_is_sent_to_the_right_office(agencies):
    case = a_household_case("moved-out", at=Status.DRAFT)
    with acting_as(Acting.system(case.county)):
        case.town, case.village = "10015010", "10015010001"
        case.save()
    with pytest.raises(services.RegisteredElsewhere) as refused:
        ask(case)
    assert refused.value.office == "臺東縣臺東市公所"


def test_nobody_has_this_number(agencies):
    agencies.behaviors["household_registration"] = {"no_record": ["U298010103"]}
    case = a_household_case("tier-one-widow", at=Status.DRAFT)
    with pytest.raises(services.NoSuchPerson, match="查無"):
        ask(case)


def test_a_silent_register_lets_the_clerk_type_on(agencies):
    agencies.behaviors["household_registration"] = {"down": "temporary"}
    case = a_household_case("tier-one-widow", at=Status.DRAFT)
    answer = ask(case)
    assert not answer.is_answered
    assert "暫時沒有回應" in answer.sentence
    agencies.behaviors.clear()
    assert ask(case).applicant.name == "林測月"
    with acting_as(Acting.system(case.county)):
        assert [r.tries for r in LookupRequest.objects.filter(case=case)] == [2]


def test_asking_twice_asks_the_register_once(agencies):
    case = a_household_case("tier-one-widow", at=Status.DRAFT)
    ask(case)
    questions = len(agencies.asked)
    ask(case)
    assert len(agencies.asked) == questions


def test_a_withheld_address_is_told_apart_from_no_address(agencies):
    case = a_household_case("withheld-address", at=Status.DRAFT)
    ask(case)
    with acting_as(Acting.system(case.county)):
        assert selectors.household_prefill(case)["address_withheld"]
        applicant = Member.objects.get(case=case)
        assert selectors.latest(case)[(applicant.person_key, "registered_county")].absence == "withheld"
