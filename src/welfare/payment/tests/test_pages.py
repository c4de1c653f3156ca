"""Pages of payment, pressed as people press them."""

import uuid
from datetime import date

import pytest
from lxml import html

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as
from welfare.payment import panels, services
from welfare.payment.models import PaymentRoster, RosterStatus
from welfare.payment.selectors import rosters as roster_selectors
from welfare.payment.tests.factories import DECEMBER, PROGRAM, an_account, an_entitled_case
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    def enter(username: str):
        client.force_login(
            Officer.objects.get(username=username),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return enter


def words(response) -> str:
    return " ".join(
        html.document_fromstring(response.content.decode()).find(".//main").text_content().split()
    )


def press(client, address: str, **typed):
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def test_an_empty_list_teaches_how_money_leaves(signed_in) -> None:
    page = words(signed_in("accountant").get("/payments/"))
    assert "還沒有撥款清冊" in page
    assert "下一次撥款日 115 年 12 月 10 日" in page


def test_prepare_release_and_file_are_three_presses_by_two_people(signed_in) -> None:
    an_entitled_case()
    client = signed_in("accountant")
    assert "1 人等著撥款，8,329 元" in words(client.get("/payments/"))
    made = press(client, "/payments/prepare/", program=PROGRAM, pay_month="2026-12-01", pay_on="")
    address = made["Location"]
    own = words(client.get(address))
    assert "這一批是您製作的" in own
    assert "放行 8,329 元" not in own
    client = signed_in("accountant2")
    assert "放行 8,329 元" in words(client.get(address))
    press(client, f"{address}release/")
    press(client, f"{address}transfer-file/")
    done = client.get(address)
    assert "這個系統不傳送檔案" in words(done)
    with acting_as(Acting.system(HUALIEN)):
        assert PaymentRoster.objects.get().status == RosterStatus.FILE_MADE
    (link,) = html.document_fromstring(done.content.decode()).xpath("//a[contains(., 'PSBP')]/@href")
    file = client.get(link)
    assert len(file.content) == 82
    assert file["Content-Disposition"].startswith("attachment")
    with acting_as(Acting.system(HUALIEN)):
        assert AuditEvent.objects.filter(event=Event.EXPORT_MADE).count() == 1


def test_a_wrong_day_comes_back_with_what_was_typed(signed_in) -> None:
    an_entitled_case()
    client = signed_in("accountant")
    answer = press(client, "/payments/prepare/", program=PROGRAM, pay_month="2026-12-01", pay_on="115/13/1")
    assert answer.status_code == 422
    assert 'value="115/13/1"' in answer.content.decode()
    answer = press(client, "/payments/prepare/", program=PROGRAM, pay_month="2026-12-01", pay_on="115/12/12")
    assert "星期六，金融機構不入帳" in words(answer)


def test_a_refused_release_names_the_case_on_the_same_page(signed_in, as_) -> None:
    case, _entitlement = an_entitled_case()
    with as_("accountant") as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
    with acting_as(Acting.system(HUALIEN)):
        case.accounts.update(replaced_at=case.opened_at)
        an_account(case)
    answer = press(signed_in("accountant2"), f"/payments/{roster.id}/release/")
    assert answer.status_code == 409
    assert f"{case.number} 製作清冊後換了帳戶。" in words(answer)


def test_a_withdrawal_without_reason_keeps_the_roster(signed_in, as_) -> None:
    an_entitled_case()
    with as_("accountant") as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
    client = signed_in("accountant")
    assert press(client, f"/payments/{roster.id}/withdrawal/", because="").status_code == 422
    assert press(client, f"/payments/{roster.id}/withdrawal/", because="帳戶錯").status_code == 302
    assert "已撤回" in words(client.get(f"/payments/{roster.id}/"))


@pytest.mark.parametrize("username", ["clerk", "caseworker", "reviewer", "social_worker", "ministry"])
def test_money_pages_are_closed_to_who_does_not_handle_money(signed_in, as_, username) -> None:
    an_entitled_case()
    with as_("accountant") as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
    client = signed_in(username)
    assert client.get("/payments/").status_code == 403
    assert press(client, f"/payments/{roster.id}/release/").status_code == 403
    assert client.get(f"/payments/documents/{roster.sheet_id}/").status_code == 403


def test_another_county_finds_no_such_roster(signed_in, as_) -> None:
    an_entitled_case()
    with as_("accountant") as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
    client = signed_in("tc_accountant")
    assert client.get(f"/payments/{roster.id}/").status_code == 404
    assert client.get(f"/payments/documents/{roster.sheet_id}/").status_code == 404


def test_a_long_roster_comes_in_pages_that_cost_the_same(signed_in, as_, monkeypatch) -> None:
    monkeypatch.setattr(roster_selectors, "LINES_PER_PAGE", 2)
    for _n in range(5):
        an_entitled_case()
    with as_("accountant") as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
        first = roster_selectors.lines_page(roster)
        second = roster_selectors.lines_page(roster, int(first.more))
        third = roster_selectors.lines_page(roster, int(second.more))
    assert [line.position for page in (first, second, third) for line in page.rows] == [1, 2, 3, 4, 5]
    assert third.more == ""


def test_the_pages_ask_the_database_a_fixed_number_of_questions(
    signed_in, as_, django_assert_max_num_queries
) -> None:
    for _n in range(8):
        an_entitled_case()
    with as_("accountant") as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
    client = signed_in("accountant")
    with django_assert_max_num_queries(20):
        client.get("/payments/")
    with django_assert_max_num_queries(20):
        client.get(f"/payments/{roster.id}/")


def test_the_case_page_tells_what_was_paid_for_which_month_and_why(as_) -> None:
    case, _entitlement = an_entitled_case(since=date(2026, 11, 1))
    with as_("accountant") as by:
        assert panels.payments_table(case, by) is None
        services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
    with as_("caseworker") as by:
        summary, table = panels.entitlement_summary(case, by), panels.payments_table(case, by)
    assert [row.value for row in summary.rows] == ["8,329 元", "115 年 11 月 到 115 年 12 月", "0 元"]
    assert [row.cells[0] for row in table.rows] == ["115 年 12 月", "115 年 11 月"]
    assert [row.cells[1].label for row in table.rows] == ["新增", "補發"]
    assert table.rows[0].cells[3].startswith("•••")
