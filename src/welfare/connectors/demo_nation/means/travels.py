"""Absences abroad, past and coming, and what the last case left behind: telephone and account."""

from __future__ import annotations

from random import Random

from welfare.connectors.demo_nation.days import ago, iso
from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.numbers import post_office_account, telephone
from welfare.connectors.demo_nation.society.kin import Person

_COMING = 365


def travel(rng: Random, person: Person, on: int) -> None:
    """A long absence that still lasts, or short journeys; some journeys lie ahead."""
    shares, drawn = tables()["shares"], rng.random()
    if drawn < shares["long_absence"]:
        left = on - rng.randrange(200, 330)
        person.facts["absences"] = [[iso(left), None]]
        back = on + rng.randrange(5, 700)
        if back <= on + _COMING:
            person.coming.append((back, "entry", {}))
    elif drawn < shares["long_absence"] + shares["travels"]:
        left = on - rng.randrange(40, 700)
        person.facts["absences"] = [[iso(left), iso(left + rng.randrange(3, 30))]]
    elif drawn > 1 - shares["travels"] / 2:
        left = on + rng.randrange(1, _COMING - 30)
        person.coming += [(left, "exit", {}), (left + rng.randrange(3, 30), "entry", {})]
    elif drawn > 1 - shares["travels"] / 2 - shares["long_absence"] / 2:
        person.coming.append((on + rng.randrange(1, _COMING), "exit", {}))


def leave_contact(rng: Random, person: Person, on: int) -> None:
    """Telephone and post-office account as the last case recorded them."""
    shares = tables()["shares"]
    unknown = {"absent": "unknown"}
    has_telephone, has_account = rng.random() < shares["telephone"], rng.random() < shares["account"]
    person.facts["contact"] = {
        "telephone": telephone(rng) if has_telephone else unknown,
        "mobile": unknown,
        "account": post_office_account(rng, person.name) if has_account else {"absent": "none"},
        "recorded_on": ago(rng, on, 30, 1400),
    }
