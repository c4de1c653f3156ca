"""Sanity of a family: impossible kinship, two spouses, births in the future, persons nobody described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from welfare.rules.facts.model import CaseFacts, Person
from welfare.rules.facts.problems import Problem


def family_problems(facts: CaseFacts) -> Iterator[Problem]:
    """Every contradiction between persons, each once."""
    known = {person.id: person for person in facts.persons}
    yield from _identity_problems(facts, known)
    for person in facts.persons:
        yield from _link_problems(person, known)
        yield from _date_problems(person, known, facts)
    for index, decision in enumerate(facts.decisions):
        if decision.person and decision.person not in known:
            yield Problem(
                f"$.decisions[{index}].person", f"nobody in `persons` has the id {decision.person!r}."
            )


def _identity_problems(facts: CaseFacts, known: dict[str, Person]) -> Iterator[Problem]:
    if not facts.persons:
        yield Problem("$.persons", "at least the applicant must be described.")
    for person_id, times in Counter(person.id for person in facts.persons).items():
        if times > 1:
            yield Problem("$.persons", f"the id {person_id!r} is used {times} times.")
    if facts.applicant and facts.applicant not in known:
        yield Problem("$.applicant", f"nobody in `persons` has the id {facts.applicant!r}.")
    for index, person_id in enumerate(facts.listed):
        if person_id not in known:
            yield Problem(f"$.listed[{index}]", f"nobody in `persons` has the id {person_id!r}.")
    if facts.applicant and facts.applicant not in facts.listed:
        yield Problem("$.listed", "the applicant must be one of the listed persons.")


def _link_problems(person: Person, known: dict[str, Person]) -> Iterator[Problem]:
    here = f"$.{person.path}"
    for name in ("parents", "claims_as_dependant"):
        for index, other in enumerate(getattr(person, name)):
            if other not in known:
                yield Problem(f"{here}.{name}[{index}]", f"nobody in `persons` has the id {other!r}.")
    if person.id in person.parents:
        yield Problem(f"{here}.parents", "a person cannot be their own parent.")
    elif _is_own_ancestor(person, known):
        yield Problem(f"{here}.parents", "the parents form a circle: a person would be their own ancestor.")
    if len(set(person.parents)) != len(person.parents):
        yield Problem(f"{here}.parents", "the same parent is named twice.")
    if not person.spouse:
        return
    if person.spouse == person.id:
        yield Problem(f"{here}.spouse", "a person cannot be their own spouse.")
    elif person.spouse not in known:
        yield Problem(f"{here}.spouse", f"nobody in `persons` has the id {person.spouse!r}.")
    elif (back := known[person.spouse].spouse) and back != person.id:
        yield Problem(f"{here}.spouse", f"{person.spouse!r} is already the spouse of {back!r}: two spouses.")
    rivals = [p.id for p in known.values() if p.spouse == person.spouse and p.id != person.id]
    if rivals:
        yield Problem(
            f"{here}.spouse", f"{person.spouse!r} is named as spouse by {rivals[0]!r} as well: two spouses."
        )
    if person.spouse in person.parents or (
        person.spouse in known and person.id in known[person.spouse].parents
    ):
        yield Problem(f"{here}.spouse", "a parent or child cannot be the spouse.")


def _is_own_ancestor(person: Person, known: dict[str, Person]) -> bool:
    seen: set[str] = set()
    queue = list(person.parents)
    while queue:
        current = queue.pop()
        if current == person.id:
            return True
        if current in known and current not in seen:
            seen.add(current)
            queue.extend(known[current].parents)
    return False


def _date_problems(person: Person, known: dict[str, Person], facts: CaseFacts) -> Iterator[Problem]:
    here = f"$.{person.path}"
    born, died = person.born_on.value, person.died_on.value
    latest = max(
        (day for day in (facts.applied_on, facts.documents_complete_on, facts.investigated_on) if day),
        default=person.born_on.as_of or date.max,
    )
    if born and born > latest:
        yield Problem(f"{here}.born_on", f"{born} lies after the case ({latest}): a birth in the future.")
    if born and died and died < born:
        yield Problem(f"{here}.died_on", f"{died} is before the birth on {born}.")
    for parent in () if _is_own_ancestor(person, known) else person.parents:
        parent_born = known[parent].born_on.value if parent in known else None
        if born and parent_born and parent_born >= born:
            yield Problem(
                f"{here}.parents", f"the parent {parent!r} was born on {parent_born}, not before the child."
            )
