"""`welfare caseload run`: totals by county, both runs beside each other, any household explained."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.caseload import Caseload
from welfare.rules.commands.caseload import caseload_command
from welfare.rules.facts import Facts
from welfare.rules.registry import programs
from welfare.rules.tests.households import PROGRAM, a_household, a_person, pension

DAY = date(2026, 11, 20)
RISE = (
    "title: 調高第一級標準\n臺灣省:\n  senior_living_allowance.tier_line:\n"
    "    - {from: 2026-01-01, value: 26000, source: 試算}\n"
)


def run(path: Path, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = caseload_command(str(path), programs=[PROGRAM], on=DAY, out=out, err=err, **options)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def households(tmp_path: Path) -> Path:
    """Three households of Hualien and one of Taipei: tier 1, tier 2, refused, tier 1."""
    people = [a_person("p1", income=pension(amount), movables=[]) for amount in (0, 25_000, 60_000, 0)]
    taipei = {"jurisdiction": "63000", "persons": [{**people[3], "registered_county": "63000"}]}
    documents = [*(a_household(person) for person in people[:3]), a_household(people[3], **taipei)]
    path = tmp_path / "people.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in documents) + "\n", "utf-8")
    return path


def what_if(folder: Path, text: str = RISE) -> str:
    path = folder / "what-if.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_caseload_is_totalled_by_county(households: Path) -> None:
    code, out, err = run(households)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].startswith("中低收入老人生活津貼（2026-11-20，4 戶，")
    assert [line.split() for line in lines[1:4]] == [
        ["縣市", "戶數", "符合", "不符合", "尚無法認定", "每月金額"],
        ["臺北市", "1", "1", "0", "0", "8,329"],
        ["花蓮縣", "3", "2", "1", "0", "12,493"],
    ]


def test_both_runs_and_the_difference_are_told(households: Path, tmp_path: Path) -> None:
    code, out, _ = run(households, overlay=what_if(tmp_path))
    assert code == 0
    assert out.splitlines()[:3] == [
        "中低收入老人生活津貼：假設「調高第一級標準」",
        "4 戶中，增加 1 戶，減少 0 戶，不變 3 戶，尚無法比較 0 戶。",
        "每月 20,822 元 → 24,987 元，差額 +4,165 元；一年差額 +49,980 元。",
    ]
    assert "增加最多之戶（序號）：1（+4,165 元）" in out


def test_the_difference_and_an_explanation_are_one_document(households: Path, tmp_path: Path) -> None:
    code, out, _ = run(households, overlay=what_if(tmp_path), explain=1, as_json=True)
    document = json.loads(out)
    assert code == 0
    assert document["programs"][0]["by_county"]["10015"]["monthly_amount"] == 12_493
    assert document["overlay"] == {"title": "調高第一級標準"}
    (difference,) = document["differences"]
    assert (difference["total"]["wins"], difference["total"]["difference_a_year"]) == (1, 49_980)
    (explained,) = document["explained"]
    assert (explained["outcome"], explained["class"]) == ("eligible", "tier_2")


def test_any_household_is_explained_in_words(households: Path) -> None:
    out = run(households, explain=2)[1]
    assert "第 2 戶，中低收入老人生活津貼\n不符合中低收入老人生活津貼。" in out
    assert "每人每月收入 60,000 元" in out


def test_a_saved_caseload_gives_the_same_totals(households: Path, tmp_path: Path) -> None:
    facts = [Facts.from_json(json.loads(line)) for line in households.read_text("utf-8").splitlines()]
    saved = tmp_path / "people.npz"
    Caseload.from_facts(facts, [programs()[PROGRAM]], on=DAY).save(saved)
    assert (
        json.loads(run(saved, as_json=True)[1])["programs"][0]["by_county"]
        == (json.loads(run(households, as_json=True)[1])["programs"][0]["by_county"])
    )


def test_bad_input_is_named_by_line_and_path_without_half_an_answer(households: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(f"{json.dumps(a_household(colour=1))}\n{{\n", "utf-8")
    assert run(bad) == (
        2,
        "",
        "line 1, $.colour: unknown field; see `welfare schema facts`.\n"
        "line 2, $: not JSON: Expecting property name enclosed in double quotes in line 1, column 2.\n",
    )
    missing = tmp_path / "none.jsonl"
    assert run(missing) == (2, "", f"{missing}: No such file or directory.\n")
    bad.write_bytes(b"\xe9")
    assert run(bad) == (2, "", f"{bad}: not UTF-8 text.\n")
    code, out, err = run(households, overlay=what_if(tmp_path, "central: {rate: []}"))
    assert (code, out) == (2, "")
    assert "$.central.rate" in err
    for number in (-1, 4):
        assert run(households, explain=number) == (
            2, "", "--explain: there are 4 households, numbered from 0.\n",
        )  # fmt: skip
    out, err2 = io.StringIO(), io.StringIO()
    assert caseload_command(str(households), programs=["soup"], out=out, err=err2) == 2
    assert err2.getvalue().startswith("--program: no program 'soup'")


def test_figures_entered_for_one_case_are_no_part_of_a_caseload(tmp_path: Path) -> None:
    path = tmp_path / "given.jsonl"
    path.write_text(json.dumps(a_household(given={"household_income": 5})) + "\n", "utf-8")
    code, out, err = run(path)
    assert (code, out) == (2, "")
    assert "given" in err
