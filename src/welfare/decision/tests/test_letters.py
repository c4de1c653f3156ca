"""Letters: what they must say, that they say it alike on screen and paper, and that nothing runs in them."""

import dataclasses
import re
import socket

import pytest
from django.template.loader import render_to_string

from welfare.decision import letters
from welfare.decision.letters import LetterContent, LetterIncomplete, MissingGlyphs
from welfare.decision.letters.content import words_of
from welfare.decision.letters.figures import article_words
from welfare.decision.models import Decision, Notice
from welfare.decision.tests import reading
from welfare.decision.tests.factories import a_case_to_decide
from welfare.determination.models import Determination
from welfare.documents.services import content_of
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.row_access import acting_as

pytestmark = pytest.mark.django_db
WEALTHY = 1_200_000
NASTY = (
    '林測<script src="https://evil.example/x.js"></script>'
    "<style>*{display:none}</style><img src=//evil.example/>"
)


@pytest.fixture
def refusal(decided) -> LetterContent:
    case = a_case_to_decide(wage=WEALTHY)
    decision = decided(case, "rejected", reasons=["wage_by_tax_data"], note="請看第三點")
    return letter_of(decision)


def letter_of(decision: Decision) -> LetterContent:
    from datetime import date

    with acting_as(Acting.system(decision.county)):
        return letters.build_letter(
            decision, reference="府社老字第1150000001號", issued_on=date(2026, 11, 20)
        )


def test_a_refused_widow_can_read_the_reason(refusal):
    plain = [words_of(line) for line in refusal.plain]
    assert plain[0].endswith("這次不符合。")
    assert plain[1] == "二、原因是每人每月收入 50,130 元，比標準超過 11,342.5 元。"
    assert "30 天內" in plain[2]
    text = reading.squeeze(letters.text_of(letters.body_html(refusal)))
    assert "就業收入依最近一年度財稅資料採計" in text
    assert "中低收入老人生活津貼發給辦法第2條第1項第2款" in text


def test_the_plain_lines_are_short(decided, refusal):
    approval = letter_of(decided(a_case_to_decide(), "approved"))
    for line in (*refusal.plain, *approval.plain):
        assert len(re.findall(r"[\u4e00-\u9fff]", words_of(line))) <= 25


@pytest.mark.parametrize(("wage", "outcome"), [(402_000, "approved"), (WEALTHY, "rejected")])
def test_the_figures_on_paper_are_the_figures_of_the_determination(decided, issued, wage, outcome):
    case = a_case_to_decide(wage=wage)
    decided(case, outcome)
    notice = issued(case)
    text = reading.words(content_of(notice.letter.file))
    with acting_as(Acting.system(case.county)):
        made = Determination.objects.get(case=case)
    for step in made.result["steps"]:
        if step["kind"] == "money" and step["binding"]:
            assert step["value_text"] in text
            assert step["limit_text"] in text
    assert (notice.letter.amount, notice.letter.kind) == (made.monthly_amount, "decision_letter")
    if made.monthly_amount:
        assert f"{made.monthly_amount:,}元" in text


def test_the_letter_on_the_screen_says_what_the_paper_says(refusal):
    on_paper = reading.words(letters.pdf_of(refusal))
    on_screen = reading.squeeze(letters.text_of(letters.body_html(refusal)))
    assert re.sub(r"\d／\d", "", on_paper) == on_screen


def test_the_same_content_gives_the_same_bytes(refusal):
    again = LetterContent.from_json(refusal.as_json())
    assert again == refusal
    assert letters.pdf_of(again) == letters.pdf_of(refusal)


def test_the_paper_can_be_archived_and_read_aloud(refusal):
    with reading.opened(letters.pdf_of(refusal)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "zh-Hant-TW"
        assert str(pdf.docinfo["/Title"]) == refusal.title
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        for font in pdf.pages[0].Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))


@pytest.mark.proves("R10")
def test_markup_in_a_name_stays_text_and_nothing_is_fetched(refusal, monkeypatch):
    def no_network(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a letter opened a connection")

    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    nasty = dataclasses.replace(refusal, addressee=dataclasses.replace(refusal.addressee, name=NASTY))
    assert "<script" not in letters.body_html(nasty)
    assert reading.squeeze(NASTY) in reading.words(letters.pdf_of(nasty))


@pytest.mark.proves("R6")
def test_a_letter_never_opens_an_address_even_when_its_markup_asks(refusal):
    from welfare.decision.letters.rendering import NothingIsFetched, _fetch_nothing

    with pytest.raises(NothingIsFetched):
        _fetch_nothing("http://169.254.169.254/latest/meta-data/")
    markup = render_to_string("decision/letter_print.html", {"letter": refusal})
    assert not re.search(r"""(?:src|href|url)\s*[=(]""", markup)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"signature": ""}, "處分機關與首長"),
        ({"issued_on": ""}, "發文日期"),
        ({"subject": ()}, "主旨"),
        ({"sections": ()}, "事實"),
    ],
)
def test_a_letter_without_a_mandatory_element_is_not_issued(refusal, change, missing):
    with pytest.raises(LetterIncomplete, match=missing) as refused:
        letters.check_complete(dataclasses.replace(refusal, **change))
    assert missing in refused.value.missing


def test_a_letter_without_its_remedy_is_not_issued(refusal):
    silent = dataclasses.replace(
        refusal, remedies=dataclasses.replace(refusal.remedies, authority="", days=0)
    )
    with pytest.raises(LetterIncomplete, match="救濟方法"):
        letters.check_complete(silent)


def test_a_character_no_font_can_draw_is_named_and_holds_the_letter_back(decided, issued):
    case = a_case_to_decide(name="林測\U0010fffd月")
    decided(case, "approved")
    notice = issued(case)
    assert "U+10FFFD" in notice.held_back
    assert (notice.issued_on, notice.letter_id) == (None, None)
    with acting_as(Acting.system(case.county)):
        assert Promise.objects.filter(kind="notice_issued", case_id=case.pk, kept_at=None).exists()


def test_the_glyph_is_named_before_anything_is_drawn(refusal):
    with pytest.raises(MissingGlyphs) as refused:
        letters.pdf_of(dataclasses.replace(refusal, recipients="\U0010fffd"))
    assert refused.value.characters == ("\U0010fffd",)


def test_a_message_delivered_twice_issues_one_letter(decided, issued):
    case = a_case_to_decide()
    decided(case, "approved")
    first, second = issued(case), issued(case)
    assert (first.pk, first.reference_number) == (second.pk, second.reference_number)
    with acting_as(Acting.system(case.county)):
        assert Notice.objects.filter(case=case).count() == 1
        copies = OutboxMessage.objects.filter(topic="documents.official_document")
        assert copies.count() == 1
        assert first.official_document.recipient_name == "花蓮縣玉里鎮公所"
        assert "林測月" not in first.official_document.subject


def test_the_draft_hides_the_number_of_the_person_and_the_letter_has_it(as_):
    case = a_case_to_decide()
    with as_("approver"):
        draft = letters.preview(case, "approved", [])
        person = case.members.get(is_applicant=True)
        markup = letters.preview_html(case, "approved", [])
    assert person.national_id not in markup
    assert draft.addressee.national_id == f"{person.national_id[:2]}•••••{person.national_id[-3:]}"
    assert "給號後填入" in markup


def test_a_delegated_decision_is_appealed_to_the_city(decided):
    case = a_case_to_decide(county="66000", town="66000010", village="66000010001")
    letter = letter_of(decided(case, "approved", who="tc_chief"))
    assert (letter.issuer, letter.remedies.authority) == ("臺中市中區公所", "臺中市政府")


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("社會救助法 §5 I ②", "社會救助法第5條第1項第2款"),
        ("社會救助法 §5-1 III", "社會救助法第5條之1第3項"),
        ("中低收入老人生活津貼發給辦法 §12", "中低收入老人生活津貼發給辦法第12條"),
        ("行政規則", "行政規則"),
    ],
)
def test_articles_are_written_out_in_letters(short, words):
    assert article_words(short) == words
