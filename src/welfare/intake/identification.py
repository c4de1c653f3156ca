"""The one thing that is typed: a national ID, read from whatever a keyboard or a scanner hands over."""

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.identifiers import canonical_person_id, check_person_id, fold_full_width
from welfare.foundation.refusals import Refusal


def read_national_id(typed: str) -> str:
    """The canonical number. Raises BadIdentifier with the sentence for the person who typed it."""
    national_id = canonical_person_id(fold_full_width(typed))
    check_person_id(national_id, on=clock.today())
    return national_id


def sentence_of(refusal: Refusal) -> str:
    """A refusal's sentence in the reader's language."""
    return _(refusal.template) % refusal.values if refusal.values else _(refusal.template)
