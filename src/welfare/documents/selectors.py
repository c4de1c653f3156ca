"""Reads of documents."""

from django.db.models import QuerySet

from welfare.case.models import Case
from welfare.documents.models import Evidence, EvidenceStatus, GeneratedDocument
from welfare.rules.program import Evidence as EvidenceKind
from welfare.rules.registry import program

_STANDING = (EvidenceStatus.RECEIVED, EvidenceStatus.ACCEPTED)


def evidence_of(case: Case) -> QuerySet[Evidence]:
    """Every page that still counts or was refused, in the order people turn pages."""
    return (
        Evidence.objects.filter(case=case)
        .exclude(status=EvidenceStatus.REPLACED)
        .select_related("file")
        .order_by("kind", "person_key", "page", "id")
    )


def documents_of(case: Case) -> QuerySet[GeneratedDocument]:
    return GeneratedDocument.objects.filter(case=case).order_by("-made_at")


def evidence_kinds(case: Case) -> tuple[EvidenceKind, ...]:
    """The papers the case's program asks for."""
    return program(case.program).evidence


def missing_evidence(case: Case) -> tuple[EvidenceKind, ...]:
    """Required papers of which no page was received, or every page was refused."""
    held = set(Evidence.objects.filter(case=case, status__in=_STANDING).values_list("kind", flat=True))
    return tuple(kind for kind in evidence_kinds(case) if kind.required and kind.code not in held)


def next_page(case: Case, kind: str) -> int:
    """The number of the page after those already there."""
    return 1 + sum(1 for e in evidence_of(case) if e.kind == kind and e.status in _STANDING)
