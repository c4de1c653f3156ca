"""What tests say about themselves: `@pytest.mark.proves("…")` and `@pytest.mark.covers("…")`, read from their
source; nothing is imported or run."""

import ast
from collections.abc import Iterable, Iterator

from welfare.project import places


def marks(name: str) -> Iterator[tuple[str, str, str]]:
    """(argument, file, sentence) of every mark of a name; one on a module or class counts for its tests."""
    root = places.checkout()
    files = [*(root / "tests").rglob("test_*.py"), *(root / "src").rglob("tests/**/test_*.py")]
    for path in sorted(set(files)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from _marks_in(name, tree.body, str(path.relative_to(root)), [])


def _marks_in(
    name: str, body: list[ast.stmt], path: str, inherited: list[str]
) -> Iterator[tuple[str, str, str]]:
    for node in body:
        if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "pytestmark" for t in node.targets):
            inherited = [*inherited, *_arguments(name, ast.walk(node.value))]
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef):
            continue
        own = _arguments(name, (part for decorator in node.decorator_list for part in ast.walk(decorator)))
        if isinstance(node, ast.ClassDef):
            yield from _marks_in(name, node.body, path, [*inherited, *own])
        elif node.name.startswith("test_"):
            sentence = node.name.removeprefix("test_").replace("_", " ")
            yield from ((argument, path, sentence) for argument in [*inherited, *own])


def _arguments(name: str, nodes: Iterable[ast.AST]) -> list[str]:
    return [
        argument.value
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == name
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
