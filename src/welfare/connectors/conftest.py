"""A small synthetic nation that the connectors' tests share."""

from pathlib import Path

import pytest

from welfare.connectors.demo_nation.generate import generate
from welfare.connectors.demo_nation.stories import stories
from welfare.lookup.ports import LookupPurpose


@pytest.fixture(scope="session")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a register of 1,000 people and every hand-made household."""
    folder = tmp_path_factory.mktemp("nation") / "register"
    generate(persons=1000, out=folder)
    return folder


@pytest.fixture(scope="session")
def purpose() -> LookupPurpose:
    return LookupPurpose("SLA-115-000001", "社會救助法第44條之3", "means_test", "op-7f3a")


@pytest.fixture(scope="session")
def person_of() -> dict[str, dict[str, str]]:
    """National IDs of the stories: `person_of["son-in-custody"]["son"]`."""
    return {story.code: {key: member["id"] for key, member in story.members.items()} for story in stories()}
