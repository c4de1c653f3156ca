"""A caseload made up by chance: the same for the same seed, plausible, marked, and fit for every program."""

from __future__ import annotations

import numpy as np

from welfare.rules.caseload import COUNTIES, compute_all
from welfare.rules.caseload.synthetic import NOTE, ON, generate
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS
from welfare.rules.registry import programs


def test_equal_seed_equal_caseload() -> None:
    one, other, third = generate(300, 7), generate(300, 7), generate(300, 8)
    assert all((one.persons[name] == other.persons[name]).all() for name in PERSON_INPUTS)
    assert one.persons_count != third.persons_count or (one.column("age") != third.column("age")).any()


def test_households_are_plausible_and_marked_as_nobodys() -> None:
    made = generate(4000)
    assert (made.note, made.on) == (NOTE, ON)
    assert {one.source for one in made.provenance.values()} == {"synthetic"}
    assert set(made.persons) == set(PERSON_INPUTS) and set(made.cases) == set(CASE_INPUTS)
    assert 3.8 < made.persons_count / len(made) < 4.2
    assert set(made.county) == set(range(len(COUNTIES)))
    age, of = made.column("age"), np.repeat(made.applicant, np.diff(made.offsets))
    child, parent = made.column("is_descendant"), made.column("is_ascendant")
    assert (age[child] <= np.maximum(age[of][child] - 18, 0)).all()
    assert (age[parent] >= np.minimum(age[of][parent] + 18, 104)).all()
    assert made.column("is_listed")[made.applicant].all()
    assert not made.unknown


def test_every_program_answers_it_in_every_way() -> None:
    for result in compute_all(list(programs().values()), generate(3000)).values():
        assert set(result.outcome.tolist()) == {0, 1, 2}, result.program.code


def test_registers_that_did_not_answer_leave_holes() -> None:
    made = generate(500, holes=0.2)
    assert {"tax_wage", "in_custody"} <= set(made.unknown)
    assert all(0.1 < mask.mean() < 0.3 for mask in made.unknown.values())
