"""A formula's body written out as the lines of a loop: `return` becomes an assignment, members of enumerations
become numbers, names become the loop's own."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from welfare.rules.subset import body_of, constant

Lines = list[str]


def indented(lines: Lines) -> Lines:
    return [f"    {line}" for line in lines]


@dataclass(frozen=True, slots=True)
class Body:
    """`names` leads from arguments and locals to names of the loop; the result is put into `result`."""

    call: Callable[..., int]
    names: Mapping[str, str]
    result: str

    def lines(self) -> Lines:
        """The body with every value known."""
        return self._block(body_of(self.call))

    def _block(self, statements: list[ast.stmt]) -> Lines:
        """What stands behind an `if` that may end the formula goes into its branches."""
        out: Lines = []
        for index, statement in enumerate(statements):
            if isinstance(statement, ast.Return):
                assert statement.value is not None
                return [*out, *self.assigned(self.result, statement.value)]
            if isinstance(statement, ast.Assign):
                target = statement.targets[0]
                assert isinstance(target, ast.Name)
                out += self.assigned(self.local(target.id), statement.value)
                continue
            assert isinstance(statement, ast.If)
            before, test = self.tested(statement.test)
            out += before
            rest = statements[index + 1 :]
            ends = any(isinstance(node, ast.Return) for node in ast.walk(statement))
            if not ends:
                out += self._branches(test, statement.body, statement.orelse)
                continue
            return [*out, *self._branches(test, [*statement.body, *rest], [*statement.orelse, *rest])]
        return out

    def _branches(self, test: str, body: list[ast.stmt], other: list[ast.stmt]) -> Lines:
        out = [f"if {test}:", *indented(self._block(body))]
        return [*out, "else:", *indented(self._block(other))] if other else out

    def assigned(self, target: str, value: ast.expr) -> Lines:
        return [f"{target} = {self.written(value)}"]

    def tested(self, node: ast.expr) -> tuple[Lines, str]:
        return [], self.written(node)

    def local(self, name: str) -> str:
        return self.names.get(name, f"{self.result}_{name}")

    def written(self, node: ast.expr) -> str:
        """The expression in the loop's own names."""
        return ast.unparse(_Renamed(self).visit(ast.parse(ast.unparse(node), mode="eval").body))


class _Renamed(ast.NodeTransformer):
    def __init__(self, body: Body) -> None:
        self.body = body

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self.body.local(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Constant(constant(node, self.body.call))
