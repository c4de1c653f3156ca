"""What a member of a household is to its head (稱謂), by blood and by marriage."""

from __future__ import annotations

from collections.abc import Callable

from welfare.connectors.demo_nation.society.kin import Household, Person

_SONS = ("長子", "次子", "三子", "四子", "五子", "六子", "七子", "八子", "九子")
_DAUGHTERS = ("長女", "次女", "三女", "四女", "五女", "六女", "七女", "八女", "九女")


def label(household: Household, on: int) -> None:
    """Write into everybody what they are to the head."""
    head = household.members[0]
    for person in household.members:
        person.relation = relation(head, person, on)


def relation(head: Person, person: Person, on: int) -> str:
    """稱謂: what `person` is to `head` on this day; 家屬 when it is neither by blood nor by marriage."""
    if person is head:
        return "戶長"
    if person.father is head or person.mother is head:
        return (_SONS if person.sex == "male" else _DAUGHTERS)[person.birth_order - 1]
    for is_it, man, woman in _RELATIONS:
        if is_it(head, person, on):
            return man if person.sex == "male" else woman
    return "家屬"


def _is_child(of: Person | None, person: Person | None) -> bool:
    return of is not None and person is not None and of in person.parents()


def _are_siblings(one: Person, other: Person) -> bool:
    return not set(map(id, one.parents())).isdisjoint(map(id, other.parents()))


def _has_ancestor(person: Person, head: Person, steps: int) -> bool:
    if steps == 0:
        return person is head
    return any(_has_ancestor(parent, head, steps - 1) for parent in person.parents())


_Test = Callable[[Person, Person, int], bool]
_RELATIONS: tuple[tuple[_Test, str, str], ...] = (
    (lambda head, p, on: p.spouse(on) is head, "夫", "妻"),
    (lambda head, p, on: _is_child(p, head), "父", "母"),
    (lambda head, p, on: _is_child(head, p.spouse(on)), "女婿", "媳婦"),
    (lambda head, p, on: _has_ancestor(p, head, 2), "孫子", "孫女"),
    (lambda head, p, on: _is_child(p, head.spouse(on)), "姻父", "姻母"),
    (lambda head, p, on: _are_siblings(head, p) and p.born < head.born, "兄", "姊"),
    (lambda head, p, on: _are_siblings(head, p), "弟", "妹"),
    (lambda head, p, on: _has_ancestor(head, p, 2), "祖父", "祖母"),
    (lambda head, p, on: _has_ancestor(p, head, 3), "曾孫", "曾孫女"),
    (lambda head, p, on: _is_child(head.spouse(on), p), "繼子", "繼女"),
)
