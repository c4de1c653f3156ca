"""What documents leaves for later: handing over official documents, sweeping up after killed processes."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from welfare.documents.files import content_of
from welfare.documents.models import OfficialDocument
from welfare.documents.official_letters import from_json
from welfare.documents.ports import DocumentRefused, ExchangeUnavailable, OfficialDocumentExchange, Receipt
from welfare.documents.services import SENT
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.outbox import Undeliverable

_A_DAY = 86_400


def send_official_document(acting: Acting, payload: dict[str, Any]) -> None:
    """Outbox handler: hand one issued document to the exchange. Sent twice, it leaves once.

    Raises Undeliverable when trying again cannot help; other failures are tried again.
    """
    document = OfficialDocument.objects.select_for_update().get(pk=UUID(payload["document_id"]))
    if document.sent_at:
        return
    exchange: OfficialDocumentExchange = import_string(settings.WELFARE_CONNECTORS)("official_document")
    try:
        receipt = exchange.send(from_json(content_of(document.body)))
    except DocumentRefused as refused:
        raise Undeliverable("the exchange refused the document") from refused
    except ExchangeUnavailable as unavailable:
        if unavailable.permanent:
            raise Undeliverable("the exchange will never take the document") from unavailable
        raise
    record_sent(by=acting, document=document, receipt=receipt)


@through_the_door("documents.record_sent")
def record_sent(
    act: Act, *, by: Acting, document: OfficialDocument, receipt: Receipt, key: str = ""
) -> OfficialDocument:
    """Write down what the exchange took over; the promise of sending is kept."""
    document.sent_at, document.receipt = receipt.handed_over_at, receipt.package[:80]
    document.files = [{"name": f.name, "sha256": f.sha256} for f in receipt.files]
    document.save(update_fields=["sent_at", "receipt", "files"])
    act.audit(Event.DOCUMENT_SENT, official_document=str(document.id), receipt=document.receipt)
    act.keep(SENT, str(document.id))
    return document


@app.periodic(cron="40 3 * * *")
@app.task(queue="housekeeping")
def sweep_unfinished(timestamp: int) -> int:
    """Remove half-written objects older than a day; no row names them. Returns how many."""
    swept = 0
    for draft in default_storage.unfinished(older_than_seconds=_A_DAY):  # type: ignore[attr-defined]
        draft.unlink(missing_ok=True)
        swept += 1
    return swept
