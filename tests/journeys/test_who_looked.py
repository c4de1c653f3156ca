"""Who looked, in a browser: a caseworker gives the list, a chief signs, an auditor answers an alarm."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import grave
from welfare.case.models import Case, Member
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import noting
from welfare.lookup.looks.alarms.raising import scan
from welfare.lookup.looks.declaring import declare
from welfare.lookup.looks.sheets.drawing import draw
from welfare.lookup.tests.factories import a_looked_up_case, agencies
from welfare.project.demo.staff import HUALIEN, officer_id

__all__ = ["agencies"]
pytestmark = pytest.mark.xdist_group("browser")
STAFF = ("clerk", "caseworker", "caseworker", "chief", "reviewer", "approver")


@pytest.fixture
def looked(house, agencies) -> Iterator[Case]:
    """Two months of looks at one case; a relative of the caseworker is in it."""
    last_month = clock.noon_of(clock.today().replace(day=1) - timedelta(days=3))
    with clock.at(last_month):
        case = a_looked_up_case("tier-two-couple")
    moments = [clock.now() - timedelta(days=n) for n in range(1, 13)] + [last_month] * 3
    for n, moment in enumerate(moments):
        by = acting_for(Officer.objects.get(username=STAFF[n % len(STAFF)]))
        assert by is not None
        with clock.at(moment), acting_as(by):
            for _ in range(1 + n % 5 * 3):
                noting.view(by=by, case=case, page="case")
    with acting_as(Acting.system(HUALIEN)) as system:
        kin = Member.objects.get(case=case, is_applicant=True)
        declare(
            by=system,
            officer_id=officer_id("caseworker"),
            kin=[kin.national_id or ""],
        )
        for back in range(13):
            scan(by=system, day=clock.today() - timedelta(days=back))
        draw(by=system, month=clock.day_in_taiwan(last_month))
    yield case


@pytest.mark.proves("P10-18")
def test_the_list_is_handed_out_the_sheet_signed_the_alarm_answered_without_a_barrier(looked, arrives):
    barriers = []

    def check(page, name):
        barriers.extend(f"{name}: {what}" for what in grave(page))

    caseworker = arrives("caseworker").page
    base = caseworker.url.split("/", 3)
    site = "/".join(base[:3])
    caseworker.goto(f"{site}/cases/{looked.id}/")
    caseworker.get_by_role("link", name="誰看過這一件的資料").click()
    expect(caseworker.get_by_role("heading", name="誰看過", exact=True)).to_be_visible()
    check(caseworker, "case")
    caseworker.get_by_label("國民身分證", exact=True).check()
    with caseworker.expect_download(timeout=120_000) as given:
        caseworker.get_by_role("button", name="列印給申請人").click(no_wait_after=True)
    assert given.value.suggested_filename.endswith(".pdf")
    caseworker.goto(f"{site}/looks/")
    check(caseworker, "mine")

    chief = arrives("chief").page
    chief.goto(f"{site}/looks/officers/")
    check(chief, "officers")
    chief.goto(f"{site}/looks/sheets/")
    check(chief, "sheets")
    chief.get_by_role("link", name="民國").first.click()
    check(chief, "sheet")
    for choice in chief.get_by_label("結果", exact=True).all():
        choice.select_option("in_order")
    for reason in chief.get_by_label("案卷裡的理由").all():
        reason.fill("當天收件")
    chief.get_by_role("button", name="簽核這一張").click()
    expect(chief.get_by_text("林測德 已簽核").first).to_be_visible()
    check(chief, "signed")

    auditor = arrives("auditor").page
    auditor.goto(f"{site}/looks/alarms/")
    check(auditor, "alarms")
    auditor.get_by_role("link", name="有自己的親屬").first.click()
    check(auditor, "alarm")
    auditor.get_by_label("有正當理由").check()
    auditor.get_by_label("查了什麼、結論是什麼").fill("已請她迴避，改由同事辦理。")
    auditor.get_by_role("button", name="答覆").click()
    expect(auditor.get_by_text("已答覆，不能再改。")).to_be_visible()

    phone = arrives("chief", phone=True).page
    for name in ("", "officers/", "sheets/"):
        phone.goto(f"{site}/looks/{name}")
        check(phone, f"phone-{name.strip('/') or 'mine'}")
        wide = phone.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        assert not wide, f"{name} scrolls sideways on a phone"
    assert not barriers, "\n".join(barriers)
