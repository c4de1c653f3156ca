from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine

from welfare.foundation import regions
from welfare.foundation.names import missing_in_cp950
from welfare.foundation.regions import Jurisdiction, UnknownRegion, tables

EDITION = date(2021, 9, 1)


def test_taiwan_has_22_counties_368_towns_and_7701_villages() -> None:
    counties = regions.counties(EDITION)
    towns = [town for county in counties for town in regions.towns_of(county.code, EDITION)]
    villages = [village for town in towns for village in regions.villages_of(town.code, EDITION)]
    assert (len(counties), len(towns), len(villages)) == (22, 368, 7701)
    assert len({village.code for village in villages}) == 7701


def test_hualien_has_13_towns_and_176_villages() -> None:
    sizes = {town.name: len(regions.villages_of(town.code)) for town in regions.towns_of("10015")}
    assert sizes == {
        "花蓮市": 44, "吉安鄉": 18, "壽豐鄉": 15, "玉里鎮": 15, "光復鄉": 14, "富里鄉": 13, "鳳林鎮": 12,
        "瑞穗鄉": 11, "秀林鄉": 9, "新城鄉": 8, "萬榮鄉": 6, "卓溪鄉": 6, "豐濱鄉": 5,
    }  # fmt: skip
    assert len(regions.villages_of("10015")) == 176


def test_a_village_knows_its_town_and_county_and_its_full_name() -> None:
    village = regions.village("10015030001")
    assert (village.town_code, village.county_code) == ("10015030", "10015")
    assert regions.town(village.town_code).name == "玉里鎮"
    assert regions.full_name(village.code) == f"花蓮縣玉里鎮{village.name}"
    assert regions.full_name("10015030") == "花蓮縣玉里鎮"
    assert regions.full_name("10015") == "花蓮縣"


@pytest.mark.parametrize("code", ["", "1001", "99999", "10015999", "10015030999", "1001503", "100150300011"])
def test_a_code_nobody_bears_is_an_error_and_never_a_neighbour(code: str) -> None:
    for look_up in (regions.place, regions.full_name):
        with pytest.raises(UnknownRegion):
            look_up(code)


def test_before_the_edition_began_nothing_is_known() -> None:
    with pytest.raises(UnknownRegion):
        regions.village("10015030001", on=date(2021, 8, 31))
    assert regions.counties(date(2021, 8, 31)) == ()
    assert regions.village("10015030001", on=EDITION).valid_from == EDITION


def test_today_in_taiwan_is_meant_when_no_day_is_given() -> None:
    with time_machine.travel(datetime(2021, 8, 31, 16, 30, tzinfo=UTC), tick=False):
        assert regions.county("10015").name == "花蓮縣"
    with (
        time_machine.travel(datetime(2021, 8, 31, 15, 30, tzinfo=UTC), tick=False),
        pytest.raises(UnknownRegion),
    ):
        regions.county("10015")


def test_a_merged_village_is_found_until_its_last_day_and_its_successor_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = regions.Village("10015030900", "測舊里", EDITION, date(2026, 12, 31))
    new = regions.Village("10015030900", "測新里", date(2027, 1, 1), None)
    monkeypatch.setattr(tables, "_villages", lambda: (old, new))
    assert regions.village("10015030900", on=date(2026, 12, 31)) is old
    assert regions.village("10015030900", on=date(2027, 1, 1)) is new
    assert regions.villages_of("10015030", on=date(2027, 1, 1)) == (new,)


def test_the_ministry_keeps_taoyuan_under_its_old_code() -> None:
    assert regions.county_of_mohw_code("1000300000").name == "桃園市"
    assert regions.county_of_mohw_code("1001500000").name == "花蓮縣"
    with pytest.raises(UnknownRegion):
        regions.county_of_mohw_code("6800000000")


def test_the_letter_of_an_id_tells_the_county_of_first_registration_or_its_successor() -> None:
    letters = {letter: regions.county_of_id_letter(letter).name for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    assert letters["U"] == "花蓮縣"
    assert (letters["L"], letters["R"], letters["S"]) == ("臺中市", "臺南市", "高雄市")
    with pytest.raises(UnknownRegion):
        regions.county_of_id_letter("1")


def test_six_municipalities_fourteen_counties_of_taiwan_province_and_two_of_fujian() -> None:
    kinds = Counter(county.jurisdiction for county in regions.counties())
    assert kinds == {
        Jurisdiction.SPECIAL_MUNICIPALITY: 6,
        Jurisdiction.TAIWAN_PROVINCE: 14,
        Jurisdiction.FUJIAN_PROVINCE: 2,
    }


def test_counties_are_listed_from_north_to_south_with_the_islands_last() -> None:
    names = [county.name for county in regions.counties()]
    assert names[0] == "基隆市"
    assert names.index("臺北市") < names.index("臺中市") < names.index("高雄市") < names.index("花蓮縣")
    assert names[-3:] == ["澎湖縣", "金門縣", "連江縣"]


def test_villages_with_rare_characters_are_written_with_them() -> None:
    assert regions.full_name("65000200004") == "新北市坪林區石\U00025562里"
    assert missing_in_cp950(regions.village("67000180018").name) == ("\U00026c21",)
    assert not any(
        "[" in village.name for county in regions.counties() for village in regions.villages_of(county.code)
    )
