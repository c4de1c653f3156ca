"""Expressions of the compiled text. Sums and products carry the promise that they do not overflow: bounds.py
has proven it for the formulas, and the machine's own numbers are small."""

from __future__ import annotations

import ast
from typing import Any

from llvmlite import ir

from welfare.rules.caseload.compiler.columns import Columns
from welfare.rules.caseload.compiler.types import NOTHING, SHORT, TRUTH, WIDE, Functions, called

#: Functions of memory.py that read or write one element → its bits.
GET = {"get_bool": 8, "get_int8": 8, "get_int32": 32, "get_int64": 64}
PUT = {"put_bool": 8, "put_int8": 8, "put_int32": 32, "put_int64": 64}
_COMPARED = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
_EXACT = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul"}
_BITS = {ast.BitAnd: "and_", ast.BitOr: "or_", ast.LShift: "shl", ast.RShift: "ashr"}


class Expressions:
    """`places` holds each name's memory; `written` are the columns the function writes."""

    def __init__(
        self, function: ir.Function, functions: Functions, columns: Columns, constants: dict[str, int]
    ) -> None:
        self.function = function
        self.functions = functions
        self.columns = columns
        self.constants = constants
        self.truths: frozenset[str] = frozenset()
        self.written: frozenset[str] = frozenset()
        self.places: dict[str, Any] = {}
        self.build = ir.IRBuilder(function.append_basic_block("entry"))

    def place(self, name: str) -> Any:
        """Where a name's value is kept; LLVM makes registers of these."""
        if name not in self.places:
            with self.build.goto_entry_block():
                self.places[name] = self.build.alloca(TRUTH if name in self.truths else WIDE, name=name)
        return self.places[name]

    def whole(self, value: Any) -> Any:
        return self.build.zext(value, WIDE) if value.type == TRUTH else value

    def truth(self, value: Any) -> Any:
        return value if value.type == TRUTH else self.build.icmp_signed("!=", value, WIDE(0))

    def value(self, node: ast.expr) -> Any:
        """The value of an expression, a whole number or a truth value."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _constant(self, node: ast.Constant) -> Any:
        return TRUTH(node.value) if isinstance(node.value, bool) else WIDE(node.value)

    def _name(self, node: ast.Name) -> Any:
        if node.id in self.constants:
            return WIDE(self.constants[node.id])
        return self.build.load(self.place(node.id))

    def _ifexp(self, node: ast.IfExp) -> Any:
        """Both sides are worked out: none of them may do anything."""
        sides = [self.value(side) for side in (node.body, node.orelse)]
        if sides[0].type != sides[1].type:
            sides = [self.whole(side) for side in sides]
        return self.build.select(self.truth(self.value(node.test)), *sides)

    def _unaryop(self, node: ast.UnaryOp) -> Any:
        value = self.value(node.operand)
        if isinstance(node.op, ast.Not):
            return self.build.not_(self.truth(value))
        if isinstance(node.op, ast.Invert):
            return self.build.not_(self.whole(value))
        return self.build.sub(WIDE(0), self.whole(value), flags=["nsw"])

    def _binop(self, node: ast.BinOp) -> Any:
        return self.calculated(node.op, self.whole(self.value(node.left)), self.value(node.right))

    def calculated(self, operator: ast.operator, left: Any, given: Any) -> Any:
        right = self.whole(given)
        if type(operator) in _EXACT:
            return getattr(self.build, _EXACT[type(operator)])(left, right, flags=["nsw"])
        if type(operator) in _BITS:
            return getattr(self.build, _BITS[type(operator)])(left, right)
        return self._quotient(left, right)

    def _quotient(self, left: Any, right: Any) -> Any:
        """Towards the smaller number, as Python divides."""
        quotient = self.build.sdiv(left, right)
        rest = self.build.sub(left, self.build.mul(quotient, right))
        differ = self.build.icmp_signed("<", self.build.xor(rest, right), WIDE(0))
        below = self.build.and_(self.build.icmp_signed("!=", rest, WIDE(0)), differ)
        return self.build.sub(quotient, self.build.zext(below, WIDE))

    def _compare(self, node: ast.Compare) -> Any:
        values = [self.whole(self.value(part)) for part in (node.left, *node.comparators)]
        found = [
            self.build.icmp_signed(_COMPARED[type(operator)], left, right)
            for operator, left, right in zip(node.ops, values, values[1:], strict=False)
        ]
        together = found[0]
        for one in found[1:]:
            together = self.build.and_(together, one)
        return together

    def _boolop(self, node: ast.BoolOp) -> Any:
        """Parts that reach into memory are looked at only while the answer is open, as in Python."""
        both = isinstance(node.op, ast.And)
        found = self.truth(self.value(node.values[0]))
        for part in node.values[1:]:
            if any(isinstance(inner, ast.Call) for inner in ast.walk(part)):
                found = self._looked_at(found, part, both)
            else:
                join = self.build.and_ if both else self.build.or_
                found = join(found, self.truth(self.value(part)))
        return found

    def _looked_at(self, found: Any, part: ast.expr, both: bool) -> Any:
        before = self.build.block
        more, end = self.function.append_basic_block(), self.function.append_basic_block()
        self.build.cbranch(found, *((more, end) if both else (end, more)))
        self.build.position_at_end(more)
        value = self.truth(self.value(part))
        after = self.build.block
        self.build.branch(end)
        self.build.position_at_end(end)
        chosen = self.build.phi(TRUTH)
        chosen.add_incoming(found, before)
        chosen.add_incoming(value, after)
        return chosen

    # Calls.

    def _call(self, node: ast.Call) -> Any:
        name = called(node)
        values = [self.whole(self.value(part)) for part in node.args]
        if name in self.functions:
            return self.build.call(self.functions[name], values)
        if name in GET:
            return self._got(name, node.args[0], values)
        if name in PUT:
            return self._put(name, node.args[0], values)
        return getattr(self, f"_made_by_{name}")(*values)

    def _element(self, bits: int, values: list[Any]) -> Any:
        return self.build.gep(self.build.inttoptr(values[0], ir.IntType(bits).as_pointer()), [values[1]])

    def _got(self, name: str, column: ast.expr, values: list[Any]) -> Any:
        found = self.build.load(self._element(GET[name], values))
        self._note(found, column)
        if name == "get_bool":
            return self.build.icmp_signed("!=", found, found.type(0))
        return found if found.type == WIDE else self.build.sext(found, WIDE)

    def _put(self, name: str, column: ast.expr, values: list[Any]) -> None:
        bits = PUT[name]
        value = values[2] if bits == 64 else self.build.trunc(values[2], ir.IntType(bits))
        self._note(self.build.store(value, self._element(bits, values)), column)

    def _note(self, access: Any, column: ast.expr) -> None:
        if isinstance(column, ast.Name):
            self.columns.note(access, column.id, self.written)

    def _made_by_lowest(self, bits: Any) -> Any:
        return self.build.cttz(bits, TRUTH(1))

    def _made_by_ones(self, bits: Any) -> Any:
        return self.build.ctpop(bits)

    def _made_by_min(self, one: Any, other: Any) -> Any:
        return self.build.select(self.build.icmp_signed("<", one, other), one, other)

    def _made_by_narrow(self, value: Any) -> Any:
        return self.build.sext(self.build.trunc(value, SHORT), WIDE)

    def _made_by_take(self, address: Any) -> Any:
        number = self.build.inttoptr(address, WIDE.as_pointer())
        return self.build.atomic_rmw("add", number, WIDE(1), "monotonic")

    def _made_by_small_quotient(self, dividend: Any, divisor: Any) -> Any:
        short = [self.build.trunc(value, SHORT) for value in (dividend, divisor)]
        if isinstance(divisor, ir.Constant):
            return self.build.zext(self.build.udiv(*short), WIDE)
        above, below = (self.build.uitofp(value, ir.DoubleType()) for value in short)
        middle = self.build.fadd(above, ir.Constant(ir.DoubleType(), 0.5))
        inverse = self.build.fdiv(ir.Constant(ir.DoubleType(), 1.0), below)
        return self.build.zext(self.build.fptoui(self.build.fmul(middle, inverse), SHORT), WIDE)

    def _made_by_exact_quotient(self, dividend: Any, divisor: Any) -> Any:
        exact = [self.build.sitofp(value, ir.DoubleType()) for value in (dividend, divisor)]
        return self.build.fptosi(self.build.fdiv(*exact), WIDE)

    def _made_by_call_mend(self, address: Any, *arguments: Any) -> Any:
        kind = ir.FunctionType(NOTHING, [WIDE] * len(arguments))
        return self.build.call(self.build.inttoptr(address, kind.as_pointer()), arguments)
