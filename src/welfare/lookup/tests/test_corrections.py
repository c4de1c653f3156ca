"""A looked-up value is never edited; what counts is said beside it and seen by a second person."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer, OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, services
from welfare.lookup.models import Confirmation, Fact
from welfare.lookup.policies import NeedsAnotherPerson
from welfare.lookup.tests.factories import a_looked_up_case, an_accepted_evidence, key_of

pytestmark = pytest.mark.django_db
CODE = "wage-proof-differs"


@pytest.fixture
def case(agencies):
    return a_looked_up_case(CODE)


@pytest.fixture
def son():
    return key_of(CODE, "son")


def correct(by, case, person, kind, value, reason="薪資證明與財稅資料不同", **changes):
    evidence = changes.pop("evidence", None) or an_accepted_evidence(case)
    return services.correct_fact(
        by=by, case=case, person_key=person, kind=kind, value=value, evidence=evidence, reason=reason
    )


def counts(case, person, kind):
    return selectors.latest(case)[(person, kind)].value


@pytest.mark.proves("PD-4")
def test_until_a_second_person_agrees_the_register_counts(case, son, as_):
    with as_("caseworker") as by:
        correction = correct(by, case, son, "tax_wage", 400_000)
        assert counts(case, son, "tax_wage") == 360_000
        assert selectors.corrections_waiting(case) == [correction]
    with as_("chief") as by:
        services.confirm_correction(by=by, correction=correction, accepted=True)
        assert counts(case, son, "tax_wage") == 400_000
        assert selectors.corrections_waiting(case) == []
        original = Fact.objects.get(pk=correction.replaces_id)
        assert original.value == 360_000


def test_the_author_cannot_confirm_the_own_correction(case, son, as_):
    with as_("caseworker") as by:
        correction = correct(by, case, son, "tax_wage", 400_000)
        with pytest.raises(NeedsAnotherPerson, match="另一個人"):
            services.confirm_correction(by=by, correction=correction, accepted=True)


@pytest.mark.proves("R26")
def test_the_database_refuses_a_correction_confirmed_by_its_author(case, son, as_):
    with as_("caseworker") as by:
        correction = correct(by, case, son, "tax_wage", 400_000)
        with pytest.raises(IntegrityError, match="confirmed by its author"), transaction.atomic():
            Confirmation.objects.bulk_create(
                [
                    Confirmation(
                        county=case.county, case=case, fact=correction, accepted=True,
                        confirmed_by=by.officer_id, confirmed_by_name=by.name,
                    )
                ]
            )  # fmt: skip


def test_a_refused_correction_never_counts(case, son, as_):
    with as_("caseworker") as by:
        correction = correct(by, case, son, "tax_wage", 400_000)
    with as_("chief") as by:
        services.confirm_correction(by=by, correction=correction, accepted=False, reason="證明是去年的")
        assert counts(case, son, "tax_wage") == 360_000
        with pytest.raises(NotNow, match="已經有人覆核"):
            services.confirm_correction(by=by, correction=correction, accepted=True)


def test_a_proof_where_no_register_speaks_counts_at_once(case, son, as_):
    with as_("caseworker") as by:
        correct(by, case, son, "wage_proof", 48_000)
        assert counts(case, son, "wage_proof") == 48_000
    with as_("caseworker") as by:
        assert correct(by, case, son, "wage_proof", 47_000).replaces_id is None
        assert counts(case, son, "wage_proof") == 47_000


def test_a_correction_stands_while_the_register_repeats_itself_and_falls_when_it_changes(case, son, as_):
    with as_("caseworker") as by:
        correction = correct(by, case, son, "tax_wage", 400_000)
    with as_("chief") as by:
        services.confirm_correction(by=by, correction=correction, accepted=True)
        answer = Fact.objects.get(pk=correction.replaces_id)
        for value, expected in ((360_000, 400_000), (390_000, 390_000)):
            answer.value = value
            answer.id, answer.recorded_at = uuid4(), clock.now()
            Fact.objects.bulk_create([answer])
            assert counts(case, son, "tax_wage") == expected


@pytest.mark.parametrize(
    ("kind", "value", "reason", "sentence"),
    [
        ("tax_wage", 400_000, "  ", "請寫更正的理由"),
        ("tax_wage", "四十萬", "理由", "不能用"),
        ("marital_state", "engaged", "理由", "不能用"),
        ("kinship", [], "理由", "戶政"),
    ],
)
def test_a_correction_that_cannot_be_used_is_refused_in_one_sentence(
    case, son, as_, kind, value, reason, sentence
):
    with as_("caseworker") as by, pytest.raises(NotNow, match=sentence):
        correct(by, case, son, kind, value, reason)


def test_a_paper_nobody_accepted_proves_nothing(case, son, as_):
    evidence = an_accepted_evidence(case)
    with as_("caseworker") as by:
        type(evidence).objects.filter(pk=evidence.pk).update(status="received")
        evidence.refresh_from_db()
        with pytest.raises(NotNow, match="還沒有採用"):
            correct(by, case, son, "wage_proof", 48_000, evidence=evidence)


def test_a_new_figure_asks_for_a_new_determination(case, son, as_):
    with acting_as(Acting.system(case.county)):
        before = OutboxMessage.objects.filter(topic="lookup.all_answered").count()
    with as_("caseworker") as by:
        correct(by, case, son, "wage_proof", 48_000)
    with acting_as(Acting.system(case.county)):
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").count() == before + 1


def test_sending_a_correction_twice_writes_it_once(case, son, as_):
    evidence = an_accepted_evidence(case)
    with as_("caseworker") as by:
        first, second = (
            services.correct_fact(
                by=by, case=case, person_key=son, kind="tax_wage", value=1, evidence=evidence, reason="重送",
                key="form-1",
            )
            for _send in range(2)
        )  # fmt: skip
    assert first.pk == second.pk


def test_what_a_visitor_saw_counts_but_never_against_a_register(case, as_):
    applicant = key_of(CODE, "applicant")
    seen = {"person_key": applicant, "as_of": clock.today()}
    with as_("caseworker") as by:
        services.record_finding(by=by, case=case, kind="lives_in_registered_county", value=True, **seen)
        assert counts(case, applicant, "lives_in_registered_county") is True
        with pytest.raises(NotNow, match="有查調的資料"):
            services.record_finding(by=by, case=case, kind="in_custody", value=True, **seen)


def test_the_page_of_a_correction_says_who_wrote_it_on_what_and_who_agreed(case, son, as_, client):
    with as_("caseworker") as by:
        correction = correct(by, case, son, "tax_wage", 400_000)
    with as_("chief") as by:
        services.confirm_correction(by=by, correction=correction, accepted=True)
    client.force_login(Officer.objects.get(username="caseworker"))
    page = client.get(f"/lookups/facts/{correction.id}/").content.decode()
    for part in ("打開佐證", correction.reason, correction.recorded_by_name, "覆核", "同意", "原本的資料"):
        assert part in page
