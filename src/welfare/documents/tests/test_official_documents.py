"""Official documents: issued once, handed over by the worker, never lost in silence."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.storage import default_storage

from welfare.documents import services
from welfare.documents.models import OfficialDocument
from welfare.documents.official_letters import as_json, from_json
from welfare.documents.policies import NumberUsed
from welfare.documents.ports import (
    Attachment,
    Clause,
    DocumentKind,
    DocumentRefused,
    HandedOverFile,
    OfficialLetter,
    Paragraph,
    Receipt,
    Recipient,
    ReferenceNumber,
    Sender,
)
from welfare.foundation import outbox
from welfare.foundation.models import OutboxMessage, Promise
from welfare.project import wiring

pytestmark = pytest.mark.django_db


def a_letter(reference: ReferenceNumber) -> OfficialLetter:
    return OfficialLetter(
        kind=DocumentKind.LETTER,
        sender=Sender("花蓮縣玉里鎮公所", "TEST000001"),
        address="花蓮縣玉里鎮練習路 1 號",
        contacts=("承辦人：李測真",),
        recipients=(Recipient("花蓮縣政府", agency_code="TEST000000"),),
        issued_on=date(2026, 11, 20),
        reference=reference,
        subject="檢送中低收入老人生活津貼初審名冊一份，請查照。",
        paragraphs=(Paragraph("說明：", clauses=(Clause("依規定辦理。", (Clause("附名冊。"),)),)),),
        signature="鎮長",
        attachments=(Attachment("ods", b"\x00\x01roster"),),
    )


class Exchange:
    """An exchange of the test: takes what it is told to take."""

    def __init__(self, refuse: bool = False) -> None:
        self.refuse, self.sent = refuse, []

    def send(self, letter: OfficialLetter) -> Receipt:
        if self.refuse:
            raise DocumentRefused("受文者沒有機關代碼。")
        self.sent.append(letter)
        moment = datetime(2026, 11, 20, 2, tzinfo=UTC)
        return Receipt("package-1", moment, (HandedOverFile("a.di", "0" * 64),))


@pytest.fixture
def exchange(monkeypatch, settings):
    found = Exchange()
    monkeypatch.setattr(wiring, "connector", lambda name: found)
    return found


def test_a_letter_is_kept_as_it_was_issued():
    letter = a_letter(ReferenceNumber("玉鎮社字", 115, 12))
    assert from_json(as_json(letter)) == letter
    assert services.reference_text(letter.reference) == "玉鎮社字第1150000012號"


def test_numbers_follow_each_other_without_gaps(as_):
    with as_("caseworker") as by:
        serials = [services.next_reference(by=by, word="玉鎮社字").serial for _ in range(3)]
        other = services.next_reference(by=by, word="府社老字").serial
    assert (serials, other) == ([1, 2, 3], 1)


def test_an_issued_letter_leaves_once_and_its_promise_is_kept(as_, exchange):
    with as_("caseworker") as by:
        reference = services.next_reference(by=by, word="玉鎮社字")
        document = services.send_official(by=by, town=by.town, letter=a_letter(reference), key="send")
        with pytest.raises(NumberUsed):
            services.send_official(by=by, town=by.town, letter=a_letter(reference), key="again")
    outbox.deliver_all()
    outbox.deliver_all()
    with as_("caseworker"):
        document = OfficialDocument.objects.get(pk=document.pk)
        assert (document.receipt, document.files[0]["name"]) == ("package-1", "a.di")
    with as_("reviewer"):
        assert Promise.objects.get(subject=str(document.id)).kept_at is not None
    assert [letter.reference for letter in exchange.sent] == [reference]


def test_a_refused_letter_waits_for_a_person_and_is_not_marked_as_sent(as_, exchange):
    exchange.refuse = True
    with as_("caseworker") as by:
        reference = services.next_reference(by=by, word="玉鎮社字")
        document = services.send_official(by=by, town=by.town, letter=a_letter(reference), key="send")
    outbox.deliver_all()
    from welfare.foundation.acting import Acting
    from welfare.foundation.row_access import acting_as

    with acting_as(Acting.system(by.county)):
        document.refresh_from_db()
        message = OutboxMessage.objects.get(payload__document_id=str(document.id))
        assert (document.sent_at, message.given_up_at is None) == (None, False)


def test_a_letter_of_one_township_is_not_another_townships(as_, exchange):
    with as_("caseworker") as by:
        reference = services.next_reference(by=by, word="玉鎮社字")
        document = services.send_official(by=by, town=by.town, letter=a_letter(reference), key="send")
        assert default_storage.exists(document.body.location)
    with as_("caseworker2"):
        assert not OfficialDocument.objects.filter(pk=document.pk).exists()
