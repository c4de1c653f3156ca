"""Supplements: asked in writing with a last day, answered by evidence, overdue by itself, never lost."""

from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from welfare.case.policies import NotNow
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.documents.policies import UnknownKind
from welfare.documents.services import content_of, store_evidence
from welfare.documents.tests import pictures
from welfare.foundation import clock
from welfare.foundation.models import Promise
from welfare.foundation.office_calendar import OfficeCalendar, Span, Unit, count_period
from welfare.intake import services
from welfare.intake.questions import question_set
from welfare.intake.services import ItemWanted
from welfare.intake.tasks import mark_overdue_supplements
from welfare.intake.tests.factories import PROGRAM, a_submitted_case

pytestmark = pytest.mark.django_db

PASSBOOK = ItemWanted("passbook_cover", "存摺封面的帳號看不清楚", "用手機再拍一次就可以")


def _asked(by, case, *items, key="ask"):
    return services.request_supplement(by=by, case=case, items=items or (PASSBOOK,), key=key)


def _bring(by, item, colour="white"):
    kept = store_evidence(
        by=by,
        case=item.case,
        kind=item.evidence_kind,
        upload=pictures.upload(pictures.jpeg(colour)),
        key=colour,
    )
    return services.answer_supplement(by=by, item=item, evidence=kept, key=colour)


def test_a_request_is_a_letter_with_a_last_day_and_the_clock_stands_still(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        request = _asked(by, case)
        assert (case.state, case.due_on) == (Status.AWAITING_SUPPLEMENT, request.due_on)
        expected = count_period(clock.today(), Span(15, Unit.DAY), OfficeCalendar("10015")).last_day
        assert request.due_on == expected
        letter = content_of(request.letter.file)
        assert letter.startswith(b"%PDF") and len(pikepdf.open(__import__("io").BytesIO(letter)).pages) == 1
    with as_("reviewer"):
        assert Promise.objects.get(subject=str(request.id)).kept_at is None


def test_a_double_click_asks_once_and_a_second_request_waits_for_the_first(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        assert _asked(by, case).pk == _asked(by, case).pk
        with pytest.raises(NotNow, match="已經發出補件通知"):
            _asked(by, case, key="another page")


def test_nothing_to_ask_or_a_strange_paper_is_refused(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        with pytest.raises(NotNow, match="至少選一項"):
            services.request_supplement(by=by, case=case, items=(), key="k1")
        with pytest.raises(UnknownKind):
            _asked(by, case, ItemWanted("love_letter", "why"))
    with as_("clerk") as by, pytest.raises(PermissionDenied):
        _asked(by, case)


def test_a_paper_brought_to_the_village_office_waits_for_the_caseworker(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        item = _asked(by, case).items.get()
    with as_("clerk") as by:
        _bring(by, item)
        case.refresh_from_db()
        assert case.state is Status.AWAITING_SUPPLEMENT
    with as_("caseworker") as by:
        item.refresh_from_db()
        services.accept_supplement(by=by, item=item, key="accept")
        case.refresh_from_db()
        assert case.state is Status.FIRST_REVIEW
    with as_("reviewer"):
        assert Promise.objects.get(subject=str(item.request_id)).kept_at is not None


def test_an_unreadable_paper_is_asked_for_again(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        item = _asked(by, case).items.get()
    with as_("clerk") as by:
        _bring(by, item)
    with as_("caseworker") as by:
        item.refresh_from_db()
        services.refuse_supplement(by=by, item=item, reason="還是看不清楚", key="no")
        with pytest.raises(NotNow, match="還沒有收到"):
            services.accept_supplement(by=by, item=item, key="yes")
        _bring(by, item, "grey")
        case.refresh_from_db()
        assert case.state is Status.FIRST_REVIEW


def test_the_day_the_last_paper_came_is_the_day_documents_were_complete(as_):
    with time_machine.travel(datetime(2026, 11, 20, 2, tzinfo=UTC)):
        with as_("clerk") as by:
            case = a_submitted_case(by, passbook=False)
        with as_("caseworker") as by:
            item = _asked(by, case).items.get()
    with time_machine.travel(datetime(2026, 12, 1, 2, tzinfo=UTC)), as_("clerk") as by:
        _bring(by, item)
    with time_machine.travel(datetime(2026, 12, 3, 2, tzinfo=UTC)), as_("caseworker") as by:
        item.refresh_from_db()
        services.accept_supplement(by=by, item=item, key="accept")
        case.refresh_from_db()
        assert case.documents_complete_on == date(2026, 12, 1)
        assert case.state is Status.SUBMITTED  # the registers were not asked yet


def test_the_last_day_passes_by_itself_and_a_late_paper_still_counts(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        request = _asked(by, case)
        item = request.items.get()
        with pytest.raises(NotNow, match="還沒有過"):
            services.mark_overdue(by=by, case=case, key="early")
    late = datetime.combine(request.due_on + timedelta(days=1), datetime.min.time(), UTC)
    with time_machine.travel(clock.noon_of(request.due_on)):
        assert mark_overdue_supplements(0) == 0
    with time_machine.travel(late):
        assert mark_overdue_supplements(0) == 1
        assert mark_overdue_supplements(0) == 0
        with as_("caseworker") as by:
            case.refresh_from_db()
            assert case.state is Status.SUPPLEMENT_OVERDUE
            _bring(by, item)
            case.refresh_from_db()
            assert case.state is Status.FIRST_REVIEW


def test_only_mandatory_papers_are_waited_for(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    wage = ItemWanted("wage_certificate", "薪資不同", mandatory=False)
    with as_("caseworker") as by:
        items = {item.evidence_kind: item for item in _asked(by, case, PASSBOOK, wage).items.all()}
        _bring(by, items["passbook_cover"])
        case.refresh_from_db()
        assert case.state is Status.FIRST_REVIEW


def test_every_phrase_asks_for_a_paper_of_the_program():
    from welfare.rules.registry import program

    kinds = {evidence.code for evidence in program(PROGRAM).evidence}
    for phrase in question_set(PROGRAM).phrases:
        assert phrase.evidence_kind in kinds
        assert phrase.why.zh and phrase.why.en and phrase.instead.zh and phrase.instead.en


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_the_last_day_is_never_a_day_the_office_is_closed(day):
    last = count_period(day, Span(15, Unit.DAY), OfficeCalendar("10015")).last_day
    assert OfficeCalendar("10015").is_office_day(last)
    assert last >= day + timedelta(days=15)
