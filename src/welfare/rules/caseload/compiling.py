"""Compiles the Python of kernels.py's files and of machine.py to machine code, by LLVM.

That Python is small: whole numbers of 64 bits and truth values, `if`, `while`, `for … in range`, calls of functions
of the same file, and the functions of memory.py, which reach columns by their addresses. A file means the same when
Python runs it as it stands. Sums and products carry LLVM's promise that they do not overflow: bounds.py has proven
it for the formulas.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from llvmlite import ir

_WIDE, _SHORT, _TRUTH, _NOTHING = ir.IntType(64), ir.IntType(32), ir.IntType(1), ir.VoidType()
_RETURNS = {"int": _WIDE, "bool": _TRUTH, "None": _NOTHING}
#: Functions of memory.py that read or write one element → its bits.
_GET = {"get_bool": 8, "get_int8": 8, "get_int32": 32, "get_int64": 64}
_PUT = {"put_bool": 8, "put_int8": 8, "put_int32": 32, "put_int64": 64}
_COMPARED = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
_TRUE_CALLS = frozenset({"get_bool"})
#: Names that begin so hold the address of a column; no two of them reach the same memory.
COLUMN = "p_"
#: Functions that are kept apart, so that each loop is compiled for itself; those of the second kind loop over the few
#: persons of a household, which is not worth preparing for many.
APART, SHORT = "part_", "short_"


def compiled_module(text: str) -> ir.Module:
    """The functions of a source text; the last one is what the outside calls."""
    module = ir.Module("caseload")
    body = ast.parse(text).body
    constants = dict(pair for node in body if isinstance(node, ast.Assign) for pair in _constants(node))
    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
    made: dict[str, ir.Function] = {}
    for node in functions:
        returns = _RETURNS[ast.unparse(node.returns) if node.returns else "None"]
        function = ir.Function(module, ir.FunctionType(returns, [_WIDE] * len(node.args.args)), node.name)
        if node is not functions[-1]:
            function.linkage = "internal"
        if node.name.startswith((APART, SHORT)):
            function.attributes.add("noinline")
        if node.name.startswith(SHORT):
            function.attributes.add("optsize")
        made[node.name] = function
    columns = _Columns(module)
    for node in functions:
        _Function(node, made, columns, constants).write()
    return module


def _constants(node: ast.Assign) -> Iterator[tuple[str, int]]:
    """Names of a file that stand for numbers: A = 1, or A, B = 1, 2."""
    target, value = node.targets[0], ast.literal_eval(node.value)
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    for name, number in zip(names, value if isinstance(value, tuple) else [value], strict=True):
        assert isinstance(name, ast.Name)
        yield name.id, number


class _Columns:
    """What LLVM is told of columns: none lies over another, so that a loop may read ahead of what it writes."""

    def __init__(self, module: ir.Module) -> None:
        self.module = module
        self.domain = module.add_metadata(["columns"])
        self.always = module.add_metadata([])

    def _list(self, names: Iterable[str]) -> Any:
        return self.module.add_metadata([self.module.add_metadata([name, self.domain]) for name in sorted(names)])

    def note(self, access: Any, name: str, written: frozenset[str]) -> None:
        """An access to the column `name`, in a function that writes the columns `written`."""
        if name == "at":
            access.set_metadata("invariant.load", self.always)
        if not name.startswith(COLUMN):
            return
        access.set_metadata("alias.scope", self._list([name]))
        if others := written - {name}:
            access.set_metadata("noalias", self._list(others))


class _Function:
    def __init__(
        self, node: ast.FunctionDef, functions: dict[str, ir.Function], columns: _Columns, constants: dict[str, int]
    ) -> None:
        self.node = node
        self.functions = functions
        self.columns = columns
        self.constants = constants
        self.function = functions[node.name]
        self.truths = _truths(node, functions)
        self.written = frozenset(
            call.args[0].id
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and _name(call) in _PUT and isinstance(call.args[0], ast.Name)
        )
        self.build = ir.IRBuilder(self.function.append_basic_block("entry"))
        self.places: dict[str, Any] = {}
        self.loops: list[tuple[Any, Any]] = []

    def write(self) -> None:
        for argument, value in zip(self.node.args.args, self.function.args, strict=True):
            self._store(argument.arg, value)
        self._block(self.node.body)
        if not self._ended:
            if self.function.ftype.return_type == _NOTHING:
                self.build.ret_void()
            else:
                self.build.unreachable()

    @property
    def _ended(self) -> bool:
        return bool(self.build.block.is_terminated)

    def _place(self, name: str) -> Any:
        if name not in self.places:
            with self.build.goto_entry_block():
                self.places[name] = self.build.alloca(_TRUTH if name in self.truths else _WIDE, name=name)
        return self.places[name]

    def _store(self, name: str, value: Any) -> None:
        place = self._place(name)
        self.build.store(value if name in self.truths else self._whole(value), place)

    def _whole(self, value: Any) -> Any:
        return self.build.zext(value, _WIDE) if value.type == _TRUTH else value

    def _truth(self, value: Any) -> Any:
        return value if value.type == _TRUTH else self.build.icmp_signed("!=", value, _WIDE(0))

    # Statements.

    def _block(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if self._ended:
                return
            getattr(self, f"_{type(statement).__name__.lower()}")(statement)

    def _expr(self, statement: ast.Expr) -> None:
        if not isinstance(statement.value, ast.Constant):
            self._value(statement.value)

    def _assign(self, statement: ast.Assign) -> None:
        target = statement.targets[0]
        if isinstance(target, ast.Tuple):
            assert isinstance(statement.value, ast.Tuple)
            values = [self._value(part) for part in statement.value.elts]
            for name, value in zip(target.elts, values, strict=True):
                assert isinstance(name, ast.Name)
                self._store(name.id, value)
            return
        assert isinstance(target, ast.Name)
        self._store(target.id, self._value(statement.value))

    def _augassign(self, statement: ast.AugAssign) -> None:
        assert isinstance(statement.target, ast.Name)
        left = self._whole(self.build.load(self._place(statement.target.id)))
        self._store(statement.target.id, self._calculated(statement.op, left, self._value(statement.value)))

    def _return(self, statement: ast.Return) -> None:
        if statement.value is None:
            self.build.ret_void()
            return
        value = self._value(statement.value)
        truth = self.function.ftype.return_type == _TRUTH
        self.build.ret(self._truth(value) if truth else self._whole(value))

    def _if(self, statement: ast.If) -> None:
        yes, no, end = (self.function.append_basic_block() for _ in range(3))
        self.build.cbranch(self._truth(self._value(statement.test)), yes, no)
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
        self.build.cbranch(self._truth(self._value(statement.test)), body, end)
        self._looped(statement.body, body, test, end)

    def _for(self, statement: ast.For) -> None:
        assert isinstance(statement.iter, ast.Call) and isinstance(statement.target, ast.Name)
        given = [self._whole(self._value(part)) for part in statement.iter.args]
        start, stop = (given[0], given[1]) if len(given) > 1 else (_WIDE(0), given[0])
        step = given[2] if len(given) > 2 else _WIDE(1)
        test, body, again, end = (self.function.append_basic_block() for _ in range(4))
        with self.build.goto_entry_block():
            counter = self.build.alloca(_WIDE)
        self.build.store(start, counter)
        self.build.branch(test)
        self.build.position_at_end(test)
        at = self.build.load(counter)
        self.build.cbranch(self.build.icmp_signed("<", at, stop), body, end)
        self.build.position_at_end(again)
        self.build.store(self.build.add(self.build.load(counter), step, flags=["nsw"]), counter)
        self.build.branch(test)
        self.build.position_at_end(body)
        self._store(statement.target.id, at)
        self._looped(statement.body, body, again, end)

    def _looped(self, statements: list[ast.stmt], body: Any, again: Any, end: Any) -> None:
        self.build.position_at_end(body)
        self.loops.append((again, end))
        self._block(statements)
        self.loops.pop()
        if not self._ended:
            self.build.branch(again)
        self.build.position_at_end(end)

    def _continue(self, statement: ast.Continue) -> None:
        self.build.branch(self.loops[-1][0])

    # Expressions.

    def _value(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Constant):
            return _TRUTH(node.value) if isinstance(node.value, bool) else _WIDE(node.value)
        if isinstance(node, ast.Name):
            if node.id in self.constants:
                return _WIDE(self.constants[node.id])
            return self.build.load(self._place(node.id))
        if isinstance(node, ast.BinOp):
            return self._calculated(node.op, self._whole(self._value(node.left)), self._value(node.right))
        if isinstance(node, ast.UnaryOp):
            return self._unary(node)
        if isinstance(node, ast.BoolOp):
            return self._in_turn(node)
        if isinstance(node, ast.Compare):
            return self._compared(node)
        if isinstance(node, ast.IfExp):
            parts = [self._value(part) for part in (node.body, node.orelse)]
            if len({str(part.type) for part in parts}) > 1:
                parts = [self._whole(part) for part in parts]
            return self.build.select(self._truth(self._value(node.test)), *parts)
        assert isinstance(node, ast.Call), ast.unparse(node)
        return self._called(node)

    def _unary(self, node: ast.UnaryOp) -> Any:
        value = self._value(node.operand)
        if isinstance(node.op, ast.Not):
            return self.build.not_(self._truth(value))
        if isinstance(node.op, ast.Invert):
            return self.build.not_(self._whole(value))
        return self.build.sub(_WIDE(0), self._whole(value), flags=["nsw"])

    def _calculated(self, operator: ast.operator, left: Any, given: Any) -> Any:
        right = self._whole(given)
        exact: dict[type[ast.operator], Callable[..., Any]] = {
            ast.Add: self.build.add,
            ast.Sub: self.build.sub,
            ast.Mult: self.build.mul,
        }
        if type(operator) in exact:
            return exact[type(operator)](left, right, flags=["nsw"])
        if isinstance(operator, ast.FloorDiv):
            return self._quotient(left, right)
        bits: dict[type[ast.operator], Callable[..., Any]] = {
            ast.BitAnd: self.build.and_,
            ast.BitOr: self.build.or_,
            ast.LShift: self.build.shl,
            ast.RShift: self.build.ashr,
        }
        return bits[type(operator)](left, right)

    def _quotient(self, left: Any, right: Any) -> Any:
        """Towards the smaller number, as Python divides."""
        quotient = self.build.sdiv(left, right)
        rest = self.build.sub(left, self.build.mul(quotient, right))
        signs = self.build.icmp_signed("<", self.build.xor(rest, right), _WIDE(0))
        below = self.build.and_(self.build.icmp_signed("!=", rest, _WIDE(0)), signs)
        return self.build.sub(quotient, self.build.zext(below, _WIDE))

    def _compared(self, node: ast.Compare) -> Any:
        values = [self._value(part) for part in (node.left, *node.comparators)]
        found = None
        for operator, left, right in zip(node.ops, values, values[1:], strict=False):
            here = self.build.icmp_signed(_COMPARED[type(operator)], self._whole(left), self._whole(right))
            found = here if found is None else self.build.and_(found, here)
        return found

    def _in_turn(self, node: ast.BoolOp) -> Any:
        """Parts that reach into memory are looked at only while the answer is open, as in Python."""
        both = isinstance(node.op, ast.And)
        found = self._truth(self._value(node.values[0]))
        for part in node.values[1:]:
            if not any(isinstance(inner, ast.Call) for inner in ast.walk(part)):
                value = self._truth(self._value(part))
                found = self.build.and_(found, value) if both else self.build.or_(found, value)
                continue
            before, more, end = self.build.block, *(self.function.append_basic_block() for _ in range(2))
            self.build.cbranch(found, *((more, end) if both else (end, more)))
            self.build.position_at_end(more)
            value = self._truth(self._value(part))
            after = self.build.block
            self.build.branch(end)
            self.build.position_at_end(end)
            chosen = self.build.phi(_TRUTH)
            chosen.add_incoming(found, before)
            chosen.add_incoming(value, after)
            found = chosen
        return found

    # Calls.

    def _called(self, node: ast.Call) -> Any:
        name = _name(node)
        values = [self._whole(self._value(part)) for part in node.args]
        if name in self.functions:
            return self.build.call(self.functions[name], values)
        if name in _GET:
            return self._got(name, node.args[0], values)
        if name in _PUT:
            return self._put(name, node.args[0], values)
        return getattr(self, f"_made_by_{name}")(*values)

    def _made_by_lowest(self, bits: Any) -> Any:
        return self.build.cttz(bits, _TRUTH(1))

    def _made_by_ones(self, bits: Any) -> Any:
        return self.build.ctpop(bits)

    def _made_by_min(self, one: Any, other: Any) -> Any:
        return self.build.select(self.build.icmp_signed("<", one, other), one, other)

    def _made_by_narrow(self, value: Any) -> Any:
        return self.build.sext(self.build.trunc(value, _SHORT), _WIDE)

    def _made_by_small_quotient(self, dividend: Any, divisor: Any) -> Any:
        short = [self.build.trunc(value, _SHORT) for value in (dividend, divisor)]
        return self.build.zext(self.build.udiv(*short), _WIDE)

    def _made_by_exact_quotient(self, dividend: Any, divisor: Any) -> Any:
        exact = [self.build.sitofp(value, ir.DoubleType()) for value in (dividend, divisor)]
        return self.build.fptosi(self.build.fdiv(*exact), _WIDE)

    def _made_by_call_mend(self, address: Any, *arguments: Any) -> Any:
        kind = ir.FunctionType(_NOTHING, [_WIDE] * len(arguments))
        return self.build.call(self.build.inttoptr(address, kind.as_pointer()), arguments)

    def _element(self, bits: int, values: list[Any]) -> Any:
        return self.build.gep(self.build.inttoptr(values[0], ir.IntType(bits).as_pointer()), [values[1]])

    def _got(self, name: str, column: ast.expr, values: list[Any]) -> Any:
        found = self.build.load(self._element(_GET[name], values))
        self._note(found, column)
        if name in _TRUE_CALLS:
            return self.build.icmp_signed("!=", found, found.type(0))
        return found if found.type == _WIDE else self.build.sext(found, _WIDE)

    def _put(self, name: str, column: ast.expr, values: list[Any]) -> None:
        bits = _PUT[name]
        value = values[2] if bits == 64 else self.build.trunc(values[2], ir.IntType(bits))
        self._note(self.build.store(value, self._element(bits, values)), column)

    def _note(self, access: Any, column: ast.expr) -> None:
        if isinstance(column, ast.Name):
            self.columns.note(access, column.id, self.written)


def _name(node: ast.Call) -> str:
    assert isinstance(node.func, ast.Name)
    return node.func.id


def _truths(node: ast.FunctionDef, functions: dict[str, ir.Function]) -> frozenset[str]:
    """Names that only ever hold truth values."""
    assigned: dict[str, list[ast.expr]] = {}
    others = {argument.arg for argument in node.args.args}
    for statement in ast.walk(node):
        if isinstance(statement, ast.Assign):
            target, value = statement.targets[0], statement.value
            pairs = zip(target.elts, value.elts, strict=True) if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) else [(target, value)]
            for name, part in pairs:
                assert isinstance(name, ast.Name)
                assigned.setdefault(name.id, []).append(part)
        elif isinstance(statement, ast.AugAssign | ast.For):
            assert isinstance(statement.target, ast.Name)
            others.add(statement.target.id)
    truths = set(assigned) - others
    while wrong := {name for name in truths if not all(_is_truth(p, truths, functions) for p in assigned[name])}:
        truths -= wrong
    return frozenset(truths)


def _is_truth(node: ast.expr, truths: set[str], functions: dict[str, ir.Function]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool)
    if isinstance(node, ast.Name):
        return node.id in truths
    if isinstance(node, ast.IfExp):
        return _is_truth(node.body, truths, functions) and _is_truth(node.orelse, truths, functions)
    if isinstance(node, ast.Call):
        name = _name(node)
        return name in _TRUE_CALLS or (name in functions and functions[name].ftype.return_type == _TRUTH)
    return isinstance(node, ast.Compare | ast.BoolOp) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
