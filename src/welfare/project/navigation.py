"""What the masthead and the phone's bottom bar offer, by permission; only pages that exist are linked."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from welfare.foundation.acting import Acting
from welfare.foundation.roles import ROLE_LABELS
from welfare.foundation.roles import Permission as P
from welfare.web.components import Navigation, NavItem, Person, Search


@dataclass(frozen=True, slots=True)
class _Place:
    """A link for those who hold the permission; `name` is the URL name of its page, `query` what follows."""

    label: str | Promise
    name: str
    permission: P
    icon: str = "circle"
    query: str = ""


DESK = (
    _Place(_("待辦"), "desk:worklist", P.CASE_READ),
    _Place(_("新申請"), "desk:new_application", P.INTAKE_RECORD),
    _Place(_("名冊"), "review:rosters", P.ROSTER_SEND),
    _Place(_("訪視"), "visit:mine", P.VISIT_RECORD),
    _Place(_("異動"), "monthly_comparison:inbox", P.CHANGE_SETTLE),
    _Place(_("年度總清查"), "annual_review:runs", P.ANNUAL_REVIEW_RUN),
    _Place(_("撥款"), "payment:rosters", P.PAYMENT_READ),
    _Place(_("統計"), "statistics:dashboard", P.STATISTICS_READ),
    _Place(_("誰看過"), "looks:officers", P.LOOKS_SHEET_SIGN),
    _Place(_("稽核紀錄"), "audit:trail", P.AUDIT_TRAIL_READ),
    _Place(_("系統狀況"), "desk:health", P.SYSTEM_HEALTH_READ),
    _Place(_("查調往來"), "lookup:exchange", P.SYSTEM_HEALTH_READ),
)
PHONE = (
    _Place(_("首頁"), "mobile:home", P.INTAKE_RECORD, "house"),
    # a view is named because a phone's "/" leads to the pages made for phones
    _Place(_("待辦"), "desk:worklist", P.CASE_READ, "list-checks", "?view=today"),
    _Place(_("新申請"), "mobile:start", P.INTAKE_RECORD, "file-plus"),
    _Place(_("訪視"), "visit:mine", P.VISIT_RECORD, "map-pin"),
    _Place(_("我的"), "accounts:me", P.ACCOUNT_SELF_USE, "user"),
)
MENU = (
    _Place(_("我的職務"), "accounts:me", P.ACCOUNT_SELF_USE),
    _Place(_("我查過什麼"), "looks:mine", P.ACCOUNT_SELF_USE),
    _Place(_("職務代理"), "accounts:deputies", P.DEPUTY_GRANT),
    _Place(_("登入的第二道確認"), "mfa_index", P.ACCOUNT_SELF_USE),
)
_SEARCH = "desk:search"


def navigation(request: HttpRequest) -> Navigation:
    """The surroundings of one page for whoever acts; nothing before sign-in."""
    acting: Acting | None = getattr(request, "acting", None)
    if acting is None:
        return Navigation(person=_nobody_yet(request))
    return Navigation(
        items=_links(DESK, acting, request.path),
        search=_search(acting),
        person=_person(acting),
        menu=_links(MENU, acting, request.path),
        phone=_links(PHONE, acting, request.path),
    )


def _links(places: tuple[_Place, ...], acting: Acting, path: str) -> list[NavItem]:
    found = [(p, address) for p in places if acting.can(p.permission) and (address := _address(p.name))]
    # the longest address the present page begins with is where we are
    here = max((a for _p, a in found if path == a or (a != "/" and path.startswith(a))), key=len, default="")
    return [NavItem(p.label, address + p.query, current=address == here, icon=p.icon) for p, address in found]


def _person(acting: Acting) -> Person:
    role: str | Promise = ROLE_LABELS[acting.role]
    if acting.on_behalf_of:
        role = gettext("%(role)s（代理 %(name)s）") % {"role": role, "name": acting.on_behalf_of_name}
    return Person(name=acting.name, role=role, office=acting.agency_name)


def _nobody_yet(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)  # somebody signed in without an appointment
    return Person(str(user)) if user is not None and user.is_authenticated else None


def _search(acting: Acting) -> Search | None:
    address = _address(_SEARCH)
    if not address or not acting.can(P.CASE_READ):
        return None
    return Search(address, _("身分證號、姓名或案號"))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # that page is not there in this release
        return ""
