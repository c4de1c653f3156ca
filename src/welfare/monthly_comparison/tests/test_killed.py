"""A real process is killed inside its first, second, third … step; the next goes on, nothing is double."""

import signal

from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.tests.exchange.test_killed import die, in_a_process
from welfare.monthly_comparison import services
from welfare.monthly_comparison.models import Change
from welfare.monthly_comparison.services import running
from welfare.monthly_comparison.tests.factories import MONTH, a_recipient, people_without, weeks_later
from welfare.monthly_comparison.tests.test_whole_month import QUIET
from welfare.project.demo.staff import HUALIEN


def dying_in(nth: int):
    """A run whose nth step is killed after its work and before its transaction ends."""
    choose, seen = running._next_step, []

    def next_step(run):
        step = choose(run)
        seen.append(step)

        def doomed(**given):
            done = step(**given)
            die()
            return done

        return doomed if step is not None and len(seen) == nth else step

    return next_step


def test_wherever_the_process_dies_the_month_ends_with_everything_once(
    own_database, agencies, tmp_path, monkeypatch
) -> None:
    record = next(people_without(names=QUIET))
    case = a_recipient(record)
    by = Acting.system(HUALIEN)
    extra = [{"kind": "imprisonment", "on": "2026-11-20", "id": record["id"]}]
    with weeks_later(tmp_path, extra, monkeypatch):
        deaths, nth, ended = 0, 0, signal.SIGKILL
        while ended:
            nth += 1
            with monkeypatch.context() as patch:
                patch.setattr(running, "_next_step", dying_in(nth))
                ended = in_a_process(lambda: services.run(by=by, month=MONTH))
            deaths += bool(ended)
        assert deaths >= 3
        outcome = services.run(by=by, month=MONTH)
    assert (outcome.total, outcome.left, outcome.changes) == (5, 0, 1)
    with acting_as(by):
        asked = LookupRequest.objects.filter(case=case).exclude(batch="")
        assert sorted(asked.values_list("source", flat=True)) == sorted(running.rules.compared_sources())
        assert Fact.objects.filter(request__in=asked, kind="in_custody").count() == 1
        assert Change.objects.get(case=case).kind == "custody_began"
