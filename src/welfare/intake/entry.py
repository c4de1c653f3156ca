"""Taking in one sent form about a draft, whatever page it came from: answers, account, photos, consent.

Each part is saved by itself, answers first: a blurred photo never costs what was typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.documents.services import store_evidence
from welfare.documents.uploads import BadUpload
from welfare.foundation.acting import Acting
from welfare.foundation.identifiers import BadIdentifier
from welfare.intake import services
from welfare.intake.forms import AccountForm, AnswersForm
from welfare.intake.identification import sentence_of
from welfare.intake.policies import DraftChanged
from welfare.intake.questions import Topic
from welfare.intake.selectors import account_in_use, application
from welfare.web.components import ErrorItem, ErrorSummary

SIGNED = "application_form"
_READ_BACK = "read_back"
_PRIVACY = "privacy"
_ACCOUNT = "account"


@dataclass
class Entry:
    """What came in and what was wrong with it; `errors` is empty when the page may go on."""

    answers: AnswersForm
    account: AccountForm | None = None
    errors: list[ErrorItem] = field(default_factory=list)
    conflict: bool = False

    @property
    def summary(self) -> ErrorSummary | None:
        return ErrorSummary(self.errors) if self.errors else None

    @property
    def status(self) -> int:
        return 409 if self.conflict else 422 if self.errors else 200


def shown(case: Case, topics: Iterable[Topic]) -> Entry:
    """The forms of these topics, filled with what is known."""
    topics = tuple(topics)
    form = application(case)
    questions = [question for topic in topics for question in topic.questions]
    return Entry(
        answers=AnswersForm(questions, answers=form.answers, version=form.saved_version),
        account=_account_form(case, topics),
    )


def take(
    *,
    by: Acting,
    case: Case,
    topics: Iterable[Topic],
    post: QueryDict,
    files: "MultiValueDict[str, UploadedFile[bytes]]",
) -> Entry:
    """Save everything one form brought. Typed things are kept even when another part is refused."""
    topics = tuple(topics)
    form = application(case)
    quick = {
        c: v for topic in topics if post.get("quick") == topic.code for c, v in topic.quick_answers.items()
    }
    questions = [question for topic in topics for question in topic.questions]
    entry = Entry(
        answers=AnswersForm(
            questions, answers=form.answers, version=form.saved_version, data=post, quick=quick
        ),
        account=_account_form(case, topics, post),
    )
    if not entry.answers.is_valid():
        entry.errors += ErrorSummary.of(entry.answers).errors
    if "form_key" in entry.answers.errors or "seen_version" in entry.answers.errors:
        return entry
    _take_answers(entry, by, case)
    if entry.conflict:
        return entry
    for topic in topics:
        if topic.evidence and (photo := files.get(f"photo_{topic.evidence}")):
            _take_photo(entry, by, case, topic.evidence, photo)
        if topic.code == _ACCOUNT:
            _take_account(entry, by, case)
        if topic.code == _PRIVACY and post.get("privacy_given"):
            services.give_privacy_notice(by=by, case=case)
        if topic.code == _READ_BACK and post.get("read_back_done"):
            services.record_read_back(by=by, case=case)
    return entry


def take_draft(*, by: Acting, case: Case, topics: Iterable[Topic], post: QueryDict) -> None:
    """Autosave: keep what was typed so far, right or wrong. Raises policies.DraftChanged, NotNow."""
    form = application(case)
    questions = [q for topic in topics for q in topic.questions if q.code in post or q.takes_several]
    sent = AnswersForm(questions, answers=form.answers, version=form.saved_version, data=post)
    seen = sent.fields["seen_version"].clean(post.get("seen_version", form.saved_version))
    services.save_draft(by=by, case=case, answers=sent.said(), seen_version=seen)


def _take_answers(entry: Entry, by: Acting, case: Case) -> None:
    said: dict[str, Any] = entry.answers.said()
    if not said:
        return
    try:
        services.save_draft(
            by=by,
            case=case,
            answers=said,
            seen_version=entry.answers.cleaned_data["seen_version"],
            key=entry.answers.key,
        )
    except DraftChanged as changed:
        entry.conflict = True
        entry.errors.append(ErrorItem(str(changed)))


def _take_photo(entry: Entry, by: Acting, case: Case, kind: str, photo: "UploadedFile[bytes]") -> None:
    try:
        key = f"{entry.answers.key}:{kind}"
        evidence = store_evidence(by=by, case=case, kind=kind, upload=photo, key=key)
    except BadUpload as refusal:
        entry.errors.append(ErrorItem(str(refusal), f"id_photo_{kind}"))
        return
    if kind == SIGNED:
        services.sign(by=by, case=case, evidence=evidence)


def _take_account(entry: Entry, by: Acting, case: Case) -> None:
    """A typed account, or the known one again: its photo is then attached to it."""
    if entry.account is None or not entry.account.is_valid():
        return
    given = entry.account.given()
    known = account_in_use(case)
    if given is None and known is not None:
        given = {
            "kind": known.kind,
            "bank_code": known.bank_code,
            "account_number": known.account_number,
            "holder_name": known.holder_name,
            "origin": known.origin,
        }
    if given is None:
        entry.errors.append(ErrorItem(_("撥款帳戶還沒有填。請照存摺封面填帳號。"), "id_account_number"))
        return
    try:
        services.set_account(by=by, case=case, **given, key=f"{entry.answers.key}:account")
    except BadIdentifier as refusal:
        sentence = sentence_of(refusal)
        entry.account.add_error("account_number", sentence)
        entry.errors.append(ErrorItem(sentence, "id_account_number"))


def _account_form(case: Case, topics: tuple[Topic, ...], post: QueryDict | None = None) -> AccountForm | None:
    if not any(topic.code == _ACCOUNT for topic in topics):
        return None
    return AccountForm(post, initial={"holder_name": case.applicant_name})
