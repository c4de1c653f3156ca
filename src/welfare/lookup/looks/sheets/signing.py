"""The head of the office checks the sample against the case files and signs, once, never for own looks."""

from uuid import UUID

from django.utils.translation import gettext as _

from welfare.case.policies import NotNow, SameEyes
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import permissions
from welfare.lookup.looks.alarms.raising import raise_one
from welfare.lookup.looks.models import Finding, Look, LookSheet, SheetStatus
from welfare.lookup.looks.sheets.drawing import PROMISE
from welfare.lookup.looks.sheets.units import Unit


@through_the_door("looks.sign_sheet")
def sign(
    act: Act,
    *,
    by: Acting,
    sheet: LookSheet,
    findings: dict[UUID, tuple[str, str]],
    remark: str = "",
) -> LookSheet:
    """Sign a sheet. findings: sample id → (Finding, reason); every sampled look needs one, and a look without
    a reason becomes an alarm. Raises NotNow, SameEyes for who is on the sheet."""
    locked = LookSheet.objects.select_for_update().get(pk=sheet.pk)
    check_can_sign(by, locked)
    samples = list(locked.samples.all())
    if {s.id for s in samples} - findings.keys():
        raise NotNow(_("抽查的每一筆都要選結果，才能簽核。"))
    for sample in samples:
        sample.finding, sample.reason = findings[sample.id]
        sample.save(update_fields=["finding", "reason"])
        if sample.finding == Finding.NO_REASON:
            _alarm(act, by, Look.objects.get(pk=sample.look_id))
    locked.status, locked.remark = SheetStatus.SIGNED, remark
    locked.signed_by, locked.signed_by_name, locked.signed_at = by.officer_id, by.name, clock.now()
    locked.signed_on_behalf_of = by.on_behalf_of
    locked.save(
        update_fields=["status", "remark", "signed_by", "signed_by_name", "signed_at", "signed_on_behalf_of"]
    )
    with acting_as(Acting.system(by.county)):  # an auditor's own role writes nothing but the signature
        act.keep(PROMISE, str(locked.id))
    act.audit(Event.LOOKS_SHEET_SIGNED, sheet=str(locked.id), rows=locked.rows, digest=locked.digest)
    return locked


def check_can_sign(by: Acting, sheet: LookSheet) -> None:
    """Raise NotNow with the sentence that says who signs, or why not this person."""
    permissions.check_sign(by)
    if sheet.is_signed:
        raise NotNow(_("這一張已由 %(name)s 簽核，不能再改。") % {"name": sheet.signed_by_name})
    if Unit(sheet.town, sheet.is_heads).owner is not by.role:
        raise NotNow(_("這一張由別的主管簽核。"))
    if {str(person) for person in by.persons} & set(sheet.officers):
        raise SameEyes(_("這一張有您自己的查閱，要由另一位主管或代理人簽核。"))


def _alarm(act: Act, by: Acting, look: Look) -> None:
    raise_one(
        act,
        by=by,
        rule="sample",
        day=clock.day_in_taiwan(look.at),
        about=look.id.hex,
        params={},
        look=look,
    )
