"""What only a person can find about a family is a fact with an author, and may be taken back."""

import pytest
from django.urls import reverse

from welfare.case.policies import NotNow
from welfare.determination import services
from welfare.determination.facts import facts_json
from welfare.determination.models import DecisionKind
from welfare.determination.tests.factories import a_determined_case
from welfare.foundation.models import Officer
from welfare.lookup.tests.factories import key_of
from welfare.rules.facts import Facts

pytestmark = pytest.mark.django_db
PAPER = {"reason": "訪視時查證", "document": "訪視報告 115-9"}
FAMILY = "low-income-class-two"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO_MODE = True


def the_person(file, name):
    return next(person for person in file["persons"] if person["name"] == name)


@pytest.mark.parametrize(
    ("kind", "code", "value"),
    [
        (DecisionKind.UNABLE_TO_SUPPORT, "caregiver", "caregiver"),
        (DecisionKind.SUPPORTS_LISTED_PERSON, "no", False),
        (DecisionKind.EXERCISES_PARENTAL_RIGHTS, "yes", True),
        (DecisionKind.UNABLE_TO_WORK, "yes", True),
    ],
)
def test_a_finding_about_a_relative_stands_in_the_facts_with_its_decision(agencies, as_, kind, code, value):
    case, _made = a_determined_case(FAMILY)
    with as_("caseworker") as by:
        decision = services.record_judgement(
            by=by, case=case, kind=kind, person_key=key_of(FAMILY, "son"), code=code, **PAPER
        )
        file = facts_json(case)
    fact = the_person(file, "駱測恩")[kind]
    assert (fact["value"], fact["source"]) == (value, "human_decision")
    assert fact["ref"] == f"decision:{decision.id}"
    assert file["decisions"] == []
    assert kind not in the_person(file, "駱測安") or the_person(file, "駱測安")[kind] != fact
    Facts.from_json(file)


def test_a_finding_taken_back_leaves_what_the_form_said(agencies, as_):
    case, _made = a_determined_case(FAMILY)
    given = {
        "kind": DecisionKind.UNABLE_TO_SUPPORT,
        "person_key": key_of(FAMILY, "son"),
        "code": "disability",
    }
    with as_("caseworker") as by:
        before = the_person(facts_json(case), "駱測恩").get("unable_to_support_ground")
        services.record_judgement(by=by, case=case, **given, **PAPER)
        services.record_judgement(by=by, case=case, withdrawn=True, **given, **PAPER)
        assert the_person(facts_json(case), "駱測恩").get("unable_to_support_ground") == before


def test_a_finding_about_the_household_is_a_fact_of_the_household(agencies, as_):
    case, _made = a_determined_case(FAMILY)
    with as_("caseworker") as by:
        services.record_judgement(
            by=by, case=case, kind=DecisionKind.CANNOT_LIVE_WITHOUT_AID, code="yes", **PAPER
        )
        assert facts_json(case)["cannot_live_without_aid"]["value"] is True


def test_an_answer_that_is_not_on_the_list_is_refused(agencies, as_):
    case, _made = a_determined_case(FAMILY)
    with as_("caseworker") as by, pytest.raises(NotNow, match="請選要認定成哪一項"):
        services.record_judgement(
            by=by, case=case, kind=DecisionKind.UNABLE_TO_SUPPORT, person_key=key_of(FAMILY, "son"),
            code="perhaps", **PAPER,
        )  # fmt: skip


def test_the_page_offers_what_the_program_hears_and_asks_about_aid_only_where_the_class_depends_on_it(
    agencies, client
):
    case, _made = a_determined_case(FAMILY)
    client.force_login(Officer.objects.get(username="caseworker"))
    page = client.get(reverse("determination:explanation", args=[case.id])).content.decode()
    assert "認定已婚分住的子女無扶養能力" in page
    assert "非靠救助無法生活" not in page
