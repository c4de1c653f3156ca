"""docs/reference/programs.md: the programs that are switched on."""

from welfare.case.law import LegalLimit, law_of
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
        evidence = "、".join(f"{item.zh}{'' if item.required else '（視情況）'}" for item in program.evidence)
        lines += [
            f"## {program.name_zh} · {program.name_en}",
            "",
            f"- code `{code}`, outcome `{program.outcome}`, unit `{program.unit}`",
            f"- law: {program.law}",
            *(f"- limit: {_limit(limit)}" for limit in law_of(code).limits),
            f"- asked from registers: {', '.join(f'`{name}`' for name in program.lookups)}",
            f"- photographed: {evidence}",
            f"- only one of: {', '.join(f'`{name}`' for name in program.exclusive_with) or '–'}",
            "",
        ]
    return "\n".join(lines)
