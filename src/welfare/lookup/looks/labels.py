"""Words of who looked, as people read them."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from welfare.foundation.regions import town
from welfare.lookup.looks.models import AlarmStatus, Finding, LookKind, SheetStatus

KIND_LABELS = {
    LookKind.ASKED: _("查調"),
    LookKind.VIEWED: _("閱覽"),
    LookKind.PRINTED: _("列印"),
    LookKind.EXPORTED: _("匯出"),
    LookKind.TOLD: _("提供當事人"),
}

PAGE_LABELS = {
    "case": _("案件頁"),
    "glance": _("待辦清單的摘要"),
    "decision": _("核定頁"),
    "application": _("申請填寫"),
    "explanation": _("試算說明"),
    "review": _("審查頁"),
    "letter": _("核定函"),
    "visit": _("訪視紀錄"),
    "fact": _("一項查調資料"),
    "request": _("一次查調"),
    "batch": _("定期比對"),
    "list": _("查閱紀錄"),
}

STATUS_LABELS = {SheetStatus.OPEN: _("待簽核"), SheetStatus.SIGNED: _("已簽核")}

FINDING_LABELS = {Finding.IN_ORDER: _("與案卷相符"), Finding.NO_REASON: _("找不到理由")}

ANSWER_LABELS = {
    AlarmStatus.OPEN: _("待答覆"),
    AlarmStatus.EXPLAINED: _("有正當理由"),
    AlarmStatus.MISUSE: _("不當查閱"),
}

RULE_LABELS = {
    "no_activity": _("沒有在辦的案件"),
    "neighbor": _("自己的鄰居"),
    "kin": _("本人或親屬"),
    "colleague": _("同事"),
    "burst": _("短時間大量查閱"),
    "off_hours": _("下班或假日查閱"),
    "crowd": _("多人查閱同一人"),
    "other_office": _("別的公所的案件"),
    "sample": _("抽查找不到理由"),
    "chain": _("紀錄與稽核鏈不符"),
}

#: how the applicant's identity was checked before the list was given
IDENTITY_LABELS = {
    "id_card": _("國民身分證"),
    "health_card": _("健保卡加另一張證件"),
    "known_visit": _("到宅，當面核對身分證"),
    "representative": _("代理人：委託書與雙方身分證"),
}


def office_words(code: str, county: str) -> str:
    """The office of a looker: its township, or the county government."""
    return _t("%(town)s公所") % {"town": town(code).name} if code else _t("縣市政府")


def page_words(page: str) -> str:
    return str(PAGE_LABELS.get(page, page))


def alarm_sentence(rule: str, officer: str, params: dict[str, Any]) -> str:
    """One sentence that says what was noticed and why it needs a reason."""
    given = {"officer": officer, "number": "", "cases": 0, "days": 0, "minutes": 0, "looks": 0, **params}
    if rule == "no_activity" and given["cases"]:
        return _t("%(officer)s 一天內看了 %(cases)s 件沒有人在辦的案件。") % given
    if rule == "no_activity":
        return _t("%(officer)s 一週內有 %(days)s 天都看 %(number)s，這一件沒有人在辦。") % given
    if rule == "neighbor" and given.get("address"):
        return _t("%(officer)s 看了 %(number)s，其中有人和他登記同一個地址。") % given
    if rule == "neighbor":
        return _t("%(officer)s 不只一天看了 %(number)s；這一件在他住的村里，沒有人在辦。") % given
    if rule == "kin" and given.get("self"):
        return _t("%(officer)s 在 %(number)s 看了自己的資料。") % given
    if rule == "kin":
        return _t("%(officer)s 看了 %(number)s，其中有他的親屬，應該迴避。") % given
    if rule == "colleague":
        return _t("%(officer)s 看了 %(number)s，其中有同事，而他沒有辦這一件。") % given
    if rule == "burst":
        return _t("%(officer)s 在 %(minutes)s 分鐘內看了 %(cases)s 件，多數沒有辦理。") % given
    if rule == "off_hours":
        return _t("%(officer)s 在下班或放假時間看了 %(looks)s 次，那段時間沒有辦理任何案件。") % given
    if rule == "crowd":
        return _t("%(days)s 天內有 %(officers)s 個沒有辦這一件的人看了同一個人。") % given
    if rule == "other_office":
        return _t("%(officer)s 看了 %(number)s，這一件屬於別的公所。") % given
    if rule == "chain":
        return _t("這個月的查閱紀錄與稽核鏈的筆數不同，請查原因。")
    return _t("%(officer)s 的一次查閱，抽查時在案卷裡找不到理由。") % given
