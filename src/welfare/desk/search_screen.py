"""The results of a search."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.desk import words
from welfare.desk.search import KIND_LABELS, MOST
from welfare.desk.services import Found
from welfare.determination.drawing import in_words
from welfare.foundation import regions
from welfare.rules.registry import program
from welfare.web.components import Cell, Column, DataTable, EmptyState, Row


def results(typed: str, found: Found | None) -> dict[str, Any]:
    """Heading, table or empty state; the words typed stay in the field."""
    if found is None:
        return {"typed": typed, "heading": _("找案件"), "table": None, "empty": None}
    n = len(found.cases)
    heading = ngettext("找到 %(n)d 件", "找到 %(n)d 件", n) % {"n": n}
    return {
        "typed": typed,
        "kind": KIND_LABELS[found.kind],
        "heading": heading,
        "more": _("只列前 %(n)d 件，請多打幾個字。") % {"n": MOST} if found.more else "",
        "table": _table(found.cases, heading) if found.cases else None,
        "empty": None
        if found.cases
        else EmptyState(
            _("沒有找到"),
            _("可以打案號、姓名的一部分、身分證統一編號，或末四碼。別的機關的案件不會出現在這裡。"),
        ),
    }


def _table(cases: tuple[Case, ...], caption: str) -> DataTable:
    labels = (_("申請人"), _("案號"), _("項目"), _("狀態"), _("最近的變動"))
    return DataTable(
        caption,
        [Column(label) for label in labels],
        [
            Row(
                [
                    Cell(
                        case.applicant_name or case.number,
                        url=reverse("desk:case", args=[case.id]),
                        second=f"{regions.village(case.village).name}・{case.id_last_four}",
                    ),
                    case.number,
                    in_words(program(case.program), "name"),
                    words.state_tag(case),
                    Cell(case.last_change, second=case.changed_by_name),
                ]
            )
            for case in cases
        ],
    )
