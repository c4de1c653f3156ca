"""Four eyes on every case of a roster at once: one question, one insert, whatever its length."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from welfare.case.models import StepDone
from welfare.case.policies import ACT_LABELS, conflicting_acts
from welfare.foundation.acting import Acting
from welfare.payment.models import PaymentLine, PaymentRoster
from welfare.payment.policies import DecidedThemselves

_NAMED = 5


def record_for_roster(roster: PaymentRoster, *, did: str, by: Acting) -> None:
    """Record the act on each case. Raises DecidedThemselves naming cases; the database refuses as well."""
    cases = roster.lines.order_by().values_list("case_id", flat=True).distinct()
    conflicts = _conflicts(cases, did, by)
    if conflicts:
        earlier, numbers = conflicts[0].act, sorted({done.case.number for done in conflicts})
        shown = "、".join(numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")
        raise DecidedThemselves(
            _("這一批有 %(n)d 件的%(earlier)s是您做的（%(cases)s），%(act)s要由另一個人做。")
            % {
                "n": len(numbers),
                "earlier": _(ACT_LABELS[earlier]),
                "cases": shown,
                "act": _(ACT_LABELS[did]),
            }
        )
    StepDone.objects.bulk_create(
        [
            StepDone(
                county=roster.county,
                case_id=case_id,
                act=did,
                officer_id=by.officer_id,
                on_behalf_of=by.on_behalf_of,
                officer_name=by.name,
            )
            for case_id in cases
        ],
        batch_size=2000,
    )


def _conflicts(cases: QuerySet[PaymentLine, UUID], did: str, by: Acting) -> list[StepDone]:
    return list(
        StepDone.objects.filter(
            Q(officer_id__in=by.persons) | Q(on_behalf_of__in=by.persons),
            case_id__in=cases,
            act__in=conflicting_acts(did),
        )
        .select_related("case")
        .order_by("case__number")
    )
