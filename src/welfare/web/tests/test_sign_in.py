"""The way in: one sentence for every wrong password, five tries, a second factor, and a record of it all."""

import base64
import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import connections
from django.test import Client

from welfare.foundation.models import Officer
from welfare.web import throttling

PASSWORD = "a long enough pass phrase"


@pytest.fixture
def clerk(db):
    officer = Officer.objects.get(username="clerk")
    officer.set_password(PASSWORD)
    officer.save()
    return officer


@pytest.fixture
def outside_the_demo(settings):
    settings.DEMO_MODE = False


def sign_in(client, username="clerk", password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": username, "password": password}, **extra)


def events(*names):
    """(county, event, body) of the audit rows, in order, whoever may see them."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select set_config('welfare.role', 'system', true)")
        found = []
        for county in ("10015", ""):
            cursor.execute("select set_config('welfare.county', %s, true)", [county])
            cursor.execute("select county, event, body from foundation_auditevent order by day, sequence")
            found += [(c, e, json.loads(b)) for c, e, b in cursor.fetchall() if not names or e in names]
    return found


@pytest.mark.proves("P10-40")
def test_a_wrong_password_says_how_many_tries_are_left(client, clerk):
    assert "密碼不對，還可以試 4 次" in sign_in(client, password="wrong").content.decode()
    assert "密碼不對，還可以試 3 次" in sign_in(client, password="wrong").content.decode()


@pytest.mark.proves("P10-40")
def test_the_sixth_try_waits_fifteen_minutes_even_with_the_right_password(client, clerk):
    with time_machine.travel("2026-11-20 01:00:00+00:00", tick=False) as clock:
        for _ in range(5):
            answer = sign_in(client, password="wrong")
        assert "請等 15 分鐘再試" in answer.content.decode()
        assert "請等 15 分鐘再試" in sign_in(client).content.decode()
        clock.shift(14 * 60 + 59)
        assert sign_in(client).status_code == 200
        clock.shift(1)
        assert sign_in(client).status_code == 302


@pytest.mark.proves("P10-40")
def test_a_right_password_forgets_the_failures_before_it(client, clerk):
    for _ in range(4):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 302
    assert "還可以試 4 次" in sign_in(Client(), password="wrong").content.decode()


@pytest.mark.proves("P10-40")
def test_a_hundred_accounts_tried_from_one_address_are_stopped_by_the_address(client, clerk):
    for number in range(throttling.NETWORK_TRIES):
        assert not throttling.take(f"nobody{number}", "127.0.0.1").locked
    assert sign_in(client).status_code == 200, "the right password from that address waits as well"
    assert sign_in(client, REMOTE_ADDR="192.0.2.7").status_code == 302, "another address does not"


@pytest.mark.proves("P10-44")
def test_an_unknown_account_gets_the_same_answer_as_a_wrong_password(client, clerk):
    def without_token(answer):
        text = answer.content.decode()
        return text.replace(answer.context["csrf_token"].__str__(), "").replace(
            str(answer.context["form"]["login"].value()), ""
        )

    known, unknown = (
        sign_in(Client(), password="wrong"),
        sign_in(Client(), username="klerc", password="wrong"),
    )
    assert known.status_code == unknown.status_code
    assert len(known.content) == len(unknown.content)
    assert "密碼不對，還可以試 4 次" in unknown.content.decode()


@pytest.mark.proves("P10-40")
def test_twenty_tries_at_once_count_as_twenty(own_database):
    def one(_number):
        try:
            return throttling.take("clerk", "192.0.2.1").locked
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        locked = list(pool.map(one, range(20)))
    assert locked.count(False) == throttling.ACCOUNT_TRIES


@pytest.mark.proves("P10-16")
def test_sign_in_failure_and_sign_out_stand_in_the_audit_trail(client, clerk):
    sign_in(client, password="wrong")
    sign_in(client)
    client.post("/accounts/logout/")
    kinds = [event for _county, event, _body in events()]
    assert kinds == ["account.sign_in_failed", "account.signed_in", "account.signed_out"]
    failure = events("account.sign_in_failed")[0][2]
    assert failure["detail"]["account"] == str(clerk.pk) and failure["acting_as"] == "system"


@pytest.mark.proves("P10-39")
def test_what_was_typed_as_an_unknown_account_is_not_in_the_audit_trail(client, db):
    sign_in(client, username="A123456789", password="wrong")
    ((county, _event, body),) = events("account.sign_in_failed")
    assert county == "" and "A123456789" not in json.dumps(body)


@pytest.mark.proves("P10-47")
def test_passwords_are_kept_as_argon2id_only(clerk, settings):
    assert clerk.password.startswith("argon2$argon2id$")
    assert len(settings.PASSWORD_HASHERS) == 1


def test_nobody_signs_up_and_nobody_resets_by_e_mail(client, db):
    for address in ("signup/", "password/reset/", "email/", "login/code/", "signup/passkey/"):
        assert client.get(f"/accounts/{address}").status_code == 404


def test_a_demo_officer_enters_with_one_click_and_the_banner_says_it_is_practice(client, db):
    assert client.post("/accounts/demo-sign-in/", {"username": "clerk"}).status_code == 302
    assert "練習環境" in client.get("/accounts/me/").content.decode()


@pytest.mark.proves("P10-65")
def test_the_short_way_in_does_not_exist_outside_demo_mode(client, db, outside_the_demo):
    assert client.post("/accounts/demo-sign-in/", {"username": "clerk"}).status_code == 404
    assert "demo-sign-in" not in client.get("/accounts/login/").content.decode()


def test_only_demo_officers_have_the_short_way_in(client, clerk):
    clerk.is_demo = False
    clerk.save()
    assert client.post("/accounts/demo-sign-in/", {"username": "clerk"}).status_code == 404


@pytest.mark.proves("P10-37")
def test_without_a_second_factor_only_enrolment_opens(client, clerk, outside_the_demo):
    sign_in(client)
    for address in ("/accounts/me/", "/accounts/password/change/", "/accounts/deputies/"):
        assert client.get(address).headers["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    fragment = client.get("/accounts/me/", headers={"HX-Request": "true"})
    assert fragment.headers["HX-Redirect"] == "/accounts/2fa/totp/activate/"


def code_for(secret, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


@pytest.mark.proves("P10-37")
def test_enrolling_opens_the_session_that_enrolled_and_no_other(client, clerk, outside_the_demo):
    other = Client()
    sign_in(client)
    sign_in(other)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}).status_code == 302
    assert client.get("/accounts/me/").status_code == 200
    for address in ("/accounts/me/", "/accounts/2fa/", "/accounts/2fa/totp/deactivate/"):
        assert other.get(address).headers["Location"] == "/accounts/2fa/reauthenticate/"


@pytest.mark.proves("P10-37")
def test_password_and_code_open_the_desk_and_a_code_works_once(client, clerk, outside_the_demo):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    with time_machine.travel("2026-11-20 01:00:00+00:00", tick=False):
        assert sign_in(client).headers["Location"] == "/accounts/2fa/authenticate/"
        assert client.get("/accounts/me/").headers["Location"].startswith("/accounts/login/")
        assert client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
        assert client.get("/accounts/me/").status_code == 200
        again = Client()
        sign_in(again)
        replayed = again.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
        assert replayed.status_code == 200 and not replayed.wsgi_request.user.is_authenticated


@pytest.mark.proves("P10-71")
def test_the_database_holds_no_readable_second_factor_secret(clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    stored = json.dumps(Authenticator.objects.get().data)
    assert secret not in stored and secret.encode() not in base64.b64decode(json.loads(stored)["secret"])


@pytest.mark.proves("P10-1")
def test_a_closed_account_ends_an_open_session_at_the_next_click(client, clerk):
    client.force_login(clerk)
    assert client.get("/accounts/me/").status_code == 200
    clerk.is_active = False
    clerk.save()
    assert client.get("/accounts/me/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
@pytest.mark.proves("ASVS-3.7.2")
def test_sign_in_never_leads_to_another_host(client, clerk, target):
    assert (
        client.post(f"/accounts/login/?next={target}", {"login": "clerk", "password": PASSWORD}).headers[
            "Location"
        ]
        == "/"
    )
    short = Client().post("/accounts/demo-sign-in/", {"username": "clerk", "next": target})
    assert short.headers["Location"] == "/"
