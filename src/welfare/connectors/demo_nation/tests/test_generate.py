"""What `welfare people generate` promises: the same bytes, exact numbers, little memory, published rates."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from welfare.connectors.demo_nation import parts
from welfare.connectors.demo_nation.faults import KINDS
from welfare.connectors.demo_nation.generate import Manifest, generate
from welfare.connectors.demo_nation.register import Register
from welfare.connectors.demo_nation.tables.writer import schema, table_names
from welfare.foundation.identifiers import check_person_id, is_person_id

DIRTY = 0.05


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> tuple[Path, Manifest]:
    """Both forms of a county of 20,000, without faults."""
    folder = tmp_path_factory.mktemp("county") / "register"
    return folder, generate(persons=20_000, out=folder, tables=True, processes=1)


@pytest.fixture(scope="module")
def dirty(tmp_path_factory) -> Register:
    folder = tmp_path_factory.mktemp("dirty") / "register"
    generate(persons=2000, out=folder, dirty=DIRTY)
    return Register.open(folder)


@cache
def table(folder: Path, name: str) -> list[dict]:
    return ds.dataset(folder / "tables" / name, format="parquet").to_table().to_pylist()


def test_one_process_and_two_write_the_same_bytes(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(parts, "LARGEST_PART", 600)
    manifests = [
        generate(persons=1200, out=tmp_path / str(processes), tables=True, dirty=0.02, processes=processes)
        for processes in (1, 2)
    ]
    assert len(parts.plan("10015", 1200, 115)) == 2
    assert manifests[0] == manifests[1]


def test_the_nation_has_every_county_and_exactly_the_people_asked_for(tmp_path) -> None:
    manifest = generate("all", 4000, 7, out=tmp_path / "nation", tables=True, register=False, processes=1)
    people = table(tmp_path / "nation", "persons")
    living = [person for person in people if person["residence"] != "dead"]
    assert manifest.persons == len(living) == 4000
    counties = Counter(person["county_code"] for person in living)
    assert set(counties) >= set(parts.county_weights()) - {"09007"}
    assert counties["65000"] > counties["10015"] > counties["10016"]
    assert max(Counter(person["national_id"] for person in people).values()) == 1


def test_memory_does_not_grow_with_the_number_of_people(tmp_path) -> None:
    program = (
        "import resource, sys; from pathlib import Path;"
        "from welfare.connectors.demo_nation.generate import generate;"
        "generate(persons=int(sys.argv[1]), out=Path(sys.argv[2]), processes=1);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    few, many = (
        int(subprocess.check_output([sys.executable, "-c", program, str(persons), tmp_path / str(persons)]))
        for persons in (1000, 10_000)
    )
    assert many < few * 1.25


def test_the_published_rates_come_out_and_the_report_says_so(written) -> None:
    report = json.loads((written[0] / "report.json").read_text("utf-8"))
    off = [figure for figure in report["figures"] if not figure.get("within", True)]
    assert off == []
    assert {figure["name"] for figure in report["figures"] if "source" in figure} >= {
        "low_income_household", "disability", "aged_65_and_older", "senior_living_allowance", "event:death",
    }  # fmt: skip


def test_what_belongs_together_in_life_goes_together(written) -> None:
    together = json.loads((written[0] / "report.json").read_text("utf-8"))["correlations"]
    assert together["wage and insured salary"] > 0.6
    assert together["wage and interest"] > 0.4
    assert together["owning a house and age"] > 0.2
    assert together["being listed and wage"] < -0.05


def test_tables_and_register_hold_the_same_people_households_and_kinship(written) -> None:
    folder, manifest = written
    register = Register.open(folder)
    people = table(folder, "persons")
    assert len(people) == len(register) == manifest.persons + manifest.relatives
    assert len(table(folder, "households")) == manifest.households
    links = sum(len(record["kin"]) + len(record.get("unrecorded_kin", ())) for record in register)
    assert len(table(folder, "kinship")) == links
    for row in people[::97]:
        record = register.record(row["national_id"])
        assert record is not None
        assert (row["name"], row["birth"], row["household_number"]) == (
            record["name"], record["birth"], record["household"],
        )  # fmt: skip


def test_every_table_is_there_marked_synthetic_and_partitioned_by_county(written) -> None:
    folder, _ = written
    for name in table_names():
        for path in (folder / "tables" / name).rglob("*.parquet"):
            file = pq.ParquetFile(path)
            assert file.schema_arrow.metadata[b"synthetic"] == b"true"
            assert file.schema_arrow.names == schema(name).names
            counties = set(file.read(columns=["county_code"])["county_code"].to_pylist())
            assert {f"county={county}" for county in counties} == {path.parent.name}
        assert (folder / "tables" / name / "county=10015").exists()


def test_every_household_has_one_head_who_is_a_member_and_an_address(written) -> None:
    folder, _ = written
    heads = Counter(
        row["household_number"]
        for row in table(folder, "persons")
        if row["relation_to_head"] == "戶長" and row["residence"] != "dead"
    )
    households = table(folder, "households")
    assert all(heads[row["household_number"]] == 1 for row in households)
    assert all(row["head_id"] == row["member_ids"][0] for row in households)
    addresses = {row["household_number"] for row in table(folder, "addresses")}
    assert addresses == {row["household_number"] for row in households}


def test_a_clean_register_has_an_empty_truth_file(written) -> None:
    folder, manifest = written
    assert (folder / "truth.jsonl").read_bytes() == b""
    assert manifest.faults == 0
    for row in table(folder, "persons"):
        check_person_id(row["national_id"])


def test_every_fault_is_told_and_about_as_many_as_asked_for(dirty: Register) -> None:
    truth = [json.loads(line) for line in (dirty.folder / "truth.jsonl").read_text("utf-8").splitlines()]
    assert len(truth) == dirty.manifest["faults"]
    assert 0.7 < len(truth) / (len(dirty) * DIRTY) < 1.3
    assert {fault["fault"] for fault in truth} == set(KINDS)
    for fault in truth:
        written = [record.get(fault["field"]) for record in dirty.records(fault["id"])]
        assert fault["written"] in written
        assert fault["written"] != fault["true"]


def test_two_people_with_one_number_are_both_found_and_wrong_digits_only_there(dirty: Register) -> None:
    truth = [json.loads(line) for line in (dirty.folder / "truth.jsonl").read_text("utf-8").splitlines()]
    shared = {fault["id"] for fault in truth if fault["fault"] == "shared_number"}
    wrong = {fault["id"] for fault in truth if fault["fault"] == "wrong_check_digit"}
    assert all(len(list(dirty.records(number))) > 1 for number in shared)
    assert {record["id"] for record in dirty if not is_person_id(record["id"])} == wrong


def test_faults_do_not_change_who_lives_there(dirty: Register, tmp_path) -> None:
    generate(persons=2000, out=tmp_path / "clean")
    households = ((folder / "households.jsonl").read_bytes() for folder in (dirty.folder, tmp_path / "clean"))
    assert [len(lines.splitlines()) for lines in households] == [dirty.manifest["households"]] * 2
    clean = Counter(record["birth"][:3] for record in Register.open(tmp_path / "clean"))
    spoiled = Counter(record["birth"][:3] for record in dirty)
    assert sum((clean - spoiled).values()) < len(dirty) * DIRTY


def test_a_share_of_faults_out_of_range_writes_nothing(tmp_path) -> None:
    with pytest.raises(ValueError, match=r"0\.02"):
        generate(persons=1000, out=tmp_path / "r", dirty=2)
    assert not (tmp_path / "r").exists()
