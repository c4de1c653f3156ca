"""The small part of Python in which formulas are written: plain enough to read as law, to try with unknown
inputs, and to compile over columns.

Allowed: `if`, `return`, a local name for a worked-out value, comparisons, `+ - * //`, `and or not`,
`x if c else y`, whole numbers, truth values and members of an IntEnum. Everything else is refused when a
caseload is planned, and by a test over all programs.
"""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Iterator
from copy import deepcopy
from enum import IntEnum
from functools import lru_cache
from typing import NoReturn

from welfare.rules.graph import BrokenGraph

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
_COMPARED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


class OutsideSubsetError(BrokenGraph):
    """A formula uses something else; the message names function, line and construct."""


def body_of(call: Callable[..., int]) -> list[ast.stmt]:
    """The statements of a formula without its docstring, checked; raises OutsideSubsetError."""
    return _Checked(call).body


def constant(node: ast.expr, call: Callable[..., int]) -> int | bool | None:
    """The value of a number, a truth value or a member of an enumeration; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        member = getattr(call.__globals__.get(node.value.id), node.attr, None)
        if isinstance(member, IntEnum):
            return int(member)
    return None


@lru_cache(maxsize=64)
def _functions(text: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """Every function of a source text by name and first line, decorators included."""
    return {
        (node.name, min([node.lineno, *(d.lineno for d in node.decorator_list)])): node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }


def _definition(call: Callable[..., int]) -> ast.FunctionDef:
    code = call.__code__
    text = "".join(linecache.getlines(code.co_filename))
    found = _functions(text).get((code.co_name, code.co_firstlineno))
    if found is None:
        raise OutsideSubsetError(f"{code.co_name}: its source text cannot be read.")
    written = (one.arg for one in found.args.args)
    other = {old: new for old, new in zip(written, code.co_varnames, strict=False) if old != new}
    return _Restated(other).visit(deepcopy(found)) if other else found


class _Restated(ast.NodeTransformer):
    """The text of a formula that is stated again on other quantities."""

    def __init__(self, other: dict[str, str]) -> None:
        self.other = other

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self.other.get(node.arg, node.arg)
        return node

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.other.get(node.id, node.id)
        return node


class _Checked:
    """Walks one formula once, with the type of every name that is surely set at each place."""

    def __init__(self, call: Callable[..., int]) -> None:
        self.call = call
        function = _definition(call)
        self.returns = self._type(function.returns, function)
        arguments = function.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults:
            self._refuse(function, "an argument that is not plain")
        self.arguments = {one.arg: self._type(one.annotation, one) for one in arguments.args}
        self.body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        if self._block(self.body, dict(self.arguments)) is not None:
            self._refuse(function, "a way through without `return`")

    def _refuse(self, node: ast.AST, what: str) -> NoReturn:
        name, line = self.call.__name__, getattr(node, "lineno", 0)
        raise OutsideSubsetError(
            f"{self.call.__module__}.{name}, line {line}: {what} is outside the subset of formulas."
        )

    def _type(self, annotation: ast.expr | None, node: ast.AST) -> str:
        text = ast.unparse(annotation) if annotation else ""
        if text not in ("int", "bool"):
            self._refuse(node, f"the annotation {text!r}")
        return text

    def _block(self, statements: list[ast.stmt], known: dict[str, str]) -> dict[str, str] | None:
        """The names that are set when the block is left at its end; None when it always returns."""
        for index, statement in enumerate(statements):
            if isinstance(statement, ast.Return):
                if index + 1 < len(statements):
                    self._refuse(statements[index + 1], "a line after `return`")
                self._returned(statement, known)
                return None
            if isinstance(statement, ast.Assign):
                self._assigned(statement, known)
            elif isinstance(statement, ast.If):
                self._truth(statement.test, known)
                ends = [self._block(branch, dict(known)) for branch in (statement.body, statement.orelse)]
                through = [end for end in ends if end is not None]
                if not through:
                    if index + 1 < len(statements):
                        self._refuse(statements[index + 1], "a line after `return`")
                    return None
                known = dict(_common(through))
            else:
                self._refuse(statement, f"`{ast.unparse(statement).splitlines()[0]}`")
        return known

    def _returned(self, statement: ast.Return, known: dict[str, str]) -> None:
        if statement.value is None:
            self._refuse(statement, "`return` without a value")
        elif self._expression(statement.value, known) != self.returns:
            self._refuse(statement, f"a result that is not {self.returns}")

    def _assigned(self, statement: ast.Assign, known: dict[str, str]) -> None:
        target = statement.targets[0]
        if len(statement.targets) > 1 or not isinstance(target, ast.Name) or target.id in self.arguments:
            self._refuse(statement, f"setting `{ast.unparse(statement).split(' = ')[0]}`")
        found = self._expression(statement.value, known)
        if known.setdefault(target.id, found) != found:
            self._refuse(statement, f"{target.id} with two types")

    def _truth(self, node: ast.expr, known: dict[str, str]) -> None:
        if self._expression(node, known) != "bool":
            self._refuse(node, f"`{ast.unparse(node)}` as a condition")

    def _expression(self, node: ast.expr, known: dict[str, str]) -> str:
        value = constant(node, self.call)
        if value is not None:
            return "bool" if isinstance(value, bool) else "int"
        if isinstance(node, ast.Name) and node.id in known:
            return known[node.id]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._truth(node.operand, known)
            return "bool"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return self._amount(node.operand, known)
        if isinstance(node, ast.BinOp) and isinstance(node.op, _ARITHMETIC):
            self._amount(node.left, known)
            return self._amount(node.right, known)
        if isinstance(node, ast.BoolOp):
            for part in node.values:
                self._truth(part, known)
            return "bool"
        if isinstance(node, ast.Compare) and all(isinstance(op, _COMPARED) for op in node.ops):
            if len({self._expression(part, known) for part in (node.left, *node.comparators)}) > 1:
                self._refuse(node, f"comparing a number with a truth value (`{ast.unparse(node)}`)")
            return "bool"
        if isinstance(node, ast.IfExp):
            self._truth(node.test, known)
            kinds = {self._expression(part, known) for part in (node.body, node.orelse)}
            if len(kinds) == 1:
                return kinds.pop()
        self._refuse(node, f"`{ast.unparse(node)}`")

    def _amount(self, node: ast.expr, known: dict[str, str]) -> str:
        if self._expression(node, known) != "int":
            self._refuse(node, f"calculating with the truth value `{ast.unparse(node)}`")
        return "int"


def _common(ends: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for name, kind in ends[0].items():
        if all(end.get(name) == kind for end in ends):
            yield name, kind
