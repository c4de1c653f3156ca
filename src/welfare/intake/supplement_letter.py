"""The written notice that something is missing (補件通知), with its last day and what happens after it."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from welfare.case.law import law_of
from welfare.case.models import Case
from welfare.documents.fonts import font_configuration, letter_css
from welfare.documents.models import GeneratedDocument
from welfare.documents.policies import paper_name
from welfare.documents.services import next_reference, reference_text, store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Agency
from welfare.foundation.regions import town
from welfare.foundation.roc_calendar import to_roc
from welfare.intake.models import SupplementItem, SupplementRequest
from welfare.rules.registry import program

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

KIND = "supplement_letter"
_WEEKDAYS = "一二三四五六日"
_LETTERS_ARE_IN = "zh-hant"
_CSS = """
@page { size: A4; margin: 22mm 20mm }
@page { @bottom-center { content: counter(page) "／" counter(pages); font-size: 10pt } }
body { font-size: 14pt; line-height: 1.7 }
h1 { font-size: 20pt; text-align: center; margin: 0 0 8mm }
table { width: 100%; border-collapse: collapse; margin: 0 0 6mm }
.head th { width: 26mm; text-align: left; font-weight: 400 }
.items th, .items td { border: 0.6pt solid #333; padding: 2mm 3mm; text-align: left; vertical-align: top }
.subject { font-size: 15pt }
.contact { margin-top: 8mm; border-top: 0.6pt solid #333; padding-top: 3mm }
"""


def write_letter(
    *, by: Acting, case: Case, request: SupplementRequest, items: Sequence[SupplementItem]
) -> GeneratedDocument:
    """Number, print and keep the notice of one request. Call inside a verb. Always in Chinese."""
    with override(_LETTERS_ARE_IN):
        title = _("補件通知")
        reference = reference_text(next_reference(by=by, word=_word(by)))
        html = render_to_string(
            "intake/supplement_letter.html", _context(by, case, request, items, title, reference)
        )
    return store_generated(
        by=by,
        case=case,
        town=case.town,
        kind=KIND,
        title=f"{title} {reference}",
        file_name=f"{case.number}-補件通知-{to_roc(request.requested_on)}.pdf",
        content=_printed(html),
        media_type="application/pdf",
    )


def _context(
    by: Acting,
    case: Case,
    request: SupplementRequest,
    items: Sequence[SupplementItem],
    title: str,
    reference: str,
) -> dict[str, object]:
    office = Agency.objects.filter(pk=by.agency_id).first() if by.agency_id else None
    return {
        "title": title,
        "made_on": clock.today().isoformat(),
        "office": by.agency_name,
        "recipient": case.applicant_name,
        "issued_on": to_roc(request.requested_on),
        "reference": reference,
        "case_number": case.number,
        "program": program(case.program).name_zh,
        "supplement_law": law_of(case.program).supplement,
        "start_law": law_of(case.program).start,
        "due_on": to_roc(request.due_on),
        "weekday": f"星期{_WEEKDAYS[request.due_on.weekday()]}",
        "items": [
            {
                "paper": paper_name(case, item.evidence_kind),
                "why": item.why,
                "alternatives": item.alternatives,
                "mandatory": item.mandatory,
            }
            for item in items
        ],
        "officer": by.name,
        "phone": office.phone if office else "",
        "address": office.address if office else "",
    }


def _word(by: Acting) -> str:
    """發文字 of the office: the town's name and its social section."""
    return f"{town(by.town).name}社字" if by.town else "府社字"


def _printed(html: str) -> bytes:
    from weasyprint import CSS, HTML

    fonts = _fonts()
    style = CSS(string=letter_css() + _CSS, font_config=fonts)
    return bytes(HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a"))


@cache
def _fonts() -> "FontConfiguration":
    return font_configuration()
