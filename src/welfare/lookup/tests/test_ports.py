"""What the look-up ports promise whoever implements them."""

from datetime import date
from fractions import Fraction

import pytest

from welfare.lookup.ports import (
    Absent,
    Answer,
    LookupPurpose,
    Outcome,
    PropertyItem,
    PropertyKind,
    Source,
    plain,
)

SOURCE = Source("tax_records", date(2026, 11, 1), 113, "tax_records:income:0")


@pytest.mark.parametrize("blank", range(4))
def test_a_purpose_with_a_blank_part_cannot_be_made(blank: int) -> None:
    parts = ["SLA-115-1", "社會救助法第44條之3", "means_test", "op-1"]
    parts[blank] = " "
    with pytest.raises(ValueError):
        LookupPurpose(*parts)


@pytest.mark.parametrize("outcome, value", [(Outcome.FOUND, None), (Outcome.NO_RECORD, 1)])
def test_an_answer_has_a_value_exactly_when_it_is_found(outcome: Outcome, value: int | None) -> None:
    with pytest.raises(ValueError):
        Answer(outcome, SOURCE, value)


def test_no_value_can_be_taken_from_an_answer_that_found_nothing() -> None:
    with pytest.raises(ValueError, match="id_mismatch"):
        Answer[int](Outcome.ID_MISMATCH, SOURCE).expect()


def test_a_fact_in_plain_json_keeps_the_three_nulls_apart() -> None:
    nulls = [Absent.WITHHELD, Absent.NONE, Absent.UNKNOWN]
    assert plain(nulls) == [{"absent": "withheld"}, {"absent": "none"}, {"absent": "unknown"}]


def test_an_answer_becomes_plain_json_with_its_source() -> None:
    land = PropertyItem(PropertyKind.LAND, "測試段", "0001", Absent.UNKNOWN, Fraction(1, 3), 480_000, 113)
    found = plain(Answer(Outcome.FOUND, SOURCE, land))
    assert found["source"]["as_of"] == "2026-11-01"
    assert (found["value"]["share"], found["value"]["value"], found["value"]["kind"]) == (
        "1/3",
        480_000,
        "land",
    )


def test_a_value_without_a_plain_form_is_refused_rather_than_guessed() -> None:
    with pytest.raises(TypeError):
        plain(1.5)
