"""What travels: nothing is lost on the way there and back, and nothing else is let in."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.connectors.household_registration.answer import (
    Contradiction,
    OtherQuestion,
    read_answer,
    write_answer,
)
from welfare.connectors.household_registration.codec import Unreadable, read, roc_text, write
from welfare.connectors.household_registration.query import CODE, Query, read_query, write_query
from welfare.foundation.roc_calendar import parse_roc, read_roc
from welfare.lookup.ports import (
    Absent,
    Address,
    Answer,
    Guardianship,
    GuardianshipKind,
    LookupPurpose,
    MaritalStatus,
    Outcome,
    RegisteredPerson,
    ResidenceKind,
    Sex,
    Source,
    Subject,
)

PURPOSE = LookupPurpose("SLA-115-000001", "社會救助法第44條之3", "means_test", "op-7f3a")
QUERY = Query(
    "TESTMOHW01", "TESTMOIHR1", "ref-1", "person", Subject("U298010103"), PURPOSE, datetime.now(UTC)
)
ASKED = write_query(QUERY)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
days = st.dates(date(1800, 1, 1), date(2200, 1, 1))
births = st.sampled_from(["0350412", "0350400", "0350000", "0000000", "-0050301", "-0050000", "不詳"])


def maybe(values):
    return st.one_of(st.sampled_from(Absent), values)


people = st.builds(
    RegisteredPerson,
    national_id=st.just("U298010103"),
    name=st.one_of(texts, st.sampled_from(["林測堃", "陳測𡍼", "Kolas Yotaka ʼAmis", "\ue000測"])),
    romanised_name=maybe(texts),
    sex=st.sampled_from(Sex),
    birth=births.map(read_roc),
    birth_order=maybe(st.integers(1, 20)),
    marital_status=st.sampled_from(MaritalStatus),
    household_number=texts,
    relation_to_head=texts,
    residence=st.sampled_from(ResidenceKind),
    address=maybe(st.builds(Address, *[texts] * 6)),
    moved_in_on=maybe(days),
    moved_out_on=maybe(days),
    died_on=maybe(days),
    indigenous=maybe(texts),
    guardianship=maybe(st.builds(Guardianship, st.sampled_from(GuardianshipKind), maybe(texts), days)),
    missing_since=maybe(days),
    nationality=texts,
    in_military_service=maybe(st.booleans()),
    enrolled_at=maybe(texts),
    publicly_funded_student=maybe(st.booleans()),
)


def _answer(person: RegisteredPerson) -> Answer[RegisteredPerson]:
    source = Source(CODE, date(2026, 11, 20), None, f"{CODE}:person:1")
    return Answer(Outcome.FOUND, source, person)


@given(people)
def test_a_person_comes_out_as_they_went_in(person: RegisteredPerson) -> None:
    answer = _answer(person)
    assert read_answer(write_answer(QUERY, ASKED, answer), QUERY, ASKED) == answer


@given(days)
def test_days_before_roc_1_have_a_form_too(day: date) -> None:
    assert parse_roc(roc_text(day)) == day


@given(st.builds(Subject, texts, st.one_of(st.none(), days)))
def test_a_question_comes_out_as_it_went_in(subject: Subject) -> None:
    query = Query("a", "b", "ref", "kinship", subject, PURPOSE, datetime(2026, 11, 22, tzinfo=UTC))
    assert read_query(write_query(query)) == query


@given(st.data())
def test_a_leaf_turned_into_anything_is_read_or_refused(data: st.DataObject) -> None:
    """One place of a good answer replaced; whatever comes out is still about who was asked."""
    envelope = json.loads(write_answer(QUERY, ASKED, _answer(data.draw(people))))
    place, steps = envelope, data.draw(st.integers(1, 7))
    for _ in range(steps):
        keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or _ == steps - 1:
            place[key] = data.draw(anything)
            break
        place = place[key]
    with suppress(Unreadable, OtherQuestion, Contradiction):
        answer = read_answer(json.dumps(envelope).encode(), QUERY, ASKED)
        assert answer.value is None or answer.value.national_id == "U298010103"


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("\ud800")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.one_of(st.binary(max_size=200), anything.map(lambda value: json.dumps(value).encode())))
def test_any_bytes_are_refused_by_both_sides(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_answer(body, QUERY, ASKED)
    with pytest.raises(Unreadable):
        read_query(body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"message": 1, "message": 2}',
        b'{"message": NaN}',
        b"[" * 100_000,
        b"9" * 10_000,
        '{"message": "林測月"}'.encode("cp950"),
    ],
)
def test_json_with_tricks_is_none(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_answer(body, QUERY, ASKED)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nationalId", "U29801010\0"),
        ("name", "\ud800"),
        ("name", "長" * 501),
        ("birthOrder", True),
        ("birthOrder", "1"),
        ("sex", "9"),
        ("birthDate", "19460412"),
        ("deathDate", {"absent": "zero"}),
        ("name", {"absent": "none"}),
        ("inMilitaryService", 0),
    ],
)
def test_a_field_is_never_guessed(field: str, value: object) -> None:
    raw = write("person", _PERSON) | {field: value}
    with pytest.raises(Unreadable, match=field):
        read("person", raw)


def test_a_field_left_out_is_not_an_empty_one() -> None:
    raw = write("person", _PERSON)
    del raw["deathDate"]
    with pytest.raises(Unreadable, match="deathDate"):
        read("person", raw)


_PERSON = RegisteredPerson(
    "U298010103", "林測月", Absent.NONE, Sex.FEMALE, read_roc("0350000"), Absent.UNKNOWN,
    MaritalStatus.WIDOWED, "F0000001", "戶長", ResidenceKind.CURRENT, Absent.WITHHELD,
    *[Absent.NONE] * 6, "TW", False, Absent.NONE, False,
)  # fmt: skip
