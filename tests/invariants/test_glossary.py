"""One term, one identifier: a model, state or program that docs/glossary.md does not name fails here."""

import re
from pathlib import Path

from django.apps import apps
from django.db.models import Choices

from welfare.case.states import Status, Step
from welfare.foundation.roles import Role
from welfare.rules.registry import programs

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


def _known() -> set[str]:
    """Every identifier of the third column, in snake case."""
    words = set()
    for line in GLOSSARY.splitlines():
        cells = line.split("|")
        if len(cells) > 4:
            for word in re.findall(r"`([^`]+)`", cells[3]):
                words.add(_snake(word))
    return words


def _snake(word: str) -> str:
    if word.isupper():
        return word.lower()
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word.split(".")[0]).lower()


def test_every_table_is_named_in_the_glossary() -> None:
    known = _known()
    missing = sorted(
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("welfare.") and _snake(model.__name__) not in known
    )
    assert missing == []


def test_every_state_role_and_step_is_named_in_the_glossary() -> None:
    known = _known()
    assert sorted(m.value for enum in (Status, Role, Step) for m in enum if m.value not in known) == []


def test_every_choice_stored_in_the_database_is_named_in_the_glossary() -> None:
    known = _known()
    choices: set[type[Choices]] = set(Choices.__subclasses__())
    for kind in list(choices):
        choices |= set(kind.__subclasses__())
    missing = sorted(
        f"{kind.__name__}.{member.value}"
        for kind in choices
        if kind.__module__.startswith("welfare.")
        for member in kind
        if str(member.value) not in known
    )
    assert missing == []


def test_every_program_code_is_named_in_the_glossary() -> None:
    assert sorted(code for code in programs() if code not in _known()) == []
