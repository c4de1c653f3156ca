"""Failed sign-ins: five for an account, thirty from one network, then fifteen minutes' wait.

A try is counted before the password is looked at and given back when it was right, so twenty tries sent
at once count as twenty. Names are kept as keyed hashes. Passkeys are not counted: a stranger who types
wrong passwords cannot lock an office out.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import connection, transaction

from welfare.foundation import clock
from welfare.foundation.crypto import keyed_hash

ACCOUNT_TRIES = 5
NETWORK_TRIES = 30
WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Tries:
    """`left` further tries for this account; `locked` when this one is not to be looked at."""

    left: int
    locked: bool


def take(account: str, network: str) -> Tries:
    """Count one try. A locked account or network stays locked for the whole wait, however often it asks."""
    by_network = _count(_key("network", network), NETWORK_TRIES)
    by_account = _count(_key("account", account.casefold()), ACCOUNT_TRIES)
    return Tries(left=by_account.left, locked=by_account.locked or by_network.locked)


def succeed(account: str, network: str) -> None:
    """The password was right: forget the account's failures, give the network its one try back."""
    cache.delete(_key("account", account.casefold()))
    key = _key("network", network)
    with transaction.atomic():
        _one_at_a_time(key)
        count, since = cache.get(key, (0, 0.0))
        if count:
            cache.set(key, (count - 1, since), int(WAIT.total_seconds()))


def _count(key: str, limit: int) -> Tries:
    now = clock.now().timestamp()
    with transaction.atomic():
        _one_at_a_time(key)
        count, latest = cache.get(key, (0, 0.0))
        if now - latest >= WAIT.total_seconds():
            count = 0
        if count >= limit:
            return Tries(left=0, locked=True)
        cache.set(key, (count + 1, now), int(WAIT.total_seconds()))
    return Tries(left=limit - count - 1, locked=False)


def _one_at_a_time(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _key(kind: str, value: str) -> str:
    return f"tries:{kind}:{keyed_hash(value)}"
