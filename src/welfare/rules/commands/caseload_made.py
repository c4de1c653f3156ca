"""`welfare caseload generate` and `welfare caseload explain`: a made-up caseload to try things on, and one
household of a saved one in words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from welfare.rules.caseload import Caseload, InvalidCaseload, compute_all
from welfare.rules.caseload.synthetic import NOTE, ON, generate
from welfare.rules.commands.speaking import chosen, print_json, refuse
from welfare.rules.registry import UnknownProgram


def generate_command(
    path: str,
    *,
    size: int,
    seed: int,
    on: date | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Write `size` made-up households to `path` (.npz); equal seed, equal file."""
    if size < 1:
        return refuse(err or sys.stderr, ["--size: at least one household."])
    made = generate(size, seed, on=on or ON)
    try:
        made.save(Path(path))
    except OSError as error:
        return refuse(err or sys.stderr, [f"{path}: {error.strerror}."])
    print(
        f"{path}: {len(made):,} households, {made.persons_count:,} persons; {NOTE}.", file=out or sys.stdout
    )
    return 0


def explain_command(
    path: str,
    *,
    household: int,
    programs: Sequence[str] = (),
    on: date | None = None,
    as_json: bool = False,
    demo: bool = False,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Explain household number `household`, from 0, of a saved caseload for each program."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        caseload = Caseload.load(path)
        runs = compute_all(chosen(programs), caseload, on=on, demo=demo)
        answers = [run.explain(household) for run in runs.values()]
    except UnknownProgram as unknown:
        return refuse(err, [f"--program: {unknown}."])
    except InvalidCaseload as invalid:
        return refuse(err, map(str, invalid.problems))
    except IndexError as outside:
        return refuse(err, [f"--household: {outside}"])
    if as_json:
        print_json(out, {"determinations": [answer.as_json() for answer in answers]})
    else:
        print("\n\n".join(f"{one.program_zh}\n{one.text('zh', 'long')}" for one in answers), file=out)
    return 0
