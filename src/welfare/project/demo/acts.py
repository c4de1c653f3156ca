"""What an officer does to one case of the demo, each through the service the real page calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import move
from welfare.case.states import Status
from welfare.decision import services as decision
from welfare.decision.models import Notice
from welfare.decision.policies import unconfirmed
from welfare.determination.models import DecisionKind
from welfare.determination.selectors import latest
from welfare.determination.services import record_judgement
from welfare.documents.models import Evidence
from welfare.documents.services import store_evidence
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.models import Officer
from welfare.foundation.roc_calendar import roc_year, to_roc
from welfare.foundation.row_access import acting_as
from welfare.intake import services as intake
from welfare.intake.models import SupplementItem
from welfare.intake.opening import open_application
from welfare.intake.questions import question_set
from welfare.intake.selectors import account_in_use, open_request
from welfare.lookup.services import Refused, ask_household, correct_fact
from welfare.project.demo import paper
from welfare.project.demo.colleagues import caseworker_of, clerk_of
from welfare.project.demo.plans import Plan
from welfare.project.demo.staff import TAICHUNG, YULI
from welfare.review import services as review
from welfare.rules.registry import program
from welfare.visit import selectors as visits
from welfare.visit import services as visit

POST_ACCOUNT = "00012670278949"
PHRASES = {"passbook_cover": "還沒有存摺封面", "wage_certificate": "今年的薪資和財稅資料不同，需要今年的證明"}
INSTEAD = {
    "passbook_cover": "用手機拍封面就可以，不用影印",
    "wage_certificate": "薪資單，或薪資轉帳的存摺內頁",
}
_AS_RULED = {"eligible": "approved", "ineligible": "rejected"}
FINDINGS = {"living_with": "A", "housing": "A", "surroundings": "1", "daily_life": "0"}


@cache
def _acting(username: str) -> Acting:
    with acting_as(Acting.system()):
        found = acting_for(Officer.objects.get(username=username))
    if found is None:
        raise LookupError(username)
    return found


@contextmanager
def as_(username: str) -> Iterator[Acting]:
    with acting_as(_acting(username)) as by:
        yield by


def office(case_or_plan: Case | Plan, job: str) -> str:
    """Username of who does a county job for this case."""
    return f"tc_{job}" if case_or_plan.town.startswith(TAICHUNG) else job


# ---- intake -----------------------------------------------------------------------------------------


def apply(plan: Plan) -> Case | None:
    """Open, fill in and send an application; None when the register refuses the applicant."""
    taker = caseworker_of(plan.town) if plan.town != YULI else "clerk"
    with as_(taker) as by:
        case = _open(by, plan)
        if case is None or Status.DRAFT in plan.ends:
            return case
        intake.save_draft(by=by, case=case, answers=usual_answers(plan.program) | plan.answers)
        if account_in_use(case) is None:
            intake.set_account(
                by=by,
                case=case,
                kind="post",
                bank_code="",
                account_number=POST_ACCOUNT,
                holder_name=case.applicant_name,
                origin="typed",
            )
        if plan.lacks != "passbook_cover":
            _bring(by, case, "passbook_cover")
        intake.give_privacy_notice(by=by, case=case)
        intake.record_read_back(by=by, case=case)
        intake.sign(by=by, case=case, evidence=_bring(by, case, "application_form"))
        intake.submit(by=by, case=case)
        return case


def usual_answers(program: str) -> dict[str, Any]:
    """What most people say: the answers of one tap, and what is usual."""
    asked = question_set(program)
    tapped = {code: value for topic in asked.topics for code, value in topic.quick_answers.items()}
    return {q.code: q.default for q in asked.questions if q.default} | tapped | {"language": "taiwanese"}


def _open(by: Acting, plan: Plan) -> Case | None:
    try:
        return open_application(
            by=by,
            program=plan.program,
            national_id=plan.national_id,
            channel=plan.channel,
            key=str(uuid4()),
            ask=lambda case: ask_household(by=by, case=case).prefill(),
            refusals=(Refused,),
        )
    except Refused:
        if not plan.refused:
            raise
        return None


def _bring(by: Acting, case: Case, kind: str, plan: Plan | None = None) -> Evidence:
    name, day = case.applicant_name, clock.today()
    if kind == "application_form":
        benefit = program(case.program).name_zh
        upload = paper.application_form(name, case.number, to_roc(day), benefit=benefit)
    elif kind == "wage_certificate":
        wage = plan.wage if plan else {}
        upload = paper.wage_certificate(
            "（樣張）", wage.get("employer", "樣張商行"), wage.get("monthly", 0), roc_year(day)
        )
    else:
        account = account_in_use(case)
        upload = paper.passbook_cover(name, account.account_number if account else POST_ACCOUNT)
    return store_evidence(by=by, case=case, kind=kind, upload=upload)


def ask_for_paper(case: Case, plan: Plan) -> None:
    wanted = intake.ItemWanted(plan.wanted, PHRASES[plan.wanted], INSTEAD[plan.wanted])
    with as_(caseworker_of(case.town)) as by:
        intake.request_supplement(by=by, case=case, items=[wanted])


def bring_paper(case: Case, plan: Plan) -> None:
    """The paper comes in over the counter and is taken as good; a wage it proves is counted from then on."""
    with as_(caseworker_of(case.town)) as by:
        request = open_request(case)
        for item in SupplementItem.objects.filter(request=request):
            evidence = _bring(by, case, item.evidence_kind, plan)
            intake.answer_supplement(by=by, item=item, evidence=evidence)
            if plan.wage:
                case.refresh_from_db()
                evidence.refresh_from_db()
                correct_fact(
                    by=by,
                    case=case,
                    person_key=keyed_hash(plan.wage["national_id"]),
                    kind="wage_proof",
                    value=plan.wage["monthly"],
                    evidence=evidence,
                    reason="今年的薪資證明較財稅資料新",
                )


def let_time_run_out(case: Case) -> None:
    with as_(caseworker_of(case.town)) as by:
        intake.mark_overdue(by=by, case=case)


def take_back(case: Case, because: str) -> None:
    with as_("clerk" if case.town == YULI else caseworker_of(case.town)) as by:
        intake.retract(by=by, case=case, because=because)


# ---- review -----------------------------------------------------------------------------------------


def first_review(case: Case) -> bool:
    """As the rules say; False when they cannot say yet."""
    with as_(caseworker_of(case.town)) as by:
        determination = latest(case)
        if determination is None or determination.outcome == "undetermined":
            return False
        review.first_review(by=by, case=case, result=determination.outcome, seen_version=case.version)
        return True


def send_roster(town: str, program: str, cases: list[Case]) -> None:
    with as_(caseworker_of(town)) as by:
        review.send_roster(by=by, program=program, case_ids=[case.id for case in cases])


def second_review(case: Case) -> None:
    with as_("reviewer") as by:
        determination = latest(case)
        result = determination.outcome if determination else ""
        review.second_review(by=by, case=case, result=result, seen_version=case.version)


def send_back(case: Case, reason: str) -> None:
    with as_("reviewer") as by:
        review.return_case(
            by=by,
            case=case,
            reasons=[reason],
            opinion="請補充說明後再送",
            seen_version=case.version,
        )


# ---- visit ------------------------------------------------------------------------------------------


def visitor(case: Case) -> str:
    return clerk_of(case.town) if case.town.startswith(TAICHUNG) else "social_worker"


def see_applicant(case: Case, *, met: bool) -> None:
    with as_(visitor(case)) as by:
        planned = visits.open_visit(case) or visit.plan(by=by, case=case, visitor=by.officer_id)
        if not met:
            visit.record(by=by, visit=planned, outcome="not_met", summary="按鈴無人應，已留訪視單")
            return
        visit.record(
            by=by,
            visit=planned,
            outcome="met_applicant",
            lives_in_registered_place=True,
            findings=FINDINGS,
            suggestion="meets",
            summary="本人在家，與申請內容相符。",
        )


# ---- what a case becomes later ----------------------------------------------------------------------


def move_on(case: Case, to: Status, because: str) -> None:
    """A county decision that has no stage of its own yet: through the same door as every other change."""
    with as_(office(case, "reviewer")) as by:
        move(by=by, case=case, to=to, because=gettext_noop("%(why)s"), params={"why": because})


# ---- decision ---------------------------------------------------------------------------------------


def decide(case: Case) -> None:
    """As the rules say, by whom the procedure names, who vouches for the figures nobody confirmed."""
    with as_("tc_chief" if case.town.startswith(TAICHUNG) else "approver") as by:
        determination = latest(case)
        if determination is None:
            raise LookupError(f"{case.number} has no determination")
        decision.decide(
            by=by,
            case=case,
            outcome=_AS_RULED[determination.outcome],
            confirmed=[figure["name"] for figure in unconfirmed(determination)],
            seen_version=case.version,
        )


def not_entertain(case: Case) -> None:
    """The last day has passed and nothing came."""
    with as_(caseworker_of(case.town)) as by:
        decision.not_entertain(by=by, case=case, seen_version=case.version)


def serve(case: Case) -> None:
    """The letter reached the person; one that could not be printed is still here."""
    with as_(caseworker_of(case.town)) as by:
        notice = Notice.objects.filter(case=case, issued_on__isnull=False).first()
        if notice is None:
            return
        decision.record_service(by=by, notice=notice, served_on=clock.today(), method="registered_mail")


def enter_limit(case: Case) -> None:
    """Taichung's limit is not known here: in the demo its office enters a practice figure for the case."""
    with as_("tc_approver") as by:
        record_judgement(
            by=by,
            case=case,
            kind=DecisionKind.CONFIRMED_PARAMETER,
            name="real_estate_limit",
            value=6_500_000,
            reason="練習用標準，不是公告的數字",
            document="練習字第1150000001號",
        )
