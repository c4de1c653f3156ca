"""Answers as they are kept: a value and where it came from, so that clicks and keystrokes can be counted."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

Origin = Literal["prefilled", "tapped", "typed"]


class Answer(TypedDict):
    value: Any
    origin: Origin


Answers = dict[str, Answer]

#: what the register fills in without being asked of the person
REGISTERED = frozenset(
    {
        "address_withheld", "birth_text", "born_on", "household_size", "marital_state", "name",
        "registered_address", "registered_village", "residence", "romanised_name", "sex",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effort:
    """What an application cost: answers by origin, and the characters somebody typed."""

    prefilled: int
    tapped: int
    typed: int
    characters: int


def merged(earlier: Answers, given: dict[str, Any], *, typed: frozenset[str]) -> Answers:
    """The answers after `given` (code → value). A value that did not change keeps its origin.

    typed: codes that are answered by keyboard; all others are tapped.
    """
    result = dict(earlier)
    for code, value in given.items():
        if code in earlier and earlier[code]["value"] == value:
            continue
        if code not in earlier and value in ("", None):
            continue  # an empty field is no answer
        result[code] = Answer(value=value, origin="typed" if code in typed else "tapped")
    return result


def effort(answers: Answers) -> Effort:
    """Count an application's answers by origin."""
    origins = Counter(answer["origin"] for answer in answers.values())
    typed = [answer["value"] for answer in answers.values() if answer["origin"] == "typed"]
    return Effort(
        prefilled=origins["prefilled"],
        tapped=origins["tapped"],
        typed=origins["typed"],
        characters=sum(len(str(value)) for value in typed),
    )
