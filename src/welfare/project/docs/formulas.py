"""docs/reference/formulas.md: every legal quantity of every program with its article, unit and dates."""

import re
from collections.abc import Iterator
from datetime import date
from enum import IntEnum

from welfare.rules import public_assistance
from welfare.rules.formula import Aggregate, Formula
from welfare.rules.graph import Graph
from welfare.rules.registry import programs

_CODES = re.compile(r"welfare\.(rules|programs)\..*\bcodes")
_NUMBERS = (
    "So they stand in a facts file that gives a quantity itself, and in the columns of a caseload.",
    "",
    "| enumeration | means | numbers |",
    "|---|---|---|",
)
_HEAD = ("| quantity | 名稱 | name | article | of | unit | in force |", "|---|---|---|---|---|---|---|")


def render() -> str:
    lines = [
        "# Formulas",
        "",
        "Made from the formulas of the programs by `welfare docs`; do not edit. A quantity is one small",
        "function; its arguments name what it rests on. Income is carried in hundredths of an NT$ over",
        "twelve months.",
        "",
    ]
    graphs = [program.graph for _code, program in sorted(programs().items())]
    shared = {name: graph for graph in graphs for name in _names(graph) if _is_shared(graph, name)}
    lines += ["## 社會救助法 · Social Assistance Act, shared by the programs", "", *_HEAD]
    lines += [row for name in sorted(shared) for row in _rows(shared[name], name)]
    for _code, program in sorted(programs().items()):
        own = [name for name in sorted(_names(program.graph)) if not _is_shared(program.graph, name)]
        lines += ["", f"## {program.name_zh} · {program.name_en}", "", *_HEAD]
        lines += [row for name in own for row in _rows(program.graph, name)]
    lines += ["", "## Numbers that stand for words", "", *_NUMBERS, *_enumerations()]
    return "\n".join((*lines, ""))


def _enumerations() -> Iterator[str]:
    """Every enumeration that formulas compare with or return."""
    kinds = [kind for kind in IntEnum.__subclasses__() if _CODES.fullmatch(kind.__module__)]
    for kind in sorted(kinds, key=lambda kind: (kind.__module__, kind.__name__)):
        members = ", ".join(f"{member.value} {member.name.lower()}" for member in kind)
        yield f"| `{kind.__name__}` | {' '.join((kind.__doc__ or '').split())} | {members} |"


def _names(graph: Graph) -> Iterator[str]:
    yield from graph.formulas
    yield from graph.aggregates


def _is_shared(graph: Graph, name: str) -> bool:
    """Written in the law that several programs borrow."""
    if name in graph.formulas:
        return graph.formulas[name][0].call.__module__.startswith(public_assistance.__name__)
    modules = (
        module for module, _since in graph.modules if module.__name__.startswith(public_assistance.__name__)
    )
    return any(vars(module).get(name) is graph.aggregates[name] for module in modules)


def _rows(graph: Graph, name: str) -> Iterator[str]:
    if name in graph.aggregates:
        yield _aggregate(name, graph.aggregates[name])
        return
    for reading in graph.formulas[name]:
        written: Formula = reading.call.__formula__  # type: ignore[attr-defined]
        yield _formula(written)


def _formula(reading: Formula) -> str:
    since = "" if reading.from_ == date.min else f"{reading.from_:%Y-%m-%d}"
    until = "" if reading.to == date.max else f"{reading.to:%Y-%m-%d}"
    dates = f"{since}…{until}" if since or until else ""
    rests = ", ".join(f"`{name}`" for name in reading.arguments)
    shown = _shown(reading)
    words = f"{reading.zh}{shown[0]} | {reading.en}{shown[1]}"
    kind = f"{reading.entity} | {reading.unit or reading.returns}"
    return f"| `{reading.name}` ← {rests} | {words} | {reading.article.full} | {kind} | {dates} |"


def _shown(reading: Formula) -> tuple[str, str]:
    """What a test compares, behind its name."""
    wanted = reading.requirement
    if wanted is None:
        return "", ""
    if not wanted.limit:
        return "（是）" if wanted.wanted else "（否）", " (yes)" if wanted.wanted else " (no)"
    waived = f", unless `{wanted.waived_by}`" if wanted.waived_by else ""
    return "", f" (`{wanted.value}` {wanted.comparator} `{wanted.limit}`{waived})"


def _aggregate(name: str, aggregate: Aggregate) -> str:
    how = {"total": "sum of", "count": "number of persons with", "applicant": "the applicant's"}[
        aggregate.how
    ]
    of = f"`{aggregate.of}`" if aggregate.of else f"`{aggregate.over}`"
    over = f" over `{aggregate.over}`" if aggregate.how == "total" else ""
    return f"| `{name}` = {how} {of}{over} | {aggregate.zh} | {aggregate.en} | | case | {aggregate.unit} | |"
