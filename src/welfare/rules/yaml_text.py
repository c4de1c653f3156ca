"""YAML that people write: only true and false are truth values, a key stands once, every fault has its
line."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeGuard

import yaml


def is_day(value: object) -> TypeGuard[date]:
    """A date without a time of day; YAML reads `2026-11-20 10:00:00` as a moment."""
    return isinstance(value, date) and not isinstance(value, datetime)


class UnreadableYaml(Exception):
    """The file is not YAML, or a key stands in it twice; the message names the line."""


class _StrictSafeLoader(yaml.CSafeLoader):
    """YAML 1.1 would read `on`, `no` and `yes` as truth values."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise UnreadableYaml(f"line {key.start_mark.line + 1}: {key.value!r} stands here twice.")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


_StrictSafeLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_StrictSafeLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def read_yaml(path: Path) -> Any:
    """The content of a file; raises UnreadableYaml, OSError."""
    try:
        return yaml.load(path.read_text("utf-8"), _StrictSafeLoader)  # noqa: S506 (a safe loader)
    except UnicodeDecodeError as error:
        raise UnreadableYaml("not UTF-8 text.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise UnreadableYaml(f"{where}not YAML: {why}.") from error
    except ValueError as error:
        raise UnreadableYaml(f"not YAML: {error}.") from error
