"""What the case page shows of review: the judgements so far, and the next act of whoever may do it."""

import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow, check_four_eyes
from welfare.case.states import Status
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.review import policies, selectors
from welfare.review.labels import REVIEW_LEVEL, conclusion
from welfare.review.models import ReviewLevel, ReviewResult
from welfare.review.phrases import words
from welfare.web.components import Button, SummaryList, SummaryRow


@dataclass(frozen=True, slots=True)
class QuietForm:
    """A form without a visible field: a button elsewhere on the page sends it. `fields`: name → value."""

    id: str
    url: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """Buttons in the order of weight, and the forms they send."""

    buttons: tuple[Button, ...] = ()
    forms: tuple[QuietForm, ...] = ()


def review_history(case: Case, by: Acting) -> SummaryList | None:
    """Every judgement, newest first: level, result, reasons, who, and for whom a deputy acted."""
    reviews = list(selectors.reviews_of(case))
    if not reviews:
        return None
    return SummaryList(
        [
            SummaryRow(
                f"{REVIEW_LEVEL[r.level]} {r.done_at:%m/%d}",
                conclusion(r, case.program),
                note="　".join(
                    filter(
                        None,
                        ("、".join(words(r.reasons)), r.opinion, _who(r.officer_name, r.on_behalf_of_name)),
                    )
                ),
            )
            for r in reviews
        ]
    )


def _who(name: str, on_behalf_of: str) -> str:
    return _("%(name)s（代理 %(absent)s）") % {"name": name, "absent": on_behalf_of} if on_behalf_of else name


def acts(case: Case, by: Acting, *, determination: Determination | None) -> Acts:
    """The review acts of this person in this state; a button that cannot work yet says what is missing."""
    if case.state in (Status.FIRST_REVIEW, Status.RETURNED) and by.can(Permission.FIRST_REVIEW_DO):
        return _first(case, by, determination)
    if case.state is Status.SECOND_REVIEW and by.can(Permission.SECOND_REVIEW_DO):
        return _second(case, by, determination)
    if case.state is Status.AWAITING_DECISION and by.can(Permission.CASE_RETURN):
        url = reverse("review:return_case", args=[case.id])
        return Acts((Button(_("退回公所"), url=url, icon="undo-2"),))
    return Acts()


def _first(case: Case, by: Acting, determination: Determination | None) -> Acts:
    page = reverse("review:first_review", args=[case.id])
    if selectors.is_waiting_for_roster(case):
        rosters = reverse("review:rosters")
        return Acts(
            (
                Button(_("初審完成，去送初審名冊"), kind="filled", url=rosters, icon="send", wide=True),
                Button(_("改初審意見"), url=page),
            )
        )
    label = _("同意試算，完成初審")
    try:
        ruled = policies.check_determined(determination)
        policies.check_first_review(case, ruled, result=ruled.outcome, reasons=())
        check_four_eyes(case, act="first_review", by=by)
    except NotNow as refusal:
        return Acts((Button(label, shortcut="Ctrl+Enter", wide=True, reason=str(refusal)),))
    form = _quiet("first-review", page, case, ruled.outcome)
    return Acts(
        (
            Button(
                label, kind="filled", form=form.id, shortcut="Ctrl+Enter", busy=_("正在完成初審…"), wide=True
            ),
            Button(_("我的看法不同"), url=page),
        ),
        (form,),
    )


def _second(case: Case, by: Acting, determination: Determination | None) -> Acts:
    page = reverse("review:second_review", args=[case.id])
    first = selectors.latest_review(case, ReviewLevel.FIRST_REVIEW)
    label = _("核可複審，派訪視")
    try:
        ruled = policies.check_determined(determination)
        check_four_eyes(case, act="second_review", by=by)
    except NotNow as refusal:
        return Acts((Button(label, shortcut="Ctrl+Enter", wide=True, reason=str(refusal)),))
    differs = first is None or (first.result, first.grade) != (
        ruled.outcome,
        ruled.grade if ruled.outcome == ReviewResult.ELIGIBLE else "",
    )
    others = (
        Button(_("看差異、改結果"), url=page),
        Button(_("退回公所"), url=reverse("review:return_case", args=[case.id]), icon="undo-2"),
    )
    if differs:
        blocked = Button(label, wide=True, reason=_("和公所的結果不同，請先看差異"), reason_url=page)
        return Acts((blocked, *others))
    form = _quiet("second-review", page, case, ruled.outcome)
    agree = Button(label, kind="filled", form=form.id, shortcut="Ctrl+Enter", busy=_("正在核可…"), wide=True)
    return Acts((agree, *others), (form,))


def _quiet(name: str, url: str, case: Case, result: str) -> QuietForm:
    fields = (("result", result), ("seen_version", str(case.version)), ("form_key", str(uuid.uuid4())))
    return QuietForm(name, url, fields)
