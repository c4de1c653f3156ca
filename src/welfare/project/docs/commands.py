"""docs/reference/commands.md: the words of `make` and of `welfare`, with their options."""

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterator

from welfare.project import places

#: found by its folder and never imported from here: the words import this package in turn
_WORDS = "welfare.project.commands"
_TARGET = re.compile(r"^([a-z][a-z -]*):.*?## (.+)$", re.MULTILINE)


def render() -> str:
    lines = [
        "# Commands",
        "",
        "Made from `Makefile` and `src/welfare/project/commands/` by `welfare docs`; do not edit.",
        "",
        "## make",
        "",
        "| word | does |",
        "|---|---|",
        *(f"| `make {words.replace(' ', '`, `make ')}` | {does} |" for words, does in make_words()),
        "",
        "## welfare",
        "",
        "Installed as `.venv/bin/welfare`. Exit code 0: done. 1: could not, and says why. 2: wrongly asked.",
        "",
    ]
    for word in welfare_words():
        lines += _command(word)
    return "\n".join(lines)


def make_words() -> list[tuple[str, str]]:
    """Targets of the Makefile with their one line of help."""
    return _TARGET.findall((places.checkout() / "Makefile").read_text(encoding="utf-8"))


def welfare_words() -> list[str]:
    """Every word of the `welfare` command."""
    folder = places.package_dir() / "project" / "commands"
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules([str(folder)]))


def _command(word: str) -> list[str]:
    module = importlib.import_module(f"{_WORDS}.{word.replace('-', '_')}")
    parser = argparse.ArgumentParser(prog=f"welfare {word}", add_help=False)
    module.configure(parser)
    rows = list(_arguments(parser))
    table = ["| argument | means |", "|---|---|", *rows, ""] if rows else []
    summary = " ".join((module.__doc__ or "").split("\n\n")[0].split())
    return [f"### `welfare {word}`", "", summary, "", *table]


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        if action.option_strings and action.nargs != 0:
            name += f" {action.metavar or action.dest.upper()}"
        choices = f"one of {', '.join(map(str, action.choices))}" if action.choices else ""
        words = "; ".join(filter(None, (action.help or "", choices)))
        yield f"| `{name.replace('|', chr(92) + '|')}` | {words} |"
