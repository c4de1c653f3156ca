"""A case file that cannot be used is refused with file, case and key; a difference is shown with both
sides."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.casebook import InvalidCases, cases_of_programs, read_cases, reading, run_case
from welfare.rules.casebook.observing import same
from welfare.rules.casebook.running import facts_of
from welfare.rules.commands.cases import cases_command

PROGRAM = "program: senior_living_allowance\n"
WIDOW = "  - name: 寡婦\n    persons: [{id: 本人}]\n    expect: {outcome: eligible, monthly_amount: 8329}\n"


def a_file(folder: Path, text: str, name: str = "book.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refused(path: Path) -> tuple[str, ...]:
    with pytest.raises(InvalidCases) as invalid:
        for case in read_cases([path]):
            run_case(case)
    return invalid.value.problems


def command(*paths: object, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return cases_command(list(map(str, paths)), out=out, err=err, **options), out.getvalue(), err.getvalue()


def test_every_program_has_cases_of_its_own() -> None:
    assert {case.program for case in cases_of_programs()} >= {"senior_living_allowance"}
    assert {case.program for case in cases_of_programs("senior_living_allowance")} == {
        "senior_living_allowance"
    }


def test_a_case_file_may_lie_anywhere_when_it_names_its_program(tmp_path: Path) -> None:
    path = a_file(tmp_path, f"{PROGRAM}cases:\n{WIDOW}")
    code, out, err = command(path)
    assert (code, out, err) == (0, "共 1 案：相符 1，不同 0，不計算 0。\n", "")
    a_file(tmp_path, "applicant: {days_in_taiwan: 1}", "defaults.yaml")
    assert command(tmp_path) == (code, out, err)


def test_what_a_case_leaves_out_comes_from_the_nearest_layer(tmp_path: Path) -> None:
    text = (
        f"{PROGRAM}case: {{jurisdiction: 臺北市}}\ncommon: {{days_in_taiwan: 100}}\n"
        "applicant: {sex: female, days_in_taiwan: 200}\n"
        "cases:\n  - name: 甲\n    persons: [{id: 本人}, {id: 長子, parents: [本人], born_on: 1990-01-01}]\n"
        "    expect: {outcome: eligible}\n"
        "  - name: 乙\n    applicant: 後\n    listed: [先, 後]\n    jurisdiction: 花蓮縣\n"
        "    persons: [{id: 先}, {id: 後, registered_county: 宜蘭縣}]\n    expect: {outcome: eligible}\n"
    )
    first, second = read_cases([a_file(tmp_path, text)])
    alone, other = facts_of(first), facts_of(second)
    assert (alone["jurisdiction"], alone["applicant"], alone["listed"]) == ("63000", "本人", ["本人"])
    assert [p["days_in_taiwan"] for p in alone["persons"]] == [200, 100]
    assert [p["registered_county"] for p in alone["persons"]] == ["63000", "63000"]
    assert (alone["persons"][0]["sex"], alone["persons"][0]["born_on"]) == ("female", "1954-03-02")
    assert (other["jurisdiction"], other["applicant"], other["listed"]) == ("10015", "後", ["先", "後"])
    assert [p["registered_county"] for p in other["persons"]] == ["10015", "10002"]
    assert [p["days_in_taiwan"] for p in other["persons"]] == [100, 200]


def test_a_difference_is_printed_with_both_sides(tmp_path: Path) -> None:
    text = (
        f"{PROGRAM}cases:\n  - name: 寡婦\n    persons: [{{id: 本人}}]\n"
        "    expect:\n      outcome: ineligible\n      class: null\n      counted: [本人, 長子]\n"
        "      people: {本人: {age: 71, able_to_work: false, colour: red, roots: [本人]}, 長子: {age: 3}}\n"
        "      steps: {old_enough: {limit: 65, value: 71}, tall_enough: {status: passed}}\n"
        "      binding: long_enough_in_taiwan\n      rung: {長子: tax}\n      excluded: {長女: 7}\n"
    )
    code, out, _ = command(a_file(tmp_path, text))
    assert code == 1
    assert out.splitlines()[1:] == [
        "　　outcome：預期 ineligible，得到 eligible",
        "　　class：預期 —，得到 tier_1",
        '　　counted：預期 ["本人", "長子"]，得到 ["本人"]',
        "　　people.本人.age：預期 71，得到 72",
        "　　people.本人.colour：預期 red，得到 沒有這個欄位",
        '　　people.長子：預期 {"age": 3}，得到 不在應計算人口內',
        "　　steps.old_enough.value：預期 71，得到 72",
        '　　steps.tall_enough：預期 {"status": "passed"}，得到 沒有這一項審核',
        "　　rung.長子：預期 tax，得到 不在應計算人口內",
        "　　excluded.長女：預期 7，得到 —",
        "共 1 案：相符 0，不同 1，不計算 0。",
    ]


def test_a_limit_that_is_not_the_nearest_is_named(tmp_path: Path) -> None:
    text = one("name: 甲", PERSON, "expect: {binding: income_within_consumption}")
    (case,) = read_cases([a_file(tmp_path, text)])
    (difference,) = run_case(case).differences
    assert difference.expected == "income_within_consumption"
    assert "income_within_multiple" in difference.found.split("、")


@pytest.mark.parametrize(
    ("expected", "found", "equal"),
    [
        (True, 1, False),
        (1, True, False),
        (False, False, True),
        ("38787", 38787, False),
        (None, None, True),
        (["a"], ["a"], True),
    ],
)
def test_a_truth_value_is_no_number_and_a_text_no_amount(expected: Any, found: Any, equal: bool) -> None:
    assert same(expected, found) is equal


@pytest.mark.parametrize(
    ("written", "equal"),
    [
        (38787.5, True),
        ("77575/2", True),
        ("38787.5", True),
        (38788, False),
        ("some", False),
        (True, False),
        (None, False),
    ],
)
def test_an_exact_amount_may_be_written_in_three_ways(written: Any, equal: bool) -> None:
    assert same(written, Fraction(77575, 2)) is equal


def test_of_a_test_the_status_alone_may_be_expected(tmp_path: Path) -> None:
    text = one("name: 甲", PERSON, "expect: {steps: {old_enough: passed, lives_here: failed}}")
    (case,) = read_cases([a_file(tmp_path, text)])
    (difference,) = run_case(case).differences
    assert (difference.key, difference.expected, difference.found) == ("steps.lives_here", "failed", "passed")


def test_a_case_may_assume_a_figure_otherwise_than_it_stands(tmp_path: Path) -> None:
    text = one("name: 甲", PERSON, "assume: {minimum_age: 80}", "expect: {failed: [old_enough]}")
    assert command(a_file(tmp_path, text))[0] == 0


def test_a_refusal_can_be_expected(tmp_path: Path) -> None:
    text = (
        f"{PROGRAM}cases:\n  - name: 自己的父母\n    persons: [{{id: 本人, parents: [本人]}}]\n"
        '    expect: {refused: ["$.persons[0].parents"]}\n'
        "  - name: 其實可以\n    persons: [{id: 本人}]\n    expect: {refused: [$.persons]}\n"
    )
    code, out, _ = command(a_file(tmp_path, text), show="自己")
    assert code == 1
    assert '　　refused：預期 ["$.persons"]，得到 []' in out
    assert "共 2 案：相符 1，不同 1，不計算 0。" in out


def test_a_case_that_cannot_be_computed_says_why(tmp_path: Path) -> None:
    text = f"{PROGRAM}cases:\n  - name: 舊法\n    not_computed: 舊法未載入\n"
    path = a_file(tmp_path, text)
    code, out, _ = command(path, show="舊法")
    assert code == 0
    assert out.splitlines()[1:] == [
        "【舊法】",
        "舊法未載入",
        f"不計算　senior_living_allowance，{path}，「舊法」：舊法未載入",
        "共 1 案：相符 0，不同 0，不計算 1。",
    ]


def test_the_explanation_of_a_case_can_be_read(tmp_path: Path) -> None:
    out = command(a_file(tmp_path, f"{PROGRAM}cases:\n{WIDOW}"), show="寡")[1]
    assert "【審核項目】" in out
    assert "【審核項目】" not in command(tmp_path, show="鰥")[1]


def test_the_cases_of_one_program_can_be_asked_for(tmp_path: Path) -> None:
    path = a_file(tmp_path, f"{PROGRAM}cases:\n{WIDOW}")
    assert "共 1 案" in command(path, program_code="senior_living_allowance")[1]
    assert "共 1 案" in command(path, program_code="senior_living_allowance")[1]
    assert "共 0 案" in command(path, program_code="disability_living_subsidy")[1]
    own = len(cases_of_programs("senior_living_allowance"))
    assert f"共 {own} 案：相符 {own}，" in command(program_code="senior_living_allowance")[1]
    code, out, err = command(path, program_code="soup")
    assert (code, out) == (2, "")
    assert "--program: no program 'soup'" in err


def test_one_document_says_what_differs(tmp_path: Path) -> None:
    text = (
        f"{PROGRAM}cases:\n{WIDOW}"
        "  - name: 判決\n    covers: [K1]\n    official: {outcome: 否准, source: 訴願決定, known: 只有總額}\n"
        "    persons: [{id: 本人}]\n    expect: {outcome: ineligible}\n"
        "  - name: 舊法\n    not_computed: 舊法未載入\n"
    )
    code, out, _ = command(a_file(tmp_path, text), as_json=True)
    document = json.loads(out)
    assert (code, document["different"]) == (1, 1)
    widow, ruling, old = document["cases"]
    assert (widow["name"], widow["outcome"], widow["differences"]) == ("寡婦", "eligible", [])
    assert ruling["official"]["known"] == "只有總額"
    assert ruling["covers"] == ["K1"]
    assert ruling["differences"] == [{"key": "outcome", "expected": "ineligible", "found": "eligible"}]
    assert (old["not_computed"], old["outcome"]) == ("舊法未載入", None)


ONE = f"{PROGRAM}cases:\n"
PERSON = "persons: [{id: a}]"
EXPECT = "expect: {outcome: eligible}"


def one(*lines: str) -> str:
    """A book with one case made of these lines."""
    return f"{ONE}  - " + "\n    ".join(lines)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "a case file is a mapping with `cases`."),
        ("- a", "a case file is a mapping with `cases`."),
        ("a: [", "not YAML"),
        ("a: 1\na: 2", "line 2: 'a' stands here twice."),
        (PROGRAM, "cases: at least one case"),
        (f"{PROGRAM}cases: []", "cases: at least one case"),
        (f"{PROGRAM}cases: 5", "cases: at least one case"),
        (f"{PROGRAM}colour: red\ncases:\n{WIDOW}", "colour: unknown key; a file has applicant, case, cases"),
        (f"{PROGRAM}common: 5\ncases:\n{WIDOW}", "common: a mapping is expected."),
        (f"program: soup\ncases:\n{WIDOW}", "program: 'soup' is not one of: "),
        (f"cases:\n{WIDOW}", "program: '' is not one of: "),
        (one("5"), "「第 1 案」, a case is a mapping"),
        (one(PERSON, EXPECT), "「第 1 案」, name: a text is expected."),
        (one("name: 5", PERSON, EXPECT), "「5」, name: a text is expected."),
        (one("name: ' '", PERSON, EXPECT), "name: a text is expected."),
        (f"{ONE}{WIDOW}{WIDOW}", "「寡婦」, name: another case has this name."),
        (one("name: 甲", EXPECT), "「甲」, persons: a list of persons"),
        (one("name: 甲", "persons: []", EXPECT), "persons: a list"),
        (one("name: 甲", "persons: 5", EXPECT), "persons: a list"),
        (one("name: 甲", "persons: [5]", EXPECT), "persons: a list"),
        (one("name: 甲", "persons: [{sex: male}]", EXPECT), "persons: a list"),
        (one("name: 甲", PERSON), "「甲」, expect: a case says what it expects"),
        (one("name: 甲", "not_computed: x", EXPECT), "expect: a case says what"),
        (one("name: 甲", PERSON, "expect: 5"), "expect: a mapping is expected."),
        (one("name: 甲", PERSON, "expect: {colour: red}"), "expect.colour: unknown key; there are: outcome"),
        (one("name: 甲", PERSON, "expect: {counted: a}"), "expect.counted: a list is expected."),
        (one("name: 甲", PERSON, "expect: {class: 5}"), "expect.class: a text is expected."),
        (
            one("name: 甲", PERSON, "expect: {effective_from: x}"),
            "expect.effective_from: a date is expected.",
        ),
        (one("name: 甲", PERSON, "covers: K1", EXPECT), "covers: a list of texts is expected."),
        (one("name: 甲", PERSON, "covers: [1]", EXPECT), "covers: a list of texts is expected."),
        (one("name: 甲", PERSON, "official: 5", EXPECT), "official: a mapping of known, outcome, source"),
        (one("name: 甲", PERSON, "official: {outcome: x}", EXPECT), "official: a mapping of known, outcome"),
        (one("name: 甲", PERSON, "expect: {people: {a: 5}}"), "expect.people.a: a mapping is expected."),
        (one("name: 甲", PERSON, "expect: {steps: {b: 5}}"), "expect.steps.b: a mapping or a status is"),
        (one("name: 甲", PERSON, "assume: 5", EXPECT), "assume: a mapping is expected, parameter: value."),
        (one("name: 甲", PERSON, "assume: {rate: 5}", EXPECT), "「甲」, assume, $.10015.rate: no parameter"),
        (one("name: 甲", "on: 5", PERSON, EXPECT), "「甲」, on: 5 is not a date"),
        (
            one("name: 甲", "on: 2026-01-01 10:00:00", PERSON, EXPECT),
            "is not a date; write it as 2026-11-20.",
        ),
        (one("name: 甲", "shoes: 5", PERSON, EXPECT), "「甲」, $.shoes: unknown field"),
        (one("name: 甲", "jurisdiction: 5", PERSON, EXPECT), "「甲」, $.jurisdiction: 5 is not one of"),
    ],
)
def test_a_fault_names_file_case_and_key(tmp_path: Path, text: str, fault: str) -> None:
    path = a_file(tmp_path, text)
    problems = refused(path)
    assert all(problem.startswith((f"{path}，", f"{path}, ")) for problem in problems)
    assert fault in "\n".join(problems)


def test_faults_of_all_cases_are_named_at_once(tmp_path: Path) -> None:
    bad = "  - name: {name}\n    shoes: 1\n    persons: [{{id: a}}]\n    expect: {{outcome: eligible}}\n"
    path = a_file(tmp_path, ONE + bad.format(name="甲") + bad.format(name="乙"))
    code, out, err = command(path)
    assert (code, out) == (2, "")
    assert [line.split("，")[1].split(",")[0] for line in err.splitlines()] == ["「甲」", "「乙」"]


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"
    assert refused(missing) == (f"{missing}: No such file or directory.",)
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"name: \xe9")
    assert refused(path) == (f"{path}, not UTF-8 text.",)
    dates = a_file(tmp_path, "on: 2026-02-30", "dates.yaml")
    assert "not YAML: day is out of range" in refused(dates)[0]


def test_a_fault_in_a_programs_own_file_is_named_from_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "senior_living_allowance" / "cases"
    folder.mkdir(parents=True)
    path = a_file(folder, "cases:\n  - name: 甲\n    persons: [{id: 本人}]\n    expect: {shape: round}\n")
    assert refused(path)[0].startswith("senior_living_allowance/cases/book.yaml，「甲」, expect.shape")


def test_defaults_hold_no_cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_folder", lambda program: tmp_path)
    a_file(tmp_path, f"cases:\n{WIDOW}", "defaults.yaml")
    path = a_file(tmp_path, f"{PROGRAM}cases:\n{WIDOW}")
    assert "cases: unknown key; a file has applicant, case, common." in refused(path)[0]


def test_a_program_may_do_without_defaults_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_folder", lambda program: tmp_path / "nothing")
    assert command(a_file(tmp_path, f"{PROGRAM}cases:\n{WIDOW}"))[0] == 0
