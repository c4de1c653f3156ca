"""The inbox of changes, one change and the month's page: no serious barrier, and settled by keyboard."""

import pytest

from tests.journeys.test_accessibility import grave, in_english_by_dark
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.monthly_comparison.models import Change, ComparisonLine, ComparisonRun, LineState
from welfare.monthly_comparison.rules import compared_sources
from welfare.monthly_comparison.tests.test_settling import a_change
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def changes(own_database) -> list[Change]:
    """A month in which some registers still wait."""
    found = [a_change(kind) for kind in ("death", "custody_began", "pension_began", "left_county")]
    with acting_as(Acting.system(HUALIEN)):
        run = ComparisonRun.objects.get()
        ComparisonLine.objects.bulk_create(
            [
                ComparisonLine(county=HUALIEN, town=each.town, run=run, case=each.case, source=source,
                    person_key=each.person_key,
                    state=LineState.WAITING if source == "labor_insurance" else LineState.SAME)
                for each in found
                for source in compared_sources()
            ]
        )  # fmt: skip
    return found


def test_a_change_is_found_read_and_settled_without_a_barrier(house, arrives, changes) -> None:
    worker = arrives("caseworker")
    barriers = []
    for path in ("changes/", f"changes/{changes[0].id}/", f"cases/{changes[1].case_id}/"):
        worker.open(path)
        barriers += grave(worker.page) + in_english_by_dark(worker)
    worker.open(f"changes/{changes[0].id}/")
    worker.page.get_by_role("button", name="採用", exact=True).focus()
    worker.page.keyboard.press("Enter")
    worker.page.get_by_text("3 筆異動等您處理").wait_for()
    reviewer = arrives("reviewer")
    for path in ("changes/months/", f"changes/months/{changes[0].run_id}/"):
        reviewer.open(path)
        barriers += grave(reviewer.page) + in_english_by_dark(reviewer)
    assert barriers == []
