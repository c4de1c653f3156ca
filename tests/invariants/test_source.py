"""Shapes of code that are not allowed anywhere, each with the reason."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "welfare"

CODE = [
    path
    for path in SOURCE.rglob("*.py")
    if not {"tests", "migrations"} & set(path.parts) and path.name != "conftest.py"
]
TEMPLATES = list(SOURCE.rglob("*.html"))


def _calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def _imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
            if node.module.startswith("urllib.request"):
                found.add("urllib.request")
    return found


def _where(found: dict[Path, set[str]]) -> dict[str, list[str]]:
    return {str(path.relative_to(SOURCE)): sorted(names) for path, names in sorted(found.items()) if names}


@pytest.mark.proves("ASVS-1.5")
def test_nothing_evaluates_or_unpickles_foreign_text() -> None:
    forbidden = {"eval", "exec", "pickle.loads", "pickle.load", "marshal.loads", "os.system"}
    found = {path: _calls(ast.parse(path.read_text("utf-8"))) & forbidden for path in CODE}
    assert _where(found) == {}
    unsafe = {
        path: {
            ast.unparse(node)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if _loads_any_yaml(node)
        }
        for path in CODE
    }
    assert _where(unsafe) == {}


def _loads_any_yaml(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "yaml.load"
        and not ast.unparse(node).endswith(("SafeLoader)",))
    )


@pytest.mark.proves("R11")
def test_no_text_is_declared_safe_by_hand() -> None:
    """Only the component tags mark markup safe, and only what Django's own renderer returned."""
    forbidden = {"mark_safe", "SafeString", "SafeText"}
    found = {
        path: {call.split(".")[-1] for call in _calls(ast.parse(path.read_text("utf-8")))} & forbidden
        for path in CODE
        if "web" not in path.relative_to(SOURCE).parts
    }
    assert _where(found) == {}
    templates = [
        str(path.relative_to(SOURCE))
        for path in TEMPLATES
        if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text("utf-8"))
    ]
    assert templates == []


@pytest.mark.proves("R6")
def test_only_connectors_speak_to_the_outside() -> None:
    """A page, a letter or a stage that opens an address could be made to open any address."""
    forbidden = {"requests", "httpx", "urllib.request", "http", "smtplib", "ftplib", "imaplib", "paramiko"}
    found = {
        path: _imports(ast.parse(path.read_text("utf-8"))) & forbidden
        for path in CODE
        if path.relative_to(SOURCE).parts[0] not in {"connectors", "project"}
    }
    assert _where(found) == {}


@pytest.mark.proves("R13")
def test_no_form_is_exempt_from_the_token() -> None:
    found = {path: {word for word in ("csrf_exempt",) if word in path.read_text("utf-8")} for path in CODE}
    assert _where(found) == {}


@pytest.mark.proves("R24")
def test_lists_are_never_paged_by_offset() -> None:
    forbidden = {"Paginator"}
    found = {
        path: {call.split(".")[-1] for call in _calls(ast.parse(path.read_text("utf-8")))} & forbidden
        for path in CODE
    }
    assert _where(found) == {}


def test_no_error_is_swallowed() -> None:
    wrong = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and all(isinstance(s, ast.Pass) for s in node.body):
                broad = node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
                if broad:
                    wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert wrong == []


def test_money_is_never_a_float() -> None:
    """`float(...)` beside an amount is how 16,777,217 becomes 16,777,216."""
    allowed = {"web", "project", "foundation"}  # geometry of drawings, seconds of clocks
    found = {
        path: _calls(ast.parse(path.read_text("utf-8"))) & {"float"}
        for path in CODE
        if path.relative_to(SOURCE).parts[0] not in allowed
        and str(path.relative_to(SOURCE)) != "rules/records.py"  # how far a gauge is filled
        and "demo_nation" not in path.parts  # rates and correlations of people who do not exist
    }
    assert _where(found) == {}
