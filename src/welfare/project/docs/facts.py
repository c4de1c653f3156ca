"""docs/reference/facts.md: the facts file field by field, made from its published schema."""

import json
from collections.abc import Iterator
from typing import Any

from welfare.rules.commands.schema import example_of
from welfare.rules.facts.schema import facts_schema
from welfare.rules.registry import programs

_HEAD = """\
# Facts

Made by `welfare docs` from `welfare schema facts`; do not edit. The facts file is the interface of the rules:
whatever collects the facts (this system, another one, a person with an editor) hands them over in this form.

- Absent or `null` is unknown, never no. Unknown fields are refused.
- A value stands alone (`"days_in_taiwan": 360`) or with its origin:
  `{"value": 402000, "source": "財稅資料", "as_of": "2026-11-18", "data_year": 2024}`. `source` and
  `as_of` may also stand on the person or on the file. Data of the tax register need their `data_year`.
- Money is whole NT$, dates are ISO, years have four digits.
- `given` sets any quantity of [formulas](formulas.md), of the case or of a person, when only totals are
  known; income then in NT$ a month.
- Fields are added, never renamed or taken away.
"""
_TABLE = ("| Field | 欄位 | Meaning | Value |", "|---|---|---|---|")


def render() -> str:
    schema = facts_schema()
    definitions = schema["$defs"]
    lines = [_HEAD, "## The case", "", *_TABLE, *_fields(schema["properties"], schema["required"], "")]
    for name, title in (("person", "A person"), ("decision", "A decision by a person")):
        fields = definitions[name]
        lines += ["", f"## {title}", "", *_TABLE, *_fields(fields["properties"], fields["required"], "")]
    confirmed = definitions["confirmed_parameter"]
    lines += ["", "## A figure entered by an officer", "", *_TABLE]
    lines += [*_fields(confirmed["properties"], confirmed["required"], ""), "", "## Codes", ""]
    lines += [*_codes([schema, *definitions.values()]), "", *_examples()]
    return "\n".join((*lines, ""))


def _fields(properties: dict[str, Any], required: list[str], prefix: str) -> Iterator[str]:
    for name, field in properties.items():
        if name == "$schema":
            continue
        zh, en = _words(field)
        needed = "; required" if name in required else ""
        yield f"| `{prefix}{name}` | {zh} | {en} | {_value(field)}{needed} |"
        items = field.get("items", {})
        if "properties" in items:
            own = {key: one for key, one in items["properties"].items() if key not in _ORIGIN}
            yield from _fields(own, items["required"], f"{prefix}{name}[].")
        if "properties" in field and name != "given":
            yield from _fields(field["properties"], field["required"], f"{prefix}{name}.")


_ORIGIN = frozenset({"source", "as_of", "data_year", "ref"})


def _words(field: dict[str, Any]) -> tuple[str, str]:
    """Chinese and English of a description; a code list in it has a chapter of its own."""
    codes = field.get("enum")
    text = field["description"].split(f"（{codes[0]} ")[0] if codes else field["description"]
    zh, _, en = text.partition(" / ")
    return zh, en


def _value(field: dict[str, Any]) -> str:
    inner = field["anyOf"][0] if "anyOf" in field else field
    if "$ref" in inner:
        return "object"
    if "enum" in inner:
        return "code"
    kinds = {inner["type"]} if isinstance(inner["type"], str) else set(inner["type"])
    if "array" in kinds:
        return f"list of {_value(inner['items'])}"
    if "object" in kinds:
        return "object"
    if kinds >= {"integer", "boolean"}:
        return "whole number or true/false"
    if "boolean" in kinds:
        return "true/false"
    if "integer" in kinds:
        return "whole number, 0 or more" if "minimum" in inner else "whole number"
    return "date" if inner.get("format") == "date" else "text"


def _codes(schemas: list[dict[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for schema in schemas:
        for name, listed in _enumerations(schema):
            if listed not in seen:
                seen.add(listed)
                yield f"- `{name}`: {listed}"


def _enumerations(schema: dict[str, Any], name: str = "") -> Iterator[tuple[str, str]]:
    """Each list of codes once, under the name of its field; those of list items as `income[].kind`."""
    if "enum" in schema:
        yield name, _listed(schema["description"], schema["enum"])
    for key, inner in schema.get("properties", {}).items():
        yield from _enumerations(inner, f"{name}.{key}".removeprefix("."))
    if "anyOf" in schema:
        yield from _enumerations(schema["anyOf"][0], name)
    if "items" in schema:
        yield from _enumerations(schema["items"], f"{name}[]")


def _listed(description: str, codes: list[str]) -> str:
    """The code list that a description is or ends with, each code marked."""
    _, _, inside = description.rpartition(f"（{codes[0]} ")
    listed = f"{codes[0]} {inside.removesuffix('）')}" if f"（{codes[0]} " in description else description
    return "; ".join("`{}` {}".format(*one.split(" ", 1)) for one in listed.split("；"))


def _examples() -> Iterator[str]:
    yield "## Examples"
    yield ""
    yield "`welfare schema facts --example CODE` prints one for each program; each is determined by a test."
    for code, program in programs().items():
        yield f"\n### {program.name_zh} · {program.name_en}\n\n```json"
        yield json.dumps(example_of(code), ensure_ascii=False, indent=1)
        yield "```"
