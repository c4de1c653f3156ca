"""Letters of the programs with levels, listed people and remedies of their own, from real demo households."""

import pytest

from welfare.case.states import Status
from welfare.decision.letters import body_html, preview
from welfare.decision.letters.content import words_of
from welfare.decision.letters.rendering import text_of
from welfare.decision.tests.factories import unconfirmed_names
from welfare.decision.tests.reading import squeeze
from welfare.determination.tests.factories import a_determined_case
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup.tests.factories import agencies

__all__ = ["agencies"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO_MODE = True


@pytest.fixture
def letter(as_):
    """The letter of a demo household as the approver sees it before deciding."""

    def draft(code: str, outcome: str):
        case, _made = a_determined_case(code, at=Status.AWAITING_DECISION)
        with as_("approver"):
            return preview(case, outcome)

    return draft


def said(letter) -> str:
    return squeeze(text_of(body_html(letter)))


def test_a_standing_without_cash_is_granted_without_a_word_of_payment(letter):
    found = letter("middle-low-by-movable", "approved")
    subject = words_of(found.subject)
    assert "不符合低收入戶，核列為中低收入戶" in subject
    assert "自115年" in squeeze(subject)
    words = said(found)
    for paid in ("發給新臺幣", "每月發給", "撥入", "帳戶"):
        assert paid not in words
    assert "動產（低收入戶）300,000元，比標準288,000元多12,000元（社會救助法第4條第1項）" in words
    assert "依據社會救助法第4條之1" in words
    assert found.table_heads == ("低收入戶", "中低收入戶")
    movable = next(row for row in found.table if row.label == "動產")
    assert [(cell.limit, cell.met) for cell in movable.cells] == [("288,000", False), ("432,000", True)]


def test_a_class_names_who_applies_and_what_each_person_brings(letter):
    words = said(letter("low-income-class-two", "approved"))
    assert "您家這次核列為低收入戶第二款" in words
    assert "申請輔導人口3人：湯測玲、駱測恩、駱測安" in words
    assert "按月發給新臺幣12,841元" in words
    assert "湯測玲：每月6,825元" in words and "駱測安：每月3,008元" in words
    assert "依社會救助法第44條之3向戶政" in words


def test_a_refused_household_reads_both_standings_and_the_limit_of_each(letter):
    found = letter("low-income-house-over", "rejected")
    words = said(found)
    assert "這次不符合低收入戶、中低收入戶" in words
    assert "不動產（中低收入戶）6,000,000元" in squeeze("".join(words_of(line) for line in found.plain))
    assert "申請輔導人口2人" in words
    assert "申復" not in words  # no law and no county of ours says so


def test_the_disability_subsidy_has_a_reconsideration_of_fifteen_days_once(letter):
    words = said(letter("disability-exclusive-pension", "rejected"))
    assert "15日內，附具理由申復一次（身心障礙者生活補助費發給辦法第9條）" in words
    assert "目前領有國民年金身心障礙基本保證年金，只能擇一領取" in words
    assert "已經在領別的給付" in words


def test_every_plain_line_of_the_new_programs_is_short(letter):
    for code, outcome in (
        ("middle-low-by-movable", "approved"),
        ("low-income-class-one", "approved"),
        ("low-income-house-over", "rejected"),
        ("disability-low-income", "approved"),
        ("disability-certificate-expired", "rejected"),
    ):
        for line in letter(code, outcome).plain:
            assert sum("一" <= sign <= "鿿" for sign in words_of(line)) <= 25, words_of(line)


def test_deciding_a_standing_without_cash_tells_the_applicant_and_nobody_who_pays(decided):
    case, _made = a_determined_case("middle-low-by-movable", at=Status.AWAITING_DECISION)
    decision = decided(case, "approved", confirmed=unconfirmed_names(case))
    with acting_as(Acting.system(case.county)):
        topics = set(OutboxMessage.objects.values_list("topic", flat=True))
    assert decision.monthly_amount == 0
    assert "decision.tell_applicant" in topics
    assert "decision.approved" not in topics
