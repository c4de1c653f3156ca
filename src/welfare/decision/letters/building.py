"""From decision and determination to a letter: the same for the preview and for what is issued."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from welfare.case.law import law_of
from welfare.case.models import Case, Member
from welfare.case.selectors import applicant
from welfare.decision import offices
from welfare.decision.letters import figures, tables, wording
from welfare.decision.letters.content import Addressee, LetterContent, Remedies, Section
from welfare.decision.models import Decision, Outcome
from welfare.decision.reasons import letter_sentences
from welfare.documents.policies import paper_name
from welfare.foundation.roc_calendar import to_roc
from welfare.lookup import selectors as lookup
from welfare.rules.registry import program

LETTERS_ARE_IN = "zh-hant"
PENDING_DAY = "中華民國　年　月　日（核定後填入）"
PENDING_NUMBER = "（給號後填入）"
PRACTICE = "（練習環境：人物與內容都是虛構，不生法律效力）"
_NUMERALS = (*"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五"))
_SEXES = {"female": "女", "male": "男"}


def build_letter(
    decision: Decision, *, reference: str = "", issued_on: date | None = None, masked: bool = False
) -> LetterContent:
    """The letter of a decision, saved or not. Without number and date it is a draft; masked hides the ID."""
    with translation.override(LETTERS_ARE_IN):
        return _build(decision, reference, issued_on, masked)


def _build(decision: Decision, reference: str, issued_on: date | None, masked: bool) -> LetterContent:
    case = decision.case
    issuer = offices.issuer_of(case, decision.outcome)
    remedy = offices.remedy_of(case, issuer)
    benefit = program(case.program)
    result: Mapping[str, Any] = decision.determination.result if decision.determination else {}
    person = applicant(case)
    copy = offices.other_office(case, issuer)
    with_table = bool(result) and decision.outcome != Outcome.NOT_ENTERTAINED
    return LetterContent(
        title=f"{issuer.name}函：{benefit.name_zh}審核結果",
        practice=PRACTICE if issuer.is_test or settings.DEMO_MODE else "",
        issuer=issuer.name,
        issuer_address=issuer.address,
        contacts=tuple(
            filter(None, (f"承辦人：{decision.decided_by_name}", issuer.phone and f"電話：{issuer.phone}"))
        ),
        plain=wording.plain_lines(decision, wording.Benefit.of(benefit), result, remedy),
        addressee=_addressee(case, person, masked=masked),
        issued_on=issued_on.isoformat() if issued_on else "",
        issued_words=f"中華{to_roc(issued_on)}" if issued_on else PENDING_DAY,
        reference=reference or f"{issuer.word}第{PENDING_NUMBER}號",
        speed="普通件",
        confidentiality="普通",
        attachments="無",
        subject=wording.subject(decision, wording.Benefit.of(benefit), result),
        sections=tuple(_numbered(_sections(decision, result, issuer, remedy))),
        table_heads=tables.table_heads(result) if with_table else (),
        table=tables.table_rows(result) if with_table else (),
        remedies=Remedies(
            disposition=wording.disposition(remedy, issuer.name),
            method="訴願",
            days=remedy.days,
            authority=remedy.authority,
        ),
        recipients=f"{person.name} 君",
        copies=copy.name if copy else "",
        signature=f"{issuer.head}（練習環境，未蓋職章）" if issuer.is_test else f"{issuer.head}（職章）",
        case_number=case.number,
    )


def _addressee(case: Case, person: Member, *, masked: bool) -> Addressee:
    number = person.national_id or ""
    return Addressee(
        name=person.name,
        sex=_SEXES.get(person.sex, ""),
        born=to_roc(person.born_on) if person.born_on else person.birth_text,
        national_id=f"{number[:2]}•••••{number[-3:]}" if masked and number else number,
        address=person.address or _withheld(case, person),
    )


def _withheld(case: Case, person: Member) -> str:
    """The register keeps the address secret: the letter says so, and the office serves it by hand."""
    county = lookup.latest(case).get((person.person_key, "registered_county"))
    return "住址依戶政註記保密，由公所親自送達" if county and county.absence == "withheld" else ""


def _numbered(sections: Iterator[Section]) -> Iterator[Section]:
    """Each paragraph with its number; more paragraphs than numerals is an error, never a shorter letter."""
    for n, section in enumerate(sections):
        yield Section(_NUMERALS[n], section.text, section.role, section.items, section.table)


def _sections(
    decision: Decision, result: Mapping[str, Any], issuer: offices.Issuer, remedy: offices.Remedy
) -> Iterator[Section]:
    case = decision.case
    articles = law_of(case.program).decided_by(decision.outcome, str(result.get("level", "")))
    yield Section("", wording.legal_basis(articles, case.submitted_on), "legal_basis")
    if decision.outcome == Outcome.NOT_ENTERTAINED:
        yield from _not_entertained(decision)
    else:
        yield from _figures(decision, result, issuer)
    yield Section("", wording.disposition(remedy, issuer.name), "remedy")
    if remedy.reconsideration_days:
        yield Section("", wording.reconsideration(remedy), "remedy")


def _not_entertained(decision: Decision) -> Iterator[Section]:
    papers = tuple(paper_name(decision.case, kind) for kind in decision.reasons)
    yield Section("", "已書面通知臺端補正文件，期限屆滿仍未收到下列文件：", "facts", papers)
    yield Section("", "文件不齊，無法審核，依規定不予受理。", "reasons")
    yield Section("", wording.apply_again(), "changes")


def _figures(decision: Decision, result: Mapping[str, Any], issuer: offices.Issuer) -> Iterator[Section]:
    law = law_of(decision.case.program)
    if decision.determination and program(decision.case.program).unit == "household":
        yield Section("", wording.listed(figures.listed_names(decision.determination.facts)), "facts")
    yield Section("", wording.facts(result, decision.outcome), "facts", table=True)
    yield from _reasons(decision, result)
    members = figures.member_items(result) + figures.excluded_items(result)
    yield Section("", "應計算人口、列計理由、採計金額與資料來源：", "facts", members)
    if decision.outcome == Outcome.APPROVED:
        shares = figures.share_items(result) if decision.monthly_amount else ()
        yield Section("", wording.period(decision), "disposition", shares)
    if changes := figures.change_items(result):
        yield Section("", "下列變動會改變結果：", "changes", changes)
    yield Section("", wording.duties(offices.township_name(decision.case), law), "duties")
    yield Section("", wording.collection(issuer.name, law), "collection")


def _reasons(decision: Decision, result: Mapping[str, Any]) -> Iterator[Section]:
    """Why: the failed tests of a refusal, or that all were met; then what the decider ticked and added."""
    ticked = letter_sentences(decision.reasons)
    added = (
        *(f"{sentence}。" for sentence in ticked),
        *([f"{decision.note.rstrip('。')}。"] if decision.note else []),
    )
    failed = figures.failed_items(result)
    if decision.outcome == Outcome.REJECTED:
        yield Section("", "不符合的項目與理由：", "reasons", (*failed, *added))
        return
    if failed:
        yield Section("", wording.not_the_stricter(result), "reasons", failed)
    yield Section("", wording.met(decision, result), "reasons", added)
