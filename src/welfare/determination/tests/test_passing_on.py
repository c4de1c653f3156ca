"""A register that is down blocks nobody: work goes on, the case says what is missing, and fills itself."""

import pytest
from django.core.exceptions import PermissionDenied

from welfare.case.models import Case, TimelineEntry
from welfare.case.policies import NotNow
from welfare.case.states import Status
from welfare.determination import selectors
from welfare.determination.passing_on import go_on_without
from welfare.determination.tasks import determine_and_pass_on
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup import tasks as lookup
from welfare.lookup.selectors import is_waiting
from welfare.lookup.tests.factories import a_household_case

pytestmark = pytest.mark.django_db


def let_lookups_run(case: Case) -> None:
    with acting_as(Acting.system(case.county)) as by:
        lookup.ask_all(by, {"case_id": str(case.id)})
        case.refresh_from_db()


@pytest.fixture
def waiting(agencies) -> Case:
    """A case for which the tax register is silent."""
    agencies.behaviors["tax_records"] = {"down": "temporary"}
    case = a_household_case("tier-two-couple")
    let_lookups_run(case)
    assert case.state is Status.LOOKING_UP
    return case


def test_the_caseworker_goes_on_and_the_late_answer_completes_the_figures(as_, agencies, waiting) -> None:
    with as_("caseworker") as by:
        assert go_on_without(by=by, case=waiting).state is Status.FIRST_REVIEW
        before = selectors.latest(waiting)
        assert before.outcome == "undetermined", "what is missing is never favourable"
        story = TimelineEntry.objects.filter(case=waiting, to_status=Status.FIRST_REVIEW).get()
        assert "不等財稅" in story.text
    agencies.behaviors.clear()
    let_lookups_run(waiting)
    with acting_as(Acting.system(waiting.county)) as by:
        determine_and_pass_on(by, {"case_id": str(waiting.id)})
        after = selectors.latest(waiting)
        assert after.facts_hash != before.facts_hash and "tax_records" in str(after.facts)
        assert "tax_records" not in str(before.facts) and not is_waiting(waiting)
        assert Case.objects.get(pk=waiting.pk).state is Status.FIRST_REVIEW


def test_it_is_the_township_that_decides_not_to_wait_and_only_while_one_waits(as_, waiting) -> None:
    with as_("clerk") as by, pytest.raises(PermissionDenied):
        go_on_without(by=by, case=waiting)
    with as_("caseworker") as by:
        go_on_without(by=by, case=waiting)
        with pytest.raises(NotNow, match="已經不在查調"):
            go_on_without(by=by, case=waiting)


def test_the_case_page_offers_it_and_says_which_register_is_silent(client, waiting) -> None:
    client.force_login(Officer.objects.get(username="caseworker"))
    page = client.get(f"/cases/{waiting.id}/").content.decode()
    assert "不等了，先往下辦" in page and "還沒有答案的機關" in page and "財稅" in page
    answer = client.post(f"/determinations/{waiting.id}/go-on/", follow=True)
    assert "先往下辦了" in answer.content.decode()
    again = client.post(f"/determinations/{waiting.id}/go-on/", follow=True)
    assert "已經不在查調" in again.content.decode()
