"""The demo household register answers as a household register would."""

from datetime import date

import pytest

from welfare.connectors.demo_nation.behavior import Behavior, Down
from welfare.connectors.household_registration.fake import DemoHouseholdRegistry
from welfare.lookup.ports import (
    Absent,
    HouseholdRegistry,
    KinRelation,
    Outcome,
    ResidenceKind,
    Subject,
    TransportError,
)


@pytest.fixture
def registry(nation) -> HouseholdRegistry:
    return DemoHouseholdRegistry(nation)


def test_one_number_brings_the_whole_household_head_first(registry, purpose, person_of) -> None:
    people = person_of["tier-two-couple"]
    household = registry.household(Subject(people["applicant"]), purpose).expect()
    assert [member.national_id for member in household.members] == [
        people["husband"],
        people["applicant"],
        people["son"],
    ]
    assert household.head_id == people["husband"]


def test_a_child_registered_elsewhere_appears_in_the_kinship(registry, purpose, person_of) -> None:
    people = person_of["child-elsewhere"]
    (link,) = registry.kinship(Subject(people["applicant"]), purpose).expect().links
    assert (link.relation, link.person.national_id, link.same_household) == (
        KinRelation.CHILD,
        people["son"],
        False,
    )
    assert link.person.address.county_code == "68000"


def test_the_parents_of_an_in_law_are_unknown_and_not_none(registry, purpose, person_of) -> None:
    subject = Subject(person_of["daughter-in-law"]["daughter_in_law"])
    kinship = registry.kinship(subject, purpose).expect()
    assert kinship.unrecorded == ((KinRelation.FATHER, Absent.UNKNOWN), (KinRelation.MOTHER, Absent.UNKNOWN))


def test_a_dead_person_is_found_with_the_day_of_death(registry, purpose, person_of) -> None:
    person = registry.person(Subject(person_of["deceased-applicant"]["applicant"]), purpose).expect()
    assert (person.residence, person.died_on) == (ResidenceKind.DEAD, date(2026, 10, 30))


def test_a_withheld_address_is_withheld_and_a_living_person_has_no_death(
    registry, purpose, person_of
) -> None:
    person = registry.person(Subject(person_of["withheld-address"]["applicant"]), purpose).expect()
    assert (person.address, person.died_on) == (Absent.WITHHELD, Absent.NONE)


def test_a_birth_before_the_republic_keeps_its_text_and_its_flag(registry, purpose, person_of) -> None:
    birth = registry.person(Subject(person_of["before-roc-centenarian"]["applicant"]), purpose).expect().birth
    assert (birth.raw, birth.day, birth.before_roc) == ("民國前1年5月6日", date(1911, 5, 6), True)


def test_an_incomplete_birth_date_is_never_filled_in(registry, purpose, person_of) -> None:
    birth = registry.person(Subject(person_of["incomplete-birth-date"]["applicant"]), purpose).expect().birth
    assert (birth.raw, birth.day) == ("0380000", None)


def test_the_last_account_and_telephone_come_from_the_last_case(registry, purpose, person_of) -> None:
    contact = registry.last_contact(Subject(person_of["account-changed"]["applicant"]), purpose).expect()
    assert contact.account.holder_name == "江測葉"
    assert contact.mobile is Absent.UNKNOWN


def test_a_number_with_somebody_elses_birth_date_is_a_mismatch(registry, purpose, person_of) -> None:
    national_id = person_of["tier-one-widow"]["applicant"]
    answers = [
        registry.person(Subject(national_id, birth), purpose).outcome
        for birth in (date(1948, 3, 12), date(1948, 3, 13))
    ]
    assert answers == [Outcome.FOUND, Outcome.ID_MISMATCH]


def test_a_number_nobody_bears_has_no_record(registry, purpose) -> None:
    assert registry.person(Subject("A123456789"), purpose).outcome is Outcome.NO_RECORD


def test_an_answer_tells_its_source_and_day_without_naming_the_person(registry, purpose, person_of) -> None:
    national_id = person_of["tier-one-widow"]["applicant"]
    source = registry.person(Subject(national_id), purpose).source
    assert (source.code, source.as_of) == ("household_registration", date(2026, 11, 1))
    assert national_id not in source.raw_reference


def test_nobody_looks_without_a_purpose(registry, person_of) -> None:
    with pytest.raises(TypeError):
        registry.person(Subject(person_of["tier-one-widow"]["applicant"]), None)


@pytest.mark.parametrize("down, permanent", [(Down.TEMPORARY, False), (Down.PERMANENT, True)])
def test_an_agency_that_is_down_says_whether_to_try_again(nation, purpose, down, permanent) -> None:
    registry = DemoHouseholdRegistry(nation, Behavior(down=down))
    with pytest.raises(TransportError) as error:
        registry.person(Subject("A123456789"), purpose)
    assert error.value.permanent is permanent
    assert "示範戶政機關" in error.value.sentence


def test_knobs_make_single_people_disappear_or_mismatch(nation, purpose, person_of) -> None:
    one, other = person_of["tier-one-widow"]["applicant"], person_of["tier-two-couple"]["applicant"]
    behavior = Behavior.from_config({"no_record": [one], "mismatch": [other]})
    registry = DemoHouseholdRegistry(nation, behavior)
    outcomes = [registry.person(Subject(person), purpose).outcome for person in (one, other)]
    assert outcomes == [Outcome.NO_RECORD, Outcome.ID_MISMATCH]


@pytest.mark.parametrize("config", [{"speed": 1}, {"down": "maybe"}, {"no_record": "U299999005"}])
def test_a_misspelt_knob_is_refused(config) -> None:
    with pytest.raises(ValueError):
        Behavior.from_config(config)


def test_the_health_page_says_when_the_register_is_missing(tmp_path, nation) -> None:
    assert DemoHouseholdRegistry(nation).check_config() == ()
    (finding,) = DemoHouseholdRegistry(tmp_path).check_config()
    assert "welfare people generate" in finding
