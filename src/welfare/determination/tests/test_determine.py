"""What a determination keeps, when it is made anew, and what it leaves to people."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from welfare.case.policies import NotNow
from welfare.case.states import Status
from welfare.determination import selectors, services
from welfare.determination.models import DecisionKind, Determination
from welfare.determination.tests.factories import USUAL_ANSWERS, a_determined_case, said
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import services as lookup
from welfare.lookup.models import Fact
from welfare.lookup.tests.factories import a_household_case, a_looked_up_case, an_accepted_evidence, key_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO_MODE = True


def determine(case, because="測試"):
    with acting_as(Acting.system(case.county)) as by:
        return services.determine(by=by, case=case, because=because)


@pytest.mark.parametrize("source", ["tax_records", "border_crossing", "benefit_records", "labor_insurance"])
def test_a_register_that_does_not_answer_leaves_the_case_undetermined(agencies, source):
    agencies.behaviors[source] = {"down": "permanent"}
    _case, made = a_determined_case("tier-one-widow")
    assert made.outcome == "undetermined"
    assert selectors.result_of(made).missing


def test_without_demo_figures_an_unknown_county_limit_is_never_guessed(agencies, settings):
    settings.DEMO_MODE = False
    _case, made = a_determined_case("real-estate-unknown")
    assert made.outcome == "undetermined"
    assert "parameters.real_estate_limit" in {m.path for m in selectors.result_of(made).missing}


def test_where_the_applicant_lives_is_not_assumed(agencies):
    _case, made = a_determined_case("tier-one-widow", lives_in_registered_county=None)
    assert made.outcome == "undetermined"


def test_a_birth_year_alone_is_enough_when_any_day_gives_the_same_answer(agencies):
    case, made = a_determined_case("incomplete-birth-date")
    assert made.outcome == "eligible"
    with acting_as(Acting.system(case.county)):
        applicant = key_of("incomplete-birth-date", "applicant")
        assert Fact.objects.get(case=case, person_key=applicant, kind="born_on").value is None


def test_the_same_facts_under_the_same_rules_give_the_same_row(agencies):
    case, made = a_determined_case("tier-one-widow")
    assert determine(case).pk == made.pk
    with acting_as(Acting.system(case.county)):
        assert Determination.objects.filter(case=case).count() == 1


def test_a_wage_certificate_changes_the_grade_and_both_answers_stay(agencies, as_):
    case, made = a_determined_case("wage-proof-differs")
    assert made.grade == "tier_1"
    evidence = an_accepted_evidence(case)
    with as_("caseworker") as by:
        lookup.correct_fact(
            by=by, case=case, person_key=key_of("wage-proof-differs", "son"), kind="wage_proof", value=48_000,
            evidence=evidence, reason="今年換了工作",
        )  # fmt: skip
    outbox.deliver_all()
    with as_("caseworker"):
        latest = selectors.latest(case)
        assert (latest.grade, latest.monthly_amount) == ("tier_2", 4164)
        assert selectors.earlier(case).count() == 2


def test_every_input_of_a_step_opens_the_fact_it_came_from(agencies):
    case, made = a_determined_case("tier-one-widow")
    refs = {
        source.ref
        for step in selectors.result_of(made).steps
        for source in step.inputs
        if source.source in {"tax_records", "border_crossing", "household_registration"}
    }
    with acting_as(Acting.system(case.county)):
        known = {str(pk) for pk in Fact.objects.filter(case=case).values_list("pk", flat=True)}
    assert refs
    assert refs <= known


def test_a_case_looked_up_goes_to_the_next_step_of_its_procedure_and_tells_the_outcome(agencies):
    case = a_household_case("tier-one-widow")
    said(case, **USUAL_ANSWERS)
    with acting_as(Acting.system(case.county)):
        outbox.put(county=case.county, topic="lookup.ask_all", payload={"case_id": str(case.id)})
    outbox.deliver_all()
    with acting_as(Acting.system(case.county)):
        case.refresh_from_db()
        assert case.state is Status.FIRST_REVIEW
        assert "系統試算：符合，每月 8,329 元" in [entry.text for entry in case.timeline.all()]
        assert not OutboxMessage.objects.filter(given_up_at__isnull=False).exists()


def test_facts_that_contradict_each_other_go_to_a_person_not_to_a_dead_end(agencies):
    case = a_looked_up_case("tier-one-widow")
    said(case, **USUAL_ANSWERS)
    with acting_as(Acting.system(case.county)):
        born = Fact.objects.get(case=case, person_key=key_of("tier-one-widow", "daughter"), kind="born_on")
        born.id, born.value, born.recorded_at = uuid4(), "1910-01-01", clock.now()
        Fact.objects.bulk_create([born])
    outbox.deliver_all()
    with acting_as(Acting.system(case.county)):
        case.refresh_from_db()
        assert case.state is Status.FIRST_REVIEW
        assert selectors.latest(case) is None
        assert Promise.objects.filter(case_id=case.id, kind="resolve_contradiction").exists()


def test_a_social_worker_s_report_can_take_a_son_out_and_the_reason_stays(agencies, as_):
    case, made = a_determined_case("child-elsewhere")
    assert made.outcome == "ineligible"
    with as_("reviewer") as by:
        services.record_judgement(
            by=by, case=case, kind=DecisionKind.EXCLUDE_MEMBER, person_key=key_of("child-elsewhere", "son"),
            reason="四十年未往來，未履行扶養義務", document="訪視報告 115-7",
        )  # fmt: skip
        latest = selectors.latest(case)
        excluded = selectors.result_of(latest).excluded
    assert latest.outcome == "eligible"
    assert [(m.name, m.clause, m.decided_by) for m in excluded] == [("彭測勝", 9, by.name)]


def test_a_judgement_taken_back_no_longer_counts(agencies, as_):
    case, _made = a_determined_case("child-elsewhere")
    given = {"kind": DecisionKind.EXCLUDE_MEMBER, "person_key": key_of("child-elsewhere", "son")}
    with as_("reviewer") as by:
        services.record_judgement(by=by, case=case, reason="未扶養", document="訪視報告 1", **given)
        services.record_judgement(
            by=by, case=case, reason="查證有匯款", document="訪視報告 2", withdrawn=True, **given
        )
        assert selectors.latest(case).outcome == "ineligible"


def test_a_county_confirms_its_own_limit_with_a_letter(agencies, settings, as_):
    settings.DEMO_MODE = False
    case, _made = a_determined_case("real-estate-unknown")
    limit = {"kind": DecisionKind.CONFIRMED_PARAMETER, "name": "real_estate_limit", "value": 6_500_000}
    with as_("caseworker") as by, pytest.raises(PermissionDenied):
        services.record_judgement(by=by, case=case, reason="縣府公告", document="府社老字第1號", **limit)
    with as_("reviewer") as by:
        services.record_judgement(by=by, case=case, reason="縣府公告", document="府社老字第1號", **limit)
        latest = selectors.latest(case)
    assert (latest.outcome, latest.grade) == ("eligible", "tier_1")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "請寫認定的理由"),
        ({"document": ""}, "請附佐證"),
        ({"kind": "work_income"}, "請填採計的數字"),
    ],
)
def test_a_judgement_without_reason_paper_or_figure_is_refused(agencies, as_, changes, sentence):
    case, _made = a_determined_case("child-elsewhere")
    given = {"kind": "exclude_member", "reason": "未扶養", "document": "訪視報告 1"} | changes
    given["kind"] = DecisionKind(given["kind"])
    with as_("reviewer") as by, pytest.raises(NotNow, match=sentence):
        services.record_judgement(by=by, case=case, person_key=key_of("child-elsewhere", "son"), **given)


def test_a_determination_cannot_be_changed_in_the_database(agencies):
    case, _made = a_determined_case("tier-one-widow")
    for statement in (
        "update determination_determination set outcome = 'eligible'",
        "delete from determination_determination",
        "update determination_humandecision set reason = ''",
    ):
        with (
            acting_as(Acting.system(case.county)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_facts_file_costs_four_queries(agencies, django_assert_num_queries):
    case, _made = a_determined_case("movable-on-line")
    with acting_as(Acting.system(case.county)), django_assert_num_queries(4):
        selectors.facts_json(case)
