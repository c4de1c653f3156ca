"""Types of the compiled text, and which names hold truth values."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from llvmlite import ir

WIDE, SHORT, TRUTH, NOTHING = ir.IntType(64), ir.IntType(32), ir.IntType(1), ir.VoidType()
Functions = Mapping[str, ir.Function]


def called(node: ast.Call) -> str:
    """The name of the function that is called."""
    assert isinstance(node.func, ast.Name)
    return node.func.id


def truths(node: ast.FunctionDef, functions: Functions) -> frozenset[str]:
    """Names of a function that only ever hold truth values."""
    assigned: dict[str, list[ast.expr]] = {}
    others = {argument.arg for argument in node.args.args}
    for statement in ast.walk(node):
        if isinstance(statement, ast.Assign):
            for name, value in pairs(statement):
                assigned.setdefault(name, []).append(value)
        elif isinstance(statement, ast.AugAssign | ast.For):
            assert isinstance(statement.target, ast.Name)
            others.add(statement.target.id)
    found = set(assigned) - others
    while wrong := {
        name for name in found if not all(_is_truth(part, found, functions) for part in assigned[name])
    }:
        found -= wrong
    return frozenset(found)


def pairs(statement: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    """Names and values of an assignment: a = 1, or a, b = 1, 2."""
    target, value = statement.targets[0], statement.value
    several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
    for name, part in zip(target.elts, value.elts, strict=True) if several else [(target, value)]:  # type: ignore[attr-defined]
        assert isinstance(name, ast.Name)
        yield name.id, part


def _is_truth(node: ast.expr, found: set[str], functions: Functions) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool)
    if isinstance(node, ast.Name):
        return node.id in found
    if isinstance(node, ast.IfExp):
        return _is_truth(node.body, found, functions) and _is_truth(node.orelse, found, functions)
    if isinstance(node, ast.Call):
        name = called(node)
        return name == "get_bool" or (name in functions and functions[name].ftype.return_type == TRUTH)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    return isinstance(node, ast.Compare | ast.BoolOp)
