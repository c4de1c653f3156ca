"""A formula's body written out as the lines of a loop: `return` becomes an assignment, members of
enumerations become numbers, names become the loop's own."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from welfare.rules.caseload.bounds import Place, place
from welfare.rules.subset import body_of, constant

Lines = list[str]


def indented(lines: Lines) -> Lines:
    return [f"    {line}" for line in lines]


@dataclass(frozen=True, slots=True)
class Body:
    """`names` leads from arguments to names of the loop; the result is put into `result`. `divisions` are
    the places where a quicker way to divide may be taken, and which."""

    call: Callable[..., int]
    names: Mapping[str, str]
    result: str
    divisions: Mapping[Place, str] = field(default_factory=dict)

    def lines(self) -> Lines:
        """The body with every value known."""
        return self._block(body_of(self.call))

    def _block(self, statements: list[ast.stmt]) -> Lines:
        """What stands behind an `if` that may end the formula goes into its branches."""
        out: Lines = []
        for index, statement in enumerate(statements):
            if isinstance(statement, ast.Return):
                assert statement.value is not None
                return [*out, f"{self.result} = {self.written(statement.value)}"]
            if isinstance(statement, ast.Assign):
                target = statement.targets[0]
                assert isinstance(target, ast.Name)
                out.append(f"{self.local(target.id)} = {self.written(statement.value)}")
                continue
            assert isinstance(statement, ast.If)
            test = self.written(statement.test)
            if not any(isinstance(node, ast.Return) for node in ast.walk(statement)):
                out += self._branches(test, statement.body, statement.orelse)
                continue
            rest = statements[index + 1 :]
            return [*out, *self._branches(test, [*statement.body, *rest], [*statement.orelse, *rest])]
        return out

    def _branches(self, test: str, body: list[ast.stmt], other: list[ast.stmt]) -> Lines:
        out = [f"if {test}:", *indented(self._block(body))]
        return [*out, "else:", *indented(self._block(other))] if other else out

    def local(self, name: str) -> str:
        return self.names.get(name, f"{self.result}_{name}")

    def written(self, node: ast.expr) -> str:
        """The expression in the loop's own names."""
        return ast.unparse(_Renamed(self).visit(node))


class _Renamed(ast.NodeTransformer):
    """Makes a new tree; the formula's own stays as it is."""

    def __init__(self, body: Body) -> None:
        self.body = body

    def generic_visit(self, node: ast.AST) -> ast.AST:
        parts = {name: getattr(node, name) for name in node._fields}
        copied = {name: list(part) if isinstance(part, list) else part for name, part in parts.items()}
        return super().generic_visit(type(node)(**copied))

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self.body.local(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Constant(constant(node, self.body.call))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        quicker = self.body.divisions.get(place(node))
        if quicker is None:
            return self.generic_visit(node)
        sides = [self.visit(node.left), self.visit(node.right)]
        return ast.Call(ast.Name(quicker), sides, [])
