"""Find and check case files: a fault is named by file, case and key, and every fault of a file at once.

`programs/<code>/cases/*.yaml` belong to the program of their folder; a file elsewhere names its `program`.
What a case leaves out comes from the file, then from the program's `cases/defaults.yaml`, then from the
casebook's own `defaults.yaml`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from welfare.rules.casebook.observing import EXPECTED
from welfare.rules.registry import programs
from welfare.rules.yaml_text import UnreadableYaml, read_yaml

DEFAULTS = "defaults.yaml"
LAYERS = ("case", "common", "applicant")
FILE_KEYS = frozenset({"program", "cases", *LAYERS})
#: What a case says about itself; every other key is a fact.
ABOUT = frozenset({"name", "why", "covers", "official", "expect", "not_computed", "demo", "assume"})
OFFICIAL = frozenset({"outcome", "source", "known"})
_KINDS = {str: "a text", int: "a whole number", date: "a date", list: "a list", dict: "a mapping"}


class InvalidCases(Exception):
    """Case files that cannot be used; `problems` has one sentence each: file, case, key, what to mend."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Case:
    """One case: `told` is what its author wrote, `layers` where the rest comes from (nearest last)."""

    program: str
    path: Path
    name: str
    told: dict[str, Any]
    layers: tuple[dict[str, Any], ...]

    @property
    def expect(self) -> dict[str, Any]:
        return self.told.get("expect") or {}

    @property
    def not_computed(self) -> str:
        """Why the rules cannot answer this case; empty for a case that is computed."""
        return self.told.get("not_computed") or ""

    @property
    def covers(self) -> tuple[str, ...]:
        """The points of the law this case stands for."""
        return tuple(self.told.get("covers") or ())

    @property
    def where(self) -> str:
        return f"{_short(self.path)}，「{self.name}」"

    def layer(self, name: str) -> dict[str, Any]:
        """`case`, `common` or `applicant` with the nearer layers on top."""
        return {key: value for layer in self.layers for key, value in (layer.get(name) or {}).items()}


def cases_of_programs(program: str | None = None) -> list[Case]:
    """The cases of every program, or of one, in order of file; raises InvalidCases."""
    return read_cases(path for code in programs() for path in _files(code) if program in (None, code))


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """All cases of some files, a folder standing for its files; raises InvalidCases naming every fault."""
    book = _Book()
    for path in paths:
        for one in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            if one.name != DEFAULTS:
                book.read(one)
    if book.problems:
        raise InvalidCases(book.problems)
    return book.cases


def _folder(program: str) -> Path:
    package = importlib.import_module("welfare.programs")
    return Path(package.__path__[0]) / program / "cases"


def _files(program: str) -> list[Path]:
    return [path for path in sorted(_folder(program).glob("*.yaml")) if path.name != DEFAULTS]


def _short(path: Path) -> str:
    return "/".join(path.parts[-3:]) if "cases" in path.parts else str(path)


@dataclass
class _Book:
    cases: list[Case] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def read(self, path: Path) -> None:
        content = self._content(path)
        if content is None:
            return
        program = content.get("program") or (path.parent.parent.name if path.parent.name == "cases" else "")
        if program not in programs():
            known = ", ".join(programs())
            self.problems.append(f"{_short(path)}, program: {program!r} is not one of: {known}.")
            return
        layers = [
            self._content(one) or {}
            for one in (Path(__file__).parent / DEFAULTS, _folder(program) / DEFAULTS)
        ]
        for number, told in enumerate(content.get("cases") or [], 1):
            faults = list(_faults(told))
            name = told.get("name") if isinstance(told, dict) else None
            if (program, str(name)) in self._seen:
                faults.append("name: another case has this name.")
            self.problems += [f"{_short(path)}，「{name or f'第 {number} 案'}」, {fault}" for fault in faults]
            self._seen.add((program, str(name)))
            if not faults:
                self.cases.append(Case(program, path, str(name), told, (*layers, content)))

    def _content(self, path: Path) -> dict[str, Any] | None:
        if path.name == DEFAULTS and not path.is_file():
            return None
        try:
            content = read_yaml(path)
        except UnreadableYaml as fault:
            self.problems.append(f"{_short(path)}, {fault}")
            return None
        except OSError as fault:
            self.problems.append(f"{path}: {fault.strerror}.")
            return None
        faults = list(_file_faults(content, path.name == DEFAULTS))
        self.problems += [f"{_short(path)}, {fault}" for fault in faults]
        return None if faults else content


def _file_faults(content: object, defaults: bool) -> Iterator[str]:
    if not isinstance(content, dict):
        yield "a case file is a mapping with `cases`."
        return
    allowed = frozenset(LAYERS) if defaults else FILE_KEYS
    yield from (
        f"{key}: unknown key; a file has {', '.join(sorted(allowed))}."
        for key in content
        if key not in allowed
    )
    yield from (
        f"{key}: a mapping is expected." for key in LAYERS if not isinstance(content.get(key) or {}, dict)
    )
    if not defaults and not (isinstance(content.get("cases"), list) and content["cases"]):
        yield "cases: at least one case is expected, each beginning with `- name:`."


def _faults(told: object) -> Iterator[str]:
    if not isinstance(told, dict):
        yield "a case is a mapping that begins with `name:`."
        return
    if not isinstance(told.get("name"), str) or not told["name"].strip():
        yield "name: a text is expected."
    persons = told.get("persons")
    if not told.get("not_computed") and not (
        isinstance(persons, list) and persons and all(isinstance(p, dict) and p.get("id") for p in persons)
    ):
        yield "persons: a list of persons is expected, the applicant first, each with `id`."
    if bool(told.get("expect")) is bool(told.get("not_computed")):
        yield "expect: a case says what it expects, or in `not_computed` why it cannot be computed."
    expect = told.get("expect") or {}
    if not isinstance(expect, dict):
        yield "expect: a mapping is expected."
    else:
        yield from (
            f"expect.{key}: unknown key; there are: {', '.join(EXPECTED)}."
            for key in expect
            if key not in EXPECTED
        )
        yield from (
            f"expect.{key}: {_KINDS[EXPECTED[key]]} is expected."
            for key, value in expect.items()
            if key in EXPECTED and value is not None and not isinstance(value, EXPECTED[key])
        )
        yield from (f"expect.{place}: {kind} is expected." for place, kind in _inner_faults(expect))
    covers = told.get("covers") or []
    if not isinstance(covers, list) or not all(isinstance(point, str) for point in covers):
        yield "covers: a list of texts is expected."
    if not isinstance(told.get("assume", {}), dict):
        yield "assume: a mapping is expected, parameter: value."
    official = told.get("official") or {}
    if not isinstance(official, dict) or (official and set(official) != OFFICIAL):
        yield f"official: a mapping of {', '.join(sorted(OFFICIAL))} is expected."


def _inner_faults(expect: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is asked of persons and tests: a mapping; of a test also its status alone."""
    for key, kinds, words in (("people", dict, "a mapping"), ("steps", (dict, str), "a mapping or a status")):
        inner = expect.get(key)
        for name, wanted in inner.items() if isinstance(inner, dict) else ():
            if not isinstance(wanted, kinds):
                yield f"{key}.{name}", words
