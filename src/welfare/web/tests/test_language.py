"""Chinese unless somebody chose otherwise in the page header."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def test_a_browser_set_to_english_still_gets_chinese(client) -> None:
    page = client.get("/accounts/login/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "zh-hant"
    assert "登入" in page.content.decode()


def test_english_stays_once_it_is_chosen(client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get("/accounts/login/")
    assert page.headers["Content-Language"] == "en"
    assert "Sign in" in page.content.decode()


def test_an_unknown_language_is_ignored(client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../../x"
    assert client.get("/accounts/login/").headers["Content-Language"] == "zh-hant"
