"""The forms by which a person decides what the rules leave open, each filled with what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.determination import permissions, policies
from welfare.determination.forms import JudgementForm, plots_of
from welfare.determination.kinds import KindRule, kinds_of
from welfare.determination.models import DecisionKind
from welfare.determination.outcomes import language
from welfare.foundation.acting import Acting
from welfare.rules.explanation import Determination


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing a person may decide: a sentence, why, and the form that asks only what is still open."""

    code: str
    title: str
    why: str
    form: JudgementForm
    asks_person: bool = False
    asks_plot: bool = False
    asks_code: bool = False
    asks_value: bool = False


def offered(case: Case, by: Acting, result: Determination) -> list[Judgement]:
    """What this officer may decide on this case now; empty when the case is decided or the role may not."""
    try:
        policies.check_open(case)
    except NotNow:
        return []
    found = list(_parameters(case, by, result))
    found += [
        _judgement(case, rule, result)
        for rule in kinds_of(case.program)
        if permissions.can_judge(by, rule.kind) and _fits(case, rule, result)
    ]
    return found


def _fits(case: Case, rule: KindRule, result: Determination) -> bool:
    """A class is decided of a household that has one; land only where somebody owns some; a finding about
    the household where the result asks for it or rests on it."""
    if rule.kind is DecisionKind.HOUSEHOLD_CLASS:
        return bool(result.grade)
    if rule.states_fact and rule.about == "household":
        name = str(rule.kind)
        used = {source.quantity for step in result.steps for source in step.inputs}
        return name in used or any(missing.path.endswith(name) for missing in result.missing)
    return rule.about != "land" or any(plots_of(case))


def _judgement(case: Case, rule: KindRule, result: Determination) -> Judgement:
    codes: tuple[str, ...] = ()
    if rule.kind is DecisionKind.HOUSEHOLD_CLASS and result.grade:
        family = result.grade.split("_", 1)[0]  # 款 or 類: a county has one of them
        codes = tuple(code for code in rule.codes if code.startswith(f"{family}_"))
    return Judgement(
        code=str(rule.kind),
        title=str(rule.title),
        why=str(rule.why),
        form=_form(case, str(rule.kind), codes=codes, kind=rule.kind, code=result.grade if codes else ""),
        asks_person=rule.about == "member",
        asks_plot=rule.about == "land",
        asks_code=bool(rule.codes),
        asks_value=rule.asks_value,
    )


def _parameters(case: Case, by: Acting, result: Determination) -> Iterator[Judgement]:
    """The county's own figures that are unknown or that nobody has confirmed."""
    if not permissions.can_judge(by, DecisionKind.CONFIRMED_PARAMETER):
        return
    for name, label, figure in _open_figures(result):
        yield Judgement(
            code=f"parameter-{name}",
            title=_("填入或確認：%(figure)s") % {"figure": label},
            why=_("這個數字還沒有主管機關確認。請填公告的數字和公文字號；這一件會用您填的數字重算。"),
            form=_form(
                case, f"parameter-{name}", kind=DecisionKind.CONFIRMED_PARAMETER, name=name, value=figure
            ),
            asks_value=True,
        )


def _open_figures(result: Determination) -> Iterator[tuple[str, str, int | None]]:
    seen = set()
    for missing in result.missing:
        stem, _dot, name = missing.path.partition(".")
        if stem == "parameters" and name not in seen:
            seen.add(name)
            yield name, str(getattr(missing, f"label_{language()}")), None
    for figure in result.unverified:
        if figure.status != "confirmed" and figure.name not in seen:
            seen.add(figure.name)
            digits = figure.value_text.replace(",", "")
            yield (
                figure.name,
                str(getattr(figure, f"label_{language()}")),
                int(digits) if digits.isdecimal() else None,
            )


def _form(case: Case, prefix: str, *, codes: tuple[str, ...] = (), **known: object) -> JudgementForm:
    form = JudgementForm(case, initial={"form_key": uuid4(), **known}, auto_id=f"{prefix}-%s", codes=codes)
    form.label_suffix = ""
    return form
