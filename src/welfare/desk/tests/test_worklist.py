"""The worklist: what is mine, what is late, nothing of anybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.states import Status, Step
from welfare.case.tests.factories import a_case
from welfare.decision.models import Notice
from welfare.decision.services import record_service
from welfare.desk.worklist import selectors
from welfare.desk.worklist.counting import counts
from welfare.desk.worklist.filters import Filters
from welfare.desk.worklist.views import VIEWS
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.payment.tests.factories import an_approved_case
from welfare.project.demo.staff import HUALIEN
from welfare.review.tests.factories import a_case_to_review, a_first_reviewed_case

pytestmark = pytest.mark.django_db


def _due(case: Case, days: int) -> Case:
    with acting_as(Acting.system(HUALIEN)):
        Case.objects.filter(pk=case.pk).update(due_on=clock.today() + timedelta(days=days))
    return case


def test_the_heading_counts_what_is_mine_and_what_is_late(signed_in):
    _due(a_case_to_review(), -2), _due(a_case_to_review(), 3)
    page = signed_in("caseworker").get(reverse("desk:worklist")).content.decode()
    assert "今天 2 件，1 件已逾期" in page
    assert "逾期 2 天" in page


def test_rows_are_ordered_by_deadline_and_cases_without_one_come_last(as_):
    late, soon, never = _due(a_case_to_review(), -1), _due(a_case_to_review(), 1), a_case_to_review()
    with as_("caseworker") as by:
        page = selectors.page_of(Filters(VIEWS["today"]), by)
        assert [c.id for c in page.cases] == [late.id, soon.id, never.id]


def test_pages_follow_each_other_without_gap_or_double_though_deadlines_are_equal(as_, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 2)
    made = {_due(a_case_to_review(), 1).id for _ in range(3)} | {a_case_to_review().id for _ in range(2)}
    with as_("caseworker") as by:
        filters, seen = Filters(VIEWS["today"]), []
        while True:
            page = selectors.page_of(filters, by)
            seen += [c.id for c in page.cases]
            if page.next is None:
                break
            filters = Filters.read({"view": "today", "after": str(page.next)}, by)
        assert len(seen) == len(set(seen)) == 5
        assert set(seen) == made


def test_a_first_reviewed_case_leaves_my_list_and_waits_in_the_roster_view(acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    with acting_as(by):
        found = counts(by)
        assert (found.views["today"], found.views["roster"], found.views["waiting"]) == (0, 1, 1)
        assert selectors.page_of(Filters(VIEWS["roster"]), by).cases[0].id == case.id


@pytest.mark.proves("R2")
def test_the_word_and_the_count_of_another_township_never_appear(signed_in):
    a_case_to_review(town="10015010", village="10015010001", name="外鄉測密")
    a_case_to_review(name="本鄉測人")
    client = signed_in("caseworker")
    for view in VIEWS:
        page = client.get(reverse("desk:worklist"), {"view": view}).content.decode()
        assert "外鄉測密" not in page
    assert "今天 1 件" in client.get(reverse("desk:worklist")).content.decode()
    found = client.post(reverse("desk:search"), {"q": "外鄉"}).content.decode()
    assert "外鄉測密" not in found
    assert "沒有找到" in found


@pytest.mark.parametrize(
    ("username", "status", "mine"),
    [
        ("caseworker", Status.FIRST_REVIEW, True),
        ("caseworker", Status.SECOND_REVIEW, False),
        ("chief", Status.RETURNED, True),
        ("chief", Status.AWAITING_DECISION, False),
        ("reviewer", Status.SECOND_REVIEW, True),
        ("reviewer", Status.AWAITING_DECISION, False),
        ("approver", Status.AWAITING_DECISION, True),
        ("clerk", Status.DRAFT, True),
        ("clerk", Status.VISITING, False),
        ("social_worker", Status.VISITING, True),
    ],
)
def test_each_role_sees_the_step_it_owns(as_, username, status, mine):
    a_case(at=status, assigned_to="social_worker")
    with as_(username) as by:
        assert counts(by).views["today"] == int(mine)


def test_where_the_office_decides_itself_its_chief_has_the_decision_on_the_list(as_):
    a_case(at=Status.AWAITING_DECISION, county="66000", town="66000010", village="66000010001")
    with as_("tc_chief") as by:
        assert counts(by).views["today"] == 1
    with as_("tc_approver") as by:
        assert counts(by).views["today"] == 0


def test_a_social_worker_does_not_see_a_case_given_to_nobody(as_):
    a_case(at=Status.VISITING)
    with as_("social_worker") as by:
        assert counts(by).views["all"] == 0


def test_the_river_counts_each_step_and_narrows_the_list(signed_in, as_):
    a_case_to_review(), a_case(at=Status.SECOND_REVIEW, name="複審測人")
    with as_("caseworker") as by:
        found = counts(by)
        assert (found.steps[Step.FIRST_REVIEW], found.steps[Step.SECOND_REVIEW]) == (1, 1)
        assert found.mine_at[Step.SECOND_REVIEW] == 0
    page = signed_in("caseworker").get(reverse("desk:worklist"), {"view": "all", "step": "second_review"})
    assert "複審測人" in page.content.decode()
    assert "測試測" not in page.content.decode()


def test_nonsense_in_the_address_shows_the_first_view(signed_in):
    query = {"view": "?", "step": "x", "after": "yesterday.not-a-case", "village": "'; drop"}
    assert signed_in("caseworker").get(reverse("desk:worklist"), query).status_code == 200


def test_no_personal_data_stands_in_any_address_of_the_list(signed_in):
    case = a_case_to_review(name="隱私測試")
    page = signed_in("caseworker").get(reverse("desk:worklist")).content.decode()
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert any(str(case.id) in a for a in addresses)
    assert not any("隱私" in a or case.id_last_four in a or case.number in a for a in addresses)


def test_an_empty_list_says_what_is_true_and_one_way_on(signed_in):
    page = signed_in("caseworker").get(reverse("desk:worklist")).content.decode()
    assert "現在沒有輪到您的案件" in page


def test_the_list_asks_the_database_at_most_12_times_whatever_its_length(
    signed_in, own_queries, django_assert_max_num_queries
):
    for _ in range(8):
        _due(a_case_to_review(), 1)
    client = signed_in("caseworker")
    client.get(reverse("desk:worklist"))
    with django_assert_max_num_queries(40) as context:
        client.get(reverse("desk:worklist"))
    assert len(own_queries(context)) <= 12


def test_alt_n_opens_the_most_urgent_case_and_not_the_one_just_seen(signed_in):
    first, second = _due(a_case_to_review(), -3), _due(a_case_to_review(), 2)
    client = signed_in("caseworker")
    assert str(first.id) in client.get(reverse("desk:next_case")).url
    assert str(second.id) in client.get(reverse("desk:next_case"), {"but": str(first.id)}).url


@pytest.mark.parametrize(
    ("username", "starts"),
    [("operator", "/system/"), ("auditor", "/audit/"), ("ministry", "/"), ("accountant", "/")],
)
def test_roles_without_cases_of_their_own_are_led_to_their_page(signed_in, username, starts):
    answer = signed_in(username).get(reverse("desk:worklist"))
    assert answer.status_code in (200, 302)
    if starts != "/":
        assert answer.url.startswith(starts)


def test_the_operator_sees_stuck_messages_and_broken_promises_and_no_case(signed_in):
    from welfare.foundation.models import OutboxMessage, Promise

    now = clock.now()
    with acting_as(Acting.system(HUALIEN)):
        OutboxMessage.objects.bulk_create(
            [OutboxMessage(county=HUALIEN, topic="lookup.ask_all", given_up_at=now, last_error="Lost")]
        )
        Promise.objects.bulk_create(
            [
                Promise(
                    county=HUALIEN, kind="official_document_sent", subject="x",
                    owner_role="township_caseworker", due_at=now - timedelta(days=1),
                )
            ]
        )  # fmt: skip
    client = signed_in("operator")
    page = client.get(reverse("desk:health")).content.decode()
    assert "2 件事要有人看" in page
    assert "Lost" in page
    assert client.get(reverse("desk:search")).status_code == 403


@pytest.mark.parametrize(("username", "name"), [("clerk", "mobile:home"), ("social_worker", "visit:mine")])
def test_a_phone_leads_whoever_works_outdoors_to_the_pages_made_for_it(signed_in, username, name):
    answer = signed_in(username).get("/", headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Mobile"})
    assert answer["Location"] == reverse(name)
    assert signed_in(username).get("/").status_code == 200


def test_a_letter_that_reached_nobody_yet_stands_in_a_view_of_its_own(signed_in, as_):
    """The thirty days of an appeal count from service: a letter without that day must not be forgotten."""
    case, decision = an_approved_case()
    address = reverse("desk:worklist") + "?view=unserved"
    assert case.number in signed_in("caseworker").get(address).content.decode()
    with acting_as(Acting.system(HUALIEN)):
        notice = Notice.objects.get(decision=decision)
    with as_("caseworker") as by:
        record_service(by=by, notice=notice, served_on=clock.today(), method="in_person")
    assert case.number not in signed_in("caseworker").get(address).content.decode()
