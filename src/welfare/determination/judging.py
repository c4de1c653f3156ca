"""The forms by which a person decides what the rules leave open, each filled with what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.determination import permissions, policies
from welfare.determination.forms import JudgementForm
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
    asks_value: bool = False


def offered(case: Case, by: Acting, result: Determination) -> list[Judgement]:
    """What this officer may decide on this case now; empty when the case is decided or the role may not."""
    try:
        policies.check_open(case)
    except NotNow:
        return []
    found = list(_parameters(case, by, result))
    if permissions.can_judge(by, DecisionKind.EXCLUDE_MEMBER):
        found += [_exclusion(case), _work_income(case)]
    return found


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


def _exclusion(case: Case) -> Judgement:
    return Judgement(
        code="exclude",
        title=_("不列計某一位家人（社會救助法第5條第3項第9款）"),
        why=_("未履行扶養義務致申請人生活陷於困境，經訪視評估，以申請人最佳利益考量。要有訪視報告。"),
        form=_form(case, "exclude", kind=DecisionKind.EXCLUDE_MEMBER),
        asks_person=True,
    )


def _work_income(case: Case) -> Judgement:
    return Judgement(
        code="work-income",
        title=_("認定某一位家人的每月工作收入"),
        why=_("薪資證明、財稅資料和職類別薪資都沒有數字時，由承辦人認定（社會救助法第5條之1）。"),
        form=_form(case, "work-income", kind=DecisionKind.WORK_INCOME),
        asks_person=True,
        asks_value=True,
    )


def _form(case: Case, prefix: str, **known: object) -> JudgementForm:
    form = JudgementForm(case, initial={"form_key": uuid4(), **known}, auto_id=f"{prefix}-%s")
    form.label_suffix = ""
    return form
