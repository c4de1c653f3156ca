"""The command line: exit codes, sentences with their place, one JSON document."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.commands.determine import determine_command
from welfare.rules.commands.params import params_command
from welfare.rules.commands.schema import schema_command
from welfare.rules.tests.households import PROGRAM, a_household, a_person, pension


def run(command: Any, *args: Any, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return command(*args, out=out, err=err, **options), out.getvalue(), err.getvalue()


def test_a_file_is_determined_and_printed_as_one_document(tmp_path: Any) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(a_household()), "utf-8")
    code, out, err = run(determine_command, str(path), programs=[PROGRAM], as_json=True)
    answer = json.loads(out)["determinations"][0]
    assert (code, err) == (0, "")
    assert (answer["program"], answer["outcome"], answer["class"]) == (
        "senior_living_allowance",
        "eligible",
        "tier_1",
    )
    assert answer["on"] == "2026-11-20"


def test_the_answer_is_readable_without_json() -> None:
    code, out, _ = run(determine_command, "-", stdin=io.StringIO(json.dumps(a_household())))
    assert code == 0
    assert "符合第一級，每月 8,329 元。" in out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"jurisdiction"', "$: not JSON: "),
        (json.dumps(a_household(colour=1)), "$.colour: unknown field"),
        (json.dumps(a_household(a_person("p1", wage_proof=-5))), "$.persons[0].wage_proof: -5 is negative"),
        (json.dumps(a_household(a_person("p1"), given={"shoes": 4})), "$.given.shoes: "),
    ],
)
def test_unusable_facts_exit_two_with_one_sentence_each(text: str, sentence: str) -> None:
    code, out, err = run(determine_command, "-", stdin=io.StringIO(text))
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert err.count("\n") == 1


def test_a_missing_file_and_an_unknown_program_exit_two() -> None:
    assert run(determine_command, "/no/such/file.json")[0] == 2
    code, _, err = run(determine_command, "-", programs=["x"], stdin=io.StringIO(json.dumps(a_household())))
    assert code == 2
    assert "no program 'x'" in err


def test_the_schema_is_printed_and_other_names_refused() -> None:
    assert json.loads(run(schema_command)[1])["$id"] == "urn:welfare:facts:1"
    assert run(schema_command, "cases")[0] == 2


def test_parameters_show_value_source_and_status() -> None:
    _, out, _ = run(
        params_command, on=date(2026, 11, 22), jurisdiction="10015", program=PROGRAM, as_json=True
    )
    rows = {row["name"]: row for row in json.loads(out)["parameters"]}
    assert rows["tier_one_amount"]["value"] == 8329
    assert rows["real_estate_limit"] | {"value": None, "status": "unknown"} == rows["real_estate_limit"]
    assert all(row["source"] or row["note"] for row in rows.values())


def test_stale_lists_what_nobody_confirmed_this_year() -> None:
    _, out, _ = run(params_command, on=date(2026, 11, 22), jurisdiction="10015", stale=True, as_json=True)
    stale = {row["name"] for row in json.loads(out)["parameters"]}
    assert "real_estate_limit" in stale
    assert "basic_wage" not in stale
    _, later, _ = run(params_command, on=date(2027, 2, 1), jurisdiction="10015", stale=True, as_json=True)
    assert "basic_wage" in {row["name"] for row in json.loads(later)["parameters"]}


def test_without_a_jurisdiction_every_level_is_listed() -> None:
    _, out, _ = run(params_command, on=date(2026, 11, 22), program="senior_living_allowance", as_json=True)
    levels = {row["jurisdiction"] for row in json.loads(out)["parameters"]}
    assert {"central", "taiwan_province", "taipei", "hualien"} <= levels
    assert {"in_force", "planned", "unknown"} <= {row["status"] for row in json.loads(out)["parameters"]}


def test_a_name_that_several_programs_use_is_listed_for_each() -> None:
    _, out, _ = run(params_command, on=date(2026, 11, 22), jurisdiction="10015", as_json=True)
    rows = [row for row in json.loads(out)["parameters"] if row["name"] == "days_required"]
    assert {row["folder"] for row in rows} == {
        "disability_living_subsidy",
        "low_income_living_support",
        "senior_living_allowance",
    }
    shared = [row for row in json.loads(out)["parameters"] if row["name"] == "basic_wage"]
    assert len(shared) == 1


@pytest.mark.parametrize("county", ["10015", "花蓮縣", "hualien"])
def test_a_county_reads_its_figures_with_unit_period_and_source(county: str) -> None:
    code, out, _ = run(params_command, on=date(2026, 11, 22), jurisdiction=county, program=PROGRAM)
    lines = {line.partition("　")[0]: line for line in out.splitlines()}
    assert code == 0
    tier_line = lines["senior_living_allowance.tier_line"]
    assert "　第一級標準（每人每月）：23,273 元（臺灣省，現行，2026-01-01 至 2026-12-31）　" in tier_line
    assert "：—（花蓮縣，不明，2022-01-01 起）　" in lines["senior_living_allowance.real_estate_limit"]
    assert "：否（中央，現行，2020-01-01 起）" in lines["senior_living_allowance.tier_line_inclusive"]
    assert re.fullmatch(r"2026-11-22：\d+ 項（現行 \d+，尚未確認 \d+，不明 \d+）。", out.splitlines()[-1])


def test_what_no_level_has_on_a_day_is_listed_once_as_unknown() -> None:
    _, out, _ = run(params_command, on=date(2012, 6, 30), program=PROGRAM)
    assert (
        "public_assistance.basic_wage　基本工資（最低工資）每月金額：—（中央，不明）　2012-06-30 尚無登錄"
        in out
    )
    _, out, _ = run(params_command, on=date(2012, 6, 30), program=PROGRAM, stale=True)
    assert "basic_wage" in out


def test_an_unknown_county_or_program_is_refused_by_name() -> None:
    assert run(params_command, jurisdiction="1") == (2, "", "--jurisdiction: no county has the code '1'.\n")
    code, out, err = run(params_command, program="soup")
    assert (code, out) == (2, "")
    assert err.startswith("--program: no program 'soup'; there are: ")


def test_the_rules_load_neither_django_nor_a_network_library() -> None:
    script = (
        "import sys, welfare.rules.commands.determine, welfare.rules.registry as registry; "
        "registry.programs(); print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.replace("'", '"')))
    assert not loaded & {
        "django",
        "psycopg",
        "requests",
        "httpx",
        "jsonschema",
        "socket",
        "ssl",
        "numpy",
        "numba",
    }


def what_if(folder: Path, text: str) -> str:
    path = folder / "what-if.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def determined(person: dict[str, Any], overlay: str, **options: Any) -> tuple[int, str, str]:
    stdin = io.StringIO(json.dumps(a_household(person)))
    return run(determine_command, "-", programs=[PROGRAM], overlay=overlay, stdin=stdin, **options)


TWICE = (
    "title: 七月調升\ncentral:\n  senior_living_allowance.apply_planned_rise:\n"
    "    - {from: 2026-07-01, value: true, source: 試算}\n"
)
LOWER = "臺灣省:\n  minimum_living_expense:\n    - {from: 2026-01-01, value: 15000, source: 試算}\n"


def test_a_what_if_file_gives_both_answers_and_the_difference(tmp_path: Path) -> None:
    code, out, err = determined(a_person("p1"), what_if(tmp_path, TWICE), as_json=True)
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["overlay"]["title"] == "七月調升"
    assert [one["monthly_amount"] for one in document["determinations"]] == [8329]
    assert [one["monthly_amount"] for one in document["with_overlay"]] == [10286]
    (difference,) = document["differences"]
    assert (difference["effect"], difference["difference_a_month"], difference["difference_a_year"]) == (
        "wins",
        1957,
        23484,
    )
    assert difference["steps"] == []


def test_a_person_reads_what_changes_before_the_two_answers(tmp_path: Path) -> None:
    person = a_person("p1", income=pension(38_000))
    code, out, _ = determined(person, what_if(tmp_path, LOWER))
    assert code == 0
    assert out.splitlines()[:7] == [
        "假設：what-if",
        "",
        "中低收入老人生活津貼：減少",
        "現行：符合第二級，每月 4,164 元。",
        "假設：不符合中低收入老人生活津貼。",
        "每月減少 4,164 元，一年 49,968 元。",
        "・每人每月收入：38,000 元，標準 38,787.5 → 37,500 元（符合 → 不符合）",
    ]
    assert out.count("【審核項目】") == 2
    assert out.index("【現行】") < out.index("【假設】")


def test_a_faulty_what_if_file_exits_two_without_half_an_answer(tmp_path: Path) -> None:
    code, out, err = determined(a_person("p1"), what_if(tmp_path, "central: {rate: []}"))
    assert (code, out) == (2, "")
    assert err == "what-if.yaml, $.central.rate: no parameter has this name; see `welfare params`.\n"
