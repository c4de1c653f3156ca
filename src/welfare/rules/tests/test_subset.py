"""Formulas stay within a small part of Python; whatever leaves it is refused with its place and its words."""

from __future__ import annotations

import ast
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.article import Article
from welfare.rules.formula import formula, restated
from welfare.rules.subset import OutsideSubsetError, body_of


class Degree(IntEnum):
    MILD = 1


def written(folder: Path, text: str, **names: Any) -> Callable[..., int]:
    """The function `f` of a source text that stands in a file, as formulas do."""
    path = folder / "formulas.py"
    path.write_text(text, "utf-8")
    scope = {"__name__": "formulas", "Degree": Degree, **names}
    exec(compile(text, path, "exec"), scope)
    found: Callable[..., int] = scope["f"]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "def f(a: int) -> int:\n    'A docstring.'\n    return a",
        "def f(a: int, b: int) -> int:\n    c = a + b - 1 * 2 // 3\n    c = c + 1\n    return -c",
        "def f(a: bool, b: bool) -> bool:\n    return not a and (b or False)",
        "def f(a: int) -> bool:\n    return 0 <= a < 12",
        "def f(a: int) -> bool:\n    return a == Degree.MILD",
        "def f(a: bool, b: int) -> int:\n    return b if a else 0",
        "def f(a: bool) -> int:\n    if a:\n        b = 1\n    else:\n        b = 2\n    return b",
        "def f(a: bool) -> int:\n    if a:\n        return 1\n    elif not a:\n        return 2\n"
        "    return 0",
        "def f(a: bool) -> int:\n    if a:\n        return 1\n    else:\n        return 2",
        "def f(a: bool) -> int:\n    b = 1\n    if a:\n        b = 2\n        c = b\n    return b",
    ],
)
def test_plain_formulas_are_accepted(tmp_path: Path, text: str) -> None:
    assert body_of(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("def f(a: int):\n    return a", 1, "the annotation ''"),
        ("def f(a: str) -> int:\n    return 1", 1, "the annotation 'str'"),
        ("def f(a: int = 0) -> int:\n    return a", 1, "an argument that is not plain"),
        ("def f(*a: int) -> int:\n    return 1", 1, "an argument that is not plain"),
        ("def f(**a: int) -> int:\n    return 1", 1, "an argument that is not plain"),
        ("def f(*, a: int) -> int:\n    return a", 1, "an argument that is not plain"),
        ("def f(a: bool) -> int:\n    if a:\n        return 1", 1, "a way through without `return`"),
        ("def f(a: int) -> int:\n    return a\n    return 1", 3, "a line after `return`"),
        ("def f(a: bool) -> int:\n    if a:\n        return 1\n    else:\n        return 2\n    return 0",
         6, "a line after `return`"),
        ("def f(a: int) -> int:\n    for b in a:\n        return b\n    return 0", 2, "`for b in a:`"),
        ("def f(a: int) -> int:\n    return", 2, "`return` without a value"),
        ("def f(a: int) -> bool:\n    return a", 2, "a result that is not bool"),
        ("def f(a: int) -> int:\n    a = 1\n    return a", 2, "setting `a`"),
        ("def f(a: int) -> int:\n    b = c = 1\n    return b", 2, "setting `b`"),
        ("def f(a: int) -> int:\n    a.b = 1\n    return a", 2, "setting `a.b`"),
        ("def f(a: int) -> int:\n    b = 1\n    b = True\n    return a", 3, "b with two types"),
        ("def f(a: int) -> int:\n    if a:\n        return 1\n    return 0", 2, "`a` as a condition"),
        ("def f(a: int, b: bool) -> bool:\n    return a == b", 2, "comparing a number with a truth value"),
        ("def f(a: bool) -> int:\n    return a + 1", 2, "calculating with the truth value `a`"),
        ("def f(a: bool) -> int:\n    return -a", 2, "calculating with the truth value `a`"),
        ("def f(a: bool) -> int:\n    return 1 if a else False", 2, "`1 if a else False`"),
        ("def f(a: int) -> int:\n    return a / 2", 2, "`a / 2`"),
        ("def f(a: int) -> int:\n    return +a", 2, "`+a`"),
        ("def f(a: int) -> int:\n    return max(a, 1)", 2, "`max(a, 1)`"),
        ("def f(a: int) -> bool:\n    return a is None", 2, "`a is None`"),
        ("def f(a: int) -> int:\n    return 1.5", 2, "`1.5`"),
        ("def f(a: int) -> int:\n    return Degree.SEVERE", 2, "`Degree.SEVERE`"),
        ("def f(a: int) -> int:\n    return Path.cwd", 2, "`Path.cwd`"),
        ("def f(a: bool) -> int:\n    if a:\n        b = 1\n    return b", 4, "`b`"),
        ("def f(a: bool) -> int:\n    if a:\n        b = 1\n    else:\n        b = a\n    return b",
         6, "`b`"),
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(OutsideSubsetError) as refused:
        body_of(written(tmp_path, text))
    assert str(refused.value).startswith(f"formulas.f, line {line}: {what}")
    assert str(refused.value).endswith("is outside the subset of formulas.")


def test_a_formula_without_source_text_is_refused() -> None:
    scope: dict[str, Any] = {}
    exec(compile("def f(): return 1", "nowhere", "exec"), scope)
    with pytest.raises(OutsideSubsetError, match="f: its source text cannot be read"):
        body_of(scope["f"])


def test_a_restated_formula_is_the_same_text_on_other_names(tmp_path: Path) -> None:
    text = (
        "@formula(article=None, zh='x', en='x')\n"
        "def f(wealth: int, limit: int) -> bool:\n"
        "    'Within the limit.'\n"
        "    return wealth <= limit\n"
    )
    first = written(tmp_path, text, formula=formula, Article=Article)
    second = restated(first, "g", zh="y", en="y", wealth="property")
    assert [ast.unparse(body_of(one)[0]) for one in (first, second)] == [
        "return wealth <= limit",
        "return property <= limit",
    ]
    assert (second(1, 1), second(property=2, limit=1)) == (True, False)
