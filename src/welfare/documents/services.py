"""Writes of documents: evidence that people bring, documents made here, official documents sent."""

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import tell_story
from welfare.documents import permissions, policies
from welfare.documents.files import content_of, keep
from welfare.documents.models import (
    Evidence,
    EvidenceStatus,
    GeneratedDocument,
    OfficialDocument,
    ReferenceCounter,
)
from welfare.documents.official_letters import as_json, reference_text
from welfare.documents.ports import OfficialLetter, ReferenceNumber
from welfare.documents.uploads import check_upload
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roc_calendar import roc_year

__all__ = [
    "content_of", "judge_evidence", "next_reference", "read_document", "read_evidence", "reference_text",
    "send_official", "store_evidence", "store_generated",
]  # fmt: skip

SENT = "official_document_sent"
_SENT_WITHIN = timedelta(days=1)


@through_the_door("documents.store_evidence")
def store_evidence(
    act: Act,
    *,
    by: Acting,
    case: Case,
    kind: str,
    upload: "UploadedFile[bytes]",
    page: int = 1,
    person_key: str = "",
    key: str = "",
) -> Evidence:
    """Check, clean and keep one uploaded page (佐證文件) of a case.

    kind: evidence code of the program. The same picture twice stays one page; another picture for a page
    nobody judged yet replaces it. Raises uploads.BadUpload with the sentence to show, policies.UnknownKind.
    """
    permissions.check_store(by)
    policies.check_kind(case, kind)
    checked = check_upload(upload)
    file = keep(checked.content, by=by, case=case, media_type=checked.media_type)
    place = Evidence.objects.filter(case=case, kind=kind, page=page, person_key=person_key)
    again = place.filter(file__sha256=file.sha256).exclude(status=EvidenceStatus.REPLACED).first()
    if again is not None:
        act.audit(Event.DOCUMENT_STORED, case_id=case.id, evidence=str(again.id), again=True)
        return again
    place.filter(status=EvidenceStatus.RECEIVED).update(status=EvidenceStatus.REPLACED)
    evidence = Evidence(
        county=case.county,
        case=case,
        file=file,
        kind=kind,
        page=page,
        person_key=person_key,
        received_on=clock.today(),
        received_by_name=by.name,
    )
    Evidence.objects.bulk_create([evidence])
    act.audit(
        Event.DOCUMENT_STORED, case_id=case.id, evidence=str(evidence.id), kind=kind, sha256=file.sha256
    )
    tell_story(
        case,
        by=by,
        kind="document",
        message=gettext_noop("收到佐證：%(paper)s"),
        params={"paper": policies.registered_name(case, kind)},
    )
    return evidence


@through_the_door("documents.judge_evidence")
def judge_evidence(
    act: Act, *, by: Acting, evidence: Evidence, accepted: bool, reason: str = "", key: str = ""
) -> Evidence:
    """Say whether a paper will do. A refusal needs a reason the person can act on (policies.NeedsReason)."""
    permissions.check_judge(by)
    policies.check_judgement(evidence, accepted=accepted, reason=reason)
    evidence.status = EvidenceStatus.ACCEPTED if accepted else EvidenceStatus.REFUSED
    evidence.judged_at, evidence.judged_by = clock.now(), by.officer_id
    evidence.refusal_reason = "" if accepted else reason
    evidence.save(update_fields=["status", "judged_at", "judged_by", "refusal_reason"])
    event = Event.DOCUMENT_ACCEPTED if accepted else Event.DOCUMENT_REFUSED
    act.audit(event, case_id=evidence.case_id, evidence=str(evidence.id))
    message = gettext_noop("採認佐證：%(paper)s") if accepted else gettext_noop("佐證不能用：%(paper)s")
    paper = policies.registered_name(evidence.case, evidence.kind)
    tell_story(evidence.case, by=by, kind="document", message=message, params={"paper": paper})
    return evidence


@through_the_door("documents.read_evidence")
def read_evidence(act: Act, *, by: Acting, evidence: Evidence, key: str = "") -> bytes:
    """The content of one page for a reader, with the audit row that says who looked."""
    permissions.check_read(by)
    act.audit(Event.DOCUMENT_READ, case_id=evidence.case_id, evidence=str(evidence.id))
    return content_of(evidence.file)


@through_the_door("documents.read_document")
def read_document(act: Act, *, by: Acting, document: GeneratedDocument, key: str = "") -> bytes:
    """The content of a document this house made, with the audit row that says who took it."""
    permissions.check_read(by)
    act.audit(Event.DOCUMENT_READ, case_id=document.case_id, document=str(document.id))
    return content_of(document.file)


@through_the_door("documents.store_generated")
def store_generated(
    act: Act,
    *,
    by: Acting,
    case: Case | None,
    kind: str,
    title: str,
    file_name: str,
    content: bytes,
    media_type: str,
    town: str = "",
    amount: int | None = None,
    key: str = "",
) -> GeneratedDocument:
    """Keep a document this house made. town: 8 digits, empty for the county's own. amount: NT$ it states."""
    document = GeneratedDocument(
        county=by.county,
        town=town,
        case=case,
        kind=kind,
        title=title,
        file=keep(content, by=by, case=case, media_type=media_type),
        file_name=file_name,
        amount=amount,
        made_by_name=by.name,
    )
    GeneratedDocument.objects.bulk_create([document])
    act.audit(
        Event.DOCUMENT_GENERATED,
        case_id=case.id if case else None,
        document=str(document.id),
        kind=kind,
        sha256=document.file.sha256,
        amount=amount,
    )
    return document


def next_reference(*, by: Acting, word: str) -> ReferenceNumber:
    """The office's next document number (發文字號) of this ROC year. Call inside a verb.

    The counter stays locked until the caller's transaction ends, so numbers follow without gaps.
    """
    year = roc_year(clock.today())
    ReferenceCounter.objects.bulk_create(
        [ReferenceCounter(county=by.county, prefix=word, period=year)], ignore_conflicts=True
    )
    counter = ReferenceCounter.objects.select_for_update().get(county=by.county, prefix=word, period=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return ReferenceNumber(word=word, roc_year=year, serial=counter.last)


@through_the_door("documents.send_official")
def send_official(
    act: Act, *, by: Acting, letter: OfficialLetter, town: str = "", key: str = ""
) -> OfficialDocument:
    """Issue an electronic official document: the row now, the hand-over by the worker, promised for a day.

    town: 8 digits of the issuing office, empty for the county. Raises policies.NumberUsed when the document
    number was issued before.
    """
    number = reference_text(letter.reference)
    policies.check_number(by, number)
    document = OfficialDocument(
        county=by.county,
        town=town,
        reference_number=number,
        sender_name=letter.sender.full_name,
        recipient_name="、".join(r.name for r in letter.recipients)[:60],
        subject=letter.subject[:300],
        body=keep(as_json(letter), by=by, case=None, media_type="application/json"),
    )
    OfficialDocument.objects.bulk_create([document])
    act.audit(Event.DOCUMENT_GENERATED, official_document=str(document.id), reference=number)
    act.promise(SENT, str(document.id), due_at=clock.now() + _SENT_WITHIN, owner_role=str(by.role))
    act.tell("documents.official_document", document_id=str(document.id))
    return document
