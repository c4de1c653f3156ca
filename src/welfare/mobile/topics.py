"""One topic of an application as a phone shows it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.documents.policies import paper_name
from welfare.documents.selectors import evidence_of, missing_evidence
from welfare.foundation.acting import Acting
from welfare.foundation.clock import TAIPEI
from welfare.foundation.regions import full_name
from welfare.foundation.roc_calendar import to_roc
from welfare.intake.entry import SIGNED, Entry
from welfare.intake.panels import account_summary, application_summary
from welfare.intake.people import asked_of
from welfare.intake.policies import missing_for_submission
from welfare.intake.questions import QuestionSet, Topic
from welfare.intake.selectors import application
from welfare.lookup.labels import PAPER_LABELS
from welfare.lookup.papers import free_papers
from welfare.lookup.told import Told
from welfare.web.components import River, RiverStep, SummaryList, SummaryRow

PERSON, RESIDENCE, ACCOUNT = "person", "residence", "account"
PRIVACY, READ_BACK = "privacy", "read_back"


def neighbours(case: Case, topic: Topic) -> tuple[str, str]:
    """Addresses of the topic before (the home page for the first) and after (empty for the last)."""
    codes = [t.code for t in asked_of(case).topics]
    at = codes.index(topic.code)
    before = reverse("mobile:topic", args=[case.id, codes[at - 1]]) if at else reverse("mobile:home")
    after = reverse("mobile:topic", args=[case.id, codes[at + 1]]) if at + 1 < len(codes) else ""
    return before, after


def context(case: Case, topic: Topic, entry: Entry, by: Acting) -> dict[str, Any]:
    """Everything the page of one topic shows."""
    asked = asked_of(case)
    form = application(case)
    place = [t.code for t in asked.topics].index(topic.code) + 1
    before, _after = neighbours(case, topic)
    found: dict[str, Any] = {
        "case": case,
        "topic": topic,
        "entry": entry,
        "name": case.applicant_name or _("新申請"),
        "place": _("第 %(n)d 題，共 %(all)d 題") % {"n": place, "all": len(asked.topics)},
        "river": _river(asked, place),
        "back_url": before,
        "saved_at": _("%(time)s 已存") % {"time": form.saved_at.astimezone(TAIPEI).strftime("%H:%M")},
        "folded": topic.is_folded and not entry.errors,
    }
    if found["folded"]:
        found["asked"] = _asked(case, topic)
    if topic.evidence:
        found["photos"] = [e for e in evidence_of(case) if e.kind == topic.evidence]
        found["paper"] = paper_name(case, topic.evidence)
    if topic.code == PERSON:
        found["facts"] = person_facts(case)
    if topic.code == ACCOUNT:
        found["account"] = account_summary(case, by)
    if topic.code == PRIVACY:
        found["notice"] = asked.notice.lines(office=by.agency_name, county=full_name(case.county))
    if topic.code in (PERSON, READ_BACK):
        found["free_papers"] = [PAPER_LABELS[paper.code] for paper in free_papers(Told(case))]
    if topic.code == READ_BACK:
        found["summary"] = application_summary(case, by, change="mobile:topic")
        found["lacking"] = [m for m in missing_for_submission(case, form) if m.topic != READ_BACK]
        found["papers"] = [
            paper_name(case, kind.code) for kind in missing_evidence(case) if kind.code != SIGNED
        ]
    return found


def person_facts(case: Case) -> SummaryList:
    """Who the register says this is, and with whom."""
    applicant = case.members.get(is_applicant=True)
    together = case.members.filter(is_applicant=False, same_household=True, died_on__isnull=True)
    born = to_roc(applicant.born_on) if applicant.born_on else applicant.birth_text
    rows = [
        SummaryRow(_("姓名"), applicant.name or _("戶政還沒有回答"), strong=True),
        SummaryRow(_("生日"), born or _("不詳")),
        SummaryRow(_("戶籍地址"), applicant.address or _("保密或戶政還沒有回答")),
        SummaryRow(_("同戶的家人"), "、".join(m.name for m in together) or _("沒有")),
    ]
    return SummaryList(rows)


def _asked(case: Case, topic: Topic) -> list[str]:
    """What the quick answer answers, in words to read aloud: the address, or everything that may apply."""
    if topic.code == RESIDENCE:
        return [str(case.members.get(is_applicant=True).address or _("戶籍地址保密或戶政還沒有回答"))]
    lines = []
    for question in topic.questions:
        if question.kind == "several":
            lines += [str(words) for words in question.choices.values()]
        elif question.kind in ("yes_no", "persons"):
            lines.append(str(question.label))
    return lines


def _river(asked: QuestionSet, place: int) -> River:
    steps = [
        RiverStep(str(t.label), "done" if n < place else "here" if n == place else "todo")
        for n, t in enumerate(asked.topics, start=1)
    ]
    return River(steps, label=_("申請進度"), segments=True)
