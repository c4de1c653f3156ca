"""Border crossing over real SMTP and IMAP on loopback, and every way in which it can go wrong."""

import re
from dataclasses import replace

import pytest

from welfare.connectors.border_crossing.fake import DemoBorderRegistry
from welfare.connectors.border_crossing.layout import layout
from welfare.connectors.border_crossing.misbehavior import Fault
from welfare.connectors.border_crossing.tests.conftest import REFERENCE, SINCE, UNTIL, deliveries
from welfare.connectors.demo_nation.register import opened
from welfare.lookup.ports import (
    Acknowledgement,
    BadDelivery,
    BatchConnector,
    Line,
    Outcome,
    Rejection,
    Replies,
    Subject,
)


def test_a_parcel_goes_and_comes_back_with_what_the_register_says(
    neighbour, connector, outgoing, asked, nation, purpose
) -> None:
    speaks: BatchConnector = connector
    assert speaks.check_config() == ()
    (incoming,) = deliveries(neighbour, connector, outgoing)
    replies = connector.read(incoming, asked)
    assert isinstance(replies, Replies)
    assert (replies.reference, replies.total, replies.part, replies.parts) == (REFERENCE, 4, 1, 1)
    direct = DemoBorderRegistry(nation)
    for line, reply in zip(outgoing.lines, replies.lines, strict=True):
        expected = direct.stay(line.subject, SINCE, UNTIL, purpose)
        found = reply.answers["stay"]
        assert (reply.seq, reply.national_id) == (line.seq, line.subject.national_id)
        assert (found.outcome, found.value) == (expected.outcome, expected.value)
        assert (found.source.code, found.source.as_of) == (expected.source.code, expected.source.as_of)
    outcomes = [reply.answers["stay"].outcome for reply in replies.lines]
    assert outcomes == [Outcome.FOUND, Outcome.FOUND, Outcome.ID_MISMATCH, Outcome.NO_RECORD]
    for _ in range(2):
        connector.done(incoming, quarantined=False)
    assert list(connector.collect()) == []
    assert (len(neighbour.folder()), len(neighbour.folder("Accepted"))) == (0, 1)
    assert list((neighbour.home / "incoming").iterdir()) == []


def test_everybody_of_the_nation_comes_back_in_parts(neighbour, connector, outgoing, nation, purpose) -> None:
    people = [record["id"] for record in opened(nation)]
    lines = tuple(
        Line(seq, Subject(each), "SLA-115-000001", since=SINCE, until=UNTIL)
        for seq, each in enumerate(people, start=1)
    )
    whole = replace(outgoing, lines=lines)
    neighbour.agency.part_persons = 900
    answered, direct = 0, DemoBorderRegistry(nation)
    for incoming in deliveries(neighbour, connector, whole):
        for reply in connector.read(incoming, lambda _: whole).lines:
            expected = direct.stay(Subject(reply.national_id), SINCE, UNTIL, purpose)
            assert reply.answers["stay"].value == expected.value
            answered += 1
    assert answered == len(people)


def test_a_long_question_leaves_in_several_mails(neighbour, connector, outgoing, asked, monkeypatch) -> None:
    small = replace(layout(), part_bytes=120)
    monkeypatch.setattr("welfare.connectors.border_crossing.connector.layout", lambda: small)
    (incoming,) = deliveries(neighbour, connector, outgoing)
    assert len(list((neighbour.home / "agency" / "taken").iterdir())) > 1
    assert connector.read(incoming, asked).total == 4


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.HTML_ERROR, "網頁"),
        (Fault.AUTO_REPLY, "自動回覆"),
        (Fault.NOT_ENCRYPTED, "沒有加密"),
        (Fault.BAD_SIGNATURE, "改過"),
        (Fault.UNKNOWN_SIGNER, "名單"),
        (Fault.EXPIRED_CERTIFICATE, "過期"),
        (Fault.OTHER_ENVELOPE, "批號"),
        (Fault.HALF_ATTACHMENT, "一半"),
        (Fault.ZIP, "壓縮檔"),
        (Fault.PATH_TRICK, "檔名"),
        (Fault.WRONG_ENCODING, "Big5"),
        (Fault.WRONG_TOTALS, "控制總數"),
        (Fault.WRONG_PERIOD, "期間"),
        (Fault.BOUNCE_FORGED, "不是我們寄的"),
        (Fault.DELAYED, "還在路上"),
    ],
)
def test_a_bad_delivery_says_what_is_wrong_and_is_moved_aside(
    neighbour, connector, outgoing, asked, fault, said
) -> None:
    (incoming,) = deliveries(neighbour, connector, outgoing, fault)
    with pytest.raises(BadDelivery, match=said) as bad:
        connector.read(incoming, asked)
    assert not re.search("[A-Z][0-9]{9}", bad.value.sentence)
    connector.done(incoming, quarantined=True)
    assert (len(neighbour.folder()), len(neighbour.folder("Refused"))) == (0, 1)


def test_a_mail_of_unreasonable_size_is_not_even_downloaded(
    neighbour, connector, outgoing, asked, monkeypatch
) -> None:
    small = replace(layout(), most_bytes=100_000)
    for module in ("connector", "mailing"):
        monkeypatch.setattr(f"welfare.connectors.border_crossing.{module}.layout", lambda: small)
    (incoming,) = deliveries(neighbour, connector, outgoing, Fault.OVERSIZE)
    assert len(incoming.content) < 100
    with pytest.raises(BadDelivery, match="大得不合理"):
        connector.read(incoming, asked)


def test_an_answer_to_a_batch_never_sent_is_the_exchange_to_refuse(
    neighbour, connector, outgoing, asked
) -> None:
    (incoming,) = deliveries(neighbour, connector, outgoing, Fault.WRONG_BATCH)
    with pytest.raises((BadDelivery, LookupError)):
        connector.read(incoming, asked)


@pytest.mark.parametrize(
    ("fault", "permanent", "said"),
    [
        (Fault.BOUNCE, True, "5.1.1"),
        (Fault.BOUNCE_FULL, False, "滿了"),
        (Fault.REFUSED, True, "退回這一批"),
    ],
)
def test_a_mail_that_came_back_ends_the_parcel(
    neighbour, connector, outgoing, asked, fault, permanent, said
) -> None:
    (incoming,) = deliveries(neighbour, connector, outgoing, fault)
    rejection = connector.read(incoming, asked)
    assert isinstance(rejection, Rejection)
    assert (rejection.reference, rejection.permanent) == (REFERENCE, permanent)
    assert said in rejection.sentence


def test_a_late_answer_is_announced_and_comes(neighbour, connector, outgoing, asked) -> None:
    (incoming,) = deliveries(neighbour, connector, outgoing, Fault.LATE)
    assert connector.read(incoming, asked) == Acknowledgement(REFERENCE, "10015-20261120-0001")
    connector.done(incoming, quarantined=False)
    neighbour.agency.fault = Fault.NONE
    assert neighbour.agency.answer_all() == 1
    (incoming,) = connector.collect()
    assert connector.read(incoming, asked).total == 4


@pytest.mark.parametrize(("fault", "is_same"), [(Fault.DUPLICATE, False), (Fault.REPLAYED, True)])
def test_the_same_answer_may_come_twice(neighbour, connector, outgoing, asked, fault, is_same) -> None:
    once, again = deliveries(neighbour, connector, outgoing, fault)
    assert (once.content.read_bytes() == again.content.read_bytes()) is is_same
    first, second = (connector.read(each, asked) for each in (once, again))
    said = [[(reply.seq, reply.answers["stay"].value) for reply in each.lines] for each in (first, second)]
    assert said[0] == said[1]


def test_parts_may_come_in_any_order(neighbour, connector, outgoing, asked) -> None:
    incoming = deliveries(neighbour, connector, outgoing, Fault.OUT_OF_ORDER)
    replies = [connector.read(each, asked) for each in incoming]
    assert {(each.part, each.parts) for each in replies} == {(part, 4) for part in range(1, 5)}
