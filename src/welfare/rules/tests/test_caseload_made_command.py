"""`welfare caseload generate` and `explain`: made-up households, and any one of them in words."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.commands.caseload_made import explain_command, generate_command
from welfare.rules.tests.households import PROGRAM


def said(command: Any, *given: Any, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = command(*given, **options, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("made") / "made.npz")
    assert said(generate_command, path, size=300, seed=1)[0] == 0
    return path


def test_equal_seed_equal_file_and_the_file_says_that_nobody_exists(saved: str, tmp_path: Path) -> None:
    again = tmp_path / "again.npz"
    code, out, err = said(generate_command, str(again), size=300, seed=1)
    assert (code, err) == (0, "")
    assert "300 households" in out and "nobody in this caseload exists" in out
    first = said(explain_command, saved, household=7, programs=[PROGRAM], as_json=True)
    assert said(explain_command, str(again), household=7, programs=[PROGRAM], as_json=True) == first


def test_a_household_is_explained_in_words_and_as_json(saved: str) -> None:
    code, words, _ = said(explain_command, saved, household=0, programs=[PROGRAM])
    assert code == 0
    assert words.startswith("中低收入老人生活津貼\n") and "【審核項目】" in words
    (answer,) = json.loads(said(explain_command, saved, household=0, programs=[PROGRAM], as_json=True)[1])[
        "determinations"
    ]
    assert answer["program"] == PROGRAM
    assert answer["steps"][0]["code"] == "old_enough"


def test_what_cannot_be_done_is_said_without_half_an_answer(saved: str, tmp_path: Path) -> None:
    none = str(tmp_path / "none" / "made.npz")
    assert said(generate_command, none, size=0, seed=1) == (2, "", "--size: at least one household.\n")
    assert said(generate_command, none, size=1, seed=1) == (2, "", f"{none}: No such file or directory.\n")
    assert said(explain_command, none, household=0) == (2, "", f"$: {none}: No such file or directory.\n")
    assert said(explain_command, saved, household=300, programs=[PROGRAM]) == (
        2,
        "",
        "--household: household 300 is not between 0 and 299.\n",
    )
    code, out, err = said(explain_command, saved, household=0, programs=["soup"])
    assert (code, out) == (2, "") and err.startswith("--program: no program 'soup'")
