"""docs/reference/programs.md: the programs that are switched on."""

from welfare.case.law import LegalLimit, law_of
from welfare.project.docs.declarations import declared
from welfare.rules.registry import programs


def _limit(limit: LegalLimit) -> str:
    counted = limit.counted_from.replace("_", " ")
    return (
        f"`{limit.until.value}` within {limit.span.length} {limit.span.unit.value}(s) of the {counted},"
        f" {limit.articles} ({limit.status})"
    )


def render() -> str:
    lines = [
        "# Programs",
        "",
        "Made from `src/welfare/programs/*/program.py` by `welfare docs`; do not edit.",
        "",
    ]
    for code, program in sorted(programs().items()):
        limits = (f"- limit: {_limit(limit)}" for limit in law_of(code).limits)
        lines += [f"## {program.name_zh} · {program.name_en}", "", *declared(program), *limits, ""]
    return "\n".join(lines)
