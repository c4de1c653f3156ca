"""Each program publishes a facts file that fits the schema and is decided as it stands."""

from __future__ import annotations

import io
import json

import jsonschema
import pytest

from welfare.rules.commands.determine import determine_command
from welfare.rules.commands.schema import example_of, schema_command
from welfare.rules.facts.schema import facts_schema
from welfare.rules.registry import programs


@pytest.mark.parametrize("code", programs())
def test_the_example_fits_the_schema_and_is_granted(code: str) -> None:
    example = example_of(code)
    jsonschema.Draft202012Validator(facts_schema()).validate(example)
    out, err = io.StringIO(), io.StringIO()
    stdin = io.StringIO(json.dumps(example))
    assert determine_command("-", programs=[code], as_json=True, stdin=stdin, out=out, err=err) == 0
    (answer,) = json.loads(out.getvalue())["determinations"]
    assert (answer["outcome"], answer["missing"], err.getvalue()) == ("eligible", [], "")
    assert len(answer["counted_persons"]) > 1


@pytest.mark.parametrize("code", programs())
def test_the_people_of_an_example_are_marked_as_made_up(code: str) -> None:
    example = example_of(code)
    assert "合成資料" in example["note"]
    assert all(person["name"][1] == "測" for person in example["persons"])


def test_an_example_is_printed_as_a_file_one_can_determine() -> None:
    out, err = io.StringIO(), io.StringIO()
    assert schema_command(example="senior_living_allowance", out=out, err=err) == 0
    assert json.loads(out.getvalue()) == example_of("senior_living_allowance")
    assert err.getvalue() == ""


def test_an_example_of_a_program_that_does_not_exist_is_refused() -> None:
    out, err = io.StringIO(), io.StringIO()
    assert schema_command(example="soup", out=out, err=err) == 2
    assert out.getvalue() == ""
    assert err.getvalue().startswith("--example: no program 'soup'; there are: ")
