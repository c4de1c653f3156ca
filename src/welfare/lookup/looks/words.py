"""Sentences of who looked: offices, pages, and why an alarm was raised."""

from typing import Any

from django.utils.translation import gettext as _

from welfare.foundation.regions import town
from welfare.lookup.looks.labels import PAGE_LABELS


def office_words(code: str, county: str) -> str:
    """The office of a looker: its township, or the county government."""
    return _("%(town)s公所") % {"town": town(code).name} if code else _("縣市政府")


def page_words(page: str) -> str:
    return str(PAGE_LABELS.get(page, page))


def alarm_sentence(rule: str, officer: str, params: dict[str, Any]) -> str:
    """One sentence that says what was noticed and why it needs a reason."""
    given = {"officer": officer, "number": "", "cases": 0, "days": 0, "minutes": 0, "looks": 0, **params}
    if rule == "no_activity" and given["cases"]:
        return _("%(officer)s 一天內看了 %(cases)s 件沒有人在辦的案件。") % given
    if rule == "no_activity":
        return _("%(officer)s 一週內有 %(days)s 天都看 %(number)s，這一件沒有人在辦。") % given
    if rule == "neighbor" and given.get("address"):
        return _("%(officer)s 看了 %(number)s，其中有人和自己登記同一個地址。") % given
    if rule == "neighbor":
        return _("%(officer)s 不只一天看了 %(number)s；這一件在自己住的村里，沒有人在辦。") % given
    if rule == "kin" and given.get("self"):
        return _("%(officer)s 在 %(number)s 看了自己的資料。") % given
    if rule == "kin":
        return _("%(officer)s 看了 %(number)s，其中有自己的親屬，應該迴避。") % given
    if rule == "colleague":
        return _("%(officer)s 看了 %(number)s，其中有同事，自己沒有辦這一件。") % given
    if rule == "burst":
        return _("%(officer)s 在 %(minutes)s 分鐘內看了 %(cases)s 件，多數沒有辦理。") % given
    if rule == "off_hours":
        return _("%(officer)s 在下班或放假時間看了 %(looks)s 次，那段時間沒有辦理任何案件。") % given
    if rule == "crowd":
        return _("%(days)s 天內有 %(officers)s 個沒有辦這一件的人看了同一個人。") % given
    if rule == "other_office":
        return _("%(officer)s 看了 %(number)s，這一件屬於別的公所。") % given
    if rule == "chain":
        return _("這個月的查閱紀錄與稽核鏈的筆數不同，請查原因。")
    return _("%(officer)s 的一次查閱，抽查時在案卷裡找不到理由。") % given
