import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from welfare.foundation.names import (
    Absence,
    BadName,
    clean_name,
    mask_name,
    missing_in_cp950,
    private_use_characters,
    query_grams,
    read_cns_table,
    search_grams,
    search_key,
    to_cp950,
)

NAMES = st.text(
    alphabet=st.sampled_from("王測明李花蓮堃峯喆㛢𡍼aKoLé'’ʼ ·臺")
    | st.characters(categories=["Lo", "Lu", "Ll"]),
    min_size=1,
    max_size=20,
)


@pytest.mark.parametrize(
    "name",
    [
        "王測明",
        "測",
        "Kacaw Lo’oh",
        "Sayun Hayungʼ",
        "伊萬·測諾幹",
        "林測𡍼",
        "Nguyễn Thị Trắc",
        "王測" + "明" * 98,
    ],
)
def test_any_name_a_register_can_hold_is_kept_as_it_is(name: str) -> None:
    assert clean_name(name) == name
    assert clean_name(f"　{name} ") == name


def test_a_name_typed_in_pieces_is_composed_but_never_changed_in_kind() -> None:
    assert clean_name("Nguye\u0302\u0303n") == "Nguyễn"
    assert clean_name("①測") == "①測"
    assert clean_name("測Ａ") == "測Ａ"


def test_a_compatibility_ideograph_keeps_its_own_code_point_which_nfc_would_replace() -> None:
    registered = "王測\ufa12\uf900"
    assert unicodedata.normalize("NFC", registered) != registered
    assert clean_name(registered) == registered
    assert search_key(registered) == search_key("王測\u6674\u8c48")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "還沒有填姓名"),
        (" 　", "還沒有填姓名"),
        ("測" * 101, "超過 100 個字"),
        ("王測\u200b明", "第 3 個字"),
        ("王\n測", "看不見"),
        ("王\u202e測", "看不見"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_a_way_out(typed: str, sentence: str) -> None:
    with pytest.raises(BadName, match=sentence):
        clean_name(typed)


def test_a_glottal_stop_is_found_however_the_keyboard_writes_it() -> None:
    keys = {search_key(f"Kacaw Lo{stop}oh") for stop in "'\u2019\u2018\u02bc\u02bb\uff07\ua78c"}
    assert keys == {"kacaw lo'oh"}


def test_middle_dots_blanks_case_and_width_do_not_hide_a_name() -> None:
    assert search_key("伊萬・測諾幹") == search_key("伊萬‧測諾幹") == search_key("伊萬 測諾幹")
    assert search_key("ＫＡＣＡＷ　Lo'oh") == search_key("kacaw  lo'oh")


def test_a_variation_selector_does_not_hide_a_name() -> None:
    assert search_key("葛\U000e0100測") == search_key("葛測")


def test_a_surname_alone_and_a_part_of_a_name_are_found() -> None:
    grams = set(search_grams("王測明"))
    assert grams == {"王", "測", "明", "王測", "測明"}
    assert set(query_grams("王")) <= grams
    assert set(query_grams("測明")) <= grams
    assert not set(query_grams("王明")) <= grams


def test_searching_for_nothing_asks_for_no_gram() -> None:
    assert query_grams(" ") == []


@given(NAMES, st.data())
def test_every_stretch_of_a_name_finds_the_name(name: str, data: st.DataObject) -> None:
    key = search_key(name)
    assume(key)
    start = data.draw(st.integers(0, len(key) - 1))
    end = data.draw(st.integers(start + 1, len(key)))
    assert set(query_grams(key[start:end])) <= set(search_grams(name))


@given(NAMES)
def test_cleaning_and_folding_twice_changes_nothing_more(name: str) -> None:
    assume(name.strip(" \u3000"))
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    assert search_key(cleaned) == search_key(name) == search_key(search_key(name))


@given(NAMES)
def test_no_character_is_dropped_on_the_way_to_code_page_950(name: str) -> None:
    carried = to_cp950(name)
    decoded = carried.encoded.decode("cp950")
    assert len(decoded) == len(name)
    assert all(c == "□" if c0 in carried.missing else c == c0 for c, c0 in zip(decoded, name, strict=True))


def test_the_rare_characters_of_real_names_are_reported_to_code_page_950_partners() -> None:
    assert missing_in_cp950("堃峯喆㛢𡍼測堃") == ("堃", "峯", "喆", "㛢", "𡍼")
    assert missing_in_cp950("王測明") == ()
    assert missing_in_cp950("Loʼoh") == ("ʼ",)


def test_a_private_use_character_is_flagged_with_its_cns_code_when_it_is_known() -> None:
    table = read_cns_table("15-2155\tF0001\n3-2121\t4E28\n\n")
    known, unknown = private_use_characters("王\U000f0001測\ue000", table)
    assert (known.place, known.code_point, known.cns) == (2, "U+F0001", "15-2155")
    assert (unknown.place, unknown.code_point, unknown.cns) == (4, "U+E000", None)
    assert clean_name("王\ue000測") == "王\ue000測"


def test_a_masked_name_keeps_only_its_ends() -> None:
    assert mask_name("王測明") == "王○明"
    assert mask_name("王測") == "王○"
    assert mask_name("歐陽測明") == "歐○○明"


def test_three_kinds_of_nothing_stay_apart() -> None:
    assert {absence.value for absence in Absence} == {"withheld", "none", "unknown"}
