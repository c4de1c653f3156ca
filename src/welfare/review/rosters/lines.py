"""What the roster says of each case, and which cases cannot go on it and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from welfare.case.models import Case, Member
from welfare.case.states import STATES, Status
from welfare.determination.models import Determination
from welfare.documents.models import Evidence, EvidenceStatus
from welfare.foundation import regions
from welfare.foundation.identifiers import mask_national_id
from welfare.review.labels import REVIEW_RESULT, standing_of
from welfare.review.models import Review, ReviewLevel, ReviewResult
from welfare.review.phrases import words


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One case as the roster states it. Money: NT$; None = the rules gave no figure."""

    case: Case
    review: Review
    village: str
    name: str
    masked_id: str
    birth: str
    address: str
    counted_size: int
    monthly_income: int | None
    movable: int | None
    real_estate: int | None
    result: str
    grade: str
    amount: int | None
    start: date | None
    evidence_count: int
    opinion: str
    note: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A case that cannot travel, with the sentence that says why and what to do."""

    case_id: UUID
    number: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A roster before it is sent: the dry run (試跑) and the sending read the same thing."""

    rows: tuple[RosterRow, ...]
    refused: tuple[Refused, ...]

    @property
    def total_amount(self) -> int:
        """NT$ a month of the cases found eligible."""
        return sum(row.amount or 0 for row in self.rows)

    @property
    def people(self) -> int:
        return sum(row.counted_size for row in self.rows)

    @property
    def eligible(self) -> int:
        return sum(row.review.result == ReviewResult.ELIGIBLE for row in self.rows)


def draft_roster(cases: Sequence[Case]) -> Draft:
    """Rows in the order of the cases given, and the cases that cannot go; four queries for any number."""
    ids = [case.id for case in cases]
    reviews = _newest(
        Review.objects.filter(case__in=ids, level=ReviewLevel.FIRST_REVIEW)
        .exclude(roster_lines__isnull=False)
        .order_by("done_at")
    )
    determinations = _newest(
        Determination.objects.filter(case__in=ids).defer("facts", "result").order_by("made_at")
    )
    results = Determination.objects.in_bulk([r.determination_id for r in reviews.values()])
    applicants = {m.case_id: m for m in Member.objects.filter(case__in=ids, is_applicant=True)}
    papers = dict(
        Evidence.objects.filter(case__in=ids)
        .exclude(status__in=(EvidenceStatus.REFUSED, EvidenceStatus.REPLACED))
        .values_list("case")
        .annotate(n=Count("id"))
    )
    rows, refused = [], []
    for case in cases:
        review, newest = reviews.get(case.id), determinations.get(case.id)
        why = _refusal(case, review, newest)
        if why or review is None:
            refused.append(Refused(case.id, case.number, case.applicant_name, why))
            continue
        review.determination = results[review.determination_id]
        rows.append(
            _row(
                case,
                review,
                review.determination,
                applicants.get(case.id),
                papers.get(case.id, 0),
            )
        )
    return Draft(tuple(rows), tuple(refused))


def _newest(rows: Any) -> dict[UUID, Any]:
    """The last row of each case, of rows sorted oldest first."""
    return {row.case_id: row for row in rows}


def _refusal(case: Case, review: Review | None, newest: Determination | None) -> str:
    if case.state is not Status.FIRST_REVIEW:
        return _("現在是「%(now)s」，不在初審。請從勾選中拿掉。") % {"now": STATES[case.state].label}
    if review is None or review.done_at < case.status_since:
        return _("還沒有完成初審。請先打開這一件完成初審。")
    if newest is not None and newest.id != review.determination_id:
        return _("初審之後重新試算過，結果可能不同。請打開這一件再確認一次初審。")
    return ""


def average_income(determination: Determination) -> int | None:
    """NT$ per counted member and month, rounded; None when the rules gave none."""
    steps = determination.result.get("steps", ())
    return next((int(s["value"]) for s in steps if s["per_text"] and s["value"] is not None), None)


def total_of(determination: Determination, holding: str) -> int | None:
    """NT$ of all counted members: "movable" or "real_estate"; None while one figure is unknown."""
    held = [person[holding] for person in determination.result.get("counted_persons", ())]
    return sum(held) if held and None not in held else None


def _row(
    case: Case, review: Review, determination: Determination, applicant: Member | None, papers: int
) -> RosterRow:
    return RosterRow(
        case=case,
        review=review,
        village=regions.village(case.village).name,
        name=case.applicant_name,
        masked_id=mask_national_id(applicant.national_id) if applicant and applicant.national_id else "",
        birth=_birth(case, applicant),
        address=(applicant.address if applicant else "") or "",
        counted_size=determination.counted_size,
        monthly_income=average_income(determination),
        movable=total_of(determination, "movable"),
        real_estate=total_of(determination, "real_estate"),
        result=str(REVIEW_RESULT[review.result]),
        grade=standing_of(review, case.program),
        amount=review.monthly_amount,
        start=determination.effective_from if review.result == ReviewResult.ELIGIBLE else None,
        evidence_count=papers,
        opinion=review.opinion,
        note="、".join(words(review.reasons)),
    )


def _birth(case: Case, applicant: Member | None) -> str:
    """The birthday as the register wrote it when it is no whole day, else ROC y.m.d."""
    if case.applicant_born_on is None:
        return applicant.birth_text if applicant else ""
    born = case.applicant_born_on
    return f"{born.year - 1911}.{born.month:02d}.{born.day:02d}" if born.year > 1911 else str(born)
