"""When an application may change, leave, or be asked for more. `check_x` raises with the sentence to show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import ChangedMeanwhile
from welfare.case.states import STATES, Status
from welfare.foundation.acting import Acting
from welfare.foundation.identifiers import BadIdentifier, check_phone, fold_full_width
from welfare.intake.identification import sentence_of
from welfare.intake.models import ApplicationForm, SupplementRequest
from welfare.intake.people import asked_of
from welfare.intake.questions import Question
from welfare.intake.selectors import account_in_use, open_request


class Incomplete(NotNow):
    """The application cannot leave yet; `missing` says what is needed and where to give it."""

    def __init__(self, missing: "tuple[Missing, ...]") -> None:
        super().__init__(" ".join(item.sentence for item in missing))
        self.missing = missing


class DraftChanged(ChangedMeanwhile):
    """Somebody else saved the draft since this page was shown."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing an application lacks: the topic to open and the sentence to show there."""

    topic: str
    sentence: str


def check_is_draft(case: Case) -> None:
    if case.state is not Status.DRAFT:
        raise NotNow(
            _("這一件已經送出（現在是「%(now)s」），不能再改申請內容。要補資料請用補件。")
            % {"now": STATES[case.state].label}
        )


def check_unchanged(form: ApplicationForm, *, by: Acting, seen_version: int | None) -> None:
    """Two people at one draft: the second one is told, nothing is overwritten."""
    theirs = form.saved_by is not None and form.saved_by != by.officer_id
    if seen_version is not None and theirs and form.saved_version > seen_version:
        raise DraftChanged(
            _("%(who)s 剛剛也改了這份草稿。您打的字還在這一頁；請重新整理，看過新的內容再送一次。")
            % {"who": form.saved_by_name}
        )


def problem_of(question: Question, value: Any) -> str:
    """Why a value is no answer to the question, in one sentence; empty when it is one."""
    if question.kind in ("yes_no", "confirm"):
        if question.required and not isinstance(value, bool):
            return _("請選「是」或「否」。")
        if question.kind == "confirm" and question.required and value is False:
            return _("資料和身分證不一樣時，請先請民眾到戶政事務所更正。")
    if question.kind == "choice" and question.required and value not in question.choices:
        return _("請選一項。")
    if question.takes_several and question.required and not value:
        return _("請至少選一項。")
    if question.kind == "phone" and value:
        try:
            check_phone(fold_full_width(str(value)))
        except BadIdentifier as error:
            return sentence_of(error)
    if question.kind == "text" and question.required and not str(value or "").strip():
        return _("這裡還沒有填。")
    return ""


def missing_for_submission(case: Case, form: ApplicationForm) -> tuple[Missing, ...]:
    """Everything that keeps an application from leaving, in the order of its topics.

    Papers may follow later; answers, account, privacy notice (個人資料保護法第8條), read-back and signature
    (行政程序法第35條) may not.
    """
    asked = asked_of(case)
    found = []
    for question in asked.questions:
        value = form.answers.get(question.code, {}).get("value")
        if sentence := problem_of(question, value):
            label = f"{question.label}：{sentence}"
            found.append(Missing(asked.topic_of(question.code).code, label))
    if account_in_use(case) is None:
        found.append(Missing("account", _("撥款帳戶還沒有填。")))
    if form.privacy_notice_version != asked.notice.version or form.privacy_notice_given_at is None:
        found.append(Missing("privacy", _("個人資料告知還沒有唸給申請人聽。")))
    if form.read_back_at is None:
        found.append(Missing("read_back", _("還沒有唸給申請人聽並確認。")))
    if form.signed_file_id is None:
        found.append(Missing("read_back", _("申請人還沒有簽名。")))
    return tuple(found)


def check_complete(case: Case, form: ApplicationForm) -> None:
    if missing := missing_for_submission(case, form):
        raise Incomplete(missing)


def check_no_open_request(case: Case) -> None:
    if open_request(case) is not None:
        raise NotNow(_("這一件已經發出補件通知，還在等民眾補。請先看民眾補了什麼。"))


def check_request_open(request: SupplementRequest) -> None:
    """A late answer still counts while nobody decided that the application is not entertained."""
    late = request.case.state is Status.SUPPLEMENT_OVERDUE
    if request.closed_on is not None and not late:
        raise NotNow(_("這次補件已經結束。請重新整理頁面，看目前輪到哪一步。"))
