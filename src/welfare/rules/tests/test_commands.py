"""The command line: exit codes, sentences with their place, one JSON document."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from welfare.rules.commands import determine_command, params_command, schema_command
from welfare.rules.tests.households import a_household, a_person


def run(command: Any, *args: Any, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return command(*args, out=out, err=err, **options), out.getvalue(), err.getvalue()


def test_a_file_is_determined_and_printed_as_one_document(tmp_path: Any) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(a_household()), "utf-8")
    code, out, err = run(determine_command, str(path), as_json=True)
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
    _, out, _ = run(params_command, on=date(2026, 11, 22), jurisdiction="10015", as_json=True)
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
    assert run(params_command, jurisdiction="1")[0] == 2


def test_the_rules_load_neither_django_nor_a_network_library() -> None:
    script = (
        "import sys, welfare.rules.commands, welfare.rules.registry as registry; "
        "registry.programs(); print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.replace("'", '"')))
    assert not loaded & {"django", "psycopg", "requests", "httpx", "jsonschema", "socket", "ssl"}
