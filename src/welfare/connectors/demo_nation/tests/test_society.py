"""Kinship and households of one circle of clans, whatever the dice say."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.connectors.demo_nation import circle as circles
from welfare.connectors.demo_nation.circle import Circle
from welfare.connectors.demo_nation.days import age
from welfare.connectors.demo_nation.homes.relations import relation
from welfare.connectors.demo_nation.places import AS_OF, Places, villages
from welfare.connectors.demo_nation.society.kin import Person, Union
from welfare.foundation import regions

ON = AS_OF.toordinal()
HUALIEN = Places(villages("10015"))
VILLAGE = HUALIEN.home[0]

some_circles = st.integers(0, 10**9).map(
    lambda seed: circles.tell(Random(seed), HUALIEN, [HUALIEN.home[seed % 176]] * 4, ON)
)
many = settings(max_examples=40, deadline=None)


def person(sex: str, year: int, father: Person | None = None, mother: Person | None = None) -> Person:
    born = date(year, 3, 1).toordinal()
    one = Person(sex, "林", born, born + 50_000, 0.0, "", VILLAGE, father, mother)
    for parent in one.parents():
        parent.children.append(one)
    return one


def ancestors(person: Person) -> set[int]:
    found: set[int] = set()
    ahead = list(person.parents())
    while ahead:
        parent = ahead.pop()
        if id(parent) not in found:
            found.add(id(parent))
            ahead += parent.parents()
    return found


@many
@given(some_circles)
def test_nobody_is_their_own_ancestor_and_parents_are_older(circle: Circle) -> None:
    for one in (*circle.people, *circle.unborn):
        assert id(one) not in ancestors(one)
        for parent in one.parents():
            assert age(parent.born, one.born) >= 18
        if one.mother is not None:
            assert one.mother.is_alive(one.born)
            assert age(one.mother.born, one.born) < 46


@many
@given(some_circles)
def test_nobody_weds_close_kin_a_child_or_two_people_at_once(circle: Circle) -> None:
    for one in circle.people:
        for union in one.unions:
            other = union.other(one)
            assert not ancestors(one) & ancestors(other)
            assert age(one.born, union.wed) >= 18
            assert one.is_alive(union.wed) and other.is_alive(union.wed)
        for earlier, later in zip(one.unions, one.unions[1:], strict=False):
            assert earlier.is_over(later.wed)


@many
@given(some_circles)
def test_everybody_alive_is_in_one_household_with_one_head_in_a_village_that_exists(circle: Circle) -> None:
    counted = [id(member) for household in circle.households for member in household.members]
    assert sorted(counted) == sorted(map(id, circle.living(ON)))
    for household in circle.households:
        assert [m.relation for m in household.members].count("戶長") == 1
        assert household.members[0].relation == "戶長"
        place = regions.village(household.village.code, AS_OF)
        assert household.address().get("absent") or place.name in household.address()["text"]


@many
@given(some_circles)
def test_children_under_eighteen_do_not_live_alone_while_a_parent_lives(circle: Circle) -> None:
    for household in circle.households:
        if all(age(member.born, ON) < 18 for member in household.members):
            assert not any(p.is_alive(ON) for member in household.members for p in member.parents())


def test_what_a_member_is_to_the_head_is_told_by_blood_and_marriage() -> None:
    grandfather, grandmother = person("male", 1945), person("female", 1947)
    father = person("male", 1970, grandfather, grandmother)
    aunt = person("female", 1972, grandfather, grandmother)
    mother = person("female", 1973)
    for husband, wife in ((grandfather, grandmother), (father, mother)):
        union = Union(husband, wife, date(1999, 1, 1).toordinal())
        husband.unions.append(union)
        wife.unions.append(union)
    daughter = person("female", 2001, father, mother)
    told = [grandmother, father, mother, aunt, daughter]
    assert [relation(grandfather, one, ON) for one in told] == ["妻", "長子", "媳婦", "長女", "孫女"]
    told = [grandfather, grandmother, mother, aunt, daughter]
    assert [relation(father, one, ON) for one in told] == ["父", "母", "妻", "妹", "長女"]
    assert relation(mother, grandfather, ON) == "姻父"
    assert relation(daughter, aunt, ON) == "家屬"
