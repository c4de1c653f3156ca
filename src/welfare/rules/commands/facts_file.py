"""Read a facts file from disk or standard input as strictly as its fields are read afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from welfare.rules.facts import Facts
from welfare.rules.program import Program


class UnreadableFacts(Exception):
    """Not a JSON document one could speak about; the message is one sentence."""


def read_facts(path: str, stdin: TextIO) -> Facts:
    """The facts in `path`, "-" for standard input; raises UnreadableFacts, InvalidFacts."""
    try:
        text = stdin.read() if path == "-" else Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFacts("not UTF-8 text.") from error
    except OSError as error:
        raise UnreadableFacts(f"{error.filename}: {error.strerror}.") from error
    return parse_facts(text.removeprefix("\ufeff"))


def parse_facts(text: str) -> Facts:
    """The facts of one JSON document; raises UnreadableFacts, InvalidFacts."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=lambda word: word)
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        where = f"in line {error.lineno}, column {error.colno}"
        raise UnreadableFacts(f"not JSON: {error.msg} {where}.") from error
    except UnicodeEncodeError as error:
        raise UnreadableFacts("a text holds half a character (a lone surrogate).") from error
    except RecursionError as error:
        raise UnreadableFacts("not a facts file: nested too deeply.") from error
    except ValueError as error:
        raise UnreadableFacts(f"{error}.") from error
    return Facts.from_json(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {doubled!r} stands twice in one object")
    return found


def for_program(facts: Facts, program: Program, others: Iterable[Program]) -> Facts:
    """The facts without values given, and figures confirmed, for quantities that only the others have. What
    no program knows stays, so that it is refused."""
    strangers = [other for other in others if other is not program]

    def keeps(name: str) -> bool:
        return _knows(program, name) or not any(_knows(other, name) for other in strangers)

    return replace(
        facts,
        given={name: fact for name, fact in facts.given.items() if keeps(name)},
        persons=tuple(
            replace(person, given={name: fact for name, fact in person.given.items() if keeps(name)})
            for person in facts.persons
        ),
        confirmed_parameters=tuple(entry for entry in facts.confirmed_parameters if keeps(entry.name)),
    )


def _knows(program: Program, name: str) -> bool:
    return name in program.graph.names
