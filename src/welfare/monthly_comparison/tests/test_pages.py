"""The inbox, one change, and the page of a month, as people see them."""

import pytest
from lxml import html

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks.models import Look
from welfare.monthly_comparison import services
from welfare.monthly_comparison.models import Change, ComparisonRun
from welfare.monthly_comparison.tests.factories import COMPARED_AT, MONTH, a_recipient, people_without
from welfare.monthly_comparison.tests.test_settling import a_change
from welfare.monthly_comparison.tests.test_whole_month import QUIET
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    def enter(username: str):
        client.force_login(Officer.objects.get(username=username))
        return client

    return enter


def words(response) -> str:
    main = html.document_fromstring(response.content.decode()).find(".//main")
    return " ".join(main.text_content().split())


def form_key(response) -> str:
    page = html.document_fromstring(response.content.decode())
    return page.xpath("//main//input[@name='form_key']/@value")[0]


def test_the_inbox_lists_what_waits_and_the_change_says_what_follows(signed_in) -> None:
    change = a_change("custody_began")
    browser = signed_in("caseworker")
    inbox = words(browser.get("/changes/"))
    assert "1 筆異動等您處理" in inbox and "入監、羈押或拘禁" in inbox and "停發" in inbox
    assert change.case.number in inbox
    shown = browser.get(f"/changes/{change.id}/")
    assert "第11條" in words(shown) and "115/12/01" in words(shown) and "現行規定" in words(shown)
    sent = {"form_key": form_key(shown), "outcome": "accept"}
    done = browser.post(f"/changes/{change.id}/settle/", sent, follow=True)
    assert "已採用" in words(done) and "異動都處理完了" in words(done)
    with acting_as(Acting.system(HUALIEN)):
        assert Case.objects.get(pk=change.case_id).state is Status.SUSPENDED


def test_who_opened_a_change_is_in_the_log_and_the_list_tells_no_values(signed_in) -> None:
    change = a_change("death")
    browser = signed_in("caseworker")
    assert "115/11/17" not in words(browser.get("/changes/")).replace("資料日 115/11/17", "")
    with acting_as(Acting.system(HUALIEN)):
        assert not Look.objects.exists()
    browser.get(f"/changes/{change.id}/")
    with acting_as(Acting.system(HUALIEN)):
        look = Look.objects.get()
    assert (look.page, look.person_key, look.sources) == ("change", change.person_key, [change.source])


def test_setting_aside_without_a_reason_says_what_to_write_and_loses_nothing(signed_in) -> None:
    change = a_change("pension_began")
    browser = signed_in("reviewer")
    key = form_key(browser.get(f"/changes/{change.id}/"))
    sent = {"form_key": key, "outcome": "set_aside"}
    refused = browser.post(f"/changes/{change.id}/settle/", sent)
    assert refused.status_code == 422 and "請寫不採用的理由" in words(refused)
    done = browser.post(f"/changes/{change.id}/settle/", sent | {"reason": "勞保局更正了"}, follow=True)
    assert "已記下不採用的理由" in words(done)
    assert "勞保局更正了" in words(browser.get(f"/changes/{change.id}/"))
    assert "不採用" in words(browser.get("/changes/?state=set_aside&kind=pension_began"))


def test_the_case_page_shows_open_changes_of_a_case_that_is_paid(signed_in) -> None:
    change = a_change("custody_began")
    shown = words(signed_in("caseworker").get(f"/cases/{change.case_id}/"))
    assert "每月比對發現的異動" in shown and "處理 1 筆異動" in shown
    with acting_as(Acting.system(HUALIEN)):
        Change.objects.update(state="set_aside")
    assert "每月比對發現的異動" not in words(signed_in("caseworker").get(f"/cases/{change.case_id}/"))


def test_the_page_of_a_month_shows_each_register_and_when_answers_are_due(signed_in, as_, agencies) -> None:
    a_recipient(next(people_without(names=QUIET)))
    browser = signed_in("reviewer")
    assert "還沒有比對過" in words(browser.get("/changes/months/"))
    agencies.behaviors["labor_insurance"] = {"down": "temporary"}
    with clock.at(COMPARED_AT), as_("reviewer") as by:
        services.run(by=by, month=MONTH)
    with acting_as(Acting.system(HUALIEN)):
        run = ComparisonRun.objects.get()
    shown = words(browser.get(f"/changes/months/{run.id}/"))
    assert "115 年 11 月比對：還有 1 筆沒有回覆" in shown
    assert "戶政" in shown and "等回覆 1" in shown and "1／1" in shown
    assert "115 年 11 月" in words(browser.get("/changes/months/"))


def test_the_button_begins_a_month_for_the_worker(signed_in) -> None:
    browser = signed_in("reviewer")
    page = browser.get("/changes/months/")
    month = clock.today().replace(day=1).isoformat()
    sent = {"form_key": form_key(page), "month": month}
    assert "開始比對了" in words(browser.post("/changes/months/start/", sent, follow=True))
    assert browser.post("/changes/months/start/", {"form_key": "x", "month": "1999-01-01"}).status_code == 422
    assert signed_in("caseworker").get("/changes/months/").status_code == 403


def test_a_long_inbox_goes_on_page_by_page_in_a_steady_number_of_queries(
    signed_in, django_assert_max_num_queries, monkeypatch
) -> None:
    for _n in range(4):
        a_change("pension_began")
    monkeypatch.setattr("welfare.monthly_comparison.selectors.PER_PAGE", 3)
    browser = signed_in("caseworker")
    with django_assert_max_num_queries(24):
        first = browser.get("/changes/")
    page = html.document_fromstring(first.content.decode())
    assert len(page.xpath("//main//tbody/tr")) == 3
    (more,) = page.xpath("//main//a[contains(@href, 'after=')]/@href")
    second = html.document_fromstring(browser.get(f"/changes/{more}").content.decode())
    assert len(second.xpath("//main//tbody/tr")) == 1
