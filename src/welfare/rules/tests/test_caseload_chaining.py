"""While no register has told the listed status, the low-income answer of the same run serves the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from welfare.rules.caseload import Caseload, CaseloadResult, compute, compute_all
from welfare.rules.caseload.provenance import Provenance
from welfare.rules.caseload.tests.random_households import TODAY, a_caseload
from welfare.rules.facts import Facts
from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.values import Fact
from welfare.rules.reasons import THIS_RUN
from welfare.rules.registry import programs
from welfare.rules.tests.households import a_household, a_person, pension

LOW, SENIOR = "low_income_living_support", "senior_living_allowance"
STATUS = ("is_listed_low_income", "is_low_income_household")


def poor() -> CaseFacts:
    """Somebody old who has nothing."""
    person = a_person("p1", name="王測甲", income=pension(0), movables=[], registered_county="10015")
    return Facts.from_json(a_household(person))


def untold(households: int) -> Caseload:
    """Families of whose listed status nobody knows anything."""
    facts, _ = a_caseload(range(households), list(programs().values()))
    open_ = [replace(one, listed_status=Fact(path="listed_status")) for one in (poor(), *facts)]
    return Caseload.from_facts(open_, list(programs().values()), on=TODAY)


def asked(caseload: Caseload, *codes: str) -> dict[str, CaseloadResult]:
    return compute_all([programs()[code] for code in codes], caseload)


def test_a_status_nobody_told_is_that_of_the_draft_answer() -> None:
    results = asked(untold(60), SENIOR, LOW)
    assert list(results) == [SENIOR, LOW]
    low, senior = results[LOW], results[SENIOR]
    levels = ("none", *(level.code for level in low.program.levels))
    drafted = set()
    for place, one in enumerate(senior.caseload.facts):
        answer = low.explain(place)
        is_open = not answer.passed and answer.outcome.value == "undetermined"
        expected = None if is_open else levels[low.level[place] if answer.passed else 0]
        drafted.add(expected)
        assert one.listed_status.value == expected
        assert bool(senior.caseload.unknown[STATUS[0]][place]) is is_open
        if not is_open:
            assert one.listed_status.source == THIS_RUN
            assert senior.caseload.cases[STATUS[0]][place] == (expected != "none")
            assert senior.caseload.cases[STATUS[1]][place] == (expected == "low_income")
    assert drafted == {None, "none", "low_income"}
    assert all(not one.listed_status.is_known for one in low.caseload.facts)


def test_a_program_asked_alone_waits_for_the_register() -> None:
    caseload = untold(20)
    assert compute(SENIOR, caseload).caseload is caseload
    assert asked(caseload, LOW)[LOW].caseload is caseload


def test_columns_tell_that_the_status_is_a_draft_when_no_register_told_any() -> None:
    caseload = replace(untold(20), facts=())
    all_open = asked(caseload, LOW, SENIOR)[SENIOR].caseload
    assert all_open.provenance[STATUS[0]] == Provenance(THIS_RUN, TODAY)
    hidden = caseload.unknown[STATUS[0]].copy()
    hidden[0] = False
    masks = {name: mask for name, mask in caseload.unknown.items() if name not in STATUS}
    mixed = replace(caseload, unknown={**masks, STATUS[0]: hidden})
    partly = asked(mixed, LOW, SENIOR)[SENIOR].caseload
    assert STATUS[0] not in partly.provenance
    assert np.array_equal(partly.cases[STATUS[1]], caseload.cases[STATUS[1]])
