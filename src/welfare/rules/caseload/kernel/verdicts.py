"""The verdict as lines of a loop over households, written from a program's declaration with the meaning of
`welfare.rules.verdict`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from welfare.rules.caseload.kernel.bodies import Lines, indented
from welfare.rules.caseload.places import FLAGS, VERDICT, verdict_name, verdict_type
from welfare.rules.caseload.plan import Plan
from welfare.rules.outcome import Outcome
from welfare.rules.program import Program

#: Outcomes as a column numbers them.
OUTCOMES = (Outcome.UNDETERMINED, Outcome.INELIGIBLE, Outcome.ELIGIBLE)
_UNDETERMINED, _INELIGIBLE, _ELIGIBLE = range(len(OUTCOMES))
_FLAG = {name: 1 << place for place, name in enumerate(FLAGS)}


def verdict_lines(
    program: Program, plan: Plan, value: Mapping[str, str], unknown: Mapping[str, str]
) -> Lines:
    """`value` gives the loop's name of a quantity, `unknown` a condition; it is empty when all is known."""
    return [
        "refused = 0",
        "waiting = 0",
        *_statuses(program, plan, value, unknown),
        *_common(program, plan),
        *_levels(program, plan),
        *_answer(program, value, unknown),
        *(
            f"put_{verdict_type(program, column)}(p_{verdict_name(program.code, column)}, h, {column})"
            for column in VERDICT
        ),
    ]


def _read(program: Program, plan: Plan, names: Sequence[str]) -> int:
    """The mask of those tests that have a reading on the day; the others are no tests then."""
    places = {name: place for place, name in enumerate(program.all_tests)}
    return sum(1 << places[name] for name in names if plan.of(program.code, name).reading is not None)


def _statuses(program: Program, plan: Plan, value: Mapping[str, str], unknown: Mapping[str, str]) -> Lines:
    """Waived only when the waiver is known; a test that passes anyway needs no waiver."""
    lines: Lines = []
    for place, name in enumerate(program.all_tests):
        reading = plan.of(program.code, name).reading
        if reading is None:
            continue
        assert reading.requirement is not None, f"{name} is not a test"
        waiver = reading.requirement.waived_by
        waived = [value[waiver]] if waiver else []
        if unknown and waiver:
            waived = [f"{waived[0]} and not ({unknown[waiver]})"]
        passed = value[name]
        if not unknown:
            spared = "".join(f" and not {one}" for one in waived)
            lines += [f"if not {passed}{spared}:", f"    refused |= {1 << place}"]
            continue
        open_ = unknown[name] + (f" or not {passed} and {unknown[waiver]}" if waiver else "")
        branch = ["if " + (f"not ({waived[0]}):" if waived else "True:")]
        lines += [
            *branch,
            *indented(
                [
                    f"if {open_}:",
                    f"    waiting |= {1 << place}",
                    f"elif not {passed}:",
                    f"    refused |= {1 << place}",
                ]
            ),
        ]
    return lines


def _common(program: Program, plan: Plan) -> Lines:
    tests = _read(program, plan, program.tests)
    return [
        f"failed = refused & {tests}",
        f"undecided = waiting & {tests}",
        "level = 0",
        f"outcome = {_INELIGIBLE} if failed != 0 else {_UNDETERMINED} if undecided != 0 else {_ELIGIBLE}",
    ]


def _levels(program: Program, plan: Plan) -> Lines:
    """The first level whose tests all pass; when none can be reached, the tests of the nearest refuse."""
    if not program.levels:
        return []
    masks = [_read(program, plan, level.tests) for level in program.levels]
    lines = ["lacking = 0", "least = 64", "nearest = 0", "gaps = 0", f"sure = outcome == {_ELIGIBLE}"]
    tried: Lines = []
    for place, tests in reversed(list(enumerate(masks, start=1))):
        tried = [
            f"if refused & {tests} != 0:",
            "    lacking += 1",
            f"    if ones(refused & {tests}) <= least:",
            f"        least = ones(refused & {tests})",
            f"        nearest = refused & {tests}",
            *indented(tried),
            f"elif waiting & {tests} != 0:",
            f"    gaps |= waiting & {tests}",
            *indented(tried),
            "elif sure:",
            f"    level = {place}",
        ]
    return [
        *lines,
        *tried,
        f"if lacking == {len(masks)}:",
        f"    outcome = {_INELIGIBLE}",
        "    failed |= nearest",
        f"elif gaps != 0 and outcome == {_ELIGIBLE}:",
        f"    outcome = {_UNDETERMINED}",
        "undecided |= gaps",
    ]


def _answer(program: Program, value: Mapping[str, str], unknown: Mapping[str, str]) -> Lines:
    """Grade, amount and first month of a case that passes; undetermined when the first two cannot be told."""
    lines: Lines = [f"flags = {_FLAG['passed']}"]
    for quantity, flag in (
        (program.grade, "has_grade"),
        (program.amount, "has_amount"),
        (program.start, "has_start"),
    ):
        if quantity and unknown:
            lines += [f"if not ({unknown[quantity]}):", f"    flags |= {_FLAG[flag]}"]
        elif quantity:
            lines.append(f"flags |= {_FLAG[flag]}")
    if unknown:
        open_ = [unknown[name] for name in (program.grade, program.amount) if name]
        lines += [f"if {' or '.join(open_) or 'False'}:", f"    outcome = {_UNDETERMINED}"]
    return [
        "flags = 0",
        f"if outcome == {_ELIGIBLE}:",
        *indented(lines),
        f"if outcome != {_UNDETERMINED}:",
        "    undecided = 0",
    ]
