"""The tax relay over real HTTPS on loopback: what comes back, and every way in which it can go wrong."""

from dataclasses import replace

import pytest

from welfare.connectors.tax_records.agency import Agency
from welfare.connectors.tax_records.fake import DemoTaxRegistry
from welfare.connectors.tax_records.misbehavior import Fault
from welfare.connectors.tax_records.tests.conftest import REFERENCE, YEAR
from welfare.connectors.tax_records.tests.talking import asked_of, deliveries, lying_in
from welfare.lookup.ports import (
    Acknowledgement,
    BadDelivery,
    BatchConnector,
    Line,
    Outcome,
    Rejection,
    Replies,
    Subject,
    TransportError,
)


def _direct(nation, line, purpose) -> dict:
    register, subject = DemoTaxRegistry(nation), line.subject
    names = ("income", "property", *(("dependants",) if line.is_listed else ()))
    return {name: getattr(register, name)(subject, line.tax_year, purpose) for name in names}


def _same(reply, expected) -> bool:
    said = {
        name: (a.outcome, a.value, a.source.code, a.source.as_of, a.source.data_year)
        for name, a in reply.answers.items()
    }
    return said == {
        name: (a.outcome, a.value, a.source.code, a.source.as_of, a.source.data_year)
        for name, a in expected.items()
    }


def test_a_parcel_goes_and_comes_back_with_what_the_register_says(
    agency, connector, outgoing, nation, purpose
) -> None:
    speaks: BatchConnector = connector
    assert speaks.check_config() == ()
    (incoming,) = deliveries(agency, connector, outgoing)
    replies = connector.read(incoming, asked_of(outgoing))
    assert isinstance(replies, Replies)
    assert (replies.reference, replies.total, replies.part, replies.parts) == (REFERENCE, 6, 1, 1)
    for line, reply in zip(outgoing.lines, replies.lines, strict=True):
        assert (reply.seq, reply.national_id) == (line.seq, line.subject.national_id)
        assert _same(reply, _direct(nation, line, purpose))
    outcomes = [reply.answers["income"].outcome for reply in replies.lines]
    assert (outcomes[0], outcomes[4], outcomes[5]) == (
        Outcome.FOUND,
        Outcome.ID_MISMATCH,
        Outcome.NO_RECORD,
    )
    assert connector.read(incoming, asked_of(outgoing)) == replies
    for _ in range(2):
        connector.done(incoming, quarantined=False)
    assert list(connector.collect()) == []
    assert len(lying_in(agency, "accepted")) == 1


def test_everybody_of_the_nation_comes_back_in_parts(
    agency, connector, outgoing, nation, purpose, person_of
) -> None:
    from welfare.connectors.demo_nation.register import opened

    people = [record["id"] for record in opened(nation)]
    lines = tuple(
        Line(seq, Subject(each), "SLA-115-000001", tax_year=YEAR) for seq, each in enumerate(people, start=1)
    )
    parcel = replace(outgoing, lines=lines)
    agency.part_persons = 900
    answered = 0
    for incoming in deliveries(agency, connector, parcel):
        for reply in connector.read(incoming, asked_of(parcel)).lines:
            assert _same(reply, _direct(nation, lines[reply.seq - 1], purpose))
            answered += 1
    assert answered == len(people)


@pytest.mark.proves("R7")
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.BAD_SIGNATURE, "簽章驗不過"),
        (Fault.NO_SIGNATURE, "沒有簽章"),
        (Fault.WRAPPED_SIGNATURE, "簽章"),
        (Fault.UNKNOWN_CERTIFICATE, "名單"),
        (Fault.FORGED_BY_MEDIATOR, "寄件的機關"),
        (Fault.EXPIRED_TIMESTAMP, "五分鐘"),
        (Fault.WRONG_TOTALS, "控制總數"),
        (Fault.WRONG_YEAR, "資料年度"),
        (Fault.SCHEMA_VIOLATION, "格式"),
        (Fault.TRUNCATED, "一半"),
        (Fault.WRONG_ENCODING, "UTF-8"),
        (Fault.XML_BOMB, "實體"),
        (Fault.EXTERNAL_ENTITY, "實體"),
    ],
)
def test_a_bad_delivery_says_what_is_wrong_and_is_moved_aside(
    agency, connector, outgoing, fault, said
) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, fault)
    with pytest.raises(BadDelivery, match=said) as bad:
        connector.read(incoming, asked_of(outgoing))
    is_readable = fault not in {Fault.XML_BOMB, Fault.EXTERNAL_ENTITY}
    assert bad.value.reference == (REFERENCE if is_readable else "")
    assert not any(line.subject.national_id in bad.value.sentence for line in outgoing.lines)
    connector.done(incoming, quarantined=True)
    assert (lying_in(agency, "mailbox"), len(lying_in(agency, "refused"))) == ([], 1)


def test_what_was_put_aside_is_answered_anew_when_the_parcel_is_sent_again(
    agency, connector, outgoing
) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, Fault.BAD_SIGNATURE)
    connector.done(incoming, quarantined=True)
    (better,) = deliveries(agency, connector, outgoing)
    assert connector.read(better, asked_of(outgoing)).total == 6


@pytest.mark.proves("R7")
def test_a_forged_number_inside_a_wrapper_never_reaches_anybody(agency, connector, outgoing) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, Fault.WRAPPED_SIGNATURE)
    assert incoming.content.count(b"<TaxQueryResponse") == 2
    with pytest.raises(BadDelivery):
        connector.read(incoming, asked_of(outgoing))


@pytest.mark.proves("R20")
def test_a_message_read_before_is_a_replay_when_its_bytes_differ(agency, connector, outgoing) -> None:
    genuine, replayed = deliveries(agency, connector, outgoing, Fault.REPLAYED_MESSAGE)
    assert connector.read(genuine, asked_of(outgoing)).total == 6
    with pytest.raises(BadDelivery, match="重放"):
        connector.read(replayed, asked_of(outgoing))
    assert connector.read(genuine, asked_of(outgoing)).total == 6


def test_parts_may_come_in_any_order_and_twice(agency, connector, outgoing) -> None:
    found = [
        connector.read(each, asked_of(outgoing))
        for each in deliveries(agency, connector, outgoing, Fault.PARTS_OUT_OF_ORDER)
    ]
    assert [(each.part, each.parts, each.total) for each in found] == [(3, 3, 2), (2, 3, 2), (1, 3, 2)]
    other = replace(outgoing, reference=f"{REFERENCE}7")
    agency.fault = Fault.DUPLICATE_PART
    connector.send(other.reference, connector.pack(other))
    agency.answer_all()
    found = [connector.read(each, asked_of(other)) for each in list(connector.collect())[3:]]
    assert [each.part for each in found] == [1, 1, 2, 2, 3, 3]
    assert [r.answers["income"].value for r in found[0].lines] == [
        r.answers["income"].value for r in found[1].lines
    ]


def test_a_result_for_somebody_never_asked_about_is_handed_on_for_the_ledger_to_refuse(
    agency, connector, outgoing
) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, Fault.UNASKED_SUBJECT)
    assert 4900 in [reply.seq for reply in connector.read(incoming, asked_of(outgoing)).lines]


def test_an_answer_to_a_batch_never_sent_belongs_to_nobody(agency, connector, outgoing) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, Fault.UNASKED_BATCH)
    with pytest.raises(LookupError, match="70001"):
        connector.read(incoming, asked_of(outgoing))


def test_a_lost_acknowledgement_and_a_resend_make_one_query(agency, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    assert connector.pack(outgoing) == package
    agency.fault = Fault.LOST_ACK
    with pytest.raises(TransportError, match="再試") as lost:
        connector.send(REFERENCE, package)
    assert not lost.value.permanent
    agency.fault = Fault.NONE
    receipts = {connector.send(REFERENCE, package) for _ in range(2)}
    assert len(receipts) == 1
    (receipt,) = receipts
    assert receipt.acknowledged
    assert receipt.transaction.startswith("GSP-")
    assert agency.answer_all() == 1
    assert connector.send(REFERENCE, package) == receipt
    assert agency.answer_all() == 0


def test_an_answer_may_be_faster_than_the_acknowledgement(agency, connector, outgoing) -> None:
    agency.fault = Fault.RESPONSE_BEFORE_ACK
    assert not connector.send(REFERENCE, connector.pack(outgoing)).acknowledged
    first, second = (connector.read(each, asked_of(outgoing)) for each in connector.collect())
    assert isinstance(first, Replies)
    assert isinstance(second, Acknowledgement)
    assert (second.reference, second.transaction[:4]) == (REFERENCE, "GSP-")


@pytest.mark.parametrize(
    ("fault", "said", "permanent"),
    [
        (Fault.REJECT, "E1203", True),
        (Fault.BUSY, "E2001", False),
        (Fault.CLOCK_SKEW, "校正主機時間", False),
        (Fault.ERROR_PAGE_200, "網頁", False),
    ],
)
def test_a_query_turned_away_says_why_and_whether_for_ever(
    agency, connector, outgoing, fault, said, permanent
) -> None:
    agency.fault = fault
    with pytest.raises(TransportError, match=said) as refused:
        connector.send(REFERENCE, connector.pack(outgoing))
    assert refused.value.permanent is permanent


def test_a_query_accepted_may_be_rejected_later(agency, connector, outgoing) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, Fault.REJECT_LATER)
    rejection = connector.read(incoming, asked_of(outgoing))
    assert isinstance(rejection, Rejection)
    assert (rejection.reference, rejection.permanent) == (REFERENCE, False)
    assert "E2001" in rejection.sentence


@pytest.mark.parametrize(
    ("fault", "permanent"), [(Fault.REGISTER_ERROR, False), (Fault.NOT_AUTHORISED, True)]
)
def test_a_subject_the_register_did_not_look_up_is_a_failure_and_no_empty_answer(
    agency, connector, outgoing, fault, permanent
) -> None:
    (incoming,) = deliveries(agency, connector, outgoing, fault)
    replies = list(connector.read(incoming, asked_of(outgoing)).lines)
    assert {reply.failure.permanent for reply in replies} == {permanent}
    assert not any(reply.answers for reply in replies)


@pytest.mark.parametrize("fault", [Fault.HALF_BODY, Fault.ERROR_PAGE_200])
def test_what_only_the_transport_broke_stays_in_the_mailbox(agency, connector, outgoing, fault) -> None:
    (whole,) = deliveries(agency, connector, outgoing)
    agency.fault = fault
    with pytest.raises(TransportError) as broken:
        list(connector.collect())
    assert not broken.value.permanent
    agency.fault = Fault.NONE
    assert list(connector.collect()) == [whole]


def test_a_message_that_cannot_be_fetched_hides_no_other(agency, connector, outgoing) -> None:
    mailbox = agency.home / "agency" / "mailbox"
    (mailbox / "not-an-agreed-name").write_bytes(b"?")
    with (mailbox / "0000-0000").open("wb") as huge:
        huge.truncate(17 << 20)
    connector.send(REFERENCE, connector.pack(outgoing))
    agency.answer_all()
    found, collected = [], connector.collect()
    with pytest.raises(TransportError, match="名稱"):
        found.extend(collected)
    too_large, genuine = found
    with pytest.raises(BadDelivery, match="大得不合理"):
        connector.read(too_large, asked_of(outgoing))
    assert connector.read(genuine, asked_of(outgoing)).total == 6


def test_a_relay_that_is_down_is_asked_again_later(agency, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    agency.stop()
    for step in (lambda: connector.send(REFERENCE, package), lambda: list(connector.collect())):
        with pytest.raises(TransportError, match="再試") as silence:
            step()
        assert not silence.value.permanent


def test_a_number_the_relay_cannot_carry_does_not_stop_the_others(agency, connector, outgoing) -> None:
    odd = Line(7, Subject("ab-1"), "115-太麻里-000001", tax_year=YEAR)
    parcel = replace(outgoing, lines=(*outgoing.lines, odd))
    (incoming,) = deliveries(agency, connector, parcel)
    replies = connector.read(incoming, asked_of(parcel))
    last = list(replies.lines)[-1]
    assert (replies.total, last.seq, last.failure.permanent) == (7, 7, True)
    nobody = replace(outgoing, lines=(odd,))
    with pytest.raises(TransportError, match="沒有一個人") as nothing:
        connector.send(REFERENCE, connector.pack(nobody))
    assert nothing.value.permanent


def test_people_of_several_years_travel_in_one_parcel(agency, connector, outgoing, nation, purpose) -> None:
    first, *others = outgoing.lines
    parcel = replace(outgoing, lines=(replace(first, tax_year=112), *others))
    (incoming,) = deliveries(agency, connector, parcel)
    for line, reply in zip(parcel.lines, connector.read(incoming, asked_of(parcel)).lines, strict=True):
        assert _same(reply, _direct(nation, line, purpose))


def test_a_restarted_relay_has_lost_nothing_it_acknowledged(agency, connector, outgoing, nation) -> None:
    receipt = connector.send(REFERENCE, connector.pack(outgoing))
    agency.stop()
    again = Agency(agency.home, nation)
    again.start()
    try:
        assert connector.send(REFERENCE, connector.pack(outgoing)) == receipt
        assert again.answer_all() == 1
        assert len(list(connector.collect())) == 1
    finally:
        again.stop()
