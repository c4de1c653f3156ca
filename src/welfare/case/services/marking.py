"""What the worklist asks of a case, written beside it by the stage that knows."""

from datetime import date
from typing import TypedDict, Unpack

from welfare.case.models import Case


class Marks(TypedDict, total=False):
    """Columns of the case that later stages keep."""

    is_first_reviewed: bool
    papers_due_on: date | None
    has_papers_to_judge: bool
    has_letter_to_serve: bool


def mark(case: Case, **marks: Unpack[Marks]) -> None:
    """Write marks on the case. Call inside a verb: the row they sum up changes in the same transaction."""
    Case.objects.filter(pk=case.pk).update(**marks)
    for name, value in marks.items():
        setattr(case, name, value)
