"""What the pages of review put on the screen: components made of rows, no writes."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.case.states import STATES
from welfare.determination.models import Determination
from welfare.determination.outcomes import standing
from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment
from welfare.foundation.money import format_ntd, to_upper_chinese
from welfare.review import selectors
from welfare.review.differences import Comparison, compare, gauges_of
from welfare.review.forms import RETURN, FirstReviewForm, RosterForm, SecondReviewForm
from welfare.review.labels import REVIEW_RESULT, conclusion, program_name, standing_of
from welfare.review.models import FirstReviewRoster, Review, ReviewLevel, ReviewResult
from welfare.review.phrases import Use
from welfare.review.policies import UNDETERMINED
from welfare.review.rosters import screens as roster_screens
from welfare.review.rosters.lines import draft_roster
from welfare.review.services import RosterNotReady
from welfare.web.components import Cell, Column, DataTable, Fact, IdentityBar, Notification, Row, StatusTag

ROSTER_FILES = ("sheet__file", "plain_sheet__file", "official_document")


class ReturnForm(FirstReviewForm):
    """What the township must do again."""

    uses = (Use.RETURN,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["result"]
        self.fields["reasons"].required = True
        self.fields["reasons"].label = _("請公所做什麼")


def judgement(form: Form) -> dict[str, Any]:
    """The part of a form that goes into a review service."""
    given = form.cleaned_data
    names = ("result", "reasons", "opinion", "seen_version")
    return {name: given[name] for name in names if name in given}


def key(form: Form) -> dict[str, Any]:
    return {"key": form.cleaned_data["form_key"]}


def return_form(data: Any, case: Case) -> ReturnForm:
    return ReturnForm(data, initial={"seen_version": case.version})


def identity(case: Case) -> IdentityBar:
    """Whose case a review page is about, without what the page does not need."""
    state = STATES[case.state]
    return IdentityBar(
        case.applicant_name,
        facts=(Fact(_("案號"), case.number),),
        back_url=reverse("desk:case", args=[case.id]),
        marks=(StatusTag(state.family, state.label),),  # type: ignore[arg-type]
    )


def first_review(case: Case, by: Acting, form: FirstReviewForm) -> dict[str, Any]:
    """The form beside what the rules say, with what follows from each choice."""
    determination = selectors.latest_determination(case)
    outcome = determination.outcome if determination else UNDETERMINED
    follow, depart = _("和系統試算相同。"), _("和系統試算不同，要選理由；縣府會看到。")
    return {
        "case": case,
        "identity": identity(case),
        "form": form,
        "consequences": {r: follow if r == outcome else depart for r in ("eligible", "ineligible")},
        "ruled": _ruled(case, outcome),
        "gauges": gauges_of(determination) if determination else [],
    }


def _standing(case: Case, determination: Determination) -> str:
    return standing(case.program, level=determination.level, grade=determination.grade)


def _ruled(case: Case, outcome: str) -> str:
    determination = selectors.latest_determination(case)
    if determination is None or outcome == UNDETERMINED:
        return _("系統還算不出結果")
    words = " ".join(filter(None, (str(REVIEW_RESULT[outcome]), _standing(case, determination))))
    if determination.monthly_amount:
        words = _("%(result)s，每月 %(amount)s") % {
            "result": words,
            "amount": format_ntd(determination.monthly_amount),
        }
    return words


def second_review_start(case: Case, visitors: list[Appointment]) -> dict[str, Any]:
    """What the form holds before anybody touches it: the rules' result, the village's social worker."""
    determination = selectors.latest_determination(case)
    visitor = selectors.default_visitor(case, visitors)
    return {
        "seen_version": case.version,
        "result": determination.outcome if determination else "",
        "visitor": str(visitor) if visitor else "",
    }


def second_review(case: Case, by: Acting, form: SecondReviewForm) -> dict[str, Any]:
    """Only what differs from the township, the gauges with its values as rings, and the choices."""
    determination = selectors.latest_determination(case)
    first = selectors.latest_review(case, ReviewLevel.FIRST_REVIEW)
    comparison = compare(first, determination) if determination else Comparison((), 0)
    outcome = determination.outcome if determination else UNDETERMINED
    return {
        "case": case,
        "identity": identity(case),
        "form": form,
        "first": first,
        "first_conclusion": conclusion(first, case.program) if first else _("沒有初審紀錄"),
        "ruled": _ruled(case, outcome),
        "comparison": comparison,
        "heading": heading(comparison),
        "differences": difference_table(comparison),
        "gauges": gauges_of(determination, first) if determination else [],
        "consequences": _second_consequences(case, first, determination),
    }


def _second_consequences(case: Case, first: Review | None, now: Determination | None) -> dict[str, str]:
    if first is None or now is None:
        return {}
    same, other = _("和公所初審相同。"), _("和公所初審不同，要選理由。")
    regraded = _("符合，但改為%(standing)s。") % {"standing": _standing(case, now)}
    is_same = standing_of(first, case.program) == _standing(case, now)
    eligible = same if is_same else regraded
    return {
        ReviewResult.ELIGIBLE: eligible if first.result == ReviewResult.ELIGIBLE else other,
        ReviewResult.INELIGIBLE: same if first.result == ReviewResult.INELIGIBLE else other,
        RETURN: _("公所當天收到；請選要公所做什麼。"),
    }


def heading(comparison: Comparison) -> str:
    n = len(comparison.changes)
    if not n:
        return _("和公所沒有不同")
    return ngettext("和公所只有 %(n)d 處不同", "和公所有 %(n)d 處不同", n) % {"n": n}


def difference_table(comparison: Comparison) -> DataTable | None:
    """One row per field that differs; nothing when all is the same."""
    if not comparison.changes:
        return None
    return DataTable(
        heading(comparison),
        [Column(_("欄位")), Column(_("公所初審"), numeric=True), Column(_("現在"), numeric=True)],
        [
            Row(
                [
                    Cell(change.who or change.field, second=change.field if change.who else ""),
                    change.before,
                    _now(change),
                ]
            )
            for change in comparison.changes
        ],
    )


def _now(change: Any) -> Cell:
    if not change.rise:
        return Cell(change.now, strong=True)
    more = _("多 %(n)s") if change.rise > 0 else _("少 %(n)s")
    return Cell(change.now, second=more % {"n": f"{abs(change.rise):,}"}, strong=True)


def return_case(case: Case, form: ReturnForm) -> dict[str, Any]:
    return {"case": case, "identity": identity(case), "form": form}


def rosters(by: Acting) -> dict[str, Any]:
    """What waits for a roster, one for each program, ticked and ready, and what was sent before."""
    waiting = list(selectors.ready_for_roster()[: roster_screens.MOST])
    sent = list(selectors.rosters()[: roster_screens.MOST])
    return {
        "waiting": [_waiting(code, cases) for code, cases in _by_program(waiting).items()],
        "waiting_count": len(waiting),
        "sent": roster_screens.sent_table(sent),
    }


def _by_program(cases: list[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case.program, []).append(case)
    return dict(sorted(found.items()))


def _waiting(code: str, cases: list[Case]) -> dict[str, Any]:
    """The cases of one program and the form that sends them."""
    return {
        "title": program_name(code),
        "table": roster_screens.waiting_table(cases),
        "bulk_bar": roster_screens.waiting_bar(cases),
        "form": RosterForm(initial={"program": code}, auto_id=f"{code}-%s"),
    }


def preview(form: RosterForm, refusal: RosterNotReady | None = None) -> dict[str, Any]:
    """The dry run of what was ticked: how many, how much, which exceptions."""
    chosen = Case.objects.filter(pk__in=form.cleaned_data["case_ids"], program=form.cleaned_data["program"])
    draft = draft_roster(list(chosen.order_by("village", "number")))
    refused = {r.case_id for r in draft.refused}
    travelling = [row.case.id for row in draft.rows]
    return {
        "draft": draft,
        "refusal": Notification("stop", str(refusal)) if refusal else None,
        "total": format_ntd(draft.total_amount),
        "total_words": to_upper_chinese(draft.total_amount),
        "table": roster_screens.draft_table(draft),
        "exceptions": roster_screens.refused_table(draft),
        "form": RosterForm(
            initial={
                "program": form.cleaned_data["program"],
                "case_ids": travelling,
                "form_key": form.cleaned_data["form_key"],
            }
        ),
        "left_out": len(refused),
    }


def roster(found: FirstReviewRoster) -> dict[str, Any]:
    """One roster: totals, files, document, and its cases with where they are now."""
    lines = list(selectors.lines_of(found))
    return {
        "roster": found,
        "summary": roster_screens.summary(found),
        "table": roster_screens.lines_table(found, lines),
    }
