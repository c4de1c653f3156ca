"""The household register over HTTPS on loopback: equal answers, and every way in which it can go wrong."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from types import SimpleNamespace

import pytest
import yaml

from welfare.connectors.demo_nation.register import opened
from welfare.connectors.household_registration import connector as sentences
from welfare.connectors.household_registration.connector import Connector
from welfare.connectors.household_registration.fake import DemoHouseholdRegistry
from welfare.connectors.household_registration.misbehavior import Fault
from welfare.connectors.household_registration.query import read_query
from welfare.connectors.transport.https import client, patience
from welfare.lookup.ports import HouseholdRegistry, Outcome, Subject, TransportError

QUESTIONS = ("person", "household", "kinship", "last_contact")


def test_everybody_of_the_nation_comes_over_the_wire_as_the_register_has_them(
    wire, agency, nation, purpose
) -> None:
    direct: HouseholdRegistry = DemoHouseholdRegistry(nation)
    asked: HouseholdRegistry = wire
    assert asked.check_config() == ()
    seen: set[str] = set()
    for number, record in enumerate(opened(nation)):
        subject = Subject(record["id"])
        questions = (
            QUESTIONS if number % 40 == 0 else ("household",) if subject.national_id not in seen else ()
        )
        for question in questions:
            found = getattr(asked, question)(subject, purpose)
            assert found == getattr(direct, question)(subject, purpose)
            if question == "household" and found.is_found:
                seen |= {subject.national_id, *(member.national_id for member in found.value.members)}
    assert len(seen) > 1000
    assert agency.connections == 1


def test_nobody_and_the_wrong_birth_are_answers_too(wire, purpose, person_of) -> None:
    widow = person_of["tier-one-widow"]["applicant"]
    assert wire.person(Subject("Z299999901"), purpose).outcome is Outcome.NO_RECORD
    assert wire.person(Subject(widow, date(1999, 1, 1)), purpose).outcome is Outcome.ID_MISMATCH
    assert wire.person(Subject(widow, date(1908, 1, 1)), purpose).outcome is Outcome.ID_MISMATCH


def test_every_question_carries_its_reason_and_is_signed(
    wire, agency, purpose, person_of, monkeypatch
) -> None:
    sent = []
    keep = client.Https.post
    monkeypatch.setattr(
        client.Https,
        "post",
        lambda self, url, headers, body: sent.append((headers, body)) or keep(self, url, headers, body),
    )
    subject = Subject(person_of["tier-one-widow"]["applicant"])
    for _ in range(2):
        wire.person(subject, purpose)
    first, second = (read_query(body) for _, body in sent)
    assert (first.purpose, first.subject, first.question) == (purpose, subject, "person")
    assert first.reference != second.reference
    for headers, _ in sent:
        covered = headers["Signature-Input"]
        assert all(part in covered for part in ('"@method"', '"@target-uri"', '"content-digest"', ";nonce="))
        assert subject.national_id not in str(headers)


RETRIED = {
    Fault.BUSY: sentences.BUSY,
    Fault.ERROR_PAGE_200: sentences.NOT_AN_ANSWER,
    Fault.TRUNCATED: client.NO_ANSWER,
    Fault.EXPIRED: sentences.NOT_FRESH,
    Fault.DOWN: client.NO_ANSWER,
}
FOR_A_PERSON = {
    Fault.WRONG_ENCODING: sentences.UNREADABLE.format("UTF-8"),
    Fault.OTHER_PERSON: sentences.OTHER_QUESTION,
    Fault.OTHER_REQUEST: sentences.OTHER_QUESTION,
    Fault.BAD_SIGNATURE: sentences.BAD_SIGNATURE,
    Fault.UNSIGNED: sentences.BAD_SIGNATURE,
    Fault.REPLAYED: sentences.BAD_SIGNATURE,
    Fault.HUGE: client.TOO_LARGE,
    Fault.CONTRADICTING: sentences.CONTRADICTION,
    Fault.REFUSED: sentences._REFUSALS[403],
}


@pytest.mark.parametrize(("fault", "sentence"), [*RETRIED.items(), *FOR_A_PERSON.items()])
def test_a_bad_answer_is_not_used_and_says_why(wire, agency, purpose, person_of, fault, sentence) -> None:
    people = person_of["tier-one-widow"]
    wire.person(Subject(people["applicant"]), purpose)
    agency.fault = fault
    with pytest.raises(TransportError) as refused:
        wire.person(Subject(people["applicant"]), purpose)
    assert (refused.value.sentence, refused.value.permanent) == (sentence, fault in FOR_A_PERSON)
    agency.fault = Fault.NONE
    assert wire.person(Subject(people["applicant"]), purpose).is_found


def test_all_kinds_of_failure_are_tried_here() -> None:
    here = {Fault.NONE, Fault.SLOW, Fault.UNKNOWN_CERTIFICATE}
    assert RETRIED.keys() | FOR_A_PERSON.keys() | here == set(Fault)


def test_what_passes_is_asked_again_by_itself(wire, agency, purpose, person_of, monkeypatch) -> None:
    pauses = []

    def meanwhile(seconds: float) -> None:
        pauses.append(seconds)
        agency.fault = Fault.NONE

    monkeypatch.setattr(patience, "time", SimpleNamespace(sleep=meanwhile, monotonic=time.monotonic))
    agency.fault = Fault.BUSY
    assert wire.person(Subject(person_of["tier-one-widow"]["applicant"]), purpose).is_found
    assert len(pauses) == 1


def test_a_byte_a_second_ends_at_the_deadline(agency, purpose, person_of) -> None:
    path = agency.home / "connection.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | {"seconds": 0.4}))
    agency.fault = Fault.SLOW
    with pytest.raises(TransportError) as slow:
        Connector(agency.home).person(Subject(person_of["tier-one-widow"]["applicant"]), purpose)
    assert (slow.value.sentence, slow.value.permanent) == (client.TOO_SLOW, False)


def test_a_certificate_of_somebody_else_ends_it_before_anything_is_said(
    wire, agency, purpose, person_of
) -> None:
    agency.stop()
    agency.fault = Fault.UNKNOWN_CERTIFICATE
    agency.start()
    with pytest.raises(TransportError, match="冒充") as stranger:
        wire.person(Subject(person_of["tier-one-widow"]["applicant"]), purpose)
    assert stranger.value.permanent
    assert agency.queries == 0


def test_a_register_that_comes_back_is_reached_on_the_kept_line(wire, agency, purpose, person_of) -> None:
    subject = Subject(person_of["tier-one-widow"]["applicant"])
    wire.person(subject, purpose)
    agency.stop()
    with pytest.raises(TransportError, match="再試"):
        wire.person(subject, purpose)
    agency.start()
    assert wire.person(subject, purpose).is_found


def test_keys_change_with_overlap(agency, purpose, person_of) -> None:
    path = agency.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    next_key = (agency.home / "agency" / "our_public_key.pem").read_bytes()
    (agency.home / "next.pem").write_bytes(next_key)
    agreed["their_keys"] = {"register-2": "next.pem", **agreed["their_keys"]}
    path.write_text(yaml.safe_dump(agreed))
    wire = Connector(agency.home)
    assert wire.check_config() == ()
    assert wire.person(Subject(person_of["tier-one-widow"]["applicant"]), purpose).is_found


def test_a_key_the_register_does_not_know_is_turned_away(agency, purpose, person_of) -> None:
    (agency.home / "our_key.pem").write_bytes((agency.home / "agency" / "signing_key.pem").read_bytes())
    with pytest.raises(TransportError, match="不認得") as refused:
        Connector(agency.home).person(Subject(person_of["tier-one-widow"]["applicant"]), purpose)
    assert refused.value.permanent


def test_many_may_ask_at_the_same_time(wire, agency, nation, purpose) -> None:
    people = [record["id"] for record in opened(nation)][:60]
    direct = DemoHouseholdRegistry(nation)
    with ThreadPoolExecutor(6) as pool:
        answers = pool.map(partial(wire.kinship, purpose=purpose), map(Subject, people))
        assert list(answers) == [direct.kinship(Subject(each), purpose) for each in people]
    assert agency.connections <= 8


def test_a_replayed_question_is_turned_away_by_the_register(
    wire, agency, purpose, person_of, monkeypatch
) -> None:
    monkeypatch.setattr(sentences.secrets, "token_urlsafe", lambda size: "the same")
    subject = Subject(person_of["tier-one-widow"]["applicant"])
    wire.person(subject, purpose)
    with pytest.raises(TransportError, match="不認得"):
        wire.person(subject, purpose)


def test_what_is_missing_in_the_connection_is_said(agency, tmp_path, purpose) -> None:
    assert "connection.yaml" in Connector(tmp_path / "nowhere").check_config()[0]
    with pytest.raises(TransportError, match="設定") as unconfigured:
        Connector(tmp_path / "nowhere").person(Subject("A123456789"), purpose)
    assert not unconfigured.value.permanent
    path = agency.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump(agreed | {"url": "http://127.0.0.1/"}))
    (agency.home / "authority.pem").unlink()
    (agency.home / "our_key.pem").write_bytes(b"?")
    address, authority, key = Connector(agency.home).check_config()
    assert ("https" in address, "憑證" in authority, "私鑰" in key) == (True, True, True)
    path.write_text(yaml.safe_dump(agreed | {"their_keys": ["a list"]}))
    assert "填錯" in Connector(agency.home).check_config()[0]


def test_the_register_is_a_process_of_its_own(tmp_path, nation, purpose, person_of) -> None:
    home = tmp_path / "household_registration"
    module = "welfare.connectors.household_registration.agency"
    words = [sys.executable, "-m", module, "--home", str(home), "--nation", str(nation)]
    subject, wire = Subject(person_of["tier-one-widow"]["applicant"]), Connector(home)
    with subprocess.Popen(words) as process:
        try:
            end, found = time.monotonic() + 60, None
            while found is None and time.monotonic() < end:
                found = _answer(wire, subject, purpose)
            assert found is not None and found.is_found
        finally:
            process.kill()


def _answer(wire, subject, purpose):
    try:
        return wire.person(subject, purpose)
    except TransportError:
        time.sleep(0.1)
        return None
