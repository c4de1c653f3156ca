"""Read a facts file from disk or standard input as strictly as its fields are read afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from welfare.rules.facts import Facts


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
