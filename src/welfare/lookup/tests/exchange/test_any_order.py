"""Any acts in any order end with balanced books, and nobody waits for ever."""

import random
import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import rounds, settling
from welfare.lookup.models import LineOutcome, LookupRequest, ParcelLine
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, channels, let_cases_go_on, seen
from welfare.project.chaos.acts import FAULTS, USUAL, Scene, heal
from welfare.project.chaos.channel import FolderChannel
from welfare.project.chaos.points import dying_at

pytestmark = pytest.mark.django_db
ACTS = USUAL | FAULTS


class Died(BaseException):
    """The process is gone; what was not committed goes with it."""


def dies(channel, point):
    def die():
        raise Died

    try:
        with dying_at(point, channel, die):
            rounds.run(channel)
    except Died:
        return


@pytest.fixture
def two_cases(by_folder, monkeypatch):
    monkeypatch.setattr(settling, "CHUNK", 1)
    monkeypatch.setattr(FolderChannel, "max_lines", 3)
    by_folder("tax_records")
    return [a_case_asking("tier-one-widow"), a_case_asking("claimed-by-nephew")]


def tax_waits():
    with acting_as(Acting.system(HUALIEN)):
        lines = ParcelLine.objects.filter(outcome=LineOutcome.WAITING)
        questions = LookupRequest.objects.filter(source="tax_records", status="requested")
        return lines.exists() or questions.exists()


acts = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 9)), min_size=1, max_size=16)


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=acts)
def test_whatever_happens_the_books_are_balanced(two_cases, acts):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        channels["tax_records"] = channel = FolderChannel(
            Path(folder), "tax_records", demo_agencies.connector("tax_records")
        )
        scene = Scene(channel, random.Random(0), dies)
        scene.round()
        for name, seed in acts:
            scene.chance.seed(seed)
            ACTS[name](scene)
            assert seen().disagreements == [], name
        heal(scene, tax_waits, let_cases_go_on)
        found = seen()
        assert found.disagreements == [] and scene.troubles == []
        assert {line.outcome for line in found.lines} <= {"answered", "no_record", "failed"}
        transaction.set_rollback(True)
