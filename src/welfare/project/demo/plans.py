"""The cases the demo county begins with, read from `cases.yaml`: who applies, when, and how far it goes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from welfare.case.states import Status
from welfare.connectors.demo_nation.register import Register
from welfare.connectors.demo_nation.stories import Story
from welfare.foundation.crypto import keyed_hash
from welfare.project.demo.nation import RETOLD, elders, story
from welfare.project.demo.staff import YULI

SENIOR = "senior_living_allowance"
#: `ends: decided`: approved or rejected, as the determination says
DECIDED = (Status.APPROVED, Status.REJECTED)


@dataclass(frozen=True, slots=True)
class Plan:
    """One case to tell.

    answers: what the application says beside the usual. lacks: paper missing at the counter and asked for;
    asks: paper the caseworker asks for anyway; answered: whether it comes (None: unless the case ends waiting
    for it). returned_for: why the county sends it back; again: it was reviewed once more and returned twice.
    not_met: nobody was at home the first time. judged: first review is done, the roster is not. silent: the
    register that does not answer. refused: the register refuses the applicant at the counter. told: a
    sentence for the timeline.
    """

    national_id: str
    town: str
    days: int
    ends: frozenset[Status]
    program: str = SENIOR
    answers: dict[str, Any] = field(default_factory=dict)
    channel: str = "counter"
    lacks: str = ""
    asks: str = ""
    answered: bool | None = None
    wage: dict[str, Any] = field(default_factory=dict)
    returned_for: str = ""
    again: bool = False
    not_met: bool = False
    judged: bool = False
    silent: str = ""
    refused: bool = False
    because: str = ""
    told: str = ""

    @property
    def wanted(self) -> str:
        """The paper of the request for supplements, if there is one."""
        return self.lacks or self.asks

    @property
    def comes_in(self) -> bool:
        """Whether the paper asked for is brought."""
        if self.answered is not None:
            return self.answered
        return not self.ends & {
            Status.AWAITING_SUPPLEMENT,
            Status.SUPPLEMENT_OVERDUE,
            Status.NOT_ENTERTAINED,
        }


def plans(register: Register) -> list[Plan]:
    """Every plan, oldest application first. Raises LookupError when a household or a person is missing."""
    rows: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
    waiting = {town: iter(elders(register, town)) for town in {row.get("town", YULI) for row in rows}}
    found = []
    for row in rows:
        who, ends = row.pop("who"), row.pop("ends")
        if who == "elder":
            town = row.pop("town", YULI)
            national_id = next(waiting[town], "")
            if not national_id:
                raise LookupError(f"the register has too few old people in {town}")
        else:
            told = story(who)
            national_id, town = told.applicant_id, _town_of(who)
            row |= {"program": told.program, "answers": answers_of(told)}
        if "wage" in row:
            row["wage"]["national_id"] = story(who).members[row["wage"].pop("member")]["id"]
        states = frozenset(DECIDED if ends == "decided" else (Status(ends),))
        found.append(Plan(national_id=national_id, town=town, ends=states, **row))
    return sorted(found, key=lambda plan: -plan.days)


def answers_of(told: Story) -> dict[str, Any]:
    """What the application of a hand-made household says of its people, by person key."""
    return {code: [keyed_hash(told.id_of(role)) for role in roles] for code, roles in told.answers.items()}


def _town_of(who: str) -> str:
    """Where the applicant goes; who has moved away still goes to Yuli and is sent on."""
    town = RETOLD.get(who, story(who).village)[:8]
    return town if town.startswith("10015") else YULI
