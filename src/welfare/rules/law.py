"""The law of one program as it stands for one jurisdiction on one day: figures, plan, criteria, version.

Resolved once and kept: the households of a county on a day share it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from welfare.rules import amounts
from welfare.rules.criteria import Criterion, criteria
from welfare.rules.facts.items import ConfirmedParameter
from welfare.rules.nodes import Node, Row
from welfare.rules.parameters import Definition, Overlay, Parameters, Value
from welfare.rules.plan import Plan
from welfare.rules.program import Program
from welfare.rules.records import Source

#: Inputs that the list of persons shows although a formula may not need them.
SHOWN = ("age", "is_alive", "real_estate_held")


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """`figures` are the parameters by name, `row` an empty row with them in place, `doubtful` what uses a
    figure that is not simply in force: (the quantity; figures with a value, yes and no; unknown amounts).
    `version` names formulas and figures: equal version and equal facts, equal answer."""

    program: Program
    parameters: Parameters
    figures: Mapping[str, Value]
    plan: Plan
    row: Row
    doubtful: tuple[tuple[Node, tuple[Node, ...], tuple[Node, ...]], ...]
    criteria: tuple[Criterion, ...]
    sources: Mapping[str, Source]
    version: str


@lru_cache(maxsize=512)
def law_of(
    program: Program,
    jurisdiction: str,
    on: date,
    *,
    demo: bool = False,
    overlay: Overlay | None = None,
    confirmed: tuple[ConfirmedParameter, ...] = (),
) -> Law:
    """The law for a five-digit county code and a day; `confirmed` are figures entered for one case."""
    parameters = Parameters(
        program.parameter_folders,
        jurisdiction,
        on,
        demo=demo,
        confirmed={one.name: _confirmed(one, program.definitions[one.name]) for one in confirmed},
        overlay=overlay,
    )
    figures = {name: parameters.get(name) for name in parameters.definitions}
    plan = _plan(program, program.graph.since(on))
    row: Row = [node.unread if node.is_late else node.unknown for node in plan.nodes]
    used = [name for name in figures if name in plan.index]
    for name in used:
        value = figures[name].value
        if value is not None:
            row[plan.index[name]] = value
    return Law(
        program=program,
        parameters=parameters,
        figures=MappingProxyType(figures),
        plan=plan,
        row=row,
        doubtful=_doubtful(plan, [figures[name] for name in used if figures[name].status != "in_force"]),
        criteria=criteria(program, plan, figures),
        sources=MappingProxyType(
            {name: _source(program.definitions[name], figures[name]) for name in figures}
        ),
        version=_version(program, figures),
    )


def _doubtful(
    plan: Plan, figures: list[Value]
) -> tuple[tuple[Node, tuple[Node, ...], tuple[Node, ...]], ...]:
    found: dict[Node, tuple[list[Node], list[Node]]] = {}
    for figure in figures:
        node = plan.node(figure.name)
        is_open = figure.value is None and not node.is_truth
        for user in plan.users[node.index]:
            found.setdefault(user, ([], []))[is_open].append(node)
    return tuple((user, tuple(settled), tuple(open_)) for user, (settled, open_) in found.items())


@lru_cache(maxsize=64)
def _plan(program: Program, since: date) -> Plan:
    return Plan(program.graph, since, program.definitions, SHOWN)


def _confirmed(entry: ConfirmedParameter, definition: Definition) -> Value:
    kind = bool if definition.unit == "switch" else int
    return Value(
        name=entry.name,
        level="case",
        value=kind(entry.value),
        status="confirmed",
        source=f"{entry.source}（{entry.by}，{entry.on}）",
        from_=date.min,
        to=date.max,
    )


def _source(definition: Definition, figure: Value) -> Source:
    value_zh, value_en = amounts.words(figure.value)
    return Source(
        quantity=definition.name,
        label_zh=definition.zh,
        label_en=definition.en,
        person="",
        value_text=value_zh,
        source=figure.source or figure.note,
        as_of=figure.checked_on,
        data_year=None,
        ref=figure.url,
        status=figure.status,
        value_text_en=value_en,
    )


def _version(program: Program, figures: Mapping[str, Value]) -> str:
    """Twelve hex digits over the formulas and every figure in view."""
    digest = hashlib.sha256(_formulas(program))
    for name, figure in sorted(figures.items()):
        digest.update(f"{name}={figure.value}|{figure.status}|{figure.source}\n".encode())
    return digest.hexdigest()[:12]


@cache
def _formulas(program: Program) -> bytes:
    digest = hashlib.sha256(program.code.encode())
    for module, _ in program.modules:
        digest.update(Path(module.__file__ or "").read_bytes())
    return digest.digest()
