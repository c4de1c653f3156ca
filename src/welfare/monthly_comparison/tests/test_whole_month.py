"""A month of the synthetic nation: everything that happened to recipients is found, and nothing else."""

import pytest

from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import Fact, LookupRequest
from welfare.monthly_comparison import services
from welfare.monthly_comparison.models import Change, ComparisonLine, LineState
from welfare.monthly_comparison.tests.factories import MONTH, a_recipient, people_without, weeks_later
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.django_db

ELSEWHERE, NEXT_VILLAGE = "64000380002", "10015010001"
#: what a test puts into the stream → the change it must become
INJECTED = {
    "death": ({"kind": "death", "on": "2026-11-17"}, "death"),
    "moved away": ({"kind": "move", "on": "2026-11-12", "to_village": ELSEWHERE}, "left_county"),
    "moved here": ({"kind": "move", "on": "2026-11-13", "to_village": NEXT_VILLAGE}, "moved_within_county"),
    "prison": ({"kind": "imprisonment", "on": "2026-11-20"}, "custody_began"),
    "home": ({"kind": "placement", "on": "2026-11-21"}, "placement_began"),
    "abroad": ({"kind": "exit", "on": "2026-04-15"}, "away_too_long"),
    "pension": ({"kind": "pension", "on": "2026-11-05", "amount": 9000}, "pension_began"),
}
#: of the nation's own stream, what must become a change of a recipient
OWN = {"marriage": "marriage_changed", "divorce": "marriage_changed", "death": "death"}
QUIET = ("absences", "custody", "placement", "pensions", "disability", "benefits", "missing_since")


def test_every_injected_event_is_found_and_nothing_else(as_, agencies, tmp_path, monkeypatch) -> None:
    people = people_without(names=QUIET)
    chosen = {name: next(people) for name in INJECTED}
    bystanders = [next(people) for _ in range(5)]
    cases = {record["id"]: a_recipient(record) for record in (*chosen.values(), *bystanders)}
    extra = [event | {"id": chosen[name]["id"]} for name, (event, _change) in INJECTED.items()]
    with weeks_later(tmp_path, extra, monkeypatch) as told:
        with as_("reviewer") as by:
            outcome = services.run(by=by, month=MONTH, county=HUALIEN)
        assert outcome.left == 0 and outcome.total == len(cases) * 5
        expected = {(chosen[name]["id"], change) for name, (_event, change) in INJECTED.items()}
        expected |= {(e["id"], OWN[e["kind"]]) for e in told if e["id"] in cases and e["kind"] in OWN}
        with acting_as(Acting.system(HUALIEN)):
            changes = list(Change.objects.select_related("fact", "before"))
            own = {(c.person_key, c.kind) for c in changes if c.kind != "family_death"}
            assert own == {(keyed_hash(number), kind) for number, kind in expected}
            assert {c.case_id for c in changes} <= {case.id for case in cases.values()}
            differing = ComparisonLine.objects.filter(state=LineState.DIFFERS).values_list("case_id")
            assert {case for (case,) in differing} == {change.case_id for change in changes}
            by_kind = {change.kind: change for change in changes}
        _say_when_and_by_which_article(by_kind)


def _say_when_and_by_which_article(found: dict[str, Change]) -> None:
    death = found["death"]
    assert str(death.happened_on) == "2026-11-17" and str(death.effective_on) == "2026-12-01"
    assert (death.effect, death.to_status, death.rule_status) == ("stop", "terminated", "in_force")
    assert "第11條" in death.articles and death.before is None
    assert found["left_county"].to_status == "moved_out" and found["left_county"].before.value == HUALIEN
    assert str(found["custody_began"].happened_on) == "2026-11-20"
    assert found["pension_began"].effective_on is None, "no law of ours says from when"
    assert found["away_too_long"].fact.value <= 183 < found["away_too_long"].before.value


def test_a_second_run_asks_nobody_again_and_finds_nothing_twice(as_, agencies, tmp_path, monkeypatch) -> None:
    record = next(people_without(names=QUIET))
    a_recipient(record)
    extra = [{"kind": "imprisonment", "on": "2026-11-20", "id": record["id"]}]
    with weeks_later(tmp_path, extra, monkeypatch), as_("reviewer") as by:
        first = services.run(by=by, month=MONTH)
        asked = len(agencies.asked)
        assert services.run(by=by, month=MONTH) == first
        assert (len(agencies.asked), first.changes) == (asked, 1)


def test_of_relatives_nothing_but_a_death_is_kept(as_, agencies, tmp_path, monkeypatch) -> None:
    married = (r for r in people_without(names=QUIET) if any(k == "spouse" for k, _id in r["kin"]))
    record = next(married)
    spouse = next(number for relation, number in record["kin"] if relation == "spouse")
    case = a_recipient(record)
    extra = [{"kind": "death", "on": "2026-11-20", "id": spouse}]
    with weeks_later(tmp_path, extra, monkeypatch), as_("reviewer") as by:
        services.run(by=by, month=MONTH)
    with acting_as(Acting.system(HUALIEN)):
        change = Change.objects.get(case=case)
        assert (change.kind, change.person_key, change.effect) == (
            "family_death",
            keyed_hash(spouse),
            "recount",
        )
        batch = LookupRequest.objects.exclude(batch="")
        others = Fact.objects.filter(request__in=batch).exclude(person_key=case.applicant_key)
        assert set(others.values_list("kind", flat=True)) == {"died_on"}
        assert {(r.batch, r.replaces_documents) for r in batch} == {("monthly-comparison-10015-202611", 0)}
        assert all("施行細則第3條" in request.legal_basis for request in batch)
