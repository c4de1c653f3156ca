"""A formula as instructions for a small machine (see mending.py), which can note what it touches and try
unknown truth values both ways without being compiled anew for each formula.

One instruction is four numbers: what to do, the register that receives the result, two operands. The
arguments of the formula stand in the first registers, then its numbers, then everything worked out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from enum import IntEnum

from welfare.rules.subset import body_of, constant

Instruction = tuple[int, int, int, int]


class Do(IntEnum):
    """RETURN and the jumps take their register as first operand; JUMP goes to the place in `b`,
    JUMP_IF_FALSE and JUMP_IF_TRUE go there when the register is false or true. MOVE hands a value on without
    touching it."""

    RETURN = 0
    MOVE = 1
    JUMP = 2
    JUMP_IF_FALSE = 3
    JUMP_IF_TRUE = 4
    ADD = 5
    SUBTRACT = 6
    MULTIPLY = 7
    DIVIDE = 8
    NEGATE = 9
    NOT = 10
    LESS = 11
    AT_MOST = 12
    MORE = 13
    AT_LEAST = 14
    EQUAL = 15
    DIFFERENT = 16


_CALCULATED = {ast.Add: Do.ADD, ast.Sub: Do.SUBTRACT, ast.Mult: Do.MULTIPLY, ast.FloorDiv: Do.DIVIDE}
_COMPARED = {
    ast.Lt: Do.LESS,
    ast.LtE: Do.AT_MOST,
    ast.Gt: Do.MORE,
    ast.GtE: Do.AT_LEAST,
    ast.Eq: Do.EQUAL,
    ast.NotEq: Do.DIFFERENT,
}


class Instructions:
    """`code` of a formula; `numbers` fill the registers behind the arguments; `registers` is how many it
    needs."""

    def __init__(self, call: Callable[..., int], arguments: tuple[str, ...]) -> None:
        self.call = call
        self.code: list[Instruction] = []
        self.names = {name: register for register, name in enumerate(arguments)}
        self.numbers: list[int] = []
        self._held: dict[int, int] = {}
        body = body_of(call)
        self._number_of(len(arguments), body)
        self.registers = len(arguments) + len(self.numbers)
        self._block(body)

    def _number_of(self, first: int, body: list[ast.stmt]) -> None:
        """Every number of the formula gets a register before anything is worked out."""
        for statement in body:
            for node in ast.walk(statement):
                value = constant(node, self.call) if isinstance(node, ast.expr) else None
                if value is not None and int(value) not in self._held:
                    self._held[int(value)] = first + len(self.numbers)
                    self.numbers.append(int(value))

    def _fresh(self) -> int:
        self.registers += 1
        return self.registers - 1

    def _do(self, what: Do, result: int = 0, a: int = 0, b: int = 0) -> int:
        """Append an instruction and tell its place."""
        self.code.append((int(what), result, a, b))
        return len(self.code) - 1

    def _land(self, *jumps: int) -> None:
        """The jumps go to what comes next."""
        for place in jumps:
            what, result, a, _ = self.code[place]
            self.code[place] = (what, result, a, len(self.code))

    def _block(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if isinstance(statement, ast.Return):
                assert statement.value is not None
                self._do(Do.RETURN, a=self._value(statement.value))
            elif isinstance(statement, ast.Assign):
                target = statement.targets[0]
                assert isinstance(target, ast.Name)
                value = self._value(statement.value)
                if target.id not in self.names:
                    self.names[target.id] = self._fresh()
                self._do(Do.MOVE, self.names[target.id], value)
            else:
                assert isinstance(statement, ast.If)
                skip = self._do(Do.JUMP_IF_FALSE, a=self._value(statement.test))
                self._block(statement.body)
                end = self._do(Do.JUMP)
                self._land(skip)
                self._block(statement.orelse)
                self._land(end)

    def _value(self, node: ast.expr) -> int:
        """The register that holds an expression's value."""
        value = constant(node, self.call)
        if value is not None:
            return self._held[int(value)]
        if isinstance(node, ast.Name):
            return self.names[node.id]
        if isinstance(node, ast.UnaryOp):
            what = Do.NOT if isinstance(node.op, ast.Not) else Do.NEGATE
            return self._worked_out(what, self._value(node.operand))
        if isinstance(node, ast.BinOp):
            left, right = self._value(node.left), self._value(node.right)
            return self._worked_out(_CALCULATED[type(node.op)], left, right)
        if isinstance(node, ast.IfExp):
            return self._chosen(node)
        if isinstance(node, ast.BoolOp):
            leave = Do.JUMP_IF_FALSE if isinstance(node.op, ast.And) else Do.JUMP_IF_TRUE
            return self._in_turn(node.values, leave)
        assert isinstance(node, ast.Compare)
        if len(node.ops) > 1:
            pairs = zip([node.left, *node.comparators], node.ops, node.comparators, strict=False)
            parts: list[ast.expr] = [ast.Compare(one, [operator], [other]) for one, operator, other in pairs]
            return self._in_turn(parts, Do.JUMP_IF_FALSE)
        left, right = self._value(node.left), self._value(node.comparators[0])
        return self._worked_out(_COMPARED[type(node.ops[0])], left, right)

    def _worked_out(self, what: Do, a: int, b: int = 0) -> int:
        result = self._fresh()
        self._do(what, result, a, b)
        return result

    def _chosen(self, node: ast.IfExp) -> int:
        result = self._fresh()
        skip = self._do(Do.JUMP_IF_FALSE, a=self._value(node.test))
        self._do(Do.MOVE, result, self._value(node.body))
        end = self._do(Do.JUMP)
        self._land(skip)
        self._do(Do.MOVE, result, self._value(node.orelse))
        self._land(end)
        return result

    def _in_turn(self, parts: list[ast.expr], leave: Do) -> int:
        """`and`, `or` and chains of comparisons: go on only while the answer is open."""
        result = self._fresh()
        left = []
        for part in parts[:-1]:
            self._do(Do.MOVE, result, self._value(part))
            left.append(self._do(leave, a=result))
        self._do(Do.MOVE, result, self._value(parts[-1]))
        self._land(*left)
        return result
