"""Every demo household, asked through the real demo agencies and determined, gives what its story says."""

from datetime import date
from fractions import Fraction

import pytest

from welfare.case.models import Member
from welfare.determination.selectors import result_of
from welfare.determination.tests.factories import a_determined_case
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.row_access import acting_as
from welfare.lookup.tests.factories import story, story_codes

pytestmark = pytest.mark.django_db

#: other counties have no demo officers; a dead or moved-out person never gets this far
ELSEWHERE = {"o12-real-estate-over", "d05-taipei"}
HERE = sorted(
    code
    for code in story_codes()
    if code not in ELSEWHERE and story(code).expected["outcome"] != "refused_at_intake"
)


@pytest.mark.parametrize("code", HERE)
def test_a_demo_household_gets_the_outcome_of_its_story(agencies, settings, code):
    settings.DEMO_MODE = True
    expected = story(code).expected
    days = {
        name: date.fromisoformat(expected[other])
        for name, other in (
            ("submitted_on", "applied_on"),
            ("documents_complete_on", "documents_complete_on"),
        )
        if other in expected
    }
    case, made = a_determined_case(code, **days)
    result = result_of(made)
    assert made.outcome == expected.get("demo_outcome", expected["outcome"]), result.text("zh", "long")
    grade = expected.get("demo_grade", expected.get("grade"))
    if grade:
        assert made.grade == grade
    if "effective_from" in expected:
        assert made.effective_from == date.fromisoformat(expected["effective_from"])
    with acting_as(Acting.system(case.county)):
        by_key = {m.person_key: str(m.id) for m in Member.objects.filter(case=case)}
    people = {role: by_key.get(keyed_hash(m["id"])) for role, m in story(code).members.items()}
    if "counted" in expected:
        assert {m.person for m in result.counted} == {people[role] for role in expected["counted"]}
    for role, clause in expected.get("excluded", {}).items():
        assert (people[role], clause) in {(m.person, m.clause) for m in result.excluded}
    if "average" in expected:
        (average,) = {step.value for step in result.steps if step.per_text}
        assert average == Fraction(expected["average"])
    assert result.level == expected.get("level", "")
    if "amount" in expected:
        assert made.monthly_amount == expected["amount"]
