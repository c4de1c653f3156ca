"""A register that answers at once goes silent for a night and comes back: cases fill themselves."""

import pytest

from welfare.case.states import Status
from welfare.foundation import outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup import tasks
from welfare.lookup.exchange import board, returned
from welfare.lookup.models import Channel
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, let_cases_go_on, seen

pytestmark = pytest.mark.django_db
SOURCE = "labor_insurance"


def give_up(agencies, *codes):
    """Cases whose questions failed after the last try of a long night."""
    agencies.behaviors[SOURCE] = {"down": "temporary"}
    cases = [a_case_asking(code) for code in codes]
    with acting_as(Acting.system(HUALIEN)) as by:
        for case in cases:
            for _try in outbox.BACK_OFF:
                tasks.ask_all(by, {"case_id": str(case.id)})
    assert {r.status for r in questions(*cases)} == {"failed"}
    return cases


def questions(*cases):
    return [r for case in cases for r in seen(case).requests if r.source == SOURCE]


def test_while_it_is_silent_one_question_is_tried_for_all_the_others(agencies):
    cases = give_up(agencies, "tier-one-widow", "tier-two-couple")
    assert returned.look() == 1
    assert returned.look() == 0, "the one that is tried is still out"
    assert sorted(r.status for r in questions(*cases)).count("requested") == 1


def test_when_it_is_back_every_case_fills_itself_without_anybody_asking(agencies):
    cases = give_up(agencies, "tier-one-widow", "tier-two-couple")
    returned.look()
    agencies.behaviors.clear()
    let_cases_go_on()
    returned.look()
    let_cases_go_on()
    assert {r.status for r in questions(*cases)} <= {"answered", "no_record"}
    assert seen().disagreements == []


def test_the_board_knows_since_when_and_that_it_is_back(agencies):
    cases = give_up(agencies, "tier-one-widow")
    returned.look()
    with acting_as(Acting.system(HUALIEN)):
        channel = Channel.objects.get(source=SOURCE)
        (silent,) = (s for s in board.states(HUALIEN) if s.source == SOURCE)
    assert channel.silent_step == "ask" and "起沒有回應" in silent.words and silent.trouble
    agencies.behaviors.clear()
    let_cases_go_on()
    returned.look()
    with acting_as(Acting.system(HUALIEN)):
        (back,) = (s for s in board.states(HUALIEN) if s.source == SOURCE)
    assert back.words.startswith("正常") and questions(*cases)


def test_a_case_that_ended_meanwhile_is_left_alone(agencies):
    (case,) = give_up(agencies, "tier-one-widow")
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    assert returned.look() == 0


def test_what_a_register_refused_is_not_asked_again_by_itself(agencies):
    agencies.behaviors[SOURCE] = {"down": "permanent"}
    case = a_case_asking()
    assert {(r.status, r.by_silence) for r in questions(case)} == {("failed", False)}
    agencies.behaviors.clear()
    assert returned.look() == 0


def test_a_register_without_configuration_waits_and_says_so(agencies, monkeypatch):
    monkeypatch.delitem(agencies.PATHS, SOURCE)
    case = a_case_asking()
    assert {r.status for r in questions(case)} == {"requested"}
    assert "連線還沒有設定" in questions(case)[0].error
    with acting_as(Acting.system(HUALIEN)):
        assert OutboxMessage.objects.filter(topic="lookup.ask_all", delivered_at=None).exists()
