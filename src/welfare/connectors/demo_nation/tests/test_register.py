"""The synthetic register: the same seed writes the same bytes, and nobody in it can be taken for real."""

from collections import Counter
from datetime import date

import pytest

from welfare.connectors.demo_nation.generate import generate
from welfare.connectors.demo_nation.numbers import Numbering
from welfare.connectors.demo_nation.register import NoRegister, Register
from welfare.foundation.identifiers import (
    check_household_number,
    check_person_id,
    check_phone,
    check_post_account,
    check_post_branch,
)
from welfare.foundation.roc_calendar import read_roc


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Register:
    folder = tmp_path_factory.mktemp("nation") / "register"
    generate(out=folder)
    return Register.open(folder)


@pytest.fixture(scope="module")
def people(register: Register) -> list[dict]:
    return list(register)


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(register, tmp_path) -> None:
    generate(out=tmp_path / "again")
    generate(out=tmp_path / "other", seed=116)
    ours, again, other = (
        (folder / "people.jsonl").read_bytes()
        for folder in (register.folder, tmp_path / "again", tmp_path / "other")
    )
    assert ours == again
    assert ours != other


def test_hualien_has_its_people_in_all_its_villages(register, people) -> None:
    here = [p["address"] for p in people if p["address"].get("county_code") == "10015"]
    assert register.manifest["persons"] == 3300
    assert len({address["village_code"] for address in here}) == 176
    assert len({address["town_code"] for address in here}) == 13


def test_another_county_can_be_written(tmp_path) -> None:
    manifest = generate("10014", 1000, 1, out=tmp_path / "taitung")
    assert manifest.county == "10014"
    assert manifest.persons == 1000


@pytest.mark.parametrize("county, persons", [("99999", 3300), ("10015", 999), ("all", 23_400_001)])
def test_an_unknown_county_or_too_few_people_write_nothing(tmp_path, county, persons) -> None:
    with pytest.raises(ValueError):
        generate(county, persons, out=tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_every_number_is_well_formed_and_every_id_borne_once(people) -> None:
    assert max(Counter(person["id"] for person in people).values()) == 1
    for person in people:
        check_person_id(person["id"])
        check_household_number(person["household"])
        account = person.get("contact", {}).get("account", {"absent": "none"})
        if "absent" not in account:
            check_post_branch(account["branch"])
            check_post_account(account["account"])


def test_nobody_can_be_taken_for_a_real_person(register, people) -> None:
    assert register.manifest["synthetic"] is True
    for person in people:
        assert person["name"][1] == "測" or person["name"].endswith(" 測")
        assert person["id"][2:4] in ("98", "99")


def test_no_telephone_can_ring_and_no_mobile_is_written(people) -> None:
    contacts = [person["contact"] for person in people if "contact" in person]
    numbers = [c["telephone"] for c in contacts if isinstance(c["telephone"], str)]
    assert len(numbers) > 1000
    for number in numbers:
        check_phone(number)
        assert number.startswith("03-0")
    assert all(contact["mobile"] == {"absent": "unknown"} for contact in contacts)


def test_kinship_is_told_alike_from_both_ends(people) -> None:
    by_id = {person["id"]: person for person in people}
    opposite = {"father": "child", "mother": "child", "spouse": "spouse", "former_spouse": "former_spouse"}
    checked = 0
    for person in people:
        for relation, other in person["kin"]:
            if relation in opposite:
                assert [opposite[relation], person["id"]] in by_id[other]["kin"]
                checked += 1
    assert checked > 4000


def test_three_generations_and_children_registered_elsewhere_are_there(people) -> None:
    by_id = {person["id"]: person for person in people}
    children = [(p, by_id[c]) for p in people for relation, c in p["kin"] if relation == "child"]
    assert sum(parent["household"] != child["household"] for parent, child in children) > 1000
    assert sum(any(kin[0] == "child" for kin in child["kin"]) for _, child in children) > 500


def test_every_household_has_the_people_who_say_they_live_in_it(register, people) -> None:
    for person in people:
        household = register.household(person["household"])
        if person["residence"] != "dead":
            assert household is not None and person["id"] in household["members"]
        elif household is not None:
            assert person["id"] not in household["members"]


def test_the_county_is_aged_and_births_are_old_and_incomplete_as_in_life(people) -> None:
    living = [p for p in people if p["residence"] != "dead" and p["address"].get("county_code") == "10015"]
    births = [read_roc(person["birth"]) for person in living]
    old = sum(birth.earliest <= date(1961, 11, 1) for birth in births)
    assert 0.15 < old / len(living) < 0.27
    assert any(birth.before_roc for birth in births)
    assert any(birth.day is None for birth in births)


def test_the_young_have_no_wages_and_the_rich_have_more_property(people) -> None:
    def interest(person: dict) -> int:
        rows = person.get("income", {}).get("113", ())
        return sum(row["gross"] for row in rows if row["code"] == "5A")

    grown = [p for p in people if p["residence"] != "dead" and read_roc(p["birth"]).latest < date(1990, 1, 1)]
    assert all("income" not in p for p in people if read_roc(p["birth"]).earliest > date(2010, 1, 1))
    savers = sorted(grown, key=interest)
    third = len(savers) // 3
    owners = [sum("property" in p for p in part) for part in (savers[:third], savers[-third:])]
    assert owners[1] > owners[0] * 1.3


def test_numbers_never_repeat_and_leave_the_hand_made_ones_alone() -> None:
    small, large = Numbering("U", 115, 100_000), Numbering("U", 115, 400_000)
    assert len({small.person(position, "male") for position in range(100_000)}) == 100_000
    taken = [large.person(position, "female") for position in range(0, 400_000, 7)]
    assert len(set(taken)) == len(taken)
    assert min(int(number[2:9]) for number in taken) >= 9_400_000
    assert max(int(number[2:9]) for number in taken) < 9_800_000


def test_a_county_of_the_whole_nation_goes_on_in_the_next_letters() -> None:
    huge = Numbering("U", 1, 20_000_000)
    assert huge.letters == "UVX"
    assert huge.person(9_800_000, "male")[0] == "V"
    with pytest.raises(ValueError, match="號碼"):
        _ = Numbering("U", 1, 300_000_000).letters


def test_a_folder_without_a_register_says_how_to_make_one(tmp_path) -> None:
    with pytest.raises(NoRegister, match="welfare people generate"):
        Register.open(tmp_path)
