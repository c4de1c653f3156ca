"""A draft: opened with ten characters, filled by the register, never lost and never overwritten."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from welfare.case.models import Case
from welfare.case.services import DuplicateApplication
from welfare.case.states import Status
from welfare.case.tests.factories import a_case, synthetic_id
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.identifiers import BadIdentifier
from welfare.intake import selectors, services
from welfare.intake.answers import effort
from welfare.intake.models import ApplicationForm
from welfare.intake.opening import open_application
from welfare.intake.policies import DraftChanged
from welfare.intake.tests.factories import ANSWERS, POST_ACCOUNT, PROGRAM, a_draft, a_ready_draft

pytestmark = pytest.mark.django_db


class Elsewhere(Exception):
    """A refusal of the test's register."""


def _open(by, national_id, *, key="form", ask=None):
    def known(case):
        return {
            "name": "林測月",
            "phone": "0911222333",
            "account": {
                "kind": "post",
                "bank_code": "7000021",
                "account_number": POST_ACCOUNT,
                "holder_name": "林測月",
            },
        }

    return open_application(
        by=by,
        program=PROGRAM,
        national_id=national_id,
        channel="home",
        key=key,
        ask=ask or known,
        refusals=(Elsewhere,),
    )


def test_ten_typed_characters_open_a_draft_with_everything_the_register_knows(as_):
    with as_("clerk") as by:
        case = _open(by, synthetic_id(900_001))
        form = selectors.application(case)
        assert case.state is Status.DRAFT
        assert selectors.account_in_use(case).last_four == POST_ACCOUNT[-4:]
        assert form.answers["phone"] == {"value": "0911222333", "origin": "prefilled"}
        assert effort(form.answers).characters == 0


def test_a_number_typed_in_full_width_and_small_letters_is_read_as_meant(as_):
    number = synthetic_id(900_002)
    with as_("clerk") as by:
        case = _open(by, f"ｕ{number[1:5]} {number[5:]}")
        assert case.applicant_key == keyed_hash(number)


def test_a_wrong_check_digit_says_what_to_look_at_and_opens_nothing(as_):
    number = synthetic_id(900_003)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with as_("clerk") as by:
        with pytest.raises(BadIdentifier, match="檢查碼不合"):
            _open(by, wrong)
        assert not Case.objects.filter(applicant_key=keyed_hash(wrong)).exists()


def test_a_double_click_opens_one_draft(as_):
    with as_("clerk") as by:
        first, second = _open(by, synthetic_id(900_004)), _open(by, synthetic_id(900_004))
        assert first.pk == second.pk
        assert ApplicationForm.objects.filter(case=first).count() == 1


def test_a_second_application_is_refused_and_leads_to_the_first(as_):
    with as_("clerk") as by:
        first = _open(by, synthetic_id(900_005))
        with pytest.raises(DuplicateApplication) as refusal:
            _open(by, synthetic_id(900_005), key="another form")
        assert refusal.value.case_id == first.id


def test_while_typing_one_is_warned_of_the_earlier_case(as_):
    number = synthetic_id(900_006)
    with as_("clerk") as by:
        first = _open(by, number)
        assert selectors.check_typed_id(by=by, typed=number[:9], program=PROGRAM) == selectors.IdCheck()
        assert selectors.check_typed_id(by=by, typed=number, program=PROGRAM).duplicate == first
        assert "檢查碼" in selectors.check_typed_id(
            by=by, typed=number[:-1] + "x", program=PROGRAM
        ).sentence or (
            "不是數字" in selectors.check_typed_id(by=by, typed=number[:-1] + "x", program=PROGRAM).sentence
        )


@pytest.mark.proves("R1")
def test_typing_a_number_does_not_tell_of_cases_of_another_township(as_):
    number = synthetic_id(900_007)
    with as_("caseworker2") as by:
        services.open_draft(by=by, program=PROGRAM, national_id=number, channel="counter", key="theirs")
    with as_("clerk") as by:
        assert selectors.check_typed_id(by=by, typed=number, program=PROGRAM).duplicate is None
        with pytest.raises(DuplicateApplication) as refusal:
            _open(by, number)
        assert refusal.value.case_id is None


def test_somebody_registered_elsewhere_leaves_a_retracted_draft_and_may_be_typed_again(as_):
    number = synthetic_id(900_008)

    def refuse(case):
        raise Elsewhere("戶籍在臺東縣")

    with as_("clerk") as by:
        with pytest.raises(Elsewhere):
            _open(by, number, ask=refuse)
        taken_back = Case.objects.get(applicant_key=keyed_hash(number))
        assert taken_back.state is Status.RETRACTED
        assert _open(by, number, key="next form").state is Status.DRAFT


def test_what_was_saved_is_there_again_and_keeps_its_origin(as_):
    with as_("clerk") as by:
        case = a_draft(by)
        services.prefill(by=by, case=case, answers={"phone": "0911222333"})
        services.save_draft(by=by, case=case, answers={"phone": "0911222333", "in_custody": False})
        services.save_draft(by=by, case=case, answers={"contact_name": "林測芳"})
        kept = selectors.application(case).answers
        assert {code: told["origin"] for code, told in kept.items()} == {
            "phone": "prefilled",
            "in_custody": "tapped",
            "contact_name": "typed",
        }


def test_two_people_at_one_draft_the_second_is_told_and_nothing_is_overwritten(as_):
    with as_("clerk") as by:
        case = a_draft(by)
        seen = selectors.application(case).saved_version
        services.save_draft(by=by, case=case, answers={"contact_name": "林測芳"}, seen_version=seen)
    with as_("caseworker") as other, pytest.raises(DraftChanged, match="王測勇"):
        services.save_draft(by=other, case=case, answers={"contact_name": "別人"}, seen_version=seen)
    with as_("clerk") as by:
        assert selectors.answer(case, "contact_name") == "林測芳"
        services.save_draft(by=by, case=case, answers={"phone": "0911222333"}, seen_version=seen)


@pytest.mark.proves("R17")
def test_only_questions_are_taken_from_what_was_sent(as_):
    with as_("clerk") as by:
        case = a_draft(by)
        services.save_draft(by=by, case=case, answers={"status": "approved", "county": "66000"})
        case.refresh_from_db()
        assert selectors.answers(case) == {}
        assert (case.state, case.county) == (Status.DRAFT, "10015")


@pytest.mark.proves("P10-12")
def test_the_database_never_sees_an_answer_or_an_account_in_plain_text(as_):
    with as_("clerk") as by:
        case = a_ready_draft(by)
        with connection.cursor() as cursor:
            cursor.execute("select answers from intake_applicationform where case_id = %s", [case.id])
            answers = bytes(cursor.fetchone()[0])
            cursor.execute("select account_number from intake_payeeaccount where case_id = %s", [case.id])
            account = bytes(cursor.fetchone()[0])
    assert ANSWERS["phone"].encode() not in answers
    assert POST_ACCOUNT.encode() not in account


def test_a_reviewer_of_the_county_takes_no_applications(as_):
    with as_("reviewer") as by, pytest.raises(PermissionDenied):
        services.open_draft(
            by=by, program=PROGRAM, national_id=synthetic_id(900_009), channel="counter", key="k"
        )


def test_a_changed_account_keeps_the_earlier_one_and_says_so(as_):
    with as_("clerk") as by:
        case = a_ready_draft(by)
        earlier = selectors.account_in_use(case)
        same = services.set_account(
            by=by,
            case=case,
            kind="post",
            bank_code="",
            account_number=POST_ACCOUNT,
            holder_name="",
            origin="typed",
        )
        assert same.pk == earlier.pk
        services.set_account(
            by=by,
            case=case,
            kind="bank",
            bank_code="0040015",
            account_number="123-456-789012",
            holder_name="林測月",
            origin="typed",
        )
        earlier.refresh_from_db()
        assert earlier.replaced_at is not None
        assert selectors.account_in_use(case).last_four == "9012"
        assert case.timeline.filter(kind="money").count() == 1


def test_a_draft_of_another_village_does_not_exist_for_the_clerk(as_):
    case = a_case(village="10015030099")
    with as_("clerk"):
        assert not Case.objects.filter(pk=case.pk).exists()
