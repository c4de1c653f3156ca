"""Statements of the compiled text, and a function made of them."""

from __future__ import annotations

import ast
from typing import Any

from welfare.rules.caseload.compiler.columns import Columns
from welfare.rules.caseload.compiler.expressions import PUT, Expressions
from welfare.rules.caseload.compiler.types import NOTHING, TRUTH, WIDE, Functions, called, pairs, truths


class Function(Expressions):
    """One function; `loops` are where `continue` goes on, innermost last."""

    def __init__(
        self, node: ast.FunctionDef, functions: Functions, columns: Columns, constants: dict[str, int]
    ) -> None:
        super().__init__(functions[node.name], functions, columns, constants)
        self.node = node
        self.truths = truths(node, functions)
        self.written = frozenset(
            call.args[0].id
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and called(call) in PUT and isinstance(call.args[0], ast.Name)
        )
        self.loops: list[Any] = []

    def write(self) -> None:
        """Fill the declared function."""
        for argument, value in zip(self.node.args.args, self.function.args, strict=True):
            self._keep(argument.arg, value)
        self._block(self.node.body)
        if self._ended:
            return
        if self.function.ftype.return_type == NOTHING:
            self.build.ret_void()
        else:
            self.build.unreachable()

    @property
    def _ended(self) -> bool:
        return bool(self.build.block.is_terminated)

    def _keep(self, name: str, value: Any) -> None:
        self.build.store(value if name in self.truths else self.whole(value), self.place(name))

    def _block(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            getattr(self, f"_{type(statement).__name__.lower()}")(statement)

    def _expr(self, statement: ast.Expr) -> None:
        """A call; a text that stands alone explains something."""
        if isinstance(statement.value, ast.Call):
            self.value(statement.value)

    def _assign(self, statement: ast.Assign) -> None:
        values = [(name, self.value(part)) for name, part in pairs(statement)]
        for name, value in values:
            self._keep(name, value)

    def _augassign(self, statement: ast.AugAssign) -> None:
        assert isinstance(statement.target, ast.Name)
        left = self.build.load(self.place(statement.target.id))
        self._keep(statement.target.id, self.calculated(statement.op, left, self.value(statement.value)))

    def _return(self, statement: ast.Return) -> None:
        if statement.value is None:
            self.build.ret_void()
            return
        value = self.value(statement.value)
        asked = self.function.ftype.return_type
        self.build.ret(self.truth(value) if asked == TRUTH else self.whole(value))

    def _if(self, statement: ast.If) -> None:
        yes, no, end = (self.function.append_basic_block() for _ in range(3))
        self.build.cbranch(self.truth(self.value(statement.test)), yes, no)
        for block, body in ((yes, statement.body), (no, statement.orelse)):
            self.build.position_at_end(block)
            self._block(body)
            if not self._ended:
                self.build.branch(end)
        self.build.position_at_end(end)

    def _while(self, statement: ast.While) -> None:
        test, body, end = (self.function.append_basic_block() for _ in range(3))
        self.build.branch(test)
        self.build.position_at_end(test)
        self.build.cbranch(self.truth(self.value(statement.test)), body, end)
        self.build.position_at_end(body)
        self._looped(statement.body, test, end)

    def _for(self, statement: ast.For) -> None:
        """`for name in range(…)`, steps forward."""
        assert isinstance(statement.iter, ast.Call) and isinstance(statement.target, ast.Name)
        given = [self.whole(self.value(part)) for part in statement.iter.args]
        start, stop, step = [*([WIDE(0)] if len(given) == 1 else []), *given, WIDE(1)][:3]
        test, body, again, end = (self.function.append_basic_block() for _ in range(4))
        with self.build.goto_entry_block():
            counter = self.build.alloca(WIDE)
        self.build.store(start, counter)
        self.build.branch(test)
        self.build.position_at_end(test)
        at = self.build.load(counter)
        self.build.cbranch(self.build.icmp_signed("<", at, stop), body, end)
        self.build.position_at_end(again)
        self.build.store(self.build.add(self.build.load(counter), step, flags=["nsw"]), counter)
        self.build.branch(test)
        self.build.position_at_end(body)
        self._keep(statement.target.id, at)
        self._looped(statement.body, again, end)

    def _looped(self, statements: list[ast.stmt], again: Any, end: Any) -> None:
        self.loops.append(again)
        self._block(statements)
        self.loops.pop()
        if not self._ended:
            self.build.branch(again)
        self.build.position_at_end(end)

    def _continue(self, statement: ast.Continue) -> None:
        self.build.branch(self.loops[-1])
