"""Who is related to whom: from every listed person, by blood, by marriage, by the tax return."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.rules.calendar import full_months, months_begun
from welfare.rules.facts import Facts
from welfare.rules.kinship import RELATIONS, kinship, words
from welfare.rules.tests.households import a_household

#: A family of four generations; p1 applies.
FAMILY = {
    "great": {}, "grandpa": {"parents": ["great"]}, "aunt": {"parents": ["grandpa"]},
    "father": {"parents": ["grandpa"]}, "mother": {}, "stepmother": {"spouse": "father"},
    "p1": {"parents": ["father", "mother"], "spouse": "wife"}, "wife": {},
    "brother": {"parents": ["father", "mother"]}, "half": {"parents": ["father", "stepmother"]},
    "sister_in_law": {"spouse": "brother"}, "nephew": {"parents": ["brother"]},
    "son": {"parents": ["p1", "wife"]}, "daughter_in_law": {"spouse": "son"},
    "daughter": {"parents": ["p1"], "spouse": "son_in_law"}, "son_in_law": {},
    "grandson": {"parents": ["son", "daughter_in_law"]}, "great_grandson": {"parents": ["grandson"]},
    "stepson": {"parents": ["wife"]}, "friend": {"claims_as_dependant": ["p1"]}, "nobody": {},
}  # fmt: skip


def relations(family: dict[str, dict[str, Any]], applicant: str = "p1", **case: Any) -> dict[str, str]:
    people = [{"id": name, **facts} for name, facts in family.items()]
    raw = a_household(*people, **{"applicant": applicant, "listed": [applicant], **case})
    return {person: kin.relation for person, kin in kinship(Facts.from_json(raw)).items()}


def test_every_relation_of_a_large_family() -> None:
    assert relations(FAMILY) == {
        "great": "ascendant", "grandpa": "grandparent", "aunt": "none", "father": "parent",
        "mother": "parent", "stepmother": "none", "p1": "self", "wife": "spouse", "brother": "sibling",
        "half": "sibling", "sister_in_law": "none", "nephew": "none", "son": "child",
        "daughter_in_law": "child_in_law", "daughter": "child", "son_in_law": "child_in_law",
        "grandson": "grandchild", "great_grandson": "descendant", "stepson": "none", "friend": "taxpayer",
        "nobody": "none",
    }  # fmt: skip


def test_a_sibling_or_in_law_who_claims_the_applicant_is_named_as_taxpayer() -> None:
    family = {**FAMILY, "brother": {**FAMILY["brother"], "claims_as_dependant": ["p1"]}}
    family["daughter_in_law"] = {"spouse": "son", "claims_as_dependant": ["p1"]}
    found = relations(family)
    assert (found["brother"], found["daughter_in_law"]) == ("taxpayer", "taxpayer")


def test_the_widow_of_a_child_remains_an_in_law_as_long_as_the_file_names_the_marriage() -> None:
    family = {**FAMILY, "son": {"parents": ["p1", "wife"], "died_on": "2015-01-01"}}
    assert relations(family)["daughter_in_law"] == "child_in_law"


def test_a_person_related_in_two_ways_is_named_by_the_nearer_one_and_all_roots() -> None:
    raw = a_household(
        *({"id": name, **facts} for name, facts in FAMILY.items()),
        applicant="p1",
        listed=["p1", "wife", "son"],
    )
    kin = kinship(Facts.from_json(raw))
    assert (kin["grandson"].relation, kin["grandson"].roots) == ("child", ("son",))
    assert (kin["father"].relation, kin["father"].roots) == ("parent", ("p1",))
    assert kin["stepson"].relation == "child"
    assert words(kin["daughter_in_law"], "female") == ("配偶", "spouse")


@pytest.mark.parametrize(
    ("relation", "sex", "zh"),
    [("child_in_law", "female", "媳婦"), ("child_in_law", "male", "女婿"), ("sibling", "female", "姊妹"),
     ("sibling", None, "兄弟姊妹"), ("grandparent", "male", "祖父"), ("ascendant", "male", "直系血親尊親屬")],
)  # fmt: skip
def test_relations_are_said_as_people_say_them(relation: str, sex: str | None, zh: str) -> None:
    family = {"grandparent": "grandpa", "sibling": "brother", "ascendant": "great"}
    raw = a_household(
        *({"id": name, **facts} for name, facts in FAMILY.items()), applicant="p1", listed=["p1"]
    )
    kin = kinship(Facts.from_json(raw))[family.get(relation, "daughter_in_law")]
    assert words(kin, sex)[0] == zh


MIRROR = {
    "parent": "child", "child": "parent", "grandparent": "grandchild", "grandchild": "grandparent",
    "ascendant": "descendant", "descendant": "ascendant", "spouse": "spouse", "sibling": "sibling",
}  # fmt: skip


@st.composite
def families(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Up to seven persons; everybody's parents come before them, spouses are pairs of strangers."""
    size = draw(st.integers(2, 7))
    family: dict[str, dict[str, Any]] = {}
    for index in range(size):
        earlier = list(family)
        parents = draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True)) if earlier else []
        family[f"x{index}"] = {"parents": parents}
    free = [name for name in family if draw(st.booleans())]
    for one, other in zip(free[::2], free[1::2], strict=False):
        if other not in family[one]["parents"] and one not in family[other]["parents"]:
            family[one]["spouse"] = other
    return family


@settings(max_examples=150, deadline=None)
@given(families())
def test_relations_of_blood_and_marriage_have_their_mirror(family: dict[str, dict[str, Any]]) -> None:
    found = {root: relations(family, root) for root in family}
    for root, row in found.items():
        assert row[root] == "self"
        for person, relation in row.items():
            assert relation in RELATIONS
            if relation in MIRROR:
                assert found[person][root] == MIRROR[relation], (family, root, person)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 900))
def test_months_begun_are_the_full_months_and_one_more_for_any_day_left(since: date, days: int) -> None:
    on = date.fromordinal(since.toordinal() + days)
    full, begun = full_months(since, on), months_begun(since, on)
    assert full <= begun <= full + 1
    assert (begun == full) is (on.day == since.day)
