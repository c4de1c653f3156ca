"""A village clerk at somebody's table: ten characters, few taps, two photos, and nothing gets lost."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.case.tests.factories import synthetic_id
from welfare.documents.models import Evidence
from welfare.documents.tests import pictures
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.intake import selectors
from welfare.intake.answers import effort
from welfare.intake.questions import question_set

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]

SENIOR = "U298020109"
PROGRAM = "senior_living_allowance"
DECEASED = "U298280105"
MOVED_OUT = "U198290109"
TAPS_ALLOWED = 12


class Phone:
    """A clerk's browser that counts taps and keystrokes, and sends what the page on screen would send."""

    def __init__(self, client, username="clerk"):
        client.force_login(Officer.objects.get(username=username))
        self.client, self.taps, self.typed, self.photos = client, 0, 0, 0
        self.page = self.open(reverse("mobile:home"))

    def open(self, address):
        self.page = self.client.get(address, follow=True)
        assert self.page.status_code == 200, self.page.content.decode()[:500]
        return self.page

    @property
    def text(self):
        return self.page.content.decode()

    @property
    def address(self):
        return self.page.redirect_chain[-1][0] if self.page.redirect_chain else self.page.request["PATH_INFO"]

    def hidden(self):
        form = re.search(r'<form[^>]*id="topic-form".*?</form>', self.text, re.S)
        found = {}
        for field in re.findall(r"<input[^>]*>", form.group(0)):
            name, value = (re.search(rf' {a}="([^"]*)"', field) for a in ("name", "value"))
            kind = re.search(r'type="([^"]*)"', field)
            if not name or not kind or kind.group(1) in ("file", "submit"):
                continue
            if kind.group(1) in ("radio", "checkbox") and " checked" not in field:
                continue
            found[name.group(1)] = value.group(1) if value else ""
        return found

    def tap(self, typed=None, **fields):
        """Press the button at the thumb, with what was typed and photographed before."""
        sent = {**self.hidden(), **(typed or {}), **fields}
        button = re.search(
            r'<div class="thumb">.*?<button[^>]*?name="([^"]+)" value="([^"]*)"', self.text, re.S
        )
        if button:
            sent[button.group(1)] = button.group(2)
        self.taps += 1
        self.typed += sum(len(value) for value in (typed or {}).values())
        self.photos += sum(name.startswith("photo_") for name in fields)
        self.page = self.client.post(self.address, sent, follow=True)
        return self.page


def _start(phone, national_id=SENIOR):
    phone.taps += 2  # the tile, the card of the program
    phone.open(reverse("mobile:start"))
    return phone.tap({"national_id": national_id}, program=PROGRAM)


def _case():
    with acting_as(Acting.system("10015")):
        return Case.objects.latest("opened_at")


def _up_to(phone, topic):
    _start(phone)
    for _ in range(8):
        if phone.address.rstrip("/").endswith(topic):
            return _case()
        phone.tap()
    errors = re.findall(r'class="field-error".*?</p>', phone.text, re.S)
    raise AssertionError(f"{topic} was not reached: {phone.address} {errors}")


def test_an_application_takes_ten_characters_two_photos_and_no_more_than_twelve_taps(client):
    phone = Phone(client)
    _up_to(phone, "account")
    phone.tap(photo_passbook_cover=pictures.upload(pictures.jpeg()))
    phone.tap()
    phone.tap()
    phone.tap(photo_application_form=pictures.upload(pictures.png(), "signature.png"))
    case = _case()
    with acting_as(Acting.system("10015")):
        assert case.state is Status.SUBMITTED, phone.text
        cost = effort(selectors.application(case).answers)
    assert phone.typed == 10
    assert phone.photos == 2
    assert phone.taps <= TAPS_ALLOWED
    assert cost.characters == 0
    assert case.documents_complete_on == case.submitted_on


def test_the_person_of_the_register_is_shown_before_anything_is_asked(client):
    phone = Phone(client)
    _start(phone)
    case = _case()
    assert case.applicant_name in phone.text
    assert "第 1 題，共 8 題" in phone.text


@pytest.mark.parametrize(
    ("national_id", "words"),
    [
        ("U298020100", "檢查碼不合"),
        ("U29802010", "少 1 碼"),
        (DECEASED, "死亡"),
        (MOVED_OUT, "公所"),
        (synthetic_id(987_654), "戶政查無"),
    ],
)
def test_a_number_that_cannot_apply_is_answered_in_one_sentence_and_stays_typed(client, national_id, words):
    phone = Phone(client)
    phone.open(reverse("mobile:start"))
    before = phone.hidden()["form_key"]
    page = phone.tap({"national_id": national_id}, program=PROGRAM)
    assert page.status_code == 422
    assert words in phone.text
    assert f'value="{national_id}"' in phone.text
    assert phone.hidden()["form_key"] != before
    with acting_as(Acting.system("10015")):
        assert not Case.objects.filter(status=Status.DRAFT).exists()


def test_a_second_application_leads_to_the_first_one(client):
    phone = Phone(client)
    _start(phone)
    first = _case()
    page = _start(phone)
    assert page.status_code == 422
    assert reverse("mobile:case", args=[first.id]) in phone.text


def test_while_typing_the_earlier_case_is_shown(client):
    phone = Phone(client)
    _start(phone)
    first = _case()
    typing = {"program": PROGRAM, "national_id": SENIOR}
    answer = client.post(reverse("mobile:check_id"), typing).content.decode()
    assert reverse("mobile:case", args=[first.id]) in answer
    half = client.post(reverse("mobile:check_id"), {**typing, "national_id": SENIOR[:9]})
    assert half.content.decode().strip() == ""


def test_a_double_click_on_the_first_page_opens_one_draft(client):
    phone = Phone(client)
    phone.open(reverse("mobile:start"))
    sent = {**phone.hidden(), "program": PROGRAM, "national_id": SENIOR}
    for _ in range(2):
        assert client.post(reverse("mobile:start"), sent).status_code == 302
    with acting_as(Acting.system("10015")):
        assert Case.objects.filter(status=Status.DRAFT).count() == 1


def test_the_back_button_after_sending_leads_to_the_case_and_sends_nothing_twice(client):
    phone = Phone(client)
    case = _up_to(phone, "read_back")
    photo = pictures.upload(pictures.jpeg())
    address, sent = phone.address, {**phone.hidden(), "read_back_done": "1"}
    client.post(address, {**sent, "photo_application_form": photo})
    again = client.post(address, sent, follow=True)
    assert again.redirect_chain[-1][0] == reverse("mobile:case", args=[case.id])
    with acting_as(Acting.system("10015")):
        assert case.timeline.filter(to_status="submitted").count() == 1


def test_a_broken_photo_is_refused_and_the_typed_account_is_kept(client):
    phone = Phone(client)
    case = _up_to(phone, "account")
    page = phone.tap(
        {"account_kind": "bank", "bank_code": "0040015", "account_number": "123456789012"},
        photo_passbook_cover=pictures.upload(b""),
    )
    assert page.status_code == 422
    assert "空的" in phone.text
    with acting_as(Acting.system("10015")):
        assert selectors.account_in_use(case).last_four == "9012"
        assert not Evidence.objects.filter(case=case).exists()


def test_a_wrong_account_number_is_explained_and_stays_on_the_page(client):
    phone = Phone(client)
    _up_to(phone, "account")
    page = phone.tap({"account_kind": "post", "account_number": "00012670278940"})
    assert page.status_code == 422
    assert "檢查碼不合" in phone.text
    assert 'value="00012670278940"' in phone.text


def test_an_answer_that_does_not_fit_the_quick_one_is_chosen(client):
    phone = Phone(client)
    case = _up_to(phone, "care")
    sent = phone.hidden() | {"placed_at_public_cost": "yes", "placement": "測試之家", "in_custody": "no"}
    client.post(phone.address, sent)
    with acting_as(Acting.system("10015")):
        said = selectors.answers(case)
    assert (said["placed_at_public_cost"], said["placement"], said["in_custody"]) == (True, "測試之家", False)


def test_an_unanswered_question_is_named_and_its_neighbours_are_kept(client):
    phone = Phone(client)
    case = _up_to(phone, "care")
    page = client.post(phone.address, phone.hidden() | {"in_custody": "no"})
    assert page.status_code == 422
    assert "請選「是」或「否」" in page.content.decode()
    with acting_as(Acting.system("10015")):
        assert selectors.answer(case, "in_custody") is False


def test_autosave_keeps_half_typed_words_and_says_when_somebody_else_was_faster(client):
    phone = Phone(client)
    case = _up_to(phone, "contact")
    sent = phone.hidden() | {"phone": "0912-3"}
    address = reverse("intake:autosave", args=[case.id])
    assert client.post(address, sent).status_code == 204
    assert client.post(address, sent | {"phone": "0912-345"}).status_code == 204
    with acting_as(Acting.system("10015")):
        assert selectors.answer(case, "phone") == "0912-345"
    client.force_login(Officer.objects.get(username="caseworker"))
    answer = client.post(address, sent | {"phone": "別的"})
    assert answer.status_code == 409
    assert "王測勇" in answer.content.decode()


def test_a_draft_is_found_again_on_the_home_page_and_goes_on_where_it_stopped(client):
    phone = Phone(client)
    case = _up_to(phone, "benefits")
    assert phone.open(reverse("mobile:home")).context["counts"]["drafts"] == 1
    phone.open(reverse("mobile:list", args=["drafts"]))
    assert reverse("mobile:topic", args=[case.id, "benefits"]) in phone.text


def test_sending_without_a_signature_says_so_on_the_last_page(client):
    phone = Phone(client)
    _up_to(phone, "read_back")
    assert phone.tap().status_code == 422
    assert "還沒有簽名" in phone.text


@pytest.mark.proves("R12")
def test_every_topic_has_a_page_and_words_of_others_stay_words(client):
    phone = Phone(client)
    case = _up_to(phone, "contact")
    phone.tap({"contact_name": '<b hx-post="/x">測</b>'})
    for topic in question_set(case.program).topics:
        phone.open(reverse("mobile:topic", args=[case.id, topic.code]))
        assert "<b hx-post" not in phone.text


def test_a_topic_nobody_asks_is_not_found_and_another_townships_draft_does_not_exist(client):
    phone = Phone(client)
    case = _up_to(phone, "person")
    assert client.get(reverse("mobile:topic", args=[case.id, "hobbies"])).status_code == 404
    client.force_login(Officer.objects.get(username="caseworker2"))
    assert client.get(reverse("mobile:topic", args=[case.id, "person"])).status_code == 404
    assert client.post(reverse("intake:autosave", args=[case.id]), {"form_key": uuid4()}).status_code == 404


def test_the_home_page_costs_few_queries(client, django_assert_max_num_queries):
    phone = Phone(client)
    with django_assert_max_num_queries(16):
        phone.open(reverse("mobile:home"))
