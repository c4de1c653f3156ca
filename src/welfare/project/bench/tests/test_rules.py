"""The comparison of engines is only worth its answers: they must be equal, and a silent engine must show."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from welfare.project import places
from welfare.project.bench import report
from welfare.project.bench.rules import comparison, engines, rounds
from welfare.project.bench.rules.engines import Engine
from welfare.project.bench.yardstick import caseload
from welfare.project.bench.yardstick.program import PROGRAM

HOUSEHOLDS = 400
NUMPY = engines.NUMPY
SILENT = Engine("silent", "no_such_script.py")


@pytest.fixture(scope="module")
def peers() -> Iterator[SimpleNamespace]:
    """What the processes of bench/peers are made of, here within the test's own process."""
    sys.path.insert(0, str(engines.PEERS))
    try:
        import answering
        import own_peer
        from floors import numba_kernel, numpy_columns

        yield SimpleNamespace(
            answering=answering, own=own_peer, kernel=numba_kernel.Kernel, numpy=numpy_columns.Columns
        )
    finally:
        sys.path.remove(str(engines.PEERS))


@pytest.fixture(autouse=True)
def scratch_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "data_dir", lambda: tmp_path)


def test_the_engine_the_hand_written_kernel_and_plain_numpy_agree_on_every_quantity(
    peers: SimpleNamespace,
) -> None:
    columns, figures = caseload.columns(HOUSEHOLDS), caseload.figures()
    written = {
        "numpy": peers.numpy(figures),
        "kept": peers.kernel(figures, keep=True, threads=1),
        "own": peers.own.Own(threads=1),
    }
    kept = {name: engine.compute(engine.build(columns)) for name, engine in written.items()}
    for quantity in (*PROGRAM.graph.formulas, *PROGRAM.graph.aggregates):
        for name in ("kept", "own"):
            assert np.array_equal(kept["numpy"][quantity], kept[name][quantity]), f"{name}: {quantity}"
    assert set(kept["kept"]) == set(kept["numpy"]) == set(kept["own"])


def test_the_lean_kernel_answers_like_the_one_that_keeps_everything(peers: SimpleNamespace) -> None:
    columns, figures = caseload.columns(HOUSEHOLDS), caseload.figures()
    lean = peers.kernel(figures, keep=False, threads=1)
    numpy = peers.numpy(figures)
    sums = {
        peers.answering.fingerprint(engine.answers(engine.compute(engine.build(columns))))
        for engine in (lean, numpy)
    }
    assert len(sums) == 1


def test_every_class_occurs_so_that_equal_answers_mean_something(peers: SimpleNamespace) -> None:
    found = peers.numpy(caseload.figures()).compute(caseload.columns(HOUSEHOLDS))
    assert set(found["income_class"].tolist()) == {0, 1, 2, 3, 4}
    assert len(set(found["monthly_amount"].tolist())) > 12


def test_another_answer_of_one_household_changes_the_fingerprint(peers: SimpleNamespace) -> None:
    found = peers.numpy(caseload.figures()).compute(caseload.columns(HOUSEHOLDS))
    before = peers.answering.fingerprint(found)
    found["monthly_amount"][7] += 1
    assert peers.answering.fingerprint(found) != before


def test_the_caseload_is_the_same_every_time() -> None:
    first, second = caseload.columns(50), caseload.columns(50)
    assert all(np.array_equal(first[name], second[name]) for name in first)
    assert not np.array_equal(caseload.columns(50, seed=1)["age"], first["age"])


def test_a_comparison_has_the_rows_of_the_contract_and_names_who_could_not_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparison, "ENGINES", (engines.OWN, NUMPY, SILENT))
    monkeypatch.setattr(comparison, "ROUNDS", 2)
    monkeypatch.setattr(comparison, "SECONDS", 0.01)
    rows = report("rules", comparison.compare(HOUSEHOLDS))["results"]
    first = rows[0]
    assert first["n"] == HOUSEHOLDS
    assert first["per_second"] == pytest.approx(HOUSEHOLDS / first["seconds"], rel=0.05)
    low, high = first["ratio_range"]["plain_numpy"]
    assert low <= first["ratio_to"]["plain_numpy"] <= high
    by_case = {row["case"]: row for row in rows}
    assert "stopped" in by_case["silent, every quantity kept"]["not_measured"]
    assert "seconds" not in by_case["silent, every quantity kept"]
    assert by_case["plain_numpy, every quantity kept"]["crc"] == first["crc"]


def test_engines_that_disagree_are_not_compared() -> None:
    found = rounds.Measured({"one": [{"crc": "a"}], "other": [{"crc": "b"}]})
    with pytest.raises(rounds.AnswersDiffer):
        rounds.check_answers(found)


def test_a_ratio_is_taken_inside_a_round() -> None:
    found = rounds.Measured(
        {"slow": [{"compute": 2.0}, {"compute": 9.0}], "own": [{"compute": 1.0}, {"compute": 3.0}]}
    )
    assert found.ratios("slow", "own", "compute") == [2.0, 3.0]
    assert rounds.spread([2.0, 3.0, 10.0]) == (3.0, [2.0, 10.0])
