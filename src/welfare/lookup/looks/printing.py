"""Paper of who looked: one stylesheet, PDF/A made by WeasyPrint, nothing fetched, always in Chinese."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import override

from welfare.documents.fonts import font_configuration, letter_css

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

PDF = "application/pdf"
_CSS = """
@page { size: A4; margin: 18mm 16mm 20mm }
@page { @bottom-center { content: counter(page) "／" counter(pages); font-size: 10pt } }
body { font-size: 11.5pt; line-height: 1.6 }
h1 { font-size: 18pt; text-align: center; margin: 0 0 6mm }
h2 { font-size: 13pt; margin: 7mm 0 2mm }
table { width: 100%; border-collapse: collapse; margin: 0 0 4mm }
th, td { border: 0.6pt solid #333; padding: 1.4mm 2mm; text-align: left; vertical-align: top }
thead { display: table-header-group }
tr { break-inside: avoid }
.told th:nth-child(1) { width: 30mm } .told th:nth-child(2) { width: 36mm }
.told th:nth-child(3) { width: 30mm }
.head th, .head td { border: 0; padding: 0.6mm 0 }
.head th { width: 30mm; font-weight: 400 }
.numeric { text-align: right }
.sign td { height: 18mm }
.small { font-size: 9.5pt; overflow-wrap: anywhere }
"""


def as_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The template as a tagged PDF/A-3a."""
    from weasyprint import CSS, HTML

    with override("zh-hant"):
        html = render_to_string(template, context)
    style = CSS(string=letter_css() + _CSS, font_config=_fonts())
    made = HTML(string=html).write_pdf(stylesheets=[style], font_config=_fonts(), pdf_variant="pdf/a-3a")
    return bytes(made)


@cache
def _fonts() -> "FontConfiguration":
    return font_configuration()
