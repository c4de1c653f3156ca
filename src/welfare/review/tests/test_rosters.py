"""The first-review roster: all or nothing, once, with totals a treasurer can trust."""

import io

import odfdo
import pytest
from django.core.exceptions import PermissionDenied

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.documents.services import content_of
from welfare.foundation.row_access import acting_as
from welfare.review.models import FirstReviewRoster, RosterLine
from welfare.review.rosters.lines import draft_roster
from welfare.review.rosters.sheet import COLUMNS
from welfare.review.selectors import ready_for_roster
from welfare.review.services import NotReady, RosterNotReady, send_roster
from welfare.review.tests.factories import a_case_to_review, a_determination, a_first_reviewed_case

pytestmark = pytest.mark.django_db
PROGRAM = "senior_living_allowance"


def _sheet(roster: FirstReviewRoster) -> list[list[object]]:
    document = odfdo.Document(io.BytesIO(content_of(roster.sheet.file)))
    return document.body.get_table(0).get_values()


def test_the_cases_of_a_roster_go_to_the_county_with_a_numbered_document(acting):
    by = acting("caseworker")
    cases = [a_first_reviewed_case(by), a_first_reviewed_case(by, outcome="ineligible", income=50000)]
    with acting_as(by):
        roster = send_roster(by=by, program=PROGRAM, case_ids=[c.id for c in cases])
        assert roster.batch_number.startswith("玉鎮社字第115")
        assert (roster.case_count, roster.total_amount) == (2, 8329)
        assert roster.official_document.reference_number == roster.batch_number
        for case in cases:
            case.refresh_from_db()
            assert case.state is Status.SECOND_REVIEW
        assert not ready_for_roster(PROGRAM).exists()


@pytest.mark.proves("R9")
def test_a_roster_opened_again_has_right_totals_and_no_formula(acting):
    by = acting("caseworker")
    first = a_first_reviewed_case(by, name="=HYPERLINK(測)")
    second = a_first_reviewed_case(by, name="林測𡍼")
    with acting_as(by):
        roster = send_roster(by=by, program=PROGRAM, case_ids=[first.id, second.id])
        rows = _sheet(roster)
        names = {row[COLUMNS.index("申請人")] for row in rows[5:7]}
        assert names == {"=HYPERLINK(測)", "林測𡍼"}
        assert rows[4][: len(COLUMNS)] == list(COLUMNS)
        total = rows[7]
        assert total[COLUMNS.index("建議金額")] == 2 * 8329
        assert total[COLUMNS.index("建議金額")] == sum(row[COLUMNS.index("建議金額")] for row in rows[5:7])
        assert rows[3][7] == "新臺幣壹萬陸仟陸佰伍拾捌元整"
        xml = odfdo.Document(io.BytesIO(content_of(roster.sheet.file))).body.serialize()
        assert "table:formula" not in xml
        plain = content_of(roster.plain_sheet.file).decode("utf-8-sig")
        assert "'=HYPERLINK(測)" in plain
        assert "\n=" not in plain.replace(",", "\n")


def test_a_roster_shows_the_id_only_masked(acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    with acting_as(by):
        roster = send_roster(by=by, program=PROGRAM, case_ids=[case.id])
        whole = case.members.get(is_applicant=True).national_id
        masked = _sheet(roster)[5][COLUMNS.index("身分證統一編號")]
        assert masked and masked != whole
        assert whole not in content_of(roster.plain_sheet.file).decode("utf-8-sig")


def test_one_case_that_is_not_ready_keeps_the_whole_roster_here_and_is_named(acting):
    by = acting("caseworker")
    good, unreviewed = a_first_reviewed_case(by), a_case_to_review()
    with acting_as(by):
        with pytest.raises(RosterNotReady, match="整批都沒有送出") as refusal:
            send_roster(by=by, program=PROGRAM, case_ids=[good.id, unreviewed.id])
        assert [r.number for r in refusal.value.refused] == [unreviewed.number]
        good.refresh_from_db()
        assert good.state is Status.FIRST_REVIEW
        assert not FirstReviewRoster.objects.exists()


def test_a_case_computed_anew_after_its_review_is_an_exception_of_the_dry_run(acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    a_determination(case, income=30000)
    with acting_as(by):
        draft = draft_roster([Case.objects.get(pk=case.pk)])
        assert not draft.rows
        assert "重新試算" in draft.refused[0].why


def test_an_empty_choice_says_what_to_do(as_):
    with as_("caseworker") as by, pytest.raises(NotReady, match="勾"):
        send_roster(by=by, program=PROGRAM, case_ids=[])


def test_a_case_of_another_township_does_not_exist_for_the_roster(acting):
    foreign = a_first_reviewed_case(
        acting("caseworker2"), town="10015010", village="10015010001", name="外鄉測人"
    )
    by = acting("caseworker")
    with acting_as(by), pytest.raises(RosterNotReady) as refusal:
        send_roster(by=by, program=PROGRAM, case_ids=[foreign.id])
    assert refusal.value.refused == ()
    assert "外鄉測人" not in str(refusal.value)


def test_a_county_reviewer_sends_no_roster(as_):
    with as_("reviewer") as by, pytest.raises(PermissionDenied):
        send_roster(by=by, program=PROGRAM, case_ids=[])


def test_the_same_click_twice_answers_with_the_same_roster(acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    with acting_as(by):
        once = send_roster(by=by, program=PROGRAM, case_ids=[case.id], key="roster-form")
        twice = send_roster(by=by, program=PROGRAM, case_ids=[case.id], key="roster-form")
        assert once.pk == twice.pk
        assert RosterLine.objects.filter(case=case).count() == 1


def test_the_dry_run_of_many_cases_asks_the_database_a_fixed_number_of_times(
    acting, django_assert_max_num_queries
):
    by = acting("caseworker")
    cases = [a_first_reviewed_case(by) for _ in range(6)]
    with acting_as(by), django_assert_max_num_queries(6):
        assert len(draft_roster(list(Case.objects.filter(pk__in=[c.pk for c in cases]))).rows) == 6
