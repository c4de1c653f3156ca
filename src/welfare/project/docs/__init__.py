"""Reference pages made from the code; `welfare docs` writes them, `welfare docs --check` compares.

A generator is a function without arguments that returns the whole page as Markdown.
"""

from collections.abc import Callable
from importlib import import_module

#: page below docs/reference/ → function that renders it
GENERATORS: dict[str, str] = {
    "commands.md": "welfare.project.docs.commands:render",
    "states.md": "welfare.project.docs.states:render",
    "programs.md": "welfare.project.docs.programs:render",
    "formulas.md": "welfare.project.docs.formulas:render",
    "permissions.md": "welfare.project.docs.permissions:render",
    "procedures.md": "welfare.project.docs.procedures:render",
    "components.md": "welfare.web.gallery.reference:render",
    "facts.md": "welfare.project.docs.facts:render",
    "law-coverage.md": "welfare.project.docs.law_coverage:render",
    "rulings.md": "welfare.project.docs.rulings:render",
    "trust.md": "welfare.project.docs.trust:render",
}


def generator(page: str) -> Callable[[], str]:
    module, name = GENERATORS[page].split(":")
    function: Callable[[], str] = getattr(import_module(module), name)
    return function
