"""docs/reference/rulings.md: published decisions, the official outcome beside ours."""

from welfare.rules.casebook import Case, cases_of_programs, run_case
from welfare.rules.registry import programs

_HEAD = """\
# Published decisions

Made by `welfare docs` from the cases in `programs/*/cases/` that have an `official` outcome; do not edit.
Facts and result only, without names; all of them upheld the authority. Arithmetic person by person is not
published: totals and findings are given as the decision states them, the rest stays unknown. A case passes
when what it expects of our answer comes out; `make test` runs them all.
"""
_TABLE = ("| Decision | Official outcome | Our answer | Known | Source |", "|---|---|---|---|---|")


def render() -> str:
    lines = [_HEAD]
    for code, program in programs().items():
        cases = [case for case in cases_of_programs(code) if case.told.get("official")]
        if cases:
            lines += [f"## {program.name_zh} · {program.name_en}", "", *_TABLE, *map(_row, cases), ""]
    return "\n".join(lines)


def _row(case: Case) -> str:
    official = case.told["official"]
    cells = (case.name, official["outcome"], _ours(case), official["known"], official["source"])
    return f"| {' | '.join(cells)} |"


def _ours(case: Case) -> str:
    answer = run_case(case).answer
    if answer is None:
        return f"not computed: {case.not_computed}"
    refused = "".join(
        step.reason_zh for step in answer.steps if step.passed is False and step.value is not None
    )
    return f"{answer.headline('zh')}{refused}"
