"""A letter on the screen and on paper: one template, so both say the same words.

Paper is tagged PDF/A-3a made by WeasyPrint. Nothing is fetched: no address in a letter is ever opened.
"""

import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from welfare.decision.letters.building import LETTERS_ARE_IN
from welfare.decision.letters.content import LetterContent
from welfare.documents.fonts import font_configuration, letter_css, missing_glyphs

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_STYLE = Path(__file__).parent.parent / "static" / "decision" / "letter.css"
_PAGE = """
@page { size: A4; margin: 16mm 22mm 18mm; @bottom-center { content: counter(page) "／" counter(pages) } }
body { margin: 0 }
"""
_TAG = re.compile(r"<[^>]+>")


class MissingGlyphs(Exception):
    """No letter font can draw a character of the letter; `characters` names each."""

    def __init__(self, characters: list[str]) -> None:
        named = "、".join(f"{c}（U+{ord(c):04X}）" for c in characters)
        super().__init__(
            _("信裡有印不出來的字：%(named)s。請系統維運安裝全字庫字型，再按「重新發文」。")
            % {"named": named}
        )
        self.characters = tuple(characters)


class NothingIsFetched(ValueError):
    """A letter asked for something outside itself."""


def body_html(letter: LetterContent) -> SafeString:
    """The letter itself, for the screen and inside the print page. Every text is escaped."""
    with translation.override(LETTERS_ARE_IN):
        return render_to_string("decision/letter_body.html", {"letter": letter})


def print_html(letter: LetterContent) -> SafeString:
    with translation.override(LETTERS_ARE_IN):
        return render_to_string("decision/letter_print.html", {"letter": letter})


def text_of(markup: str) -> str:
    """The words of rendered markup, spaces and line ends apart."""
    return html.unescape(_TAG.sub(" ", markup))


def pdf_of(letter: LetterContent) -> bytes:
    """Tagged PDF/A-3a; the same content gives the same bytes. Raises MissingGlyphs before drawing."""
    from weasyprint import HTML

    markup = print_html(letter)
    if absent := missing_glyphs(text_of(markup)):
        raise MissingGlyphs(absent)
    canonical = json.dumps(letter.as_json(), ensure_ascii=False, sort_keys=True).encode()
    page = HTML(string=markup, url_fetcher=_fetch_nothing)
    return bytes(
        page.write_pdf(
            stylesheets=[_style()],
            font_config=_fonts(),
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.sha256(canonical).hexdigest()[:32].encode(),
        )
    )


def _fetch_nothing(url: str, *_args: object, **_kwargs: object) -> None:
    raise NothingIsFetched("letters contain everything they show")


@cache
def _fonts() -> "FontConfiguration":
    return font_configuration()


@cache
def _style() -> "CSS":
    from weasyprint import CSS

    text = letter_css() + _STYLE.read_text(encoding="utf-8") + _PAGE
    return CSS(string=text, font_config=_fonts(), url_fetcher=_fetch_nothing)
