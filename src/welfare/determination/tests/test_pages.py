"""What people see: the conclusion, who counts, and every figure one click from its source."""

import pytest
from django.urls import reverse
from django.utils import translation

from welfare.determination import explanation, selectors
from welfare.determination.panels import determination_panel
from welfare.determination.people import who_counts
from welfare.determination.tests.factories import a_determined_case
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup import panels
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.tests.factories import an_accepted_evidence, key_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO_MODE = True


@pytest.fixture
def sign_in(client):
    def enter(username):
        client.force_login(Officer.objects.get(username=username))
        return client

    return enter


def drawn(as_, case, who="caseworker", language="zh-hant"):
    with as_(who) as by, translation.override(language):
        return determination_panel(case, by), who_counts(case, by)


def test_the_conclusion_comes_first_with_amount_and_month(agencies, as_):
    case, _made = a_determined_case("tier-two-couple")
    panel, people = drawn(as_, case)
    assert panel.kind == "ok"
    assert panel.conclusion == ["符合第二級，", "每月 4,164 元"]
    assert "文件備齊的月份" in panel.start
    assert [gauge.name for gauge in panel.gauges] == ["每人每月收入", "動產", "不動產"]
    assert [person.name for person in people.people] == ["王測枝", "張測土", "張測榮"]
    assert people.totals == [90_000, 0, 0, 0]
    assert "30,000" in people.division
    assert "張測榮" in str(people)


def test_a_figure_nobody_confirmed_stands_in_turmeric(agencies, as_):
    case, _made = a_determined_case("real-estate-unknown")
    with as_("reviewer") as by:
        panel = determination_panel(case, by)
    assert any("6,500,000" in text and "尚未由縣府確認" in text for text in panel.unverified)
    assert "尚未由縣府確認" in str(panel)


def test_half_a_dollar_over_the_line_is_drawn_over_the_line(agencies, as_):
    for code, is_over in (("just-over-line", True), ("exactly-on-line", False)):
        case, _made = a_determined_case(code)
        with as_("reviewer") as by:
            income = determination_panel(case, by).gauges[0]
        assert (income.value > income.limit) is is_over


def test_an_excluded_son_stands_dashed_with_his_article(agencies, as_):
    case, _made = a_determined_case("son-in-custody")
    with as_("reviewer") as by:
        son = next(p for p in who_counts(case, by).people if p.name == "潘測龍")
    assert not son.counted
    assert "§5 III ⑦" in son.article.label


def test_what_is_missing_is_asked_before_anything_is_said(agencies, as_):
    agencies.behaviors["border_crossing"] = {"down": "permanent"}
    case, _made = a_determined_case("tier-two-couple")
    panel, _people = drawn(as_, case)
    assert panel.kind == "judge"
    assert panel.conclusion == ["還缺資料，", "尚無法計算"]
    assert any(change.startswith("先問：") for change in panel.changes)


def test_the_rules_speak_english_to_who_reads_english(agencies, as_):
    case, made = a_determined_case("tier-two-couple")
    panel, people = drawn(as_, case, language="en")
    assert panel.gauges[0].name == "monthly income per counted member"
    assert people.people[1].relation == "spouse"
    assert "人" not in people.division.partition("＝")[0]
    with as_("caseworker"), translation.override("en"):
        found = explanation.groups(selectors.result_of(made), case)
    tables = [part.circumstances for group in found for part in group.parts if part.circumstances]
    said = {str(row.cells[1]) for table in tables for row in table.rows}
    assert {"yes", "no"} <= said
    assert not {"是", "否"} & said


def test_every_figure_is_one_click_from_its_source(agencies, sign_in):
    case, _made = a_determined_case("tier-two-couple")
    client = sign_in("caseworker")
    page = client.get(reverse("determination:explanation", args=[case.id]))
    assert page.status_code == 200
    body = page.content.decode()
    with acting_as(Acting.system(case.county)):
        fact = Fact.objects.get(case=case, person_key=key_of("tier-two-couple", "son"), kind="tax_wage")
    url = reverse("lookup:fact", args=[fact.id])
    assert url in body
    opened = client.get(url).content.decode()
    assert "1,080,000 元" in opened
    assert "113 年度" in opened
    assert "老人福利法第12條之1" in opened
    with acting_as(Acting.system(case.county)):
        assert AuditEvent.objects.filter(case_id=case.id, event="case.read").count() == 2


def test_a_correction_is_written_on_one_page_and_confirmed_by_another_person(agencies, sign_in):
    case, _made = a_determined_case("tier-two-couple")
    evidence = an_accepted_evidence(case)
    with acting_as(Acting.system(case.county)):
        fact = Fact.objects.get(case=case, person_key=key_of("tier-two-couple", "son"), kind="tax_wage")
    client = sign_in("caseworker")
    form = {
        "form_key": "11111111-1111-4111-8111-111111111111",
        "value": "四十萬",
        "evidence": str(evidence.id),
        "reason": "扣繳憑單更正",
    }
    refused = client.post(reverse("lookup:correct", args=[fact.id]), form)
    assert refused.status_code == 422
    assert "請填整數金額" in refused.content.decode() and "扣繳憑單更正" in refused.content.decode()
    form["value"] = "400,000"
    written = client.post(reverse("lookup:correct", args=[fact.id]), form, follow=True)
    assert "等另一個人覆核" in written.content.decode()
    with acting_as(Acting.system(case.county)):
        correction = Fact.objects.get(case=case, replaces=fact)
    yes = {"form_key": "22222222-2222-4222-8222-222222222222", "accepted": "yes"}
    own = client.post(reverse("lookup:confirm", args=[correction.id]), yes)
    assert own.status_code == 422 and "另一個人覆核" in own.content.decode()
    chief = sign_in("chief")
    assert "同意更正" in chief.get(reverse("lookup:fact", args=[correction.id])).content.decode()
    assert chief.post(reverse("lookup:confirm", args=[correction.id]), yes).status_code == 302


def test_asking_again_makes_a_new_question(agencies, sign_in):
    agencies.behaviors["border_crossing"] = {"down": "permanent"}
    case, _made = a_determined_case("tier-two-couple")
    agencies.behaviors.clear()
    with acting_as(Acting.system(case.county)):
        failed = LookupRequest.objects.get(case=case, source="border_crossing")
    client = sign_in("caseworker")
    assert "查不到，要由人查證" in client.get(reverse("lookup:request", args=[failed.id])).content.decode()
    key = {"form_key": "33333333-3333-4333-8333-333333333333"}
    for _click in range(2):
        client.post(reverse("lookup:ask_again", args=[failed.id]), key)
    with acting_as(Acting.system(case.county)):
        statuses = LookupRequest.objects.filter(case=case, source="border_crossing").values_list("status")
        assert sorted(statuses) == [("answered",), ("failed",)]


def test_a_foreign_township_gets_not_found(agencies, sign_in):
    case, _made = a_determined_case("tier-two-couple")
    client = sign_in("caseworker2")
    assert client.get(reverse("determination:explanation", args=[case.id])).status_code == 404


def test_what_the_applicant_said_stands_beside_what_the_register_said(agencies, as_):
    case, _made = a_determined_case("elderly-farmer")
    with as_("reviewer") as by:
        said = panels.differences(case, by)
        assert "老農津貼" in str(said)
        assert str(panels.lookup_status(case, by)).count("已回覆") >= 2
        member, facts = panels.person_facts(case, by)[0]
    assert member.is_applicant
    assert "戶政" in str(facts)


def test_the_panels_of_a_case_cost_few_queries(agencies, as_, django_assert_max_num_queries):
    case, _made = a_determined_case("movable-on-line")
    with as_("reviewer") as by, django_assert_max_num_queries(2):
        determination_panel(case, by)
        who_counts(case, by)
    with as_("reviewer") as by, django_assert_max_num_queries(5):  # one of them: the parcels of all requests
        panels.lookup_status(case, by)
        panels.person_facts(case, by)


def test_a_reviewer_can_confirm_an_unknown_figure_where_it_is_missing(agencies, client, settings):
    """An undetermined case has a way on: the form stands beside the missing figure."""
    settings.DEMO_MODE = False
    case, made = a_determined_case("real-estate-unknown")
    assert made.outcome == "undetermined"
    settings.DEMO_MODE = True
    client.force_login(Officer.objects.get(username="reviewer"))
    address = reverse("determination:explanation", args=[case.id])
    assert 'value="real_estate_limit"' in client.get(address).content.decode()
    answer = client.post(
        reverse("determination:judge", args=[case.id]),
        {
            "form_key": "1f0c2a52-6a4e-4d43-8f0e-5d0f1f3f9a01",
            "kind": "confirmed_parameter",
            "name": "real_estate_limit",
            "value": "6500000",
            "reason": "縣府公告",
            "document": "府社老字第1號",
        },
        follow=True,
    )
    assert answer.status_code == 200
    with acting_as(Acting.system(case.county)):
        assert selectors.latest(case).outcome == "eligible"


def test_a_township_is_offered_judgements_on_members_but_no_county_figure(agencies, client):
    case, _made = a_determined_case("tier-two-couple")
    client.force_login(Officer.objects.get(username="caseworker"))
    page = client.get(reverse("determination:explanation", args=[case.id])).content.decode()
    assert 'value="exclude_member"' in page
    assert 'value="confirmed_parameter"' not in page
