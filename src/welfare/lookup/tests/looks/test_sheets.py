"""The month's sheet: exactly the month's rows, a sample anybody can draw again, one signature by another."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from welfare.case.policies import NotNow, SameEyes
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import noting
from welfare.lookup.looks.models import Look, LookAlarm, LookSheet
from welfare.lookup.looks.sheets.agreement import agreement
from welfare.lookup.looks.sheets.drawing import draw, sample, seed_of
from welfare.lookup.looks.sheets.signing import sign
from welfare.lookup.looks.sheets.units import Unit, looks_of
from welfare.lookup.tests.factories import a_looked_up_case

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HUALIEN, YULI = "10015", "10015030"


@pytest.fixture
def month(agencies, as_):
    """A month with work of a caseworker, her chief and the county; today is the month after."""
    with time_machine.travel("2026-09-10T02:00:00Z", tick=True):
        case = a_looked_up_case("tier-two-couple")
        for username in ("caseworker", "caseworker", "chief", "reviewer", "approver"):
            with as_(username) as by:
                noting.view(by=by, case=case, page="case")
    with time_machine.travel("2026-10-01T19:00:00Z", tick=True):
        yield clock.day_in_taiwan(clock.now()).replace(month=9, day=1)


@pytest.fixture
def sheets(month):
    with acting_as(Acting.system(HUALIEN)) as system:
        draw(by=system, month=month)
        return {(s.town, s.is_heads): s for s in LookSheet.objects.all()}


def all_in_order(sheet):
    with acting_as(Acting.system(HUALIEN)):
        return {s.id: ("in_order", "當天收件") for s in sheet.samples.all()}


@pytest.mark.proves("P10-18")
def test_the_sheets_of_a_month_hold_every_row_of_it_once(month, sheets):
    with acting_as(Acting.system(HUALIEN)):
        rows = [row.id for sheet in sheets.values()
                for row in looks_of(HUALIEN, Unit(sheet.town, sheet.is_heads), month)]  # fmt: skip
        assert sorted(rows) == sorted(Look.objects.values_list("id", flat=True))
        assert sum(sheet.rows for sheet in sheets.values()) == len(rows)
    names = {key: {one["name"] for one in sheet.totals} for key, sheet in sheets.items()}
    assert names == {
        (YULI, False): {"李測真"},
        ("", False): {"林測德", "周測衡", "system"},
        ("", True): {"陳測明"},
    }


@pytest.mark.proves("P10-18")
def test_the_log_agrees_with_the_chain_and_a_missing_announcement_is_noticed(month, sheets, as_):
    with acting_as(Acting.system(HUALIEN)) as system:
        books = agreement(HUALIEN, month)
        assert books.holds
        assert books.views > 0 < books.asked
        assert all(sheet.agreement["holds"] for sheet in sheets.values())
    with time_machine.travel("2026-11-10T02:00:00Z", tick=True):
        with as_("caseworker") as by:
            noting.write(by=by, case=Look.objects.first().case, page="case")  # not announced in the chain
        with time_machine.travel("2026-12-01T19:00:00Z"), acting_as(Acting.system(HUALIEN)) as system:
            draw(by=system, month=month.replace(month=11))
            assert LookAlarm.objects.get(rule="chain").params["holds"] is False


@pytest.mark.proves("P10-18")
def test_the_sample_can_be_drawn_again_and_is_another_one_with_another_seed(month, sheets):
    sheet = sheets[YULI, False]
    with acting_as(Acting.system(HUALIEN)):
        rows = list(looks_of(HUALIEN, Unit(YULI), month))
        drawn = [s.look_id for s in sheet.samples.all()]
    assert (
        drawn == sample(rows, seed_of(HUALIEN, Unit(YULI), month, sheet.digest)) == sample(rows, sheet.seed)
    )
    assert 0 < len(drawn) <= 10


@pytest.mark.proves("P10-18")
def test_the_head_signs_once_and_the_sheet_never_changes_again(sheets, as_):
    sheet = sheets[YULI, False]
    with acting_as(Acting.system(HUALIEN)):
        assert Promise.objects.get(kind="look_sheet", subject=str(sheet.id)).owner_role == "section_chief"
    with as_("chief") as chief:
        with pytest.raises(NotNow, match="每一筆"):
            sign(by=chief, sheet=sheet, findings={})
        signed = sign(by=chief, sheet=sheet, findings=all_in_order(sheet), remark="已對照案卷")
        assert signed.signed_by_name == "林測德"
        with pytest.raises(NotNow, match="不能再改"):
            sign(by=chief, sheet=sheet, findings=all_in_order(sheet))
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            LookSheet.objects.update(remark="later")
        with pytest.raises(DatabaseError, match="stands once"), transaction.atomic():
            sheet.samples.update(reason="later")
    with acting_as(Acting.system(HUALIEN)):
        assert Promise.objects.get(kind="look_sheet", subject=str(sheet.id)).kept_at
        assert AuditEvent.objects.filter(event="looks.sheet_signed").count() == 1


@pytest.mark.proves("P10-18")
def test_nobody_signs_for_own_looks_neither_by_the_page_nor_by_the_database(sheets, as_):
    with as_("chief") as chief, pytest.raises(LookSheet.DoesNotExist):
        sign(by=chief, sheet=sheets["", False], findings={})
    county = sheets["", False]
    with as_("approver") as approver:
        assert sign(by=approver, sheet=county, findings=all_in_order(county)).is_signed
    heads = sheets["", True]
    with as_("auditor") as auditor:
        assert sign(by=auditor, sheet=heads, findings=all_in_order(heads)).is_signed
    mine = LookSheet(county=HUALIEN, town=YULI, month=heads.month.replace(month=8), digest="", seed="")
    with as_("chief") as chief:
        mine.officers = [str(chief.officer_id)]
    with acting_as(Acting.system(HUALIEN)):
        LookSheet.objects.bulk_create([mine])
    with as_("chief") as chief:
        with pytest.raises(SameEyes):
            sign(by=chief, sheet=mine, findings={})
        with pytest.raises(DatabaseError, match="own looks"), transaction.atomic():
            LookSheet.objects.filter(pk=mine.pk).update(status="signed", signed_by=chief.officer_id)


def test_a_sampled_look_without_a_reason_becomes_an_alarm_for_the_auditor(sheets, as_):
    sheet = sheets[YULI, False]
    with as_("chief") as chief:
        findings = all_in_order(sheet)
        sign(by=chief, sheet=sheet, findings={**findings, next(iter(findings)): ("no_reason", "")})
    with acting_as(Acting.system(HUALIEN)):
        alarm = LookAlarm.objects.get(rule="sample")
        assert alarm.officer_name == "李測真"
        assert Promise.objects.get(kind="look_alarm", subject=str(alarm.id)).owner_role == "auditor"


def test_a_second_drawing_changes_nothing_and_a_month_that_runs_is_not_drawn(month, sheets):
    with acting_as(Acting.system(HUALIEN)) as system:
        assert draw(by=system, month=month) == []
        with pytest.raises(ValueError, match="over"):
            draw(by=system, month=month + timedelta(days=31))


def test_the_pages_of_a_sheet_show_sign_print_and_export_it(sheets, client):
    sheet = sheets[YULI, False]
    client.force_login(Officer.objects.get(username="chief"))
    assert "1 張陳核表待簽核" in client.get(reverse("looks:sheets")).content.decode()
    page = client.get(reverse("looks:sheet", args=[sheet.id])).content.decode()
    assert "李測真" in page
    assert "與稽核鏈相符" in page
    paper = client.get(reverse("looks:paper", args=[sheet.id]))
    assert b"".join(paper.streaming_content if paper.streaming else [paper.content]).startswith(b"%PDF")
    rows = client.get(reverse("looks:rows", args=[sheet.id]))
    text = (b"".join(rows.streaming_content) if rows.streaming else rows.content).decode("utf-8-sig")
    assert text.count("李測真") == sheet.rows
    sent = {f"finding-{s}": "in_order" for s in all_in_order(sheet)}
    refused = client.post(reverse("looks:sign", args=[sheet.id]), sent)
    assert refused.status_code == 422
    assert "請寫案卷裡的理由" in refused.content.decode()
    sent |= {f"reason-{s}": "當天收件" for s in all_in_order(sheet)}
    assert client.post(reverse("looks:sign", args=[sheet.id]), sent).status_code == 302
    assert "林測德 已簽核" in client.get(reverse("looks:sheet", args=[sheet.id])).content.decode()
    other = sheets["", False]
    assert client.get(reverse("looks:sheet", args=[other.id])).status_code == 404


def test_after_a_row_was_lost_the_sheet_warns_before_anybody_signs(sheets, client):
    with acting_as(Acting.system(HUALIEN)):
        changed = LookSheet(county=HUALIEN, town=YULI, month=sheets[YULI, False].month.replace(month=7),
                            rows=3, digest="0" * 64, seed="s")  # fmt: skip
        LookSheet.objects.bulk_create([changed])
    client.force_login(Officer.objects.get(username="chief"))
    assert "紀錄與製表時不同" in client.get(reverse("looks:sheet", args=[changed.id])).content.decode()
