"""Every promise the stages make has words on the operator's page."""

import ast
from importlib import import_module
from pathlib import Path

from welfare.desk.promises import PROMISE_LABELS

SOURCE = Path(__file__).parents[2]


def _kinds_made() -> set[str]:
    """First arguments of every `act.promise(...)`, names looked up here or where they come from."""
    kinds = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        constants |= {
            name.asname or name.name: getattr(import_module(node.module), name.name)
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("welfare.")
            for name in node.names
            if name.name.isupper()
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "act.promise":
                first = node.args[0]
                kinds.add(first.value if isinstance(first, ast.Constant) else constants[first.id])
    return kinds


def test_every_promise_has_its_words() -> None:
    assert _kinds_made() == set(PROMISE_LABELS)
