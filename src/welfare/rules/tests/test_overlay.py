"""A what-if file is read as strictly as the law's own figures, and stands before them on its level only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from welfare.rules.overlay import InvalidOverlay, read_overlay
from welfare.rules.parameters import Overlay, Parameters, Value
from welfare.rules.registry import programs

SENIOR = programs()["senior_living_allowance"]
TODAY = date(2026, 11, 20)
HUALIEN, TAIPEI = "10015", "63000"


def an_overlay(folder: Path, text: str) -> Overlay:
    path = folder / "what-if.yaml"
    path.write_text(text, "utf-8")
    return read_overlay(path, [SENIOR])


def seen(overlay: Overlay, name: str, county: str = HUALIEN, on: date = TODAY) -> Value:
    return Parameters(SENIOR.parameter_folders, county, on, overlay=overlay).get(name)


def test_an_assumed_figure_stands_before_the_announced_one_of_its_level(tmp_path: Path) -> None:
    overlay = an_overlay(
        tmp_path,
        "title: 調高一千元\n臺灣省:\n  minimum_living_expense:\n"
        "    - {from: 2026-07-01, to: 2026-12-31, value: 16515, source: 預算試算, note: 假設, url: 內部}\n",
    )
    found = seen(overlay, "minimum_living_expense")
    assert (found.value, found.status, found.source, found.level) == (
        16515,
        "assumed",
        "預算試算",
        "taiwan_province",
    )
    assert (found.note, found.url, overlay.title) == ("假設", "內部", "調高一千元")
    assert seen(overlay, "minimum_living_expense", on=date(2026, 7, 1)).value == 16515
    assert seen(overlay, "minimum_living_expense", on=date(2026, 6, 30)).value == 15515
    assert seen(overlay, "minimum_living_expense", on=date(2026, 12, 31)).value == 16515
    assert seen(overlay, "minimum_living_expense", TAIPEI).value == 20744
    assert seen(overlay, "basic_wage").status == "in_force"


def test_a_nearer_level_of_the_law_still_wins(tmp_path: Path) -> None:
    text = "central:\n  minimum_living_expense:\n    - {from: 2026-01-01, value: 1, source: 試算}\n"
    assert seen(an_overlay(tmp_path, text), "minimum_living_expense").value == 15515


@pytest.mark.parametrize("county", ["hualien", "花蓮縣", '"10015"'])
def test_a_county_may_be_written_by_slug_name_or_code(tmp_path: Path, county: str) -> None:
    overlay = an_overlay(
        tmp_path, f"{county}:\n  tier_line:\n    - {{from: 2026-01-01, value: 24000, source: 試算}}\n"
    )
    assert overlay.title == "what-if"
    assert seen(overlay, "tier_line").value == 24000
    assert seen(overlay, "tier_line", "10014").value == 23273


def test_an_overlay_can_turn_a_planned_rise_on(tmp_path: Path) -> None:
    text = "central:\n  apply_planned_rise:\n    - {from: 2026-07-01, value: true, source: 假設七月施行}\n"
    found = seen(an_overlay(tmp_path, text), "tier_one_amount")
    assert (found.value, found.status) == (10286, "planned")


def test_an_assumed_figure_stands_before_one_an_officer_entered(tmp_path: Path) -> None:
    text = "hualien:\n  real_estate_limit:\n    - {from: 2026-01-01, value: 7, source: 試算}\n"
    entered = Value("real_estate_limit", "case", 9, "confirmed", "公告", date.min, date.max)

    def used(overlay: Overlay | None) -> object:
        confirmed = {"real_estate_limit": entered}
        view = Parameters(SENIOR.parameter_folders, HUALIEN, TODAY, confirmed=confirmed, overlay=overlay)
        return view.get("real_estate_limit").value

    assert (used(an_overlay(tmp_path, text)), used(None)) == (7, 9)


def test_several_values_follow_each_other_in_any_order(tmp_path: Path) -> None:
    overlay = an_overlay(
        tmp_path,
        "hualien:\n  tier_line:\n    - {from: 2026-07-01, value: 2, source: 試算}\n"
        "    - {from: 2026-01-01, to: 2026-06-30, value: 1, source: 試算}\n",
    )
    assert [seen(overlay, "tier_line", on=date(2026, month, 1)).value for month in (6, 7)] == [1, 2]


def test_equal_files_are_equal_and_others_differ(tmp_path: Path) -> None:
    text = "hualien:\n  tier_line:\n    - {from: 2026-01-01, value: 1, source: 試算}\n"
    one, again, other = (an_overlay(tmp_path, t) for t in (text, text, text.replace("value: 1", "value: 2")))
    assert (one == again, hash(one) == hash(again)) == (True, True)
    assert one != other


GOOD = "from: 2026-02-02, value: 1, source: x"


def tier_line(*rows: str) -> str:
    """A what-if file that gives the tier line of Hualien these values."""
    return "hualien:\n  tier_line:" + "".join(f"\n    - {{{row}}}" for row in rows)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "$: expected levels"),
        ("5", "$: expected levels"),
        ("title: x", "$: expected levels"),
        ("a: [", "not YAML"),
        ("hualien: 1\nhualien: 2", "line 2: 'hualien' stands here twice."),
        (f"title: 5\n{tier_line(GOOD)}", "$.title: expected a text"),
        ("atlantis:\n  tier_line: []", "$.atlantis: no such level"),
        ("municipality:\n  tier_line: []", "$.municipality: no such level"),
        ("hualien: 5", "$.hualien: expected parameters"),
        ("hualien: {}", "$.hualien: expected parameters"),
        ("hualien:\n  tier_lime: []", "$.hualien.tier_lime: no parameter has this name"),
        ("hualien:\n  tier_line: []", "$.hualien.tier_line: expected a list of values"),
        ("hualien:\n  tier_line: 5", "$.hualien.tier_line: expected a list of values"),
        ("hualien:\n  tier_line: [5]", "$.hualien.tier_line[0]: expected from, value and source."),
        (tier_line("value: 1, source: x"), "$.hualien.tier_line[0].from: expected a date"),
        (tier_line("from: 5, value: 1, source: x"), "$.hualien.tier_line[0].from: 5 is not a date."),
        (
            tier_line("from: 2026-02-02 10:00:00, value: 1, source: x"),
            "tier_line[0].from: datetime.datetime(20",
        ),
        ("? [hualien]\n: 5", "not YAML: found unhashable key."),
        (tier_line(f"{GOOD}, to: x"), "$.hualien.tier_line[0].to: 'x' is not a date."),
        (tier_line(f"{GOOD}, to: 2026-02-01"), "tier_line[0].to: 2026-02-01 is before 2026-02-02."),
        (tier_line("from: 2026-02-02, value: 1"), "$.hualien.tier_line[0].source: no source"),
        (tier_line("from: 2026-02-02, value: 1, source: ' '"), "tier_line[0].source: no source"),
        (tier_line("from: 2026-02-02, value: 1, source: 5"), "tier_line[0].source: no source"),
        (tier_line("from: 2026-02-02, source: x"), "tier_line[0].value: expected a whole number, found None"),
        (tier_line("from: 2026-02-02, value: 1.5, source: x"), "expected a whole number, found 1.5"),
        (tier_line("from: 2026-02-02, value: true, source: x"), "expected a whole number, found True"),
        (tier_line("from: 2026-02-02, value: -1, source: x"), "tier_line[0].value: -1 is negative."),
        (tier_line(f"{GOOD}, note: 5"), "$.hualien.tier_line[0].note: expected a text, found 5."),
        (tier_line(f"{GOOD}, status: in_force"), "$.hualien.tier_line[0].status: unknown key"),
        (f"central:\n  apply_both_factors: [{{{GOOD}}}]", "[0].value: expected true or false, found 1."),
        (
            tier_line("from: 2026-01-01, value: 1, source: x", GOOD),
            "tier_line: two values hold on 2026-02-02",
        ),
        (
            tier_line("from: 2026-01-01, to: 2026-02-02, value: 1, source: x", GOOD),
            "$.hualien.tier_line: two values hold on 2026-02-02; give the earlier one a `to`.",
        ),
        (
            f"{tier_line(GOOD)}\n花蓮縣:\n  tier_line: [{{{GOOD}}}]",
            "$.花蓮縣.tier_line: this parameter already has values for this level.",
        ),
    ],
)
def test_a_faulty_what_if_file_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InvalidOverlay) as refused:
        an_overlay(tmp_path, text)
    (problem,) = refused.value.problems
    assert problem.startswith("what-if.yaml, ")
    assert sentence in problem


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidOverlay) as refused:
        an_overlay(tmp_path, f"atlantis: {{}}\n{tier_line('colour: red')}\n")
    assert len(refused.value.problems) == 5


def test_a_missing_what_if_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidOverlay, match="No such file"):
        read_overlay(tmp_path / "none.yaml", [SENIOR])


def test_a_name_that_two_programs_use_must_say_whose(tmp_path: Path) -> None:
    twins = []
    for code in ("one", "other"):
        folder = tmp_path / code / "parameters"
        folder.mkdir(parents=True)
        (folder / "central.yaml").write_text(
            "definitions:\n  rate: {zh: 率, en: rate, unit: percent, article: x}\nvalues: {}\n", "utf-8"
        )
        twins.append(type("Twin", (), {"parameter_folders": (folder,)}))
    path = tmp_path / "what-if.yaml"
    path.write_text("central:\n  rate: [{from: 2026-01-01, value: 5, source: x}]\n", "utf-8")
    with pytest.raises(InvalidOverlay, match=r"write one\.rate or other\.rate\."):
        read_overlay(path, twins)
    path.write_text("central:\n  other.rate: [{from: 2026-01-01, value: 5, source: x}]\n", "utf-8")
    assert list(read_overlay(path, twins).rows) == [(tmp_path / "other" / "parameters", "central")]


def test_nothing_is_a_figure_too_and_a_single_day_a_period(tmp_path: Path) -> None:
    overlay = an_overlay(tmp_path, tier_line("from: 2026-11-20, to: 2026-11-20, value: 0, source: x"))
    assert [seen(overlay, "tier_line", on=date(2026, 11, day)).value for day in (19, 20, 21)] == [
        23273,
        0,
        23273,
    ]
