"""An application leaves when it is complete, read back and signed; papers may follow."""

import pytest

from welfare.case.policies import NotNow
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.intake import selectors, services
from welfare.intake.policies import Incomplete
from welfare.intake.questions import question_set
from welfare.intake.tests.factories import PROGRAM, a_draft, a_ready_draft, a_submitted_case

pytestmark = pytest.mark.django_db


def test_a_complete_application_is_sent_and_the_registers_are_asked(as_):
    with as_("clerk") as by:
        case = services.submit(by=by, case=a_ready_draft(by), key="k")
        assert case.state is Status.SUBMITTED
        assert (case.submitted_on, case.documents_complete_on) == (clock.today(), clock.today())
        assert case.legal_due_on > clock.today()
    with acting_as(Acting.system("10015")):
        assert OutboxMessage.objects.filter(topic="lookup.ask_all", payload__case_id=str(case.id)).exists()


def test_a_double_click_sends_once(as_):
    with as_("clerk") as by:
        case = a_ready_draft(by)
        services.submit(by=by, case=case, key="same form")
        services.submit(by=by, case=case, key="same form")
        assert case.timeline.filter(to_status="submitted").count() == 1


def test_an_application_sent_twice_from_two_pages_is_refused_the_second_time(as_):
    with as_("clerk") as by:
        case = a_submitted_case(by)
        with pytest.raises(NotNow, match="已經送出"):
            services.submit(by=by, case=case, key="from the back button")
        with pytest.raises(NotNow, match="補件"):
            services.save_draft(by=by, case=case, answers={"phone": "0911222333"})


def test_what_is_missing_is_said_topic_by_topic(as_):
    with as_("clerk") as by:
        case = a_draft(by)
        with pytest.raises(Incomplete) as refusal:
            services.submit(by=by, case=case, key="k")
    topics = {item.topic for item in refusal.value.missing}
    assert topics == {"person", "residence", "care", "benefits", "account", "contact", "privacy", "read_back"}


@pytest.mark.proves("PD-3")
def test_no_application_leaves_without_the_receipt_of_the_privacy_notice(as_):
    with as_("clerk") as by:
        case = a_ready_draft(by)
        form = selectors.application(case)
        form.privacy_notice_version = "an older text"
        form.save()
        with pytest.raises(Incomplete, match="個人資料告知"):
            services.submit(by=by, case=case, key="k")
        services.give_privacy_notice(by=by, case=case)
        assert services.submit(by=by, case=case, key="k").state is Status.SUBMITTED


def test_the_notice_says_all_six_things_the_law_asks_for():
    notice = question_set(PROGRAM).notice
    said = "\n".join(notice.lines(office="玉里鎮公所", county="花蓮縣"))
    for heading in ("誰在蒐集", "為什麼", "蒐集什麼", "怎麼用", "您可以", "不提供會怎樣"):
        assert heading in said
    assert len(notice.zh) == len(notice.en)
    assert "{" not in said


def test_an_answer_changed_after_reading_back_must_be_read_back_again(as_):
    with as_("clerk") as by:
        case = a_ready_draft(by)
        services.save_draft(by=by, case=case, answers={"in_custody": True})
        with pytest.raises(Incomplete, match="唸給申請人聽"):
            services.submit(by=by, case=case, key="k")


def test_a_missing_paper_does_not_stop_the_application_but_the_day_of_completeness_waits(as_):
    with as_("clerk") as by:
        case = a_submitted_case(by, passbook=False)
        assert case.documents_complete_on is None


def test_a_wrong_telephone_number_is_explained_at_its_question(as_):
    with as_("clerk") as by:
        case = a_ready_draft(by)
        services.save_draft(by=by, case=case, answers={"phone": "0912"})
        services.record_read_back(by=by, case=case)
        with pytest.raises(Incomplete, match="手機號碼應為 10 碼"):
            services.submit(by=by, case=case, key="k")


def test_a_draft_is_taken_back_with_its_reason(as_):
    with as_("clerk") as by:
        case = services.retract(by=by, case=a_draft(by), because="民眾改變主意", key="k")
        assert case.state is Status.RETRACTED
        assert "民眾改變主意" in case.timeline.filter(to_status="retracted").get().text
