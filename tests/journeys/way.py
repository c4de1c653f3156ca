"""The way of one application through everybody's hands, by pressing what the pages offer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.journeys.house import House
from tests.journeys.person import Counter, Person
from welfare.foundation.clock import today
from welfare.foundation.roc_calendar import roc_year, to_roc
from welfare.project.demo import paper

#: a widow of 玉里 whose son earns NT$ 30,000 a month: first tier
APPLICANT = "U298300102"
#: the card of the program on the first page
SENIOR = "中低收入老人生活津貼"
ACCOUNT = "00012670278949"
#: the visitor's seven taps
SEEN = {
    "outcome": "met_applicant",
    "lives": "yes",
    "living_with": "A",
    "housing": "A",
    "surroundings": "1",
    "daily_life": "0",
    "suggestion": "meets",
}
_TOPICS = 12


def typed_today() -> str:
    """Today as people type it: 115/11/22."""
    return f"{roc_year(today())}/{today().month}/{today().day}"


def passbook() -> bytes:
    return bytes(paper.passbook_cover("（樣張）", ACCOUNT).read())


def signed_form() -> bytes:
    return bytes(paper.application_form("（樣張）", "", to_roc(today()), benefit="（樣張）").read())


@dataclass
class Way:
    """One applicant's way. `papers`: what was shown or downloaded on it; `people`: who is at a browser."""

    house: House
    arrives: Callable[..., Person]
    counter: Counter = field(default_factory=Counter)
    papers: dict[str, bytes] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    case: str = ""
    number: str = ""

    def person(self, role: str, *, phone: bool = False) -> Person:
        if role not in self.people:
            self.people[role] = self.arrives(role, phone=phone)
        return self.people[role]

    def apply(self, national_id: str = APPLICANT, program: str = SENIOR) -> None:
        """The village clerk's phone: one program, one number, one topic a page, two photos."""
        clerk = self.person("clerk", phone=True)
        clerk.look("phone-home")
        with self.counter.step("application", "clerk"):
            clerk.press("開新申請")
            clerk.look("phone-start")
            clerk.press(program)
            clerk.type("input[name=national_id]", national_id)
            clerk.press("下一題")
            self.case = clerk.page.url.split("/applications/")[1].split("/")[0]
            self._answer(clerk)
        self.number = clerk.page.title().split(" - ")[0]
        clerk.look("phone-sent")
        self.house.deliver()

    def _answer(self, clerk: Person) -> None:
        for _page in range(_TOPICS):
            topic = clerk.page.url.rstrip("/").rsplit("/", 1)[1]
            if topic == self.case:
                break
            clerk.look(f"phone-topic-{topic}")
            if topic == "account":
                clerk.photograph("photo_passbook_cover", passbook())
            if topic == "read_back":
                clerk.photograph("photo_application_form", signed_form())
            clerk.click(".thumb button")

    def look_first(self) -> None:
        """The township opens the case and accepts the first paper."""
        worker = self.person("caseworker")
        worker.look("worklist")
        with self.counter.step("first look", "caseworker"):
            worker.press("打開這一件")
            worker.look("case-in-first-review")
            worker.press("採認")
        worker.look("case-second-paper")

    def ask_for_paper(self) -> None:
        """The second paper cannot be read."""
        worker = self.person("caseworker")
        with self.counter.step("supplement request", "caseworker"):
            worker.press("要求補件")
            worker.look("supplement")
            worker.press("存摺封面的帳號看不清楚")
            worker.press("發出補件通知")
        worker.look("case-awaiting-supplement")
        self.house.deliver()

    def bring_paper(self) -> None:
        """The clerk photographs it again."""
        clerk = self.person("clerk")
        clerk.press("首頁")
        clerk.look("phone-home-with-errand")
        with self.counter.step("supplement photo", "clerk"):
            clerk.press("打開")
            clerk.look("phone-supplement")
            clerk.photograph("photo", passbook())
            clerk.press("這張可以，送出")
        clerk.look("phone-supplement-sent")
        self.house.deliver()

    def agree(self) -> None:
        """Both papers are seen; the rules' result stands."""
        worker = self.person("caseworker")
        worker.press("待辦")
        worker.look("worklist-after-supplement")
        with self.counter.step("first review", "caseworker"):
            worker.press("打開這一件")
            for _paper in range(worker.page.get_by_role("button", name="採認").count()):
                worker.press("採認")
            worker.look("case-ready")
            worker.press("同意試算，完成初審")
        worker.look("case-waiting-for-roster")

    def send_roster(self) -> None:
        worker = self.person("caseworker")
        with self.counter.step("roster", "caseworker"):
            worker.press("初審完成，去送初審名冊")
            worker.look("rosters")
            worker.click("[data-select-all]")
            worker.click(".bulk-actions button.button")
            worker.look("roster-preview")
            worker.press("送出名冊和公文")
        worker.look("roster-sent")
        self.papers["first-review roster"] = worker.download("main a[href*='/documents/']")
        self.house.deliver()

    def review_second(self) -> None:
        """The county: nothing differs, so one button."""
        reviewer = self.person("reviewer")
        reviewer.look("worklist")
        with self.counter.step("second review", "reviewer"):
            reviewer.press("打開這一件")
            reviewer.look("case-in-second-review")
            reviewer.press("核可複審，派訪視")
        reviewer.look("case-second-reviewed")
        self.house.deliver()

    def visit(self) -> None:
        """The social worker at the door: open, seven taps, send."""
        visitor = self.person("social_worker", phone=True)
        visitor.look("visits")
        with self.counter.step("visit", "social_worker"):
            visitor.press("打開")
            visitor.look("visit-record")
            for name, value in SEEN.items():
                visitor.click(f"label.radio-card:has(input[name={name}][value='{value}'])")
            visitor.press("送出訪視紀錄")
        visitor.look("visit-sent")
        self.house.deliver()

    def decide(self) -> None:
        """The approver reads the letter beside the decision, and decides."""
        approver = self.person("approver")
        approver.look("worklist")
        with self.counter.step("decision", "approver"):
            approver.press("打開這一件")
            approver.look("case-awaiting-decision")
            approver.press("去核定")
            approver.look("decision")
            self.papers["preview"] = approver.page.locator("#letter").inner_text().encode()
            approver.click(".decide-bar .button-filled")
        approver.look("decided")
        self.house.deliver()

    def serve(self) -> None:
        """The township hands the letter over and writes down the day."""
        worker = self.person("caseworker")
        worker.press("待辦")
        worker.press("已核定")
        worker.click("main table a")
        worker.look("case-decided")
        self.papers["letter"] = worker.download("#letters a[href*='/documents/']")
        with self.counter.step("service", "caseworker"):
            worker.press("登錄送達")
            worker.look("serve")
            worker.type("input[name=served_on]", typed_today())
            worker.click("label.radio-card:has(input[value=in_person])")
            worker.click("main .button-filled")
        worker.look("served")

    def prepare(self) -> None:
        maker = self.person("accountant")
        maker.look("payments")
        with self.counter.step("payment roster", "accountant"):
            maker.press("製作清冊")
        maker.look("payment-roster")
        self.papers["payment roster"] = maker.download("main a[href*='/documents/']")

    def may_not_release(self) -> None:
        """Who granted the money does not release it, and is told so."""
        approver = self.person("approver")
        approver.click(".masthead-nav a[href='/payments/']")
        approver.click("main table a")
        approver.press("放行")
        approver.look("release-refused")
        self.papers["refusal"] = approver.page.locator("main").inner_text().encode()

    def release(self) -> None:
        second = self.person("accountant2")
        second.look("payments-to-release")
        with self.counter.step("release", "accountant2"):
            second.click("main table a")
            second.look("roster-to-release")
            second.press("放行")
        second.look("roster-released")

    def write_file(self) -> None:
        maker = self.person("accountant")
        maker.page.reload()
        with self.counter.step("bank file", "accountant"):
            maker.press("產生郵局轉帳檔")
        maker.look("roster-with-file")
        self.papers["bank file"] = maker.download(
            maker.page.locator("main a[href*='/documents/']").filter(has_text="PSBP").first
        )
