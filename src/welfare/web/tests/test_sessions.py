"""Sessions end by themselves, everywhere; what was typed at that moment is given back to the same person."""

import base64
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import choices
from welfare.foundation.models import AuditEvent, Deputyship, Officer
from welfare.foundation.row_access import acting_as

START = "2026-11-20 01:00:00+00:00"
pytestmark = pytest.mark.django_db


def officer(username):
    return Officer.objects.get(username=username)


def signed_in(username, **extra):
    client = Client(**extra)
    client.post("/accounts/demo-sign-in/", {"username": username})
    return client


def is_open(client):
    return client.get("/accounts/me/").status_code == 200


def deputise(deputy, absent, start, end):
    with acting_as(Acting.system("10015")):
        row = Deputyship(
            appointment=officer(absent).appointments.get(),
            deputy=officer(deputy),
            valid_from=start,
            valid_until=end,
            granted_by=officer("chief"),
        )
        Deputyship.objects.bulk_create([row])
    return row


@pytest.mark.proves("P10-6")
@pytest.mark.parametrize(("username", "seconds"), [("clerk", 900), ("accountant", 300), ("approver", 300)])
def test_a_quiet_session_ends_after_fifteen_minutes_and_after_five_where_money_is_paid(username, seconds):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in(username)
        assert is_open(client)
        now.shift(seconds - 1)
        assert is_open(client)
        now.shift(seconds)
        assert not is_open(client)
        now.shift(-seconds)
        with acting_as(Acting.system("10015")):
            assert AuditEvent.objects.filter(event="account.session_ended").count() == 1


@pytest.mark.proves("P10-6")
def test_a_busy_session_ends_after_ten_hours():
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        for _ in range(59):
            now.shift(600)
            assert is_open(client)
        now.shift(600)
        assert not is_open(client)


@pytest.mark.proves("P10-6")
def test_an_ended_session_opens_no_fragment_and_saves_no_draft_and_tells_scripts_so():
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        now.shift(3600)
        fragment = client.get(
            "/accounts/me/",
            headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/applications/"},
        )
        assert fragment.headers["HX-Redirect"] == "/accounts/login/?next=%2Fapplications%2F"
        assert client.post("/accounts/act-as/", headers={"X-Autosave": "1"}).status_code == 401
        assert client.get("/accounts/me/", headers={"Sec-Fetch-Dest": "empty"}).status_code == 401


@pytest.fixture
def somewhere(settings):
    """A page of the stages that takes a form: the audit reader stands in, it only has to need a sign-in."""
    return reverse("audit:trail")


def typed(client, path, **fields):
    return client.post(
        path, {"form_key": "k-1", "opinion": "家訪時屋況良好", **fields}, HTTP_REFERER="http://testserver/x/"
    )


@pytest.mark.proves("P10-6")
def test_what_was_typed_when_the_session_ended_waits_for_the_same_officer(somewhere):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        now.shift(1000)
        answer = typed(client, somewhere, password="hunter2", bank_code="700")
        assert answer.headers["Location"] == "/accounts/login/?next=%2Faccounts%2Fkept-form%2F"
        cookie = answer.cookies["kept_form"]
        assert cookie["httponly"] and cookie["max-age"] == 900 and "家訪" not in cookie.value
        client.post("/accounts/demo-sign-in/", {"username": "clerk"})
        page = client.get("/accounts/kept-form/").content.decode()
    assert "您剛才填的還在" in page and "家訪時屋況良好" in page
    assert f'action="{somewhere}"' in page and 'name="form_key" value="k-1"' in page
    assert 'value="700"' in page and "hunter2" not in page


def test_two_tabs_keep_the_form_even_when_the_other_tab_noticed_the_end_first(somewhere):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        now.shift(1000)
        client.get("/accounts/me/")
        typed(client, somewhere)
        client.post("/accounts/demo-sign-in/", {"username": "clerk"})
        assert "家訪時屋況良好" in client.get("/accounts/kept-form/").content.decode()


@pytest.mark.proves("R19")
def test_nobody_else_at_the_same_browser_sees_what_was_typed(somewhere):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        now.shift(1000)
        typed(client, somewhere)
        client.post("/accounts/demo-sign-in/", {"username": "caseworker"})
        answer = client.get("/accounts/kept-form/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/"


def test_after_fifteen_minutes_nothing_is_kept(somewhere):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        now.shift(1000)
        typed(client, somewhere)
        now.shift(901)
        client.post("/accounts/demo-sign-in/", {"username": "clerk"})
        assert client.get("/accounts/kept-form/").status_code == 302


@pytest.mark.proves("P10-71")
def test_the_kept_form_lies_sealed_in_the_database(somewhere):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        now.shift(1000)
        typed(client, somewhere)
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*), string_agg(value, '') from web_cache where cache_key like '%%kept:%%'"
            )
            count, values = cursor.fetchone()

    assert count == 1 and "家訪".encode() not in base64.b64decode(values)


@pytest.mark.proves("R13")
def test_a_form_from_another_site_is_not_kept(somewhere):
    with time_machine.travel(START, tick=False) as now:
        client = signed_in("clerk")
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        now.shift(1000)
        answer = typed(strict, somewhere)
    assert answer.status_code == 403 and "kept_form" not in answer.cookies


@pytest.mark.proves("R19")
def test_signing_out_wipes_the_browser_and_the_session():
    client = signed_in("clerk")
    key = client.session.session_key
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not client.session.exists(key)


@pytest.mark.proves("P10-6")
def test_the_session_key_changes_at_sign_in_and_at_every_change_of_identity():
    client = Client()
    before = client.session.session_key
    client.post("/accounts/demo-sign-in/", {"username": "caseworker"})
    after_sign_in = client.session.session_key
    deputise("caseworker", "chief", clock.now(), clock.now() + timedelta(hours=1))
    as_chief = next(c for c in choices(officer("caseworker")) if c.deputy_for)
    client.post("/accounts/act-as/", {"choice": as_chief.key})
    assert len({before, after_sign_in, client.session.session_key}) == 3
    with acting_as(Acting.system("10015")):
        (event,) = AuditEvent.objects.filter(event="account.acting_changed")
    assert as_chief.key in event.body


def test_the_masthead_says_whom_one_stands_in_for():
    client = signed_in("caseworker")
    deputyship = deputise("caseworker", "chief", clock.now(), clock.now() + timedelta(hours=1))
    assert client.post("/accounts/act-as/", {"choice": str(deputyship.id)}).status_code == 302
    assert "代理 林測德" in client.get("/accounts/me/").content.decode()


@pytest.mark.proves("P10-9")
def test_nobody_takes_an_identity_that_is_not_theirs():
    client = signed_in("clerk")
    chief = officer("chief").appointments.get()
    foreign = deputise("caseworker", "chief", clock.now(), clock.now() + timedelta(hours=1))
    for key in (str(chief.id), str(foreign.id), "", "x"):
        assert client.post("/accounts/act-as/", {"choice": key}).status_code == 404


@pytest.mark.proves("P10-2")
def test_a_deputyship_that_ends_at_noon_is_refused_one_second_later_in_an_open_session():
    with time_machine.travel("2026-11-20 03:50:00+00:00", tick=False) as now:  # 11:50 in Taiwan
        client = signed_in("caseworker")
        row = deputise("caseworker", "chief", clock.now(), clock.now() + timedelta(minutes=10))
        client.post("/accounts/act-as/", {"choice": str(row.id)})
        now.shift(599)
        assert client.get("/accounts/deputies/").status_code == 200
        now.shift(1)
        refused = client.post("/accounts/deputies/grant/", {})
        assert refused.status_code == 409 and "代理期間已經結束" in refused.content.decode()
        assert client.get("/accounts/deputies/").status_code == 403


def test_somebody_without_an_appointment_reads_what_to_do():
    lone = Officer.objects
    with acting_as(Acting.system()):
        person = lone.create_officer("newcomer", "新測人")
        person.is_demo = True
        person.save()
    client = Client()
    client.force_login(person)
    answer = client.get("/accounts/me/")
    assert answer.status_code == 403 and "您目前沒有職務" in answer.content.decode()
