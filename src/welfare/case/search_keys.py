"""By what a case is found: pieces of names as they are, phones by keyed hash."""

import re

from welfare.foundation.crypto import keyed_hash
from welfare.foundation.identifiers import fold_full_width
from welfare.foundation.names import query_grams, search_grams

_LONGEST = 40
_DIGITS = 7


def of_person(name: str, romanised: str, phone: str | None) -> set[str]:
    """Every key that leads to a person."""
    keys = {f"n:{gram}"[:_LONGEST] for text in (name, romanised) for gram in search_grams(text)}
    number = phone_number(phone or "")
    return keys | ({of_phone(number)} if number else set())


def of_name(typed: str) -> list[str]:
    """The keys that whoever is meant must all have: the longest pieces typed, at most three."""
    grams = sorted(query_grams(typed), key=len, reverse=True)
    return [f"n:{gram}"[:_LONGEST] for gram in grams[:3]]


def of_phone(number: str) -> str:
    return f"p:{keyed_hash(number)}"


def phone_number(text: str) -> str:
    """The digits of a Taiwanese telephone number, 0912345678 for +886 912-345-678; empty when it is none."""
    digits = re.sub(r"[\s()\-－]", "", fold_full_width(text)).split("#")[0]
    if digits.startswith("+886"):
        digits = "0" + digits.removeprefix("+886").removeprefix("0")
    return digits if digits.isdecimal() and digits.startswith("0") and len(digits) > _DIGITS else ""
