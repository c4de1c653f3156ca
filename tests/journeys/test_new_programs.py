"""One household of each newer program: asked on the phone, determined, explained, told in a letter."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import grave
from tests.journeys.way import Way
from welfare.case.models import Case
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.project.demo import acts
from welfare.project.demo.nation import story
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.xdist_group("browser")

PROGRAMS = [
    (
        "低收入戶",
        "low-income-class-two",
        ("符合低收入戶第二款", "12,841 元", "核列這一級"),
        ("您家這次核列為低收入戶第二款", "申請輔導人口 3 人", "駱測恩：每月 3,008 元", "社會救助法第4條"),
    ),
    (
        "身心障礙者生活補助",
        "disability-moderate",
        ("5,437 元", "存款及有價證券"),
        ("核准了", "5,437 元", "身心障礙者生活補助費發給辦法第9條", "附具理由申復一次"),
    ),
]


def on_its_way(case_id: str) -> Case:
    """The same officers as in the demo take the case to whoever decides."""
    with acting_as(Acting.system(HUALIEN)):
        case = Case.objects.get(pk=case_id)
    acts.first_review(case)
    acts.send_roster(case.town, case.program, [case])
    for act in (acts.second_review, lambda one: acts.see_applicant(one, met=True)):
        with acting_as(Acting.system(HUALIEN)):
            case = Case.objects.get(pk=case_id)
        act(case)
    return case


@pytest.mark.parametrize(
    ("program", "household", "shown", "told"), PROGRAMS, ids=["low_income", "disability"]
)
def test_a_household_is_asked_determined_explained_and_told(house, arrives, program, household, shown, told):
    way = Way(house, arrives)
    way.apply(story(household).applicant_id, program)

    worker = way.person("caseworker")
    worker.open(f"cases/{way.case}/")
    for words in shown:
        expect(worker.page.locator(".determination")).to_contain_text(words)
    assert not grave(worker.page)
    worker.click(".who-counts a.figure-link")  # one click from a figure to its source
    expect(worker.page.locator("h1")).to_be_visible()
    assert "/facts/" in worker.page.url or "#sources-" in worker.page.url
    worker.open(f"determinations/{way.case}/explanation/")
    assert not grave(worker.page)

    on_its_way(way.case)
    house.deliver()
    approver = way.person("approver")
    approver.open(f"cases/{way.case}/decision/")
    for words in told:
        expect(approver.page.locator(".letter")).to_contain_text(words)
    assert not grave(approver.page)
