"""A few random faults against a real agency process; `welfare exchange chaos` plays hundreds against all."""

from typing import Any

import pytest
from django.conf import settings

from welfare.project.chaos.wire.acts import deck
from welfare.project.chaos.wire.line import Trouble
from welfare.project.chaos.wire.run import chaos
from welfare.project.walk.scratch import furnished

pytestmark = pytest.mark.xdist_group("walk")
ONE = "labor_insurance"


def test_faults_of_agency_line_and_worker_end_with_balanced_books_and_true_facts(own_database: Any) -> None:
    before = settings.WELFARE_CONNECTORS
    told = chaos(faults=4, seed=178, sources=[ONE], cases=1, house=furnished)
    assert set(told["by_fault"]) == {
        f"{ONE}, agency killed",
        f"{ONE}, agency: wrong_totals",
        f"{ONE}, line: cut",
        f"{ONE}, worker killed",
    }
    assert told["balanced"] and told["disagreements"] == [] and told["troubles"] == []
    assert told["killed_agencies"] == 1
    assert told["answers"] > 0
    assert (told["misattached"], told["differing"]) == (0, {})
    assert all(sentence for sentence in told["failed_by_sentence"])
    assert before == settings.WELFARE_CONNECTORS


def test_every_way_to_fail_is_in_the_deck() -> None:
    names = {name for _source, name, _act in deck({ONE: None})}  # type: ignore[dict-item]
    assert {f"line: {trouble}" for trouble in Trouble if trouble != "none"} < names
    assert {"agency: half_file", "agency killed", "worker killed", "days pass"} < names
