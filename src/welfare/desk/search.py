"""Search by case number, name or a piece of it, whole ID or its last four; never through the address."""

import re
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from welfare.case import search_keys
from welfare.case.models import Case, Member, SearchKey
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.identifiers import canonical_person_id, fold_full_width, is_person_id
from welfare.foundation.names import search_key

MOST = 50
_NUMBER = re.compile(r"(?:\d{2,3}-)?[^\s\d-]{1,6}-\d{1,6}|\d{2,3}-\S+")
_LAST = chr(0x10FFFF)  # behind every number that begins as typed
_LAST_FOUR = re.compile(r"\d{4}")
#: what people type for one sign, the glottal stop of romanised names
_GLOTTAL = "['’‘‛ʻʼʽˈ′`´＇Ꞌꞌʔˀʾʿ]"


class Kind(StrEnum):
    """How a search was understood. Recorded in the audit trail instead of what was typed."""

    NUMBER = "number"
    NATIONAL_ID = "national_id"
    LAST_FOUR = "last_four"
    PHONE = "phone"
    NAME = "name"


KIND_LABELS = {
    Kind.NUMBER: _("案號"),
    Kind.NATIONAL_ID: _("身分證統一編號"),
    Kind.LAST_FOUR: _("身分證末四碼"),
    Kind.PHONE: _("電話"),
    Kind.NAME: _("姓名"),
}


def understand(typed: str) -> Kind:
    text = fold_full_width(typed).strip()
    if is_person_id(text):
        return Kind.NATIONAL_ID
    if _LAST_FOUR.fullmatch(text):
        return Kind.LAST_FOUR
    if search_keys.phone_number(text):
        return Kind.PHONE
    return Kind.NUMBER if _NUMBER.fullmatch(text) else Kind.NAME


def find(typed: str) -> QuerySet[Case]:
    """Cases in sight that fit, most urgent first. Household members are found as well as applicants."""
    text = fold_full_width(typed).strip()
    kind = understand(typed)
    if kind is Kind.NATIONAL_ID:
        key = keyed_hash(canonical_person_id(text))
        found = Case.objects.filter(pk__in=Member.objects.filter(person_key=key).values("case_id"))
    elif kind is Kind.LAST_FOUR:
        found = Case.objects.filter(id_last_four=text)
    elif kind is Kind.PHONE:
        found = _with_keys([search_keys.of_phone(search_keys.phone_number(text))])
    elif kind is Kind.NUMBER:
        found = Case.objects.filter(number__gte=text, number__lt=text + _LAST)
    else:
        found = _by_name(typed)
    return found.order_by("due", "id")


def _with_keys(keys: list[str]) -> QuerySet[Case]:
    found = Case.objects.all()
    for key in keys:
        found = found.filter(pk__in=SearchKey.objects.filter(key=key).values("case_id"))
    return found


def _by_name(typed: str) -> QuerySet[Case]:
    """Every part typed stands somewhere in one person's registered or romanised name."""
    parts = search_key(typed).split()
    if not parts:
        return Case.objects.none()
    named = Member.objects.filter(case=OuterRef("pk"))
    for part in parts:
        pattern = _pattern(part)
        named = named.filter(Q(name__iregex=pattern) | Q(romanised_name__iregex=pattern))
    return _with_keys(search_keys.of_name(typed)).filter(Exists(named))


def _pattern(part: str) -> str:
    """A regular expression for one part of a name: the signs people mix up stand for each other."""
    return "".join(_GLOTTAL if sign == "'" else re.escape(sign) for sign in part)
