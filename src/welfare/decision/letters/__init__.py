"""Decision letters: built from the determination, checked against §96, shown and printed by one template."""

from welfare.decision.letters.building import build_letter
from welfare.decision.letters.checking import (
    Element,
    LetterIncomplete,
    check_complete,
    check_draft,
    elements,
)
from welfare.decision.letters.content import LetterContent
from welfare.decision.letters.drafting import draft_decision, preview, preview_html
from welfare.decision.letters.rendering import MissingGlyphs, body_html, pdf_of, text_of

__all__ = [
    "Element",
    "LetterContent",
    "LetterIncomplete",
    "MissingGlyphs",
    "body_html",
    "build_letter",
    "check_complete",
    "check_draft",
    "draft_decision",
    "elements",
    "pdf_of",
    "preview",
    "preview_html",
    "text_of",
]
