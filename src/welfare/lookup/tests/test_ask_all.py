"""Everybody the law could count, every register, one outcome each."""

import pytest
from django.db import DatabaseError, connection, transaction

from welfare.case.models import Member
from welfare.case.states import Status
from welfare.foundation import outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, OutboxMessage, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, services, tasks
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.ports import LookupPurpose
from welfare.lookup.tests.factories import a_household_case, a_looked_up_case, key_of, story

pytestmark = pytest.mark.django_db


def run(case):
    with acting_as(Acting.system(case.county)) as by:
        tasks.ask_all(by, {"case_id": str(case.id)})
        case.refresh_from_db()


def members_asked(agencies, code):
    asked = {national_id for source, _method, national_id in agencies.asked if source == "tax_records"}
    return {role for role, member in story(code).members.items() if member["id"] in asked}


def test_a_daughter_far_away_is_asked_about_like_one_at_home(agencies):
    a_looked_up_case("tier-one-widow")
    assert members_asked(agencies, "tier-one-widow") == {"applicant", "daughter"}


def test_a_daughter_in_law_of_the_household_is_nobody_the_law_counts_so_nobody_asks(agencies):
    case = a_looked_up_case("daughter-in-law")
    assert members_asked(agencies, "daughter-in-law") == {"applicant", "son"}
    with acting_as(Acting.system(case.county)):
        assert Member.objects.get(case=case, name="楊測芬").relation == "household"


def test_a_grandchild_of_the_household_is_found_through_her_father_elsewhere(agencies):
    a_looked_up_case("grandchild-same-household")
    assert members_asked(agencies, "grandchild-same-household") == {"applicant", "son", "granddaughter"}


def test_a_grandson_is_found_through_a_dead_son_about_whom_nobody_asks_further(agencies):
    a_looked_up_case("before-roc-centenarian")
    assert members_asked(agencies, "before-roc-centenarian") == {"applicant", "grandson"}


def test_a_nephew_who_claims_the_applicant_as_dependant_is_asked_about(agencies):
    case = a_looked_up_case("claimed-by-nephew")
    assert members_asked(agencies, "claimed-by-nephew") == {"applicant", "nephew"}
    with acting_as(Acting.system(case.county)):
        assert Member.objects.get(case=case, name="郭測豪").relation == "taxpayer"


@pytest.mark.proves("PD-1")
def test_only_who_asks_for_aid_is_asked_about_travel_and_benefits(agencies):
    a_looked_up_case("tier-one-widow")
    daughter = story("tier-one-widow").members["daughter"]["id"]
    methods = {method for _source, method, national_id in agencies.asked if national_id == daughter}
    assert methods & {"stay", "benefits", "listing", "placement", "dependants", "last_contact"} == set()
    assert "custody" in methods


def test_every_person_and_register_has_one_request_with_one_outcome(agencies):
    case = a_looked_up_case("tier-two-couple")
    with acting_as(Acting.system(case.county)):
        requests = list(LookupRequest.objects.filter(case=case))
        pairs = [(r.subject_key, r.source) for r in requests]
        assert len(pairs) == len(set(pairs))
        assert {r.status for r in requests} <= {"answered", "no_record"}
        assert all(r.legal_basis and r.purpose for r in requests)
        answered = AuditEvent.objects.filter(case_id=case.id, event="lookup.answered").count()
    assert answered == len(requests) + 1  # and the line that says all of them are


def test_the_papers_nobody_had_to_bring_are_counted(agencies):
    case = a_looked_up_case("tier-one-widow")
    with acting_as(Acting.system(case.county)):
        assert selectors.replaced_documents(case) == 1 + 2 * 2  # one transcript, two tax lists for two people


def test_a_case_looked_up_goes_on_and_says_so(agencies):
    case = a_household_case("tier-one-widow")
    run(case)
    assert case.state is Status.LOOKING_UP
    with acting_as(Acting.system(case.county)):
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").count() == 1
        assert case.timeline.filter(message__startswith="查調都已回覆").exists()


def test_a_second_run_asks_nothing_again(agencies):
    case = a_looked_up_case("tier-two-couple")
    before = len(agencies.asked)
    run(case)
    assert len(agencies.asked) == before


def test_a_silent_register_keeps_its_row_and_is_asked_again_after_a_while(agencies):
    agencies.behaviors["tax_records"] = {"down": "temporary"}
    case = a_household_case("tier-one-widow")
    run(case)
    with acting_as(Acting.system(case.county)):
        waiting = LookupRequest.objects.filter(case=case, source="tax_records")
        assert [(r.status, r.tries) for r in waiting] == [("requested", 1), ("requested", 1)]
        again = OutboxMessage.objects.get(topic="lookup.ask_all")
        assert again.next_try_at > again.created_at
        assert LookupRequest.objects.filter(case=case, source="labor_insurance", status="answered").exists()
        assert not OutboxMessage.objects.filter(topic="lookup.all_answered").exists()
    agencies.behaviors.clear()
    agencies.asked.clear()
    run(case)
    assert {source for source, _m, _i in agencies.asked} == {"tax_records"}
    with acting_as(Acting.system(case.county)):
        assert {(r.status, r.tries) for r in waiting.all()} == {("no_record", 2), ("answered", 2)}
        assert not Promise.objects.filter(case_id=case.id, kind="lookup_answer", kept_at=None).exists()


def test_a_register_silent_for_too_long_fails_where_everybody_sees_it(agencies):
    agencies.behaviors["border_crossing"] = {"down": "temporary"}
    case = a_household_case("tier-one-widow")
    for _try in range(len(outbox.BACK_OFF) + 1):
        run(case)
    with acting_as(Acting.system(case.county)):
        request = LookupRequest.objects.get(case=case, source="border_crossing")
        assert (request.status, request.tries) == ("failed", len(outbox.BACK_OFF) + 1)


def test_a_register_that_refuses_breaks_a_promise_somebody_owns(agencies):
    agencies.behaviors["tax_records"] = {"down": "permanent"}
    case = a_household_case("tier-one-widow")
    run(case)
    with acting_as(Acting.system(case.county)):
        assert set(LookupRequest.objects.filter(case=case, source="tax_records").values_list("status")) == {
            ("failed",)
        }
        promise = Promise.objects.filter(case_id=case.id, kind="lookup_answer").first()
        assert (promise.owner_role, promise.kept_at) == ("township_caseworker", None)
        assert "拒絕這項查詢" in promise.broken_because
        assert case.timeline.filter(message__contains="沒有回覆").exists()
        assert not Fact.objects.filter(case=case, source="tax_records").exists()
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").exists()


def test_a_number_and_a_birthday_that_do_not_belong_together_leave_no_fact(agencies):
    daughter = story("tier-one-widow").members["daughter"]["id"]
    agencies.behaviors["tax_records"] = {"mismatch": [daughter]}
    case = a_looked_up_case("tier-one-widow")
    with acting_as(Acting.system(case.county)):
        key = key_of("tier-one-widow", "daughter")
        assert (
            LookupRequest.objects.get(case=case, source="tax_records", subject_key=key).status
            == "id_mismatch"
        )
        assert not Fact.objects.filter(case=case, person_key=key, source="tax_records").exists()


def test_no_record_is_known_to_be_nothing_and_never_shown_as_zero(agencies):
    from welfare.lookup.display import value_words

    case = a_looked_up_case("tier-one-widow")
    with acting_as(Acting.system(case.county)):
        wage = selectors.latest(case)[(key_of("tier-one-widow", "applicant"), "tax_wage")]
    assert (wage.value, wage.absence, value_words(wage)) == (0, "none", "查無資料")


def test_a_year_of_the_register_is_kept_with_four_digits(agencies):
    case = a_looked_up_case("tier-one-widow")
    with acting_as(Acting.system(case.county)):
        assert set(Fact.objects.filter(case=case, source="tax_records").values_list("data_year")) == {(2024,)}


@pytest.mark.proves("PD-1")
def test_no_query_leaves_without_a_case():
    with pytest.raises(ValueError, match="case_number"):
        LookupPurpose(" ", "社會救助法第44條之3", "057", "x")


def test_a_finished_case_is_not_looked_up_any_more(agencies):
    from welfare.case.policies import NotNow

    case = a_household_case("tier-one-widow", at=Status.CLOSED)
    with acting_as(Acting.system(case.county)) as by, pytest.raises(NotNow, match="不能再查調"):
        services.ask_all(by=by, case=case)


def test_a_fact_cannot_be_changed_in_the_database(agencies):
    case = a_looked_up_case("tier-one-widow")
    for statement in ("update lookup_fact set value = '0'", "delete from lookup_fact"):
        with (
            acting_as(Acting.system(case.county)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_another_township_sees_no_fact_and_no_question(agencies, as_):
    case = a_looked_up_case("tier-two-couple")
    with as_("caseworker2"):
        assert not Fact.objects.filter(case_id=case.id).exists()
        assert not LookupRequest.objects.filter(case_id=case.id).exists()
    with as_("caseworker"):
        assert Fact.objects.filter(case_id=case.id).exists()


def test_no_national_id_stands_in_facts_or_questions(agencies):
    case = a_looked_up_case("tier-two-couple")
    ids = [member["id"] for member in story("tier-two-couple").members.values()]
    with acting_as(Acting.system(case.county)), connection.cursor() as cursor:
        for table in ("lookup_fact", "lookup_lookuprequest", "foundation_auditevent"):
            cursor.execute(f"select string_agg(t::text, ' ') from {table} t")
            text = cursor.fetchone()[0]
            assert not [i for i in ids if i in text]


def test_the_facts_that_count_cost_one_query(agencies, django_assert_num_queries):
    case = a_looked_up_case("tier-two-couple")
    with acting_as(Acting.system(case.county)), django_assert_num_queries(1):
        selectors.latest(case)
