"""A source text made into a module of LLVM."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from llvmlite import ir

from welfare.rules.caseload.compiler.columns import Columns
from welfare.rules.caseload.compiler.statements import Function
from welfare.rules.caseload.compiler.types import NOTHING, TRUTH, WIDE

#: Functions whose names begin so are kept apart, so that each loop is compiled for itself. Those of the
#: second kind loop over the few persons of a household, which is not worth preparing for many.
APART, SHORT = "part_", "short_"
_RETURNS = {"int": WIDE, "bool": TRUTH, "None": NOTHING}


def compiled_module(text: str) -> ir.Module:
    """The functions of a source text; the last one is what the outside calls."""
    module = ir.Module("caseload")
    body = ast.parse(text).body
    constants = dict(pair for node in body if isinstance(node, ast.Assign) for pair in _constants(node))
    definitions = [node for node in body if isinstance(node, ast.FunctionDef)]
    functions = {node.name: _declared(module, node) for node in definitions}
    functions[definitions[-1].name].linkage = ""
    columns = Columns(module)
    for node in definitions:
        Function(node, functions, columns, constants).write()
    return module


def _declared(module: ir.Module, node: ast.FunctionDef) -> ir.Function:
    returns = _RETURNS[ast.unparse(node.returns) if node.returns else "None"]
    function = ir.Function(module, ir.FunctionType(returns, [WIDE] * len(node.args.args)), node.name)
    function.linkage = "internal"
    if node.name.startswith((APART, SHORT)):
        function.attributes.add("noinline")
    if node.name.startswith(SHORT):
        function.attributes.add("optsize")
    return function


def _constants(node: ast.Assign) -> Iterator[tuple[str, int]]:
    """Names of a text that stand for numbers: A = 1, or A, B = 1, 2."""
    target, value = node.targets[0], ast.literal_eval(node.value)
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    for name, number in zip(names, value if isinstance(value, tuple) else [value], strict=True):
        assert isinstance(name, ast.Name)
        yield name.id, number
