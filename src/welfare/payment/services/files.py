"""The transfer file of a released roster: made once, the same bytes for ever, every copy on record."""

import hashlib

from welfare.documents.files import content_of
from welfare.documents.models import GeneratedDocument
from welfare.documents.services import store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.payment import permissions, policies, selectors
from welfare.payment.models import PaymentRoster, RosterStatus, TransferFile
from welfare.payment.rosters.transfer import Made, make_file
from welfare.payment.services.release import FILE
from welfare.payment.services.stories import tell_cases

_PLAIN = "text/plain"


@through_the_door("payment.write_file")
def write_file(act: Act, *, by: Acting, roster: PaymentRoster) -> TransferFile:
    """Write the transfer file of a released roster; asked again, make it anew and prove it the same.

    The state says `file_made`: nothing is transmitted here, and nothing claims to be. Raises NotNow
    before the release, RosterNotSound when totals disagree, FileDiffers when the bytes differ.
    """
    permissions.check_withdraw(by)
    locked = PaymentRoster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    made = selectors.transfer_file(locked)
    if made is not None:
        _prove_same(made, make_file(locked))
        act.audit(Event.EXPORT_MADE, roster=str(locked.id), sha256=made.sha256)
        return made
    policies.check_status(locked, RosterStatus.RELEASED)
    content = make_file(locked)
    file = _keep(by, locked, content)
    locked.status = RosterStatus.FILE_MADE
    locked.save(update_fields=["status"])
    act.audit(
        Event.PAYMENT_FILE_WRITTEN,
        roster=str(locked.id),
        lines=file.line_count,
        amount=file.total_amount,
        sha256=file.sha256,
    )
    act.keep(FILE, str(locked.id))
    tell_cases(locked, by=by)
    return file


def _keep(by: Acting, roster: PaymentRoster, made: Made) -> TransferFile:
    document = store_generated(
        by=by,
        case=None,
        kind="transfer_file",
        title=f"{made.file_name} {roster.pay_month:%Y-%m} 第 {roster.batch} 批",
        file_name=made.file_name,
        content=made.content,
        media_type=_PLAIN,
        amount=made.totals.amount,
    )
    file = TransferFile(
        county=roster.county,
        roster=roster,
        layout=made.layout,
        document=document,
        line_count=made.totals.count,
        total_amount=made.totals.amount,
        sha256=_digest(made.content),
    )
    TransferFile.objects.bulk_create([file])
    return file


def _prove_same(file: TransferFile, again: Made) -> None:
    if _digest(again.content) != file.sha256 or content_of(file.document.file) != again.content:
        raise policies.FileDiffers(str(file.id))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@through_the_door("payment.hand_out")
def hand_out(act: Act, *, by: Acting, document: GeneratedDocument) -> bytes:
    """The content of a roster or transfer file for a reader, with the audit row that says who took it."""
    permissions.check_read(by)
    content = content_of(document.file)
    act.audit(Event.EXPORT_MADE, document=str(document.id), kind=document.kind, at=clock.now().isoformat())
    return content
