"""Random people go through every form; not a word of them reaches a log, an address or an error page."""

import io
import logging
import random
import re
import uuid

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.access.addresses import addresses
from tests.access.records import WORDS_IN_ADDRESSES
from tests.access.test_every_address import ROLES
from welfare.case.tests.factories import a_case, synthetic_id
from welfare.foundation.models import Officer
from welfare.foundation.roles import ROLE_PERMISSIONS, Permission
from welfare.project import logs
from welfare.project.demo.staff import YULI

NOBODYS = "00000000-0000-4000-8000-00000000dead"
FORM_PAGE = {200, 409, 422}  # a form shown again to who typed it, with what was typed
FIELDS = {
    "national_id": "id",
    "q": "name",
    "name": "name",
    "applicant_name": "name",
    "holder_name": "name",
    "login": "id",
    "username": "id",
    "phone": "phone",
    "mobile": "phone",
    "account_number": "account",
    "opinion": "name",
    "reasons": "name",
    "findings": "phone",
    "answers": "account",
}


def a_person(seed: int) -> dict[str, str]:
    chance = random.Random(seed)
    name = chance.choice("王李陳林黃") + "測" + "".join(chance.sample("勇真德衡明安算策維查平帳", 2))
    digits = "".join(chance.choices("0123456789", k=14))
    national_id = synthetic_id(chance.randrange(500_000, 999_999))
    return {"id": national_id, "name": name, "phone": f"09{digits[:8]}", "account": digits}


@pytest.fixture
def log():
    """The technical log as the product writes it: its formatter, everything from DEBUG up."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def pushed(client, target, person, fields):
    page = client.get(target)
    yield page
    own = set(re.findall(r'name="(\w+)"', _text(page))) - {"theme", "density", "language", "next"}
    body = {name: person["name"] for name in own if "token" not in name}
    body |= {name: person[kind] for name, kind in FIELDS.items()} | fields
    yield client.post(target, body)
    yield client.post(target, body, headers={"HX-Request": "true"})


@pytest.mark.proves("P10-19")
@pytest.mark.proves("R16")
@pytest.mark.proves("ASVS-14.2.1")
def test_nobody_typed_into_any_form_is_found_in_logs_addresses_or_error_pages(db, log):
    case = a_case(village=Officer.objects.get(username="clerk").appointments.get().villages[0], town=YULI)
    leaks = []
    for number, address in enumerate(addresses()):
        if address.name in ("account_logout", "accounts:demo_sign_in"):
            continue
        person, client = a_person(number), somebody_who_may(address)
        known = {**WORDS_IN_ADDRESSES, "case_id": case.pk}
        values = {n: known.get(n, NOBODYS) for n in address.kwargs}
        for answer in pushed(
            client, address.at(values), person, {"form_key": uuid.uuid4(), "seen_version": 1}
        ):
            where = {"address": answer.headers.get("Location", "") + answer.headers.get("HX-Redirect", "")}
            if answer.status_code not in FORM_PAGE:
                where["page"] = _text(answer)
            leaks += [
                (address.name, answer.status_code, place, kind)
                for place, text in where.items()
                for kind, word in person.items()
                if word in text
            ]
        written = log.getvalue()
        leaks += [(address.name, "log", kind) for kind, word in person.items() if word in written]
    assert leaks == []


def somebody_who_may(address):
    """A browser of the first demo officer with the permission the address asks for."""
    permission = getattr(address.view, "permission", Permission.ACCOUNT_SELF_USE)
    username = next(u for u, role in ROLES.items() if permission in ROLE_PERMISSIONS[role])
    client = Client(raise_request_exception=False)
    client.force_login(Officer.objects.get(username=username))
    return client


@pytest.mark.proves("P10-53")
def test_an_unforeseen_error_shows_a_code_and_none_of_its_words(db, log, monkeypatch):
    from welfare.web import account_pages

    def broken(_user):
        raise RuntimeError("王測勇 U290000016 0912345678")

    client = Client(raise_request_exception=False)
    client.force_login(Officer.objects.get(username="clerk"))
    monkeypatch.setattr(account_pages, "choices", broken)
    answer = client.get("/accounts/me/")
    assert answer.status_code == 500 and re.search(r"500-[0-9A-F]{6}", _text(answer))
    assert "RuntimeError" not in _text(answer) and "測勇" not in _text(answer)
    assert "RuntimeError" in log.getvalue() and "測勇" not in log.getvalue()


@pytest.mark.proves("P10-53")
def test_debug_is_off_and_cannot_be_switched_on_from_outside():
    assert settings.DEBUG is False


@pytest.mark.proves("R16")
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_nothing_that_is_logged_breaks_the_line_or_talks_to_the_terminal(words):
    record = logging.LogRecord("welfare.test", logging.WARNING, __file__, 1, "%s", (words,), None)
    line = logs.formatter().format(record)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", line)


def _text(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")
