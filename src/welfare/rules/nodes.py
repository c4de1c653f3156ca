"""The parts of a plan: quantities with their places in a row of values, and the stages of computing them."""

from __future__ import annotations

import dis
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any, Literal

from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact
from welfare.rules.unknown import Unknown

Kind = Literal["input", "formula", "aggregate", "parameter", "absent"]
Row = list[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One quantity with its words. `needs` are the places of its `arguments` (of an aggregate: `over`, then
    `of`), `asks` the same, each with whether it is a person's, `late` the positions of those read late,
    `pick` takes them out of a row, `is_leaf` is what needs none; `call` is the formula, `read` reads an input
    (`field`: as it stands in the file; `is_late`: when a formula looks at it), `how` is that of an aggregate;
    "absent" is without a reading on the day. `unknown` stands in a row while nobody knows, `unread` while
    nobody has looked; `looks_at_all`: at every argument, whatever they are."""

    name: str
    zh: str
    en: str
    unit: str
    index: int
    kind: Kind
    of_person: bool
    stage: int
    needs: tuple[int, ...]
    asks: tuple[tuple[int, bool], ...]
    arguments: tuple[Node, ...]
    late: tuple[int, ...]
    is_leaf: bool
    pick: Callable[[Row], tuple[Any, ...]]
    call: Callable[..., int]
    read: Callable[..., Fact[Any]]
    field: str
    is_late: bool
    how: str
    is_truth: bool
    unknown: Unknown
    unread: Unknown
    looks_at_all: bool


#: A formula as it is run: the place of its result, itself, what takes its arguments out of a row, its node.
Formula = tuple[int, Callable[..., int], Callable[[Row], tuple[Any, ...]], Node]


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """What is computed together: of the case, or of each person. `fields` are the inputs used just as they
    stand (`take` gives them all at once), `inputs` the others that are read at once, by place; `carried` are
    the places of case values that later stages of persons need."""

    of_person: bool
    fields: tuple[int, ...]
    take: Callable[[Person], tuple[Fact[Any], ...]]
    inputs: tuple[tuple[int, Callable[..., Fact[Any]]], ...]
    aggregates: tuple[Node, ...]
    formulas: tuple[Formula, ...]
    carried: tuple[int, ...]


def stages(nodes: Iterable[Node]) -> tuple[Stage, ...]:
    """The stages in which some quantities are computed, in order."""
    chosen = [node for node in nodes if node.kind not in ("parameter", "absent")]
    needed: set[int] = set()
    found: list[Stage] = []
    for number in sorted({node.stage for node in chosen}, reverse=True):
        here = [node for node in chosen if node.stage == number]
        found.append(_stage(here, frozenset(needed)))
        if here[0].of_person:
            needed.update(need for node in here for need in node.needs)
    return tuple(reversed(found))


def _stage(here: list[Node], needed_later: frozenset[int]) -> Stage:
    of_person = here[0].of_person
    fields = [node for node in here if of_person and node.field]
    return Stage(
        of_person=of_person,
        fields=tuple(node.index for node in fields),
        take=taker(attrgetter, [node.field for node in fields]),
        inputs=tuple(
            (n.index, n.read) for n in here if n.kind == "input" and n not in fields and not n.is_late
        ),
        aggregates=tuple(node for node in here if node.kind == "aggregate"),
        formulas=tuple((node.index, node.call, node.pick, node) for node in here if node.kind == "formula"),
        carried=() if of_person else tuple(node.index for node in here if node.index in needed_later),
    )


def taker(getter: Callable[..., Any], keys: Iterable[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """`itemgetter` or `attrgetter` that gives a tuple for any number of keys."""
    wanted = tuple(keys)
    if len(wanted) > 1:
        return getter(*wanted)  # type: ignore[no-any-return]
    singles = [getter(key) for key in wanted]
    return lambda thing: tuple(single(thing) for single in singles)


def picker(places: tuple[int, ...]) -> Callable[[Row], tuple[Any, ...]]:
    """The arguments of a formula out of a row."""
    if len(places) == 1:
        return lambda row, place=places[0]: (row[place],)  # type: ignore[misc]
    return taker(itemgetter, places)


def runs_straight(formula: Callable[..., int]) -> bool:
    """Whether a formula has no branch, so that it looks at every argument."""
    return not any(one.opcode in dis.hasjrel for one in dis.get_instructions(formula))


def nothing(*_: object) -> Any:
    """The formula of what has none."""
    raise TypeError("this quantity is neither a formula nor an input")
