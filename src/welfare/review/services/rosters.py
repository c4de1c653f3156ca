"""The first-review roster goes to the county: all its cases, or none."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.procedure import procedure
from welfare.case.services import move
from welfare.case.states import Status
from welfare.documents.models import GeneratedDocument
from welfare.documents.services import next_reference, reference_text, send_official, store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.review import permissions
from welfare.review.models import FirstReviewRoster, RosterLine
from welfare.review.rosters.letter import county_government, document_word, office_of, roster_letter
from welfare.review.rosters.lines import Draft, Refused, draft_roster
from welfare.review.rosters.sheet import CSV, ODS, Head, as_csv, as_ods
from welfare.rules.registry import program as program_of


class NotReady(NotNow):
    """There is nothing to send."""


class RosterNotReady(NotNow):
    """At least one case cannot travel, so none does. `refused` says which and why."""

    def __init__(self, message: str, refused: tuple[Refused, ...]) -> None:
        super().__init__(message)
        self.refused = refused


@through_the_door("review.send_roster")
def send_roster(act: Act, *, by: Acting, program: str, case_ids: Sequence[UUID]) -> FirstReviewRoster:
    """Make the roster (ODS and CSV), issue the official letter, move the cases to second review.

    All or nothing: raises RosterNotReady when a case changed meanwhile or is not first-reviewed, NotReady
    for an empty choice, PermissionDenied. The rows stay locked, so two clicks make one roster.
    """
    permissions.check_send_roster(by)
    draft = _checked(_locked(program, case_ids), asked=len(set(case_ids)))
    office, name = office_of(by), program_of(program).name_zh
    reference = next_reference(by=by, word=document_word(by.town))
    batch, today = reference_text(reference), clock.today()
    head = Head(office.name, name, batch, today, by.name)
    sheet, plain = as_ods(draft, head), as_csv(draft, head)
    document = send_official(
        by=by,
        town=by.town,
        letter=roster_letter(
            draft,
            by=by,
            office=office,
            county=county_government(by),
            program=program,
            program_name=name,
            reference=reference,
            issued_on=today,
            sheet=sheet,
        ),
    )
    roster = FirstReviewRoster(
        county=by.county,
        town=by.town,
        batch_number=batch,
        program=program,
        case_count=len(draft.rows),
        total_amount=draft.total_amount,
        sheet=_keep(by, batch, sheet, ODS, "ods", draft),
        plain_sheet=_keep(by, batch, plain, CSV, "csv", draft),
        official_document=document,
        made_by_name=by.name,
    )
    FirstReviewRoster.objects.bulk_create([roster])
    _send_cases(draft, roster, by=by)
    act.audit(
        Event.REVIEW_ROSTER_SENT,
        roster=str(roster.id),
        batch=batch,
        cases=roster.case_count,
        amount=roster.total_amount,
    )
    return roster


def _locked(program: str, case_ids: Sequence[UUID]) -> list[Case]:
    """The chosen cases in one order for everybody, so that two senders never wait for each other."""
    cases = Case.objects.select_for_update().filter(pk__in=case_ids, program=program).order_by("id")
    return sorted(cases, key=lambda case: (case.village, case.number))


def _checked(cases: list[Case], *, asked: int) -> Draft:
    if not asked:
        raise NotReady(_("還沒有勾選案件。請至少勾一件再送。"))
    draft = draft_roster(cases)
    gone = asked - len(cases)
    if draft.refused or gone:
        raise RosterNotReady(
            _("有 %(n)d 件現在不能送，所以整批都沒有送出。請看下面的原因，拿掉或改好後再送一次。")
            % {"n": len(draft.refused) + gone},
            draft.refused,
        )
    if any(
        procedure(row.case.procedure).after(Status.FIRST_REVIEW) is not Status.SECOND_REVIEW
        for row in draft.rows
    ):
        raise NotReady(_("本縣市由公所核定，不必送初審名冊。"))
    return draft


def _keep(
    by: Acting, batch: str, content: bytes, media_type: str, suffix: str, draft: Draft
) -> GeneratedDocument:
    return store_generated(
        by=by,
        case=None,
        town=by.town,
        kind="first_review_roster",
        title=f"初審名冊 {batch}",
        file_name=f"初審名冊-{batch}.{suffix}",
        content=content,
        media_type=media_type,
        amount=draft.total_amount,
    )


def _send_cases(draft: Draft, roster: FirstReviewRoster, *, by: Acting) -> None:
    RosterLine.objects.bulk_create(
        [
            RosterLine(county=by.county, case=row.case, roster=roster, review=row.review, position=position)
            for position, row in enumerate(draft.rows, 1)
        ]
    )
    for row in draft.rows:
        move(
            by=by,
            case=row.case,
            to=Status.SECOND_REVIEW,
            because=gettext_noop("初審名冊送縣府：%(batch)s"),
            params={"batch": roster.batch_number},
        )
