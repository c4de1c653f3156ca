"""Bad input to `welfare determine`, as a process sees it: exit code 2, one sentence with its place, no half
answer."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from welfare.project import cli
from welfare.rules.tests.households import PROGRAM, a_household, a_person

CHILD = {"born_on": "1990-01-01", "parents": ["p1"]}
NONE = "$.jurisdiction: no parameters of senior_living_allowance for 10015"
LATE = {
    "investigated_on": "2030-01-05",
    "documents_complete_on": "2030-01-05",
    "as_of": "2030-01-05",
}


def determine(
    raw: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *options: str
) -> tuple[int, str, str]:
    """Exit code, standard output and error stream of `welfare determine - --json` fed with this."""
    text = raw if isinstance(raw, str) else json.dumps(raw)
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    try:
        code = cli.main(["determine", "-", "--json", *options])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (
            a_household(a_person("p1", parents=["p1"])),
            "$.persons[0].parents: a person cannot be their own parent.",
        ),
        (
            a_household(
                a_person("p1", parents=["p2"], born_on=None), a_person("p2", parents=["p1"], born_on=None)
            ),
            "$.persons[0].parents: the parents form a circle: a person would be their own ancestor.",
        ),
        (
            a_household(a_person("p1", spouse="p2"), a_person("p2"), a_person("p3", spouse="p2")),
            "$.persons[0].spouse: 'p2' is named as spouse by 'p3' as well: two spouses.",
        ),
        (
            a_household(
                a_person("p1", spouse="p2"), a_person("p2", spouse="p3"), a_person("p3", spouse="p2")
            ),
            "$.persons[0].spouse: 'p2' is already the spouse of 'p3': two spouses.",
        ),
        (
            a_household(a_person("p1", spouse="p2"), a_person("p2", **CHILD)),
            "$.persons[0].spouse: a parent or child cannot be the spouse.",
        ),
        (
            a_household(a_person("p1"), a_person("p2", **CHILD, spouse="p1")),
            "$.persons[1].spouse: a parent or child cannot be the spouse.",
        ),
        (
            a_household(a_person("p1"), a_person("p2", parents=["p1"], born_on="1954-03-02")),
            "$.persons[1].parents: the parent 'p1' was born on 1954-03-02, not before the child.",
        ),
        (
            a_household(a_person("p1", born_on="2026-11-21")),
            "$.persons[0].born_on: 2026-11-21 lies after the case (2026-11-20): a birth in the future.",
        ),
        (a_household(a_person("p1", wage_proof=-1)), "$.persons[0].wage_proof: -1 is negative;"),
        (
            a_household(a_person("p1", deposits=[{"amount": 0.5}])),
            "$.persons[0].deposits[0].amount: expected",
        ),
        (
            a_household(a_person("p1", wage_proof="5000")),
            "$.persons[0].wage_proof: expected an amount in NT$",
        ),
        (
            a_household(a_person("p1", marital_state="happy")),
            "$.persons[0].marital_state: 'happy' is not one of",
        ),
        (a_household(jurisdiction="99999"), "$.jurisdiction: '99999' is not one of: "),
        (a_household(a_person("p1", tax_wage=360_000)), "$.persons[0].tax_wage: data from the tax register"),
        (
            a_household(a_person("p1", income=[{"kind": "rent", "amount": 1, "period": "year"}])),
            "$.persons[0].income[0]: data from the tax register needs its `data_year`",
        ),
        (a_household(**LATE), f"{NONE} on 2030-01-05; they end on 2027-12-31."),
        (
            a_household(given={"household_income": True}),
            "$.given.household_income: household_income is a whole number.",
        ),
        (a_household(given={"keeps_older_list": 1}), "$.given.keeps_older_list: "),
        (a_household(given={"age": 70}), "$.given.age: "),
        (
            a_household(given={"work_income": 5}),
            "$.given.work_income: work_income is not a quantity of a case.",
        ),
        (
            a_household(a_person("p1", given={"household_income": 5})),
            "$.persons[0].given.household_income: household_income is not a quantity of a person.",
        ),
        (
            a_household(
                confirmed_parameters=[
                    {"name": "basic_wage", "value": 1, "source": "x", "by": "y", "on": "2026-11-01"}
                ]
            ),
            "$.confirmed_parameters[0].name: basic_wage is announced as 29500 (",
        ),
        (a_household(given={"shoes": 1}), "$.given.shoes: senior_living_allowance has no quantity"),
        (
            a_household(
                confirmed_parameters=[
                    {"name": "real_estate_limit", "value": True, "source": "x", "by": "y", "on": "2026-11-01"}
                ]
            ),
            "$.confirmed_parameters[0].value: real_estate_limit is a whole number.",
        ),
        (
            a_household(
                confirmed_parameters=[
                    {"name": "tier_line_inclusive", "value": 1, "source": "x", "by": "y", "on": "2026-11-01"}
                ]
            ),
            "$.confirmed_parameters[0].value: tier_line_inclusive is true or false.",
        ),
        ('{"a": 1', "$: not JSON: "),
        ("", "$: not JSON: Expecting value in line 1, column 1."),
        (
            '{"jurisdiction": "10015", "jurisdiction": "63000"}',
            "$: the key 'jurisdiction' stands twice in one object.",
        ),
        ('{"applicant": "\\ud800"}', "$: a text holds half a character"),
        ("[" * 100_000, "$: not a facts file: nested too deeply."),
        ('{"applicant": ' + "9" * 5000 + "}", "$: Exceeds the limit"),
        ("null", "$: expected an object, found nothing."),
        (a_household(a_person("p1", wage_proof=float("nan"))), "$.persons[0].wage_proof: expected an amount"),
    ],
)
def test_bad_facts_are_refused_with_their_place_and_without_half_an_answer(
    raw: Any, sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = determine(raw, capsys, monkeypatch, "--program", PROGRAM)
    assert (code, out) == (2, "")
    assert any(line.startswith(sentence) for line in err.splitlines()), err


def test_the_day_asked_for_must_be_a_day_the_law_here_knows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, sentence in (
        ("2019-12-31", f"{NONE} on 2019-12-31; they begin on 2020-01-01."),
        ("2028-01-01", f"{NONE} on 2028-01-01; they end on 2027-12-31."),
        ("2026-13-01", "argument --on: '2026-13-01' is not a date; write it as 2026-11-20"),
        ("soon", "argument --on: 'soon' is not a date;"),
    ):
        raw = a_household(a_person("p1", born_on="1940-01-01"), as_of="2019-01-01")
        code, out, err = determine(raw, capsys, monkeypatch, "--program", PROGRAM, "--on", day)
        assert (code, out) == (2, "")
        assert sentence in err
    assert determine(a_household(), capsys, monkeypatch, "--program", PROGRAM, "--on", "2027-12-31")[0] == 0
    late = a_household(a_person("p1"), a_person("p2", born_on="2026-11-18", parents=["p1"]))
    code, out, err = determine(late, capsys, monkeypatch, "--program", PROGRAM, "--on", "2026-11-17")
    assert (code, out, err) == (2, "", "$.persons[1].born_on: 2026-11-18 lies after 2026-11-17.\n")


def test_an_unknown_program_is_refused_with_the_list_of_those_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = determine(a_household(), capsys, monkeypatch, "--program", "soup")
    assert (code, out) == (2, "")
    assert err.startswith("--program: no program 'soup'; there are: ")
    assert PROGRAM in err


def test_a_value_given_for_one_program_does_not_spoil_the_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person("p1", given={"is_able_member": False, "age": 70})
    limit = {"name": "tier_line", "value": 23_000, "source": "x", "by": "y", "on": "2026-11-01"}
    raw = a_household(person, given={"tier_limit": 30_000, "household_movable": 5}, jurisdiction="64000")
    code, _, err = determine(raw, capsys, monkeypatch)
    assert (code, err) == (
        2,
        "$.persons[0].given.age: disability_living_subsidy has no quantity with this name.\n",
    )
    del raw["persons"][0]["given"]["age"]
    code, out, err = determine(raw, capsys, monkeypatch)
    assert (code, err) == (0, "")
    assert {one["program"] for one in json.loads(out)["determinations"]} >= {
        PROGRAM,
        "disability_living_subsidy",
    }
    raw["confirmed_parameters"] = [limit]
    assert determine(raw, capsys, monkeypatch)[0] == 0
    raw["confirmed_parameters"] = [{**limit, "name": "shoe_size"}]
    assert "has no parameter 'shoe_size'" in determine(raw, capsys, monkeypatch)[2]


def test_files_that_are_not_there_no_text_or_marked_by_an_editor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin, marked = tmp_path / "latin.json", tmp_path / "marked.json"
    latin.write_bytes(b'{"applicant": "\xe9"}')
    marked.write_text(json.dumps(a_household()), "utf-8-sig")
    assert cli.main(["determine", str(latin)]) == 2
    assert capsys.readouterr() == ("", "$: not UTF-8 text.\n")
    assert cli.main(["determine", str(tmp_path)]) == 2
    assert capsys.readouterr() == ("", f"$: {tmp_path}: Is a directory.\n")
    assert cli.main(["determine", str(marked), "--program", PROGRAM]) == 0
    assert capsys.readouterr().out.startswith("中低收入老人生活津貼（2026-11-20，規則 ")


def test_a_real_process_ends_with_two_and_says_why_on_the_error_stream(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(a_household(a_person("p1", wage_proof=-1))), "utf-8")
    command = [sys.executable, "-m", "welfare.project.cli", "determine", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "$.persons[0].wage_proof: -1 is negative; an amount in NT$ is 0 or more.\n"
