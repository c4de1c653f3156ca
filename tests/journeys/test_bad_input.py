"""Bad input at a real browser: one sentence, nothing typed is lost, nothing happens twice."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.journeys.way import APPLICANT, SENIOR, passbook
from welfare.case.models import Case
from welfare.case.states import Status
from welfare.decision.models import Decision
from welfare.decision.tests.factories import a_case_to_decide
from welfare.documents.models import Evidence
from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN, SINCE, agency_id

pytestmark = pytest.mark.xdist_group("browser")

WRONG_DIGIT, DECEASED = "U298300103", "U298280105"
MEBI = 1 << 20


def cases() -> list[Case]:
    with acting_as(Acting.system(HUALIEN)):
        return list(Case.objects.order_by("opened_at"))


def at_topic(clerk, topic):
    """Open an application and go on to a topic."""
    clerk.press("開新申請")
    clerk.press(SENIOR)
    clerk.type("input[name=national_id]", APPLICANT)
    clerk.press("下一題")
    for _page in range(8):
        if clerk.page.url.rstrip("/").endswith(topic):
            return
        clerk.click(".thumb button")
    raise AssertionError(clerk.page.url)


@pytest.mark.parametrize(("typed", "sentence"), [(WRONG_DIGIT, "檢查碼不合"), (DECEASED, "死亡")])
def test_a_number_that_cannot_apply_is_refused_in_a_sentence_and_stays_on_the_page(arrives, typed, sentence):
    clerk = arrives("clerk", phone=True)
    clerk.press("開新申請")
    clerk.press(SENIOR)
    clerk.type("input[name=national_id]", typed)
    clerk.press("下一題")
    expect(clerk.page.locator(".error-summary")).to_contain_text(sentence)
    assert clerk.page.input_value("input[name=national_id]") == typed
    assert all(case.state is Status.RETRACTED for case in cases())


def test_a_second_application_is_warned_of_while_typing_and_refused_with_the_way_to_the_first(arrives):
    clerk = arrives("clerk", phone=True)
    at_topic(clerk, "residence")
    clerk.open("phone/start/")
    clerk.press(SENIOR)
    clerk.type("input[name=national_id]", APPLICANT)
    warning = clerk.page.locator("#id-check")
    expect(warning).to_contain_text("已經申請過")
    clerk.press("下一題")
    expect(clerk.page.locator(".error-summary")).to_be_visible()
    assert clerk.page.input_value("input[name=national_id]") == APPLICANT
    (first,) = cases()
    clerk.click("#id-check a")
    assert str(first.id) in clerk.page.url


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "空"), (b"%!PS this is no picture", "照片"), (80 * MEBI, "20 MB")],
    ids=["empty", "mislabelled", "eighty megabytes"],
)
def test_a_file_that_is_no_photo_is_refused_and_the_account_typed_beside_it_stays(
    arrives, tmp_path, content, sentence
):
    clerk = arrives("clerk", phone=True)
    at_topic(clerk, "account")
    file = tmp_path / "passbook.jpg"
    with file.open("wb") as out:
        out.truncate(content) if isinstance(content, int) else out.write(content)
    clerk.page.locator("input[type=file][name=photo_passbook_cover]").set_input_files(file)
    clerk.press("帳號不一樣，要改")
    clerk.type("input[name=holder_name]", "何測香")
    clerk.click(".thumb button")
    expect(clerk.page.locator(".error-summary")).to_contain_text(sentence)
    assert clerk.page.input_value("input[name=holder_name]") == "何測香"
    with acting_as(Acting.system(HUALIEN)):
        assert not Evidence.objects.exists()


def test_a_double_click_opens_one_case(arrives):
    clerk = arrives("clerk", phone=True, scripts=False)
    clerk.press("開新申請")
    clerk.press(SENIOR)
    clerk.type("input[name=national_id]", APPLICANT)
    clerk.page.locator(".thumb button").dblclick()
    clerk.page.wait_for_url("**/applications/**")
    assert len(cases()) == 1


def test_the_back_button_and_the_same_button_again_lead_to_the_same_case(arrives):
    clerk = arrives("clerk", phone=True)
    at_topic(clerk, "person")
    there = clerk.page.url
    clerk.page.go_back(wait_until="load")
    if clerk.page.input_value("input[name=national_id]") != APPLICANT:
        clerk.press(SENIOR)
        clerk.type("input[name=national_id]", APPLICANT)
    clerk.press("下一題")
    (case,) = cases()
    assert str(case.id) in there
    links = clerk.page.locator(f"a[href*='{case.id}']")
    assert str(case.id) in clerk.page.url or links.count()


def test_an_ended_session_gives_the_form_back_after_signing_in(arrives):
    clerk = arrives("clerk", phone=True)
    at_topic(clerk, "account")
    clerk.photograph("photo_passbook_cover", passbook())
    clerk.click(".thumb button")
    clerk.type("input[type=tel], input[inputmode=tel]", "0912345678")
    for session in Session.objects.all():
        store = SessionStore(session.session_key)
        store["last_seen"] = 0
        store.save()
    clerk.click(".thumb button")
    assert "/accounts/login/" in clerk.page.url
    clerk.click("button[name=username][value=clerk]")
    expect(clerk.page.locator("main")).to_contain_text("0912345678")
    clerk.press("接著送出")
    assert clerk.page.url.rstrip("/").endswith("privacy")
    clerk.open(f"phone/applications/{cases()[0].id}/contact/")
    assert clerk.page.input_value("input[type=tel], input[inputmode=tel]") == "0912345678"


@pytest.fixture
def second_approver(house) -> str:
    """Another officer of the county who may decide."""
    with acting_as(Acting.system()):
        officer = Officer(username="approver2", name="郭測準", is_demo=True)
        officer.set_unusable_password()
        Officer.objects.bulk_create([officer])
        Appointment.objects.bulk_create(
            [
                Appointment(
                    officer=officer,
                    agency_id=agency_id("county_government", HUALIEN),
                    role=Role.COUNTY_APPROVER,
                    valid_from=SINCE,
                )
            ]
        )
    return officer.username


def test_of_two_people_deciding_the_same_case_the_second_is_told(house, arrives, second_approver):
    case = a_case_to_decide()
    first, second = arrives("approver"), arrives(second_approver)
    for approver in (first, second):
        approver.open(f"cases/{case.id}/decision/")
        for chip in approver.page.locator("label.chip:has(input[name=confirmed])").all():
            chip.click()
    second.type("[name=note]", "請看第三點")
    first.click(".decide-bar .button-filled")
    assert first.page.url.endswith(f"/cases/{case.id}/")
    second.click(".decide-bar .button-filled")
    expect(second.page.locator(".error-summary")).to_be_visible()
    expect(second.page.locator(".error-summary")).to_contain_text("剛剛改了這一件")
    assert second.page.input_value("[name=note]") == "請看第三點"
    with acting_as(Acting.system(HUALIEN)):
        assert Decision.objects.filter(case=case).count() == 1
