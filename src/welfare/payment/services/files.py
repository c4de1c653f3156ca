"""The transfer file of a released roster: made once, the same bytes for ever, every copy on record."""

import hashlib

from django.utils.translation import gettext_noop

from welfare.case.services import tell_story
from welfare.documents.files import content_of
from welfare.documents.models import GeneratedDocument
from welfare.documents.services import store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.money import format_ntd
from welfare.payment import permissions, policies, selectors
from welfare.payment.labels import CAUSE, day_words, month_words
from welfare.payment.models import PaymentLine, PaymentRoster, RosterStatus, TransferFile
from welfare.payment.rosters.transfer import Made, make_file
from welfare.payment.services.entitlements import FIRST_PAYMENT
from welfare.payment.services.release import FILE

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
    _tell_cases(act, locked)
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


def _tell_cases(act: Act, roster: PaymentRoster) -> None:
    lines = PaymentLine.objects.filter(roster=roster, withdrawn=False).select_related("case")
    for line in lines.order_by("position"):
        tell_story(
            line.case,
            by=act.by,
            kind="money",
            message=gettext_noop("撥款 %(amount)s（%(month)s，%(cause)s）：轉帳檔已產生，預定 %(day)s入帳"),
            params={
                "amount": format_ntd(line.amount),
                "month": month_words(line.benefit_month),
                "cause": str(CAUSE[line.cause]),
                "day": day_words(roster.pay_on),
            },
        )
        act.keep(FIRST_PAYMENT, str(line.entitlement_id))


@through_the_door("payment.hand_out")
def hand_out(act: Act, *, by: Acting, document: GeneratedDocument) -> bytes:
    """The content of a roster or transfer file for a reader, with the audit row that says who took it."""
    permissions.check_read(by)
    content = content_of(document.file)
    act.audit(Event.EXPORT_MADE, document=str(document.id), kind=document.kind, at=clock.now().isoformat())
    return content
