"""What a program declares about itself, line by line, for docs/reference/programs.md."""

from collections.abc import Iterable, Iterator
from datetime import date

from welfare.rules.program import Program


def declared(program: Program) -> Iterator[str]:
    """Everything that stands in `program.py`."""
    yield f"- code `{program.code}`, outcome `{program.outcome}`, unit `{program.unit}`"
    yield f"- law: {program.law}, held here from {program.in_force_from}"
    for since, modules in _modules(program).items():
        yield f"- formulas from {since}: {_codes(modules)}"
    yield f"- tests: {_codes(program.tests)}"
    for level in program.levels:
        yield f"- level `{level.code}` {level.zh} · {level.en}: {_codes(level.tests)}"
    for number, grade in program.grades.items():
        yield f"- grade {number} = `{grade.code}` {grade.zh} · {grade.en}"
    yield f"- answers: {', '.join(_answers(program))}"
    yield f"- its level is the listed status on which others rely: {_yes(program.grants_status)}"
    lists = (f", while `{quantity}`: `{one.circle}`" for quantity, one in program.other_lists)
    yield f"- members: `{program.member_list.circle}`{''.join(lists)}"
    yield f"- brothers and sisters are looked up: {_yes(program.counts_siblings)}"
    for hint in program.hints:
        yield f"- said when `{hint.quantity}`: {hint.zh} · {hint.en}"
    yield f"- stages: {_codes(program.stages)}"
    yield f"- asked from registers: {_codes(program.lookups)}"
    papers = (f"{item.zh}{'' if item.required else '（視情況）'}" for item in program.evidence)
    yield f"- photographed: {'、'.join(papers)}"
    yield f"- only one of: {_codes(program.exclusive_with)}"
    yield f"- benefits beside it that a person judges: {_codes(program.judged_by_people)}"


def _modules(program: Program) -> dict[date, list[str]]:
    """Formula modules by the first day on which they count; borrowed ones with their package."""
    found: dict[date, list[str]] = {}
    for module, since in program.modules:
        name = module.__name__.removeprefix(f"welfare.programs.{program.code}.")
        found.setdefault(since, []).append(name.removeprefix("welfare.rules."))
    return found


def _answers(program: Program) -> Iterator[str]:
    for word, name in (
        ("grade", program.grade),
        ("amount", program.amount),
        ("each person's share", program.share),
        ("first month", program.start),
        ("first month without payment", program.stop),
        *(("paid beside it", name) for name in program.supplements),
    ):
        if name:
            yield f"{word} `{name}`"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _yes(true: bool) -> str:
    return "yes" if true else "no"
