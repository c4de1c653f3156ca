"""Exit 0 when nobody notices a change: all cases come out as expected and the page of formulas stays."""

from __future__ import annotations

import sys
from pathlib import Path

from welfare.project.docs.formulas import render
from welfare.rules.casebook import cases_of_programs, run_case

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "formulas.md"


def main() -> int:
    """1 at the first difference."""
    if render() != PAGE.read_text("utf-8"):
        return 1
    return 1 if any(run_case(case).differences for case in cases_of_programs()) else 0


if __name__ == "__main__":
    sys.exit(main())
