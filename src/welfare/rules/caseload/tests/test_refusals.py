"""What a caseload could not compute exactly, or not at all, is refused before the run."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from welfare.rules.caseload import compute
from welfare.rules.caseload.bounds import OutOfBounds
from welfare.rules.caseload.tests.made_up.program import BARE
from welfare.rules.caseload.tests.random_households import a_caseload
from welfare.rules.graph import BrokenGraph
from welfare.rules.program import Program


def a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, **figures: int) -> Program:
    """A program of formulas written down here."""
    name = f"made_up_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text(BEGIN + text)
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module(name)
    (tmp_path / "parameters").mkdir()
    lines = [
        "definitions:",
        *(f"  {one}: {{zh: x, en: x, unit: item, article: x}}" for one in figures),
        "values:",
    ]
    lines += [
        f"  {one}:\n    - {{from: 2020-01-01, value: {value}, status: in_force, source: x}}"
        for one, value in figures.items()
    ]
    (tmp_path / "parameters" / "central.yaml").write_text("\n".join(lines))
    return replace(
        BARE, modules=((module, date(2020, 1, 1)),), parameter_folders=(tmp_path / "parameters",), tests=()
    )


BEGIN = """from __future__ import annotations
from welfare.rules.article import Article
from welfare.rules.formula import formula
HERE = Article("x", "1")
"""


@pytest.mark.parametrize(
    ("text", "figures", "why"),
    [
        (
            "@formula(article=HERE, zh='x', en='x')\n"
            "def much(tax_wage: int, age: int, per: int) -> int:\n"
            "    return tax_wage * tax_wage * tax_wage * per\n",
            {"per": 100},
            "much may pass 9223372036854775807",
        ),
        (
            "@formula(article=HERE, zh='x', en='x')\n"
            "def part(tax_wage: int, per: int) -> int:\n"
            "    return tax_wage // per\n",
            {"per": 0},
            "part divides by per, which is not above 0 everywhere",
        ),
        (
            "@formula(article=HERE, zh='x', en='x')\n"
            "def long(age: int, per: int) -> int:\n"
            + "".join(f"    x{n} = age + per\n" for n in range(300))
            + "    return x299\n",
            {"per": 1},
            "long is too long a formula for 256 registers",
        ),
        (
            "".join(
                "@formula(article=HERE, zh='x', en='x')\n"
                f"def q{n}(age: int, per: int) -> int:\n    return age + per\n"
                for n in range(2000)
            ),
            {"per": 1},
            "2000 quantities are too many for one run; run fewer programs",
        ),
        (
            "@formula(article=HERE, zh='x', en='x')\ndef called(age: int) -> int:\n    return min(age, 1)\n",
            {"per": 1},
            r"called, line 7: `min\(age, 1\)` is outside the subset of formulas",
        ),
    ],
)
def test_what_cannot_be_computed_exactly_is_refused_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, figures: dict[str, int], why: str
) -> None:
    one = a_program(tmp_path, monkeypatch, text, **figures)
    _, caseload = a_caseload(range(2), [one])
    with pytest.raises((OutOfBounds, BrokenGraph), match=why):
        compute(one, caseload)


def test_where_everything_is_known_nothing_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "@formula(article=HERE, zh='x', en='x')\n"
        "def is_tall(is_spouse: bool, per: int) -> bool:\n"
        "    return is_spouse and per > 1\n"
    )
    one = a_program(tmp_path, monkeypatch, text, per=3)
    _, caseload = a_caseload(range(9), [one])
    result = compute(one, caseload)
    assert not result.unknown("is_tall").any()
    assert result.column("is_tall").tolist() == caseload.column("is_spouse").tolist()
    assert result.cell("is_tall", 0) == (False, False)
    assert len(result.computed.columns["person_unknown_0"]) == 1
