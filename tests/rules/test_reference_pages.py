"""The reference pages of the rules name every field, and every point of the law has something to stand for
it."""

from welfare.project.docs import facts, law_coverage
from welfare.rules.facts.schema import facts_schema


def test_every_field_of_the_facts_is_on_the_page_in_both_languages():
    page = facts.render()
    schema = facts_schema()
    rows = {
        line.split("|")[1].strip(): line.split("|")[2:5] for line in page.splitlines() if "| `" in line[:4]
    }
    for properties in (schema["properties"], *(one["properties"] for one in schema["$defs"].values())):
        for name in properties.keys() - {"$schema"}:
            assert f"`{name}`" in rows
    for name, words in rows.items():
        assert all(word.strip() for word in words), name


def test_every_code_is_explained_once():
    page = facts.render().partition("## Codes")[2]
    assert "`widowed` 喪偶 / widowed" in page
    assert page.count("`elderly_farmer_allowance`") == 1


def test_every_point_of_the_law_has_a_case_or_a_test():
    points, _ = law_coverage.points()
    assert [point.id for point in points if not point.stands] == []


def test_every_mark_names_a_point_of_the_law():
    assert law_coverage.points()[1] == []


def test_a_point_is_listed_once():
    ids = [point.id for point in law_coverage.points()[0]]
    assert len(set(ids)) == len(ids)
