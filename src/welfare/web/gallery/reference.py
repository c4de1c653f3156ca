"""docs/reference/components.md, made from the dataclasses themselves."""

import inspect
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

from welfare.web import components
from welfare.web.templatetags.components import TAGS

INTRODUCTION = Path(__file__).with_suffix(".md")


def _type(annotation: Any) -> str:
    text = annotation.__name__ if inspect.isclass(annotation) else str(annotation)
    for noise in ("typing.", "collections.abc.", "django.forms.boundfield."):
        text = text.replace(noise, "")
    for module in (
        "actions",
        "base",
        "flow",
        "forms",
        "gauge",
        "lists",
        "marks",
        "navigation",
        "panels",
        "tables",
    ):
        text = text.replace(f"welfare.web.components.{module}.", "")
    return text.replace("str | django.utils.functional.Promise", "Text").replace("str | Promise", "Text")


def _entry(kind: Any) -> list[str]:
    tags = [f"`{{% {name} %}}`" for name, known in TAGS.items() if known is kind]
    lines = [f"### {kind.__name__} {' '.join(tags)}".rstrip(), "", inspect.cleandoc(kind.__doc__ or ""), ""]
    for field in fields(kind):
        optional = field.default is not MISSING or field.default_factory is not MISSING
        shown = f" = `{field.default!r}`" if optional and field.default not in (MISSING, "", None) else ""
        lines.append(f"- `{field.name}`{'?' if optional else ''}: {_type(field.type)}{shown}")
    return [*lines, ""]


def render() -> str:
    """The whole page as Markdown."""
    named: list[Any] = [getattr(components, name) for name in sorted(components.__all__)]
    lines = [INTRODUCTION.read_text(encoding="utf-8"), "## Components and their parts", ""]
    for kind in filter(is_dataclass, named):
        lines += _entry(kind)
    return "\n".join(lines)
