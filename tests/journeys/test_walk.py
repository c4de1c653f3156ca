"""`welfare walk`: the whole procedure without a window, in both orders, and every amount compared."""

import io
import json
import os
from datetime import UTC, datetime
from functools import partial

import pytest
from django.conf import settings
from django.db import connections

from welfare.foundation import clock
from welfare.project.cluster import testing
from welfare.project.walk import artefacts, journey
from welfare.project.walk.report import PAPERS, disagreement, walk_command
from welfare.project.walk.scratch import furnished, scratch_house

pytestmark = pytest.mark.xdist_group("walk")


@pytest.fixture(autouse=True)
def a_tuesday():
    """The figures of the law are those of a year, so the walk has a day of its own; agencies and everybody's
    signatures live by the machine's clock."""
    with clock.at(datetime(2026, 11, 24, 2, tzinfo=UTC)):
        yield


ORDER = {
    "10015": [
        ("intake", "clerk_10015020"),
        ("lookup", "worker"),
        ("first review", "caseworker_10015020"),
        ("roster", "caseworker_10015020"),
        ("second review", "reviewer"),
        ("visit", "social_worker"),
        ("decision", "approver"),
        ("letter", "worker"),
        ("service", "caseworker_10015020"),
        ("payment", "accountant, accountant2"),
        ("audit", "operator"),
    ],
    "66000": [
        ("intake", "tc_clerk"),
        ("lookup", "worker"),
        ("visit", "tc_clerk"),
        ("county figure", "tc_approver"),
        ("first review", "tc_caseworker"),
        ("decision", "tc_chief"),
        ("letter", "worker"),
        ("service", "tc_caseworker"),
        ("payment", "tc_accountant, tc_approver"),
        ("audit", "operator"),
    ],
}


#: agencies cost a start each: the walk of Hualien has them all on the wire, the others answer in this process
NOBODY = partial(furnished, sources=())


def walked(county, *, as_json=True, house=NOBODY):
    out, err = io.StringIO(), io.StringIO()
    code = walk_command(program=journey.SENIOR, county=county, as_json=as_json, out=out, err=err, house=house)
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("county", sorted(PAPERS))
def test_one_application_ends_in_papers_that_all_state_the_same_amount(own_database, county):
    code, out, err = walked(county, house=furnished if county == "10015" else NOBODY)
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert report["agrees"]
    assert set(report["amounts"]) == set(PAPERS[county])
    assert set(report["amounts"].values()) == {8329}
    assert [(step["step"], step["actor"]) for step in report["steps"]] == ORDER[county]


def test_a_walk_leaves_no_database_and_no_file_behind(own_database, monkeypatch):
    monkeypatch.setenv("WELFARE_DATA_DIR", str(testing.data_dir()))
    monkeypatch.setattr(journey, "_look_up", lambda _journey: stop("told to"))
    before = settings.DATA_DIR
    with testing.in_use(testing.data_dir()) as cluster:
        code, out, err = walked("10015", as_json=False, house=partial(scratch_house, sources=()))
        assert not [name for name in cluster.databases() if name.startswith(f"walk_{os.getpid()}")]
    assert (code, err) == (1, "Stopped after intake: told to\n")
    assert "application 115-" in out
    assert before == settings.DATA_DIR
    assert connections["default"].settings_dict["NAME"] == own_database


def stop(sentence):
    raise artefacts.NotThere(sentence)


def test_a_walk_that_stops_says_after_which_step(own_database, monkeypatch):
    sentence = "the roster does not name case 115-鳳林-000001"
    monkeypatch.setattr(journey, "_send_roster", lambda _journey: stop(sentence))
    code, out, err = walked("10015")
    assert code == 1
    assert not json.loads(out)["agrees"]
    assert err == f"Stopped after first review: {sentence}\n"


def test_papers_that_disagree_are_named_with_their_amounts():
    papers = ("decision letter", "bank file")
    assert disagreement({"decision letter": 8329, "bank file": 4164}, papers) == (
        "The papers disagree: decision letter says NT$ 8,329, bank file says NT$ 4,164."
    )
    assert disagreement({"decision letter": 8329}, papers) == "Not made: bank file."
    assert disagreement({"decision letter": 8329, "bank file": 8329}, papers) == ""


def test_a_transfer_record_pays_in_cents_and_never_parts_of_a_dollar():
    head = b"0330000000      000000001151210" + b"1" * 14 + b"U298010103"
    assert artefacts.of_transfer(head + b"0000832900" + b" " * 15 + b"\r\n") == [8329]
    with pytest.raises(artefacts.NotThere, match="parts of a dollar"):
        artefacts.of_transfer(head + b"0000832950" + b" " * 15 + b"\r\n")
    with pytest.raises(artefacts.NotThere, match="80 bytes"):
        artefacts.of_transfer(head + b"0000832900\r\n")


def test_a_program_nobody_can_walk_is_refused_before_a_database_is_made():
    err = io.StringIO()
    code = walk_command(program="no_such", county="10015", as_json=False, out=io.StringIO(), err=err)
    assert code == 2
    assert "no_such" in err.getvalue()
