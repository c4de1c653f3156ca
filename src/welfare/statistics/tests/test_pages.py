"""The dashboards as each role sees them; the ministry sees counts and no row of anybody."""

import io
import uuid
from datetime import date

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from lxml import html
from odfdo import Document

from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as, reading_context
from welfare.project.demo.staff import HUALIEN, TAICHUNG
from welfare.statistics.periods import current
from welfare.statistics.selectors import county_counts
from welfare.statistics.tests.factories import a_form, a_letter, a_paper, a_pending_case

pytestmark = pytest.mark.django_db

PERSONAL = (
    "case",
    "documents",
    "intake",
    "lookup",
    "determination",
    "review",
    "visit",
    "decision",
    "payment",
)


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


@pytest.fixture
def planted() -> None:
    for days in (4, 7, 7, 14, 30):
        case = a_letter(days=days, issued_on=date(2026, 11, 30))
        a_paper(case, "tax_records", 2)
    a_form(case, phone="typed", language="tapped")
    a_pending_case(at=Status.FIRST_REVIEW, waited=9, due_in=-1)
    a_pending_case(at=Status.FIRST_REVIEW, waited=2, county=TAICHUNG, town="66000010", village="66000010001")


def test_a_county_reads_papers_days_and_townships_with_their_definitions(signed_in, planted) -> None:
    page = words(signed_in("approver").get("/statistics/"))
    assert "10份紙本不用附" in page
    assert "公開發表的數字是 20 → 7 天" in page
    assert "少於 5" in page
    assert "沒有列「節省紙張幾張」" in page
    assert "1 小時是假設，不是量到的" in page


@pytest.mark.parametrize("period", ["month", "quarter", "year", "nonsense"])
def test_any_period_and_an_empty_county_have_a_page(signed_in, period) -> None:
    assert signed_in("tc_approver").get(f"/statistics/?period={period}").status_code == 200


@pytest.mark.parametrize("username", ["clerk", "social_worker", "operator"])
def test_figures_are_closed_to_who_does_not_need_them(signed_in, username) -> None:
    assert signed_in(username).get("/statistics/").status_code == 403


@pytest.mark.parametrize("username", ["caseworker", "chief", "reviewer", "accountant", "auditor", "ministry"])
def test_figures_open_for_who_plans_with_them(signed_in, planted, username) -> None:
    page = signed_in(username).get("/statistics/")
    assert page.status_code == 200
    assert "測試測" not in page.content.decode()


def test_an_export_carries_definitions_and_is_on_record(signed_in, planted) -> None:
    client = signed_in("approver")
    sent = {"form_key": str(uuid.uuid4()), "period": "year", "format": "ods"}
    answer = client.post("/statistics/export/", sent)
    table = Document(io.BytesIO(answer.content)).body.tables[0]
    rows = {row[0]: row for row in table.iter_values()}
    assert rows["不用附的紙本"][1:3] == ["10", "份"]
    assert "每案每人每個機關只算一次" in rows["不用附的紙本"][3]
    assert client.post("/statistics/export/", sent | {"format": "csv"}).content.startswith(b"\xef\xbb\xbf")
    with acting_as(Acting.system(HUALIEN)):
        assert AuditEvent.objects.filter(event=Event.EXPORT_MADE).count() == 2


def test_the_ministry_compares_counties_and_sees_too_few_as_too_few(signed_in, planted) -> None:
    page = words(signed_in("ministry").get("/statistics/"))
    assert "花蓮縣" in page
    with acting_as(_ministry()):
        rows = {row.code: row for row in county_counts(current("year"), date(2026, 12, 1))}
    hualien, taichung = rows[HUALIEN], rows[TAICHUNG]
    assert (hualien.letters, hualien.median_days, hualien.p90_days) == (5, 7, 30)
    assert (hualien.submitted, hualien.pending, hualien.overdue) == (6, None, None)
    assert (taichung.letters, taichung.median_days, taichung.pending) == (0, None, None)


def _ministry() -> Acting:
    from welfare.foundation.appointments import acting_for

    found = acting_for(Officer.objects.get(username="ministry"))
    assert found is not None
    return found


@pytest.mark.proves("R23")
def test_the_ministry_reads_not_one_row_of_a_person(planted) -> None:
    models = [m for label in PERSONAL for m in apps.get_app_config(label).get_models()]
    with acting_as(_ministry()):
        county_counts(current("year"), date(2026, 12, 1))
        assert reading_context()["role"] == "ministry_administrator"
        assert {m.__name__: m.objects.count() for m in models if m.objects.exists()} == {}
    with acting_as(Acting.system(HUALIEN)):
        assert apps.get_model("case", "Case").objects.count() == 6


def test_nobody_else_may_ask_for_all_counties_and_the_function_leaves_no_trace(as_, planted) -> None:
    with as_("approver") as by:
        before = reading_context()
        with pytest.raises(ProgrammingError, match="for the ministry"), transaction.atomic():
            county_counts(current("year"), date(2026, 12, 1))
        assert reading_context() == before
        assert by.county == HUALIEN
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("select * from welfare_county_counts('2026-01-01', '2027-01-01', '2026-12-01')")
