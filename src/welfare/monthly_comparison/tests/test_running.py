"""A month goes on where it was cut, waits for parcels and silent registers, and is nobody else's county's."""

import io
import json
from argparse import Namespace
from contextlib import redirect_stdout
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils.module_loading import import_string

from welfare.case.policies import NotNow
from welfare.case.tests.factories import a_case
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors as lookups
from welfare.lookup.models import LookupRequest
from welfare.monthly_comparison import rules, services, tasks
from welfare.monthly_comparison.models import Change, ComparisonLine, ComparisonRun, LineState
from welfare.monthly_comparison.tests.factories import (
    COMPARED_AT,
    MONTH,
    a_recipient,
    people_without,
    weeks_later,
)
from welfare.monthly_comparison.tests.test_whole_month import QUIET
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    """A recipient nothing has happened to."""
    record = next(people_without(names=QUIET))
    return record, a_recipient(record)


def states() -> dict[str, int]:
    with acting_as(Acting.system(HUALIEN)):
        return services.outcome(ComparisonRun.objects.get()).states


def test_answers_are_due_on_the_third_working_day_of_the_following_month() -> None:
    assert rules.answers_due_on(date(2026, 11, 1), HUALIEN) == date(2026, 12, 3)
    assert rules.answers_due_on(date(2025, 12, 1), HUALIEN) == date(2026, 1, 6), "new year and a week-end"


def test_a_run_cut_between_two_chunks_goes_on_and_asks_nobody_twice(as_, agencies, one) -> None:
    with clock.at(COMPARED_AT), as_("reviewer") as by:
        run = services.start(by=by, month=MONTH)
        agencies.asked.clear()
        assert services.work(by=by, run=run) == 5, "the list"
        assert services.work(by=by, run=run) == 0 + 1, "the end of the list"
        with pytest.raises(DatabaseError), transaction.atomic():
            assert services.work(by=by, run=run) == 1, "one register"
            with connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
        assert states()["pending"] == 5
        assert services.run(by=by, month=MONTH).states["same"] == 5
        assert LookupRequest.objects.exclude(batch="").count() == 5
        assert ComparisonRun.objects.count() == 1


def test_a_register_by_parcels_answers_later_and_its_news_is_found_then(
    as_, by_folder, one, tmp_path, monkeypatch
) -> None:
    record, case = one
    extra = [{"kind": "pension", "on": "2026-11-05", "amount": 9000, "id": record["id"]}]
    with weeks_later(tmp_path, extra, monkeypatch):
        labor = by_folder("labor_insurance")
        with as_("reviewer") as by:
            outcome = services.run(by=by, month=MONTH)
        assert (outcome.left, outcome.states["waiting"], outcome.changes) == (1, 1, 0)
        labor.round()
        (reference,) = labor.office.references()
        assert "施行細則第3條" in labor.office.asked(reference)["purpose"]["legal_basis"]
        labor.answer_all()
        labor.round()
        tasks.take_in_answers(0)
        assert states()["waiting"] == 0
        with acting_as(Acting.system(HUALIEN)):
            assert Change.objects.get(case=case).kind == "pension_began"
            assert Promise.objects.get(kind="comparison_answered").kept_at is not None
            assert not lookups.is_waiting(case) and lookups.requests_of(case).filter(batch="").count() == 5


def test_a_silent_register_leaves_lines_waiting_and_the_case_page_quiet(as_, agencies, one) -> None:
    _record, case = one
    agencies.behaviors["border_crossing"] = {"down": "temporary"}
    with clock.at(COMPARED_AT), as_("reviewer") as by:
        assert services.run(by=by, month=MONTH).states["waiting"] == 1
        assert not lookups.is_waiting(case)
        agencies.behaviors.clear()
    with clock.at(COMPARED_AT + timedelta(minutes=1)):
        tasks.take_in_answers(0)
    assert states() == {"pending": 0, "waiting": 0, "same": 5, "differs": 0, "unanswered": 0}


def test_who_refuses_is_unanswered_and_asked_once_more_by_the_next_run(as_, agencies, one) -> None:
    agencies.behaviors["border_crossing"] = {"down": "permanent"}
    with clock.at(COMPARED_AT), as_("reviewer") as by:
        assert services.run(by=by, month=MONTH).states["unanswered"] == 1
        agencies.behaviors.clear()
        assert services.run(by=by, month=MONTH).states["unanswered"] == 0


def test_the_worker_goes_on_by_itself_until_nothing_is_left(as_, agencies, one) -> None:
    with clock.at(COMPARED_AT):
        with as_("reviewer") as by:
            services.start(by=by, month=MONTH, in_background=True)
        outbox.deliver_all()
        assert states()["same"] == 5


def test_the_calendar_begins_a_month_on_its_day_and_once(agencies, one) -> None:
    with clock.at(COMPARED_AT - timedelta(days=10)):
        tasks.start_the_month(0)
        with acting_as(Acting.system(HUALIEN)):
            assert not ComparisonRun.objects.exists()
    with clock.at(COMPARED_AT):
        tasks.start_the_month(0)
        tasks.start_the_month(0)
    with acting_as(Acting.system(HUALIEN)):
        assert ComparisonRun.objects.count() == 1


def test_who_is_not_paid_is_not_compared(as_, agencies) -> None:
    a_case()
    with clock.at(COMPARED_AT), as_("reviewer") as by:
        assert services.run(by=by, month=MONTH).total == 0


def test_a_township_runs_nothing_and_another_county_sees_nothing(as_, agencies, one) -> None:
    with clock.at(COMPARED_AT):
        with as_("caseworker") as by, pytest.raises(PermissionDenied):
            services.start(by=by, month=MONTH)
        with as_("tc_reviewer") as by, pytest.raises(NotNow, match="自己縣市"):
            services.run(by=by, month=MONTH, county=HUALIEN)
        with as_("reviewer") as by, pytest.raises(NotNow, match="以前的月份"):
            services.start(by=by, month=date(2027, 1, 1))
        with as_("reviewer") as by:
            services.run(by=by, month=MONTH)
        with as_("caseworker2"):
            assert not ComparisonLine.objects.exists()
        with as_("tc_reviewer"):
            assert not ComparisonRun.objects.exists()


def test_the_command_prints_one_json_document(agencies, one) -> None:
    command = import_string("welfare.project.commands.compare.run")
    out = io.StringIO()
    with clock.at(COMPARED_AT), redirect_stdout(out):
        code = command(Namespace(action="run", month=MONTH, county=HUALIEN, json=True))
    (told,) = json.loads(out.getvalue())
    assert (code, told["month"], told["lines"][LineState.SAME], told["left"]) == (0, "2026-11", 5, 0)
