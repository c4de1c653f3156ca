"""From a question to its answer by parcel, when everybody behaves."""

import pytest

from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, OutboxMessage, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, tasks
from welfare.lookup.models import Fact
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, let_cases_go_on, seen
from welfare.lookup.tests.factories import a_household_case, a_looked_up_case

pytestmark = pytest.mark.django_db


def test_questions_to_a_register_by_parcel_wait_while_the_others_are_answered(tax):
    case = a_case_asking()
    found = seen(case)
    assert {r.status for r in found.tax} == {"requested"} and len(found.tax) == 2
    assert {r.status for r in found.requests if r.source != "tax_records"} <= {"answered", "no_record"}
    assert case.state is Status.LOOKING_UP
    with acting_as(Acting.system(HUALIEN)):
        assert OutboxMessage.objects.filter(topic="lookup.exchange", delivered_at=None).exists()
        assert not OutboxMessage.objects.filter(topic="lookup.ask_all").exists(), "nobody polls a parcel"


def test_one_parcel_leaves_with_legal_basis_purpose_and_the_case_of_each_subject(tax):
    case = a_case_asking()
    done = tax.round()
    assert (done.prepared, done.sent) == (1, 1)
    (reference,) = tax.office.references()
    asked = tax.office.asked(reference)
    assert reference == seen().parcels[0].reference
    assert reference.startswith(f"tax_records-{HUALIEN}-") and reference.endswith("-1")
    assert asked["purpose"]["case_number"] == reference
    assert "老人福利法" in asked["purpose"]["legal_basis"]
    assert {line["case_number"] for line in asked["lines"]} == {case.number}
    assert {line["tax_year"] for line in asked["lines"]} == {case.period - 2}


def test_what_leaves_is_written_down_before_it_leaves(tax):
    a_case_asking()
    tax.channel.mood.send = "down"
    tax.round()
    with acting_as(Acting.system(HUALIEN)):
        event = AuditEvent.objects.get(event="exchange.parcel_sent")
    assert '"subjects":2' in event.body and tax.office.references() == []


def test_the_answer_gives_the_same_facts_as_asking_directly(tax, agencies, settings):
    parcel_case = a_case_asking()
    tax.round()
    tax.answer_all()
    tax.round()
    by_parcel = _tax_facts(parcel_case)
    retract(parcel_case)
    settings.WELFARE_CONNECTORS = f"{agencies.__name__}.connector"
    directly = _tax_facts(a_looked_up_case("tier-one-widow"))
    assert by_parcel == directly != set()


def retract(case):
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])


def _tax_facts(case):
    with acting_as(Acting.system(case.county)):
        facts = Fact.objects.filter(case=case, source="tax_records")
        return {(f.person_key, f.kind, str(f.value), f.absence, f.data_year, f.as_of) for f in facts}


def test_when_the_last_answer_is_in_the_case_goes_on_by_itself(tax):
    case = a_case_asking()
    tax.round()
    tax.answer_all()
    tax.round()
    let_cases_go_on()
    with acting_as(Acting.system(HUALIEN)):
        assert not selectors.is_waiting(case)
        assert case.timeline.filter(message__startswith="查調都已回覆").exists()
        assert not Promise.objects.filter(kind="lookup_answer", kept_at=None).exists()
        assert not Promise.objects.filter(kind="exchange_answer", kept_at=None).exists()
    found = seen(case)
    assert (found.parcels[0].status, found.parcels[0].content) == ("closed", None)
    assert {line.outcome for line in found.lines} == {"answered", "no_record"}
    assert found.disagreements == []


def test_a_taxpayer_named_by_an_answer_is_asked_about_in_the_next_parcel_until_nobody_new_is_named(tax):
    case = a_case_asking("claimed-by-nephew")
    for _round in range(3):
        tax.round()
        for parcel in seen().parcels:
            if parcel.status != "closed":
                tax.office.answer(parcel.reference)
        tax.round()
        let_cases_go_on()
    found = seen(case)
    assert [p.status for p in found.parcels] == ["closed", "closed"]
    assert "郭測豪" in {r.subject_name for r in found.tax}
    assert {r.status for r in found.tax} <= {"answered", "no_record"}
    assert found.disagreements == []


def test_the_family_grows_from_parcels_when_the_household_register_answers_by_parcel_too(by_folder):
    household = by_folder("household_registration")
    case = a_household_case("grandchild-same-household")
    with acting_as(Acting.system(HUALIEN)) as by:
        tasks.ask_all(by, {"case_id": str(case.id)})
    answered = set()
    for _round in range(8):
        household.round()
        for reference in set(household.office.references()) - answered:
            household.office.answer(reference)
            answered.add(reference)
        household.round()
        let_cases_go_on()
    with acting_as(Acting.system(HUALIEN)):
        relations = {reached.relation for reached in selectors.reached(case)}
        assert not selectors.is_waiting(case)
    assert relations == {"self", "child", "grandchild"}
    assert seen().disagreements == []


def test_a_parcel_holds_at_most_what_the_register_takes(tax):
    for code in ("tier-one-widow", "tier-two-couple", "claimed-by-nephew"):
        a_case_asking(code)
    tax.round()
    found = seen()
    assert [parcel.subjects for parcel in found.parcels][:-1] == [4] * (len(found.parcels) - 1)
    assert sum(parcel.subjects for parcel in found.parcels) == len(found.tax)


@pytest.mark.proves("P10-71")
def test_the_content_of_a_parcel_is_sealed_while_it_is_kept(tax):
    a_case_asking()
    tax.round()
    (parcel,) = seen().parcels
    ids = [line["subject"]["national_id"] for line in tax.office.asked(parcel.reference)["lines"]]
    assert parcel.content and all(i.encode() not in bytes(parcel.content) for i in ids)


@pytest.mark.proves("PD-1")
def test_a_question_of_a_case_that_ended_does_not_leave(tax):
    case = a_case_asking()
    retract(case)
    tax.round()
    found = seen(case)
    assert tax.office.references() == [] and found.parcels == []
    assert {(r.status, r.by_silence) for r in found.tax} == {("failed", False)}
    assert "沒有問出去" in found.tax[0].error


def test_registers_that_answer_in_one_round_end_the_look_ups_once(by_folder):
    registers = [by_folder("tax_records"), by_folder("labor_insurance")]
    a_case_asking()
    for register in registers:
        register.round()
        register.answer_all()
    for register in registers:
        register.round()
    let_cases_go_on()
    with acting_as(Acting.system(HUALIEN)):
        assert OutboxMessage.objects.filter(topic="lookup.go_on", delivered_at=None).count() == 0
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").count() == 1
