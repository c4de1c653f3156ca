"""Papers nobody brings, what is counted of them, and how old a value is."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup import panels, selectors
from welfare.lookup.display import source_words, value_words
from welfare.lookup.freshness import Age, age_of
from welfare.lookup.labels import ABSENCE_LABELS, PAPER_LABELS, SOURCE_LABELS
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.papers import Held, free_papers
from welfare.lookup.purposes import freshness_rule, sources
from welfare.lookup.services.everybody import ask_again
from welfare.lookup.tests.factories import a_household_case, a_looked_up_case
from welfare.lookup.told import Told

TODAY = date(2026, 11, 22)


def a_fact(source: str, *, as_of: date = TODAY, data_year: int | None = None, **more) -> Fact:
    return Fact(kind="is_employed", value=True, source=source, as_of=as_of, data_year=data_year, **more)


def test_the_meter_counts_exactly_the_papers_that_are_named() -> None:
    for rule in sources().values():
        assert rule.replaces == len(rule.counted_papers)
        assert set(rule.counted_papers) | set(rule.other_papers) <= set(PAPER_LABELS)
        assert freshness_rule(rule.code) is not None


@pytest.mark.django_db
def test_before_anybody_was_asked_the_papers_are_free_and_nothing_is_saved(agencies) -> None:
    case = a_household_case()
    with acting_as(Acting.system(case.county)):
        told = Told(case)
        assert {paper.state for paper in free_papers(told)} == {Held.NOT_ASKED}
        shown = str(panels.papers_not_needed(case, told))
    assert "戶籍謄本" in shown and "免附，送出後系統會查" in shown and "0 份" in shown


@pytest.mark.django_db
def test_what_was_answered_is_free_and_counted_once_however_often_it_is_asked(agencies) -> None:
    case = a_looked_up_case()
    with acting_as(Acting.system(case.county)) as by:
        saved = Told(case).replaced_documents
        request = LookupRequest.objects.filter(case=case, source="tax_records").first()
        ask_again(by=by, request=request)
        told = Told(case)
        states = {paper.code: (paper.state, paper.persons) for paper in free_papers(told)}
        assert states["income_list"] == (Held.ANSWERED, 2)
        assert told.replaced_documents == selectors.replaced_documents(case) == saved == 5
        assert "5 份" in str(panels.papers_not_needed(case, told))


@pytest.mark.django_db
def test_a_silent_register_saves_nothing_and_says_that_a_person_finds_out(agencies) -> None:
    agencies.behaviors["tax_records"] = {"down": "permanent"}
    case = a_looked_up_case()
    with acting_as(Acting.system(case.county)):
        papers = {paper.code: paper for paper in free_papers(Told(case))}
        assert papers["income_list"].state is Held.SILENT
        assert papers["household_transcript"].state is Held.ANSWERED
        assert "由人查證" in str(panels.papers_not_needed(case))


@pytest.mark.django_db
def test_the_facts_of_everybody_are_listed_with_source_day_and_age(
    agencies, django_assert_num_queries
) -> None:
    case = a_looked_up_case()
    with acting_as(Acting.system(case.county)) as by:
        told = Told(case)
        with django_assert_num_queries(2):
            shown = str(panels.facts_table(case, by, told))
            panels.facts_table(case, by, told)
    assert "資料日" in shown and "新舊" in shown and "財稅" in shown


@pytest.mark.parametrize(
    ("source", "as_of", "data_year", "age"),
    [
        ("household_registration", date(2026, 11, 1), None, Age.FRESH),
        ("household_registration", date(2026, 10, 1), None, Age.AGING),
        ("household_registration", date(2026, 5, 1), None, Age.STALE),
        ("tax_records", date(2025, 1, 1), 2024, Age.FRESH),
        ("tax_records", date(2026, 11, 1), 2023, Age.AGING),
        ("tax_records", date(2026, 11, 1), 2022, Age.STALE),
        ("tax_records", date(2026, 11, 1), None, None),
        ("evidence", date(2020, 1, 1), None, None),
    ],
)
def test_a_value_says_how_old_it_is_by_the_rule_of_its_register(source, as_of, data_year, age) -> None:
    assert age_of(a_fact(source, as_of=as_of, data_year=data_year), TODAY) is age


@given(st.sampled_from(sorted(SOURCE_LABELS)), st.integers(0, 4000), st.integers(1, 400))
def test_a_value_never_gets_younger(source, days, more) -> None:
    order = [Age.FRESH, Age.AGING, Age.STALE]
    first = date.fromordinal(TODAY.toordinal() - days)
    later = date.fromordinal(TODAY.toordinal() - days - more)
    found = [age_of(a_fact(source, as_of=day, data_year=day.year), TODAY) for day in (first, later)]
    if None not in found:
        assert order.index(found[0]) <= order.index(found[1])
    else:
        assert found == [None, None]


def test_three_kinds_of_nothing_are_three_different_words() -> None:
    def words(absence: str, value: object = None) -> str:
        return value_words(SimpleNamespace(kind="is_employed", value=value, absence=absence))

    shown = [words("withheld"), words("none", False), words("unknown")]
    assert len(set(shown)) == 3 == len(set(map(str, ABSENCE_LABELS.values())))
    assert not any("0" in word for word in shown)


def test_under_a_value_stand_register_year_day_and_age() -> None:
    fact = a_fact("tax_records", as_of=date(2024, 5, 1), data_year=2010)
    assert source_words(fact) == "財稅・99 年度・資料日 113/05/01・資料太舊，請再查一次"
