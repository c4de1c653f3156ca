"""Each hand-made household holds the facts its story tells."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from welfare.connectors.demo_nation.generate import generate
from welfare.connectors.demo_nation.register import Record, Register
from welfare.connectors.demo_nation.stories import Story, stories
from welfare.foundation.roc_calendar import read_roc

STORIES = {story.code: story for story in stories()}
APPLIED_ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Register:
    folder = tmp_path_factory.mktemp("nation") / "register"
    generate(persons=1000, out=folder)
    return Register.open(folder)


def counted(register: Register, story: Story) -> Iterator[tuple[str, Record]]:
    for key in story.expected.get("counted", ()):
        record = register.record(story.members[key]["id"])
        assert record is not None
        yield key, record


def yearly(record: Record, code: str) -> int:
    return sum(row["gross"] for row in record.get("income", {}).get("113", ()) if row["code"] == code)


def holdings(record: Record, *kinds: str) -> int:
    return sum(row["value"] for row in record.get("property", {}).get("113", ()) if row["kind"] in kinds)


def test_there_are_many_stories_each_with_its_own_people() -> None:
    ids = [member["id"] for story in stories() for member in story.members.values()]
    assert len(STORIES) == len(stories()) >= 24
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.code)
def test_the_applicant_is_found_by_national_id_alone(register: Register, story: Story) -> None:
    record = register.record(story.applicant_id)
    assert record is not None
    assert record["name"] == story.members["applicant"]["name"]
    assert record["name"].split(" ")[0] in story.story


@pytest.mark.parametrize("code", [code for code, story in STORIES.items() if "average" in story.expected])
def test_the_average_of_the_story_follows_from_the_register(register: Register, code: str) -> None:
    story = STORIES[code]
    people = list(counted(register, story))
    imputed = sum(story.expected.get("imputed", {}).values())
    total = Fraction(sum(yearly(record, "50") for _, record in people), 12) + imputed
    assert total / len(people) == Fraction(story.expected["average"])


@pytest.mark.parametrize("code", [code for code, story in STORIES.items() if "movable" in story.expected])
def test_the_movable_property_of_the_story_is_on_record(register: Register, code: str) -> None:
    story = STORIES[code]
    total = sum(holdings(record, "investment") for _, record in counted(register, story))
    assert total == story.expected["movable"]


@pytest.mark.parametrize("code", [code for code, story in STORIES.items() if "real_estate" in story.expected])
def test_the_real_estate_of_the_story_is_on_record(register: Register, code: str) -> None:
    story = STORIES[code]
    total = sum(holdings(record, "land", "house") for _, record in counted(register, story))
    assert total == story.expected["real_estate"]


@pytest.mark.parametrize("code", [code for code, story in STORIES.items() if "average" in story.expected])
def test_nobody_is_counted_who_is_not_kin_same_household_or_taxpayer(register: Register, code: str) -> None:
    story = STORIES[code]
    applicant = register.record(story.applicant_id)
    near = {other for relation, other in applicant["kin"] if relation != "former_spouse"}
    near |= {row["taxpayer"] for row in applicant["claimed_by"].get("113", ())}
    near |= set((register.household(applicant["household"]) or {"members": []})["members"])
    assert {record["id"] for _, record in counted(register, story)} <= near | {applicant["id"]}


def test_only_those_too_young_by_their_story_are_under_65(register: Register) -> None:
    sixty_five_years_ago = APPLIED_ON.replace(year=APPLIED_ON.year - 65)
    young = {
        code
        for code, story in STORIES.items()
        if story.program == "senior_living_allowance"
        and read_roc(register.record(story.applicant_id)["birth"]).latest > sixty_five_years_ago
    }
    assert young == {"under-65"}


def test_the_dead_and_the_moved_are_told_apart(register: Register) -> None:
    dead = register.record(STORIES["deceased-applicant"].applicant_id)
    moved = register.record(STORIES["moved-out"].applicant_id)
    assert (dead["residence"], dead["died_on"]) == ("dead", "2026-10-30")
    assert (moved["residence"], moved["address"]["county_code"]) == ("moved_out", "10014")


def test_rare_characters_are_really_outside_the_banks_character_set() -> None:
    for member in STORIES["rare-character"].members.values():
        with pytest.raises(UnicodeEncodeError):
            member["name"].encode("cp950")


def test_published_cases_are_named_by_their_number() -> None:
    published = {story.expected.get("published_example") for story in stories()}
    assert {"O12", "D02", "D03", "D05", "D06", "D11", "D14", "D15"} <= published
