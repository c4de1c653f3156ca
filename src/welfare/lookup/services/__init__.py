"""Writes of lookup."""

from welfare.lookup.services.corrections import confirm_correction, correct_fact, record_finding
from welfare.lookup.services.everybody import ask_again, ask_all
from welfare.lookup.services.household import (
    HouseholdAnswer,
    NoSuchPerson,
    PersonDeceased,
    Refused,
    RegisteredElsewhere,
    ask_household,
)
from welfare.lookup.services.overnight import ask_overnight
from welfare.lookup.services.reading import note_question_read, note_reading

__all__ = [
    "HouseholdAnswer",
    "NoSuchPerson",
    "PersonDeceased",
    "Refused",
    "RegisteredElsewhere",
    "ask_again",
    "ask_all",
    "ask_household",
    "ask_overnight",
    "confirm_correction",
    "correct_fact",
    "note_question_read",
    "note_reading",
    "record_finding",
]
