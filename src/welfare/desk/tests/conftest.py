"""A browser's session for any demo officer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from welfare.foundation.models import Officer


@pytest.fixture
def signed_in(client: Client) -> Callable[[str], Client]:
    """`signed_in("caseworker")`: the test client with that officer signed in."""

    def sign_in(username: str) -> Client:
        client.force_login(Officer.objects.get(username=username))
        return client

    return sign_in


_NOT_THE_PAGE = ("SAVEPOINT", "RELEASE", "set_config", "django_session", "foundation_officer", "deputyship")


@pytest.fixture
def own_queries() -> Callable[[CaptureQueriesContext], list[str]]:
    """What a page itself asked: without sign-in, acting context and savepoints, which every request has."""

    def own(context: CaptureQueriesContext) -> list[str]:
        statements = [query["sql"] for query in context.captured_queries]
        return [sql for sql in statements if not any(word in sql for word in _NOT_THE_PAGE)]

    return own
