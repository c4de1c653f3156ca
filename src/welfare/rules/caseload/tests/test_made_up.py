"""Everything a formula may use, in every order of persons and cases, with and without unknown values."""

from __future__ import annotations

import ctypes
from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.rules.caseload import Caseload, compute, compute_all, running
from welfare.rules.caseload.kernel import memory
from welfare.rules.caseload.mending import entry, machine
from welfare.rules.caseload.places import verdict_type
from welfare.rules.caseload.tests.made_up.program import BARE, PROGRAM
from welfare.rules.caseload.tests.random_households import TODAY, a_caseload
from welfare.rules.caseload.tests.test_equality import assert_alike
from welfare.rules.program import Program

BOTH = [PROGRAM, BARE]
#: Before some of the made-up quantities have a reading.
BEFORE = date(2025, 6, 30)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=30, max_size=30, unique=True))
def test_made_up_formulas_answer_alike(seeds: list[int]) -> None:
    facts, caseload = a_caseload(seeds, BOTH)
    results = compute_all(BOTH, caseload)
    for one in BOTH:
        for place, household in enumerate(facts):
            assert_alike(results[one.code], place, household)


def test_a_quantity_without_a_reading_on_the_day_is_unknown_to_everybody() -> None:
    facts, caseload = a_caseload(range(40), BOTH, BEFORE)
    results = compute_all(BOTH, caseload)
    assert results["made_up"].unknown("any_later").all()
    for one in BOTH:
        for place, household in enumerate(facts):
            assert_alike(results[one.code], place, household)


def test_what_two_programs_read_alike_is_kept_once() -> None:
    _, caseload = a_caseload(range(5), BOTH)
    results = compute_all(BOTH, caseload)
    for name in (*PROGRAM.graph.formulas, *PROGRAM.graph.aggregates):
        assert results["made_up"].column(name) is results["bare"].column(name)


def test_every_outcome_and_level_occurs_among_the_random_households() -> None:
    _, caseload = a_caseload(range(300), [PROGRAM])
    result = compute(PROGRAM, caseload)
    assert set(Counter(result.outcome.tolist())) == {0, 1, 2}
    assert {0, 1, 3} <= set(result.level.tolist())


@pytest.mark.parametrize("one", BOTH)
@pytest.mark.parametrize("on", [TODAY, BEFORE])
def test_the_generated_text_and_the_machine_mean_the_same_run_as_python(
    one: Program, on: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both as Python runs them, against both compiled."""
    _, caseload = a_caseload(range(60), [one], on)
    compiled = compute(one, caseload)
    mend = ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * 5)(machine.mend)
    monkeypatch.setattr(entry, "address", lambda: ctypes.cast(mend, ctypes.c_void_p).value)
    monkeypatch.setattr(running.files, "compiled", as_python)
    slow = compute(one, caseload, threads=1)
    assert compiled.computed.columns.keys() == slow.computed.columns.keys()
    for name, column in compiled.computed.columns.items():
        assert column.tolist() == slow.computed.columns[name].tolist(), name


class as_python:
    """Stands in for files.compiled."""

    def __init__(self, text: str, entry: str) -> None:
        self.found: dict[str, object] = {}
        exec(compile(text, entry, "exec"), self.found)  # what compute wrote itself
        self.entry = entry

    def function(self, arguments: int) -> object:
        return self.found[self.entry]


def test_memory_is_read_and_written_in_every_width() -> None:
    room = (ctypes.c_int64 * 4)()
    address = ctypes.addressof(room)
    for put, get, value in (
        (memory.put_bool, memory.get_bool, True),
        (memory.put_int8, memory.get_int8, -128),
        (memory.put_int32, memory.get_int32, -(2**31)),
        (memory.put_int64, memory.get_int64, 2**62),
    ):
        put(address, 2, value)
        assert get(address, 2) == value


def test_a_caseload_of_nobody_has_no_answers() -> None:
    _, one = a_caseload(range(2), [PROGRAM])
    none = Caseload.from_columns(
        jurisdiction=one.county[:0],
        offsets=one.offsets[:1],
        applicant=one.applicant[:0],
        persons={name: column[:0] for name, column in one.persons.items()},
        cases={name: column[:0] for name, column in one.cases.items()},
        on=one.on,
    )
    result = compute(PROGRAM, none)
    assert result.outcome.tolist() == []
    assert result.totals_by_county() == []


def test_sixty_tests_need_wider_columns() -> None:
    many = SimpleNamespace(all_tests=("test",) * 60)
    assert verdict_type(many, "failed") == "int64"
    assert verdict_type(PROGRAM, "failed") == "int32"
