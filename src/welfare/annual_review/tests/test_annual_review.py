"""Everybody who is paid is judged anew; the machine sorts, people decide."""

import io
import json
from argparse import Namespace
from collections import Counter
from contextlib import redirect_stdout

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils.module_loading import import_string
from lxml import html

from welfare.annual_review import selectors, services
from welfare.annual_review.models import AnnualReview, AnnualReviewItem, Lane
from welfare.annual_review.tests.factories import a_paid_case
from welfare.case.models import Case, Member, TimelineEntry
from welfare.case.policies import NotNow
from welfare.case.states import Status
from welfare.determination.models import Determination
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.roc_calendar import roc_year
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import Fact, LookupRequest
from welfare.payment.models import Entitlement
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings, agencies):
    settings.DEMO_MODE = True


@pytest.fixture
def this_year() -> int:
    return roc_year(clock.today())


def run(as_, year: int) -> services.Outcome:
    with as_("reviewer") as by:
        return services.run(by=by, year=year, county=HUALIEN)


def item_of(case: Case) -> AnnualReviewItem:
    with acting_as(Acting.system(HUALIEN)):
        return AnnualReviewItem.objects.get(case=case)


def test_who_is_as_before_is_unchanged_after_every_register_was_asked_again(as_, this_year) -> None:
    case = a_paid_case()
    with acting_as(Acting.system(HUALIEN)):
        before = set(LookupRequest.objects.filter(case=case).values_list("subject_key", "source"))
    outcome = run(as_, this_year)
    assert (outcome.lanes[Lane.UNCHANGED], outcome.total) == (1, 1)
    with acting_as(Acting.system(HUALIEN)):
        asked = Counter(LookupRequest.objects.filter(case=case).values_list("subject_key", "source"))
        assert all(asked[pair] == 2 for pair in before)
        assert item_of(case).amount_then == item_of(case).amount_now == 8329


@pytest.mark.parametrize(("paid", "lane"), [(4164, Lane.RAISED), (9999, Lane.LOWERED)])
def test_another_amount_goes_to_people_and_changes_nothing_by_itself(as_, this_year, paid, lane) -> None:
    case = a_paid_case(amount=paid)
    with acting_as(Acting.system(HUALIEN)):
        determinations = Determination.objects.filter(case=case).count()
    assert run(as_, this_year).lanes[lane] == 1
    with acting_as(Acting.system(HUALIEN)):
        entitlement = Entitlement.objects.get(case=case)
        assert (entitlement.monthly_amount, entitlement.ended_on) == (paid, None)
        assert Case.objects.get(pk=case.pk).state is Status.APPROVED
        assert Determination.objects.filter(case=case).count() == determinations
        story = TimelineEntry.objects.filter(case=case, law="社會救助法第13條第1項").get()
        assert story.text.endswith("照原核定撥款，改變要由人決定。")


def test_a_figure_of_next_year_that_nobody_announced_is_named_as_missing(as_, this_year) -> None:
    case = a_paid_case()
    outcome = run(as_, this_year + 1)
    assert outcome.lanes[Lane.MISSING_DATA] == 1
    assert any("最低生活費" in sentence["zh"] for sentence in item_of(case).why)
    with acting_as(Acting.system(HUALIEN)):
        asked = Fact.objects.filter(case=case, kind="income").latest("recorded_at")
        assert asked.data_year == this_year + 1 + 1911 - 2


def test_somebody_the_rules_refuse_is_doubtful_with_the_reason_and_is_still_paid(as_, this_year) -> None:
    case = a_paid_case("just-over-line", amount=8329)
    assert run(as_, this_year).lanes[Lane.DOUBTFUL] == 1
    found = item_of(case)
    assert (found.outcome, found.amount_then) == ("ineligible", None)
    assert "收入" in found.why[0]["zh"]
    assert "income" in found.why[0]["en"].lower()
    with acting_as(Acting.system(HUALIEN)):
        assert Entitlement.objects.get(case=case).ended_on is None


def test_a_death_told_by_the_register_is_doubtful_with_what_to_do(as_, this_year) -> None:
    case = a_paid_case()
    with acting_as(Acting.system(HUALIEN)):
        Member.objects.filter(case=case, is_applicant=True).update(died_on=clock.today())
    assert run(as_, this_year).lanes[Lane.DOUBTFUL] == 1
    assert "已死亡" in item_of(case).why[0]["zh"]


def test_a_silent_register_leaves_missing_data_for_the_next_run(as_, agencies, this_year) -> None:
    case = a_paid_case()
    agencies.behaviors["labor_insurance"] = {"down": "temporary"}
    assert run(as_, this_year).lanes[Lane.MISSING_DATA] == 1
    assert "還沒有回覆" in item_of(case).why[0]["zh"]
    agencies.behaviors.clear()
    assert run(as_, this_year).lanes[Lane.UNCHANGED] == 1


def test_a_run_cut_between_two_chunks_goes_on_and_asks_nobody_twice(as_, agencies, this_year) -> None:
    for code in ("tier-one-widow", "tier-two-couple", "days-184"):
        a_paid_case(code)
    with as_("reviewer") as by:
        review = services.start(by=by, year=this_year)
        assert services.work(by=by, review=review, chunk=1) == 1
        asked = len(agencies.asked)
        with pytest.raises(DatabaseError), transaction.atomic():
            services.work(by=by, review=review, chunk=1)
            with connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
        assert services.outcome(review).left == 2
        assert len(agencies.asked) > asked
    outcome = run(as_, this_year)
    assert (outcome.left, outcome.lanes[Lane.UNCHANGED]) == (0, 3)
    with acting_as(Acting.system(HUALIEN)):
        assert AnnualReview.objects.count() == 1
        assert sorted(AnnualReviewItem.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_the_worker_goes_on_by_itself_until_nothing_is_left(as_, this_year) -> None:
    a_paid_case()
    with as_("reviewer") as by:
        review = services.start(by=by, year=this_year, in_background=True, key="form-1")
        assert services.start(by=by, year=this_year, in_background=True, key="form-1") == review
    outbox.deliver_all()
    with as_("reviewer"):
        assert services.outcome(review).lanes[Lane.UNCHANGED] == 1


def test_who_is_not_paid_is_not_reviewed_and_who_joins_later_joins(as_, this_year) -> None:
    assert run(as_, this_year).total == 0
    a_paid_case()
    assert run(as_, this_year).total == 1


def test_a_township_reads_its_own_cases_and_runs_nothing(as_, this_year) -> None:
    a_paid_case("tier-two-couple")
    run(as_, this_year)
    with as_("caseworker"):
        assert AnnualReviewItem.objects.count() == 1
    with as_("caseworker2") as by:
        assert AnnualReviewItem.objects.count() == 0
        with pytest.raises(PermissionDenied):
            services.start(by=by, year=this_year)
    with as_("tc_reviewer") as by:
        assert AnnualReview.objects.count() == 0
        with pytest.raises(NotNow, match="自己縣市"):
            services.run(by=by, year=this_year, county=HUALIEN)


def test_the_command_prints_one_json_document_for_a_county(this_year) -> None:
    a_paid_case()
    command = import_string("welfare.project.commands.review.run")
    out = io.StringIO()
    with redirect_stdout(out):
        code = command(Namespace(action="run", year=this_year, county=HUALIEN, json=True))
    (told,) = json.loads(out.getvalue())
    assert (code, told["county"], told["cases"], told["lanes"]["unchanged"]) == (0, HUALIEN, 1, 1)


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
    main = html.document_fromstring(response.content.decode()).find(".//main")
    return " ".join(main.text_content().split())


def test_the_pages_start_a_year_show_its_lanes_and_list_a_lane(signed_in, this_year) -> None:
    a_paid_case()
    a_paid_case("tier-two-couple", amount=8329)
    client = signed_in("reviewer")
    assert "還沒有做過總清查" in words(client.get("/annual-reviews/"))
    started = client.post("/annual-reviews/start/", {"form_key": "k1", "year": str(this_year)})
    assert "還有 2 件沒查" in words(client.get(started["Location"]))
    outbox.deliver_all()
    page = words(client.get(started["Location"]))
    assert "1 件要人看，1 件無異動" in page
    assert "調降 1" in page
    assert "4,164 元" in page
    assert "無異動" in words(client.get(f"{started['Location']}?lane=unchanged"))
    assert client.post("/annual-reviews/start/", {"form_key": "k2", "year": "99"}).status_code == 422
    assert f"{this_year} 年" in words(client.get("/annual-reviews/"))


@pytest.mark.parametrize("username", ["caseworker", "approver", "accountant", "ministry"])
def test_the_pages_are_closed_to_who_does_not_run_it(signed_in, username) -> None:
    client = signed_in(username)
    assert client.get("/annual-reviews/").status_code == 403
    assert client.post("/annual-reviews/start/", {"form_key": "k", "year": "116"}).status_code == 403


def test_a_lane_comes_in_pages(as_, this_year, monkeypatch) -> None:
    for code in ("tier-one-widow", "tier-two-couple", "days-184"):
        a_paid_case(code)
    run(as_, this_year)
    monkeypatch.setattr(selectors, "ITEMS_PER_PAGE", 2)
    with as_("reviewer"):
        review = AnnualReview.objects.get()
        first = selectors.items(review, Lane.UNCHANGED)
        rest = selectors.items(review, Lane.UNCHANGED, first.more)
    assert [item.position for item in (*first.rows, *rest.rows)] == [1, 2, 3]
