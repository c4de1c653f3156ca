"""The river rules that import-linter cannot see: keys, signals, templates, models by name."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey

SOURCE = Path(__file__).parents[2] / "src" / "welfare"

#: upstream to downstream; the conductors stand side by side below payment
ORDER = (
    "foundation",
    "rules",
    "web",
    "case",
    "documents",
    "intake",
    "lookup",
    "determination",
    "review",
    "visit",
    "decision",
    "payment",
    "monthly_comparison",
    "desk",
    "annual_review",
    "statistics",
    "mobile",
    "project",
)
CONDUCTORS = {"desk", "annual_review", "statistics", "mobile"}


def _depth(package: str) -> int:
    return ORDER.index("desk") if package in CONDUCTORS else ORDER.index(package)


def _package(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def _code() -> list[Path]:
    return [
        path
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        and "migrations" not in path.parts
        and len(path.relative_to(SOURCE).parts) > 1
        and _package(path) not in {"programs", "connectors"}
    ]


def test_every_folder_of_the_house_has_its_place_in_the_river() -> None:
    folders = {p.name for p in SOURCE.iterdir() if p.is_dir() and not p.name.startswith("__")}
    assert folders - {"programs", "connectors", "locale"} == set(ORDER)


def test_foreign_keys_point_upstream() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("welfare.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model.__module__.startswith("welfare.")
        if _depth(field.related_model.__module__.split(".")[1]) > _depth(model.__module__.split(".")[1])
    ]
    assert wrong == []


def test_stages_do_not_talk_by_signals() -> None:
    """What happens next is an outbox message, visible in project/wiring.py; a signal is visible nowhere."""
    allowed = {"web/account_signals.py"}  # sign-in and sign-out come from allauth as signals
    wrong = []
    for path in _code():
        name = str(path.relative_to(SOURCE))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and "signals" in node.module.split("."):
                wrong.append(name)
            if isinstance(node, ast.ImportFrom) and node.module == "django.dispatch":
                wrong.append(name)
    assert sorted(set(wrong) - allowed) == []


def test_models_are_never_fetched_by_name_from_a_later_stage() -> None:
    wrong = [
        str(path.relative_to(SOURCE))
        for path in _code()
        if _package(path) != "project" and re.search(r"apps\.get_model\(", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_templates_include_only_upstream_templates() -> None:
    pattern = re.compile(r'{%\s*(?:include|extends)\s+"([^"]+)"')
    wrong = []
    for path in SOURCE.rglob("*.html"):
        package = _package(path)
        if package in {"programs", "connectors"}:
            continue
        for target in pattern.findall(path.read_text(encoding="utf-8")):
            owner = target.split("/")[0]
            if owner in ORDER and _depth(owner) > _depth(package):
                wrong.append(f"{path.relative_to(SOURCE)} → {target}")
    assert wrong == []


def test_no_room_is_called_helpers() -> None:
    names = {"helper", "helpers", "util", "utils", "common", "misc"}
    assert [str(p) for p in SOURCE.rglob("*") if p.stem in names] == []


def test_no_file_is_past_five_hundred_lines() -> None:
    long = {
        str(path.relative_to(SOURCE)): lines
        for suffix in ("*.py", "*.html", "*.css", "*.js")
        for path in SOURCE.rglob(suffix)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 500
    }
    assert long == {}


def test_the_clock_is_read_in_one_place() -> None:
    wrong = [
        str(path.relative_to(SOURCE))
        for path in _code()
        if re.search(r"datetime\.now\(|date\.today\(|timezone\.now\(", path.read_text(encoding="utf-8"))
        and path.name not in {"clock.py", "secrets.py"}
    ]
    assert wrong == []
