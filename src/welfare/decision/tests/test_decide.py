"""Deciding: by the level the county names, by other eyes, as the rules say, once."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from welfare.case.models import Case, StepDone
from welfare.case.policies import NotNow, SameEyes
from welfare.case.services import ChangedMeanwhile
from welfare.case.states import Status
from welfare.decision import policies, services
from welfare.decision.models import Decision
from welfare.decision.permissions import NotYourLevel
from welfare.decision.tests.factories import a_case_to_decide, a_run, unconfirmed_names
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.row_access import acting_as

WEALTHY = 1_200_000


@pytest.mark.django_db
def test_an_approval_copies_the_figures_of_the_determination(decided):
    case = a_case_to_decide()
    decision = decided(case, "approved")
    with acting_as(Acting.system(case.county)):
        made = Determination.objects.get(case=case)
        case.refresh_from_db()
        topics = set(OutboxMessage.objects.values_list("topic", flat=True))
    assert (decision.monthly_amount, decision.grade) == (made.monthly_amount, made.grade)
    assert (decision.grant_from, decision.grant_until) == (date(2026, 11, 1), date(2026, 12, 31))
    assert case.state is Status.APPROVED
    assert {"decision.tell_applicant", "decision.approved"} <= topics


@pytest.mark.django_db
def test_a_rejection_names_the_tests_that_failed_and_pays_nothing(decided):
    case = a_case_to_decide(wage=WEALTHY)
    decision = decided(case, "rejected")
    assert "income_within_multiple" in decision.failed_tests
    assert (decision.monthly_amount, decision.grant_from) == (None, None)
    with acting_as(Acting.system(case.county)):
        case.refresh_from_db()
        assert case.state is Status.REJECTED
        assert not OutboxMessage.objects.filter(topic="decision.approved").exists()
        assert Promise.objects.filter(kind="notice_issued", case_id=case.pk, kept_at=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("wage", "wanted"), [(402_000, "rejected"), (WEALTHY, "approved")])
def test_nobody_decides_against_the_figures_in_the_letter(decided, wage, wanted):
    with pytest.raises(policies.NotDetermined, match="試算結果和您的決定不同"):
        decided(a_case_to_decide(wage=wage), wanted)


@pytest.mark.django_db
def test_an_undetermined_case_cannot_be_decided(decided):
    case = a_case_to_decide()
    made = a_run(case)
    with acting_as(Acting.system(case.county)):
        Determination.objects.bulk_create(
            [
                Determination(
                    county=case.county, case=case, outcome="undetermined", rule_version=made.rule_version,
                    facts={}, facts_hash="0" * 64, result=made.result, made_by_name="system",
                )
            ]
        )  # fmt: skip
    with pytest.raises(policies.NotDetermined, match="還算不出結果"):
        decided(case, "approved")


@pytest.mark.django_db
def test_an_unconfirmed_figure_must_be_confirmed_by_name_and_the_name_is_kept(decided):
    case = a_case_to_decide()
    with acting_as(Acting.system(case.county)):
        made = Determination.objects.get(case=case)
        open_figure = {
            "name": "real_estate_limit", "label_zh": "不動產限額", "label_en": "", "value_text": "6,500,000",
            "status": "unverified", "source": "舊標準", "note": "",
        }  # fmt: skip
        a_new_run = Determination(
            county=case.county, case=case, outcome=made.outcome, grade=made.grade,
            monthly_amount=made.monthly_amount, rule_version=made.rule_version, facts={}, facts_hash="1" * 64,
            result=made.result | {"unverified": [open_figure]}, made_by_name="system",
        )  # fmt: skip
        Determination.objects.bulk_create([a_new_run])
    with pytest.raises(policies.Unconfirmed, match="不動產限額") as refused:
        decided(case, "approved", confirmed=[])
    assert refused.value.names == ("real_estate_limit",)
    decision = decided(case, "approved", confirmed=unconfirmed_names(case))
    assert [c["name"] for c in decision.confirmed] == ["real_estate_limit"]


@pytest.mark.django_db
def test_only_the_level_the_procedure_names_decides(as_, decided):
    case = a_case_to_decide()
    with pytest.raises(NotYourLevel, match="縣府核定"):
        decided(case, "approved", who="chief")
    with pytest.raises(PermissionDenied):
        decided(case, "approved", who="reviewer")
    delegated = a_case_to_decide(county="66000", town="66000010", village="66000010001")
    assert decided(delegated, "approved", who="tc_chief").decided_by_role == "section_chief"


@pytest.mark.django_db
def test_who_reviewed_a_case_does_not_decide_it(as_, decided):
    case = a_case_to_decide()
    with as_("approver") as by, acting_as(Acting.system(case.county)):
        row = StepDone(county=case.county, case=case, act="second_review", officer_id=by.officer_id)
        StepDone.objects.bulk_create([row])
    with pytest.raises(SameEyes):
        decided(case, "approved")
    with acting_as(Acting.system(case.county)):
        assert not Decision.objects.filter(case=case).exists()


@pytest.mark.django_db
def test_a_case_that_changed_since_it_was_seen_is_not_decided(decided):
    case = a_case_to_decide()
    with pytest.raises(ChangedMeanwhile):
        decided(case, "approved", seen_version=case.version + 1)


@pytest.mark.django_db
def test_a_reason_that_is_on_no_list_is_refused(decided):
    with pytest.raises(policies.NeedsReasons):
        decided(a_case_to_decide(), "approved", reasons=["because_i_say_so"])


@pytest.mark.django_db
def test_the_second_press_of_the_button_decides_nothing_new(decided):
    case = a_case_to_decide()
    assert decided(case, "approved").pk == decided(case, "approved").pk


@pytest.mark.django_db
def test_papers_that_never_came_end_in_a_decision_with_remedy(as_, issued):
    case = a_case_to_decide(at=Status.SUPPLEMENT_OVERDUE)
    with as_("caseworker") as by:
        services.not_entertain(by=by, case=Case.objects.get(pk=case.pk), key="no")
    notice = issued(case)
    assert notice.reference_number.startswith("玉鎮社字")
    assert notice.content["remedies"]["authority"] == "花蓮縣政府"


@pytest.mark.proves("R18")
def test_two_approvers_who_decide_at_once_leave_one_decision(own_database):
    case = a_case_to_decide(wage=WEALTHY)
    confirmed = unconfirmed_names(case)
    results: list[str] = []
    barrier = threading.Barrier(2)

    def decide(key: str) -> None:
        from welfare.foundation.appointments import acting_for
        from welfare.foundation.models import Officer

        try:
            by = acting_for(Officer.objects.get(username="approver"))
            with acting_as(by):
                mine = Case.objects.get(pk=case.pk)
                barrier.wait()
                services.decide(
                    by=by, case=mine, outcome="rejected", confirmed=confirmed, seen_version=1, key=key
                )
            results.append("done")
        except (NotNow, ChangedMeanwhile):
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(key,)) for key in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "refused"]
    with acting_as(Acting.system(case.county)):
        assert Decision.objects.filter(case=case).count() == 1
