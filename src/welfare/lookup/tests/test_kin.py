"""The kin walk: bounded, blind to order, and no further than the law could count."""

from hypothesis import given
from hypothesis import strategies as st

from welfare.lookup.kin import MOST_STEPS, KinGraph, next_steps


def graph(*answers):
    grown = KinGraph()
    for person, links in answers:
        grown.add(person, links)
    return grown


def test_a_child_stays_a_child_whoever_told_it():
    told_by_parent = graph(("mother", [("child", "son")]))
    told_by_child = graph(("son", [("mother", "mother")]))
    for grown in (told_by_parent, told_by_child):
        assert grown.relations(["mother"]) == {"mother": "self", "son": "child"}


def test_adoptive_parents_stand_in_the_place_of_the_natural_ones():
    grown = graph(
        ("natural", [("child", "son")]), ("son", [("father", "natural"), ("adoptive_parent", "other")])
    )
    assert "son" not in grown.relations(["natural"])
    assert grown.relations(["other"])["son"] == "child"


def test_a_former_spouse_is_no_spouse():
    assert graph(("a", [("former_spouse", "b")])).relations(["a"]) == {"a": "self"}


def test_a_daughter_in_law_is_placed_and_her_parents_are_left_in_peace():
    grown = graph(("a", [("child", "son")]), ("wife", [("spouse", "son"), ("father", "her father")]))
    assert next_steps(grown, listed=["a"], together=["a", "wife"]) == []


def test_a_brother_in_the_house_is_placed_by_the_parents_they_share():
    grown = graph(("a", [("mother", "m")]), ("brother", [("mother", "m")]))
    assert next_steps(grown, listed=["a"], together=["a", "brother"]) == []


def test_a_great_grandchild_in_the_house_is_found_by_asking_upwards():
    grown = graph(("a", [("child", "b")]), ("d", [("father", "c")]))
    assert next_steps(grown, listed=["a"], together=["a", "d"]) == ["c"]
    grown.add("c", [("father", "b")])
    assert grown.relations(["a"])["d"] == "lineal"
    assert next_steps(grown, listed=["a"], together=["a", "d"]) == []


PEOPLE = [f"p{n}" for n in range(60)]
LINKS = st.lists(
    st.tuples(
        st.sampled_from(["spouse", "father", "mother", "child", "adoptive_parent"]), st.sampled_from(PEOPLE)
    ),
    max_size=5,
)


@given(
    st.dictionaries(st.sampled_from(PEOPLE), LINKS, max_size=60),
    st.sets(st.sampled_from(PEOPLE), max_size=10),
)
def test_the_walk_ends_whatever_the_register_says(register, together):
    grown, asked = KinGraph(), 0
    while steps := next_steps(grown, listed=["p0"], together=sorted(together)):
        for person in steps:
            assert person not in grown.stepped
            grown.add(person, register.get(person, []))
            asked += 1
    assert asked <= MOST_STEPS + len(PEOPLE)
    assert grown.relations(["p0"])["p0"] == "self"
