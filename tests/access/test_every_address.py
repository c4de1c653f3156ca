"""Every role at every address with somebody else's record: refused, and not a word of it shown.

The list of addresses is read from the URLconf, the records from `records.RECORDS`; nobody has to remember
to test a new page.
"""

import uuid

import pytest
from django.test import Client

from tests.access.addresses import OPEN, OWN_ACCOUNT, Address, addresses
from tests.access.records import RECORDS, WORD, Place
from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.regions import villages_of
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.project import cluster
from welfare.project.cluster import testing
from welfare.project.demo.staff import HUALIEN, TAICHUNG, YULI

ROLES = {
    "clerk": Role.VILLAGE_CLERK,
    "caseworker": Role.TOWNSHIP_CASEWORKER,
    "chief": Role.SECTION_CHIEF,
    "reviewer": Role.COUNTY_REVIEWER,
    "approver": Role.COUNTY_APPROVER,
    "social_worker": Role.SOCIAL_WORKER,
    "accountant": Role.ACCOUNTANT,
    "ministry": Role.MINISTRY_ADMINISTRATOR,
    "operator": Role.OPERATOR,
    "auditor": Role.AUDITOR,
}
REFUSED = {403, 404, 405}
#: tables a reading page may write: that somebody read, that the session lives
WRITTEN_BY_READING = (
    "foundation_audit",
    "looks_look",
    "django_session",
    "web_cache",
    "foundation_idempotencykey",
)


class Ground:
    """One database for the whole module: the records, a signed-in browser per role."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.all = addresses()
        wanted = {name for address in self.all for name in address.kwargs}
        village_of = {town: villages_of(town)[-1].code for town in ("66000010", "10015010", YULI)}
        county = Place(
            TAICHUNG, "66000010", village_of["66000010"], ("tc_clerk", "tc_caseworker", "tc_chief"), 1
        )
        town = Place(HUALIEN, "10015010", village_of["10015010"], ("caseworker2", "reviewer", "approver"), 2)
        village = Place(HUALIEN, YULI, village_of[YULI], ("clerk", "caseworker", "chief"), 3)
        self._take_the_last_village_from_the_clerk(village_of[YULI])
        for place in (county, town, village):
            place.plant(wanted)
        self.county, self.town, self.village = county, town, village
        self.clients = {}
        for username in ROLES:
            client = Client(raise_request_exception=False)
            client.force_login(Officer.objects.get(username=username))
            self.clients[username] = client

    def _take_the_last_village_from_the_clerk(self, village: str) -> None:
        with acting_as(Acting.system(HUALIEN)):
            appointment = Appointment.objects.get(officer__username="clerk")
            appointment.villages = [code for code in appointment.villages if code != village]
            appointment.save(update_fields=["villages"])

    def foreign_places(self, username: str) -> list[Place]:
        """Places whose records this officer has no business with."""
        if username == "clerk":
            return [self.county, self.town, self.village]
        if username in ("caseworker", "chief"):
            return [self.county, self.town]
        if username in ("social_worker", "ministry", "operator"):
            return [self.county, self.village]
        return [self.county]


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), testing.fresh_copy("addresses") as database:
        yield Ground(database)


def of_a_colleague(address: Address, username: str, place: Place) -> bool:
    """A deputyship of the officer's own office is theirs to end."""
    return "deputyship_id" in address.kwargs and username in place.deputyship


@pytest.mark.proves("P10-9")
@pytest.mark.proves("ASVS-8.2.1")
def test_every_address_says_who_may_open_it():
    silent = [
        address.name
        for address in addresses()
        if not hasattr(address.view, "permission")
        and not (address.name in OPEN and not getattr(address.view, "login_required", True))
        and address.name not in OWN_ACCOUNT
    ]
    assert silent == [], "give the view @page(Permission.…), or a reason in tests/access/addresses.py"


@pytest.mark.proves("P10-9")
def test_nothing_opens_before_sign_in_except_what_is_listed(ground):
    stranger = Client(raise_request_exception=False)
    opened = []
    for address in ground.all:
        for method in ("get", "post"):
            answer = getattr(stranger, method)(address.at(ground.county.values))
            away = answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")
            if not away and address.name not in OPEN and answer.status_code not in {401, 405}:
                opened.append((method, address.name, answer.status_code))
    assert opened == []


@pytest.mark.proves("P10-9")
@pytest.mark.proves("R1")
@pytest.mark.proves("ASVS-8.2.2")
@pytest.mark.parametrize("username", ROLES)
def test_somebody_elses_record_is_refused_and_not_a_word_of_it_is_shown(ground, username):
    client, wrong = ground.clients[username], []
    for place in ground.foreign_places(username):
        for address in ground.all:
            if not set(address.kwargs) & (RECORDS.keys() | {"pk"}) or of_a_colleague(
                address, username, place
            ):
                continue
            for method in ("get", "post"):
                fields = {"form_key": uuid.uuid4(), "seen_version": 1} if method == "post" else {}
                answer = getattr(client, method)(address.at(place.values), fields)
                own_account = address.name in OWN_ACCOUNT and answer.status_code == 302
                if (answer.status_code not in REFUSED and not own_account) or WORD.encode() in _body(answer):
                    wrong.append((method, address.name, place.county, answer.status_code))
    assert wrong == []


@pytest.mark.proves("R2")
@pytest.mark.parametrize("username", ROLES)
def test_no_list_no_count_and_no_search_shows_a_word_of_somebody_elses_record(ground, username):
    client, wrong = ground.clients[username], []
    theirs = {str(v) for p in ground.foreign_places(username) for k, v in p.values.items() if k in RECORDS}
    for address in ground.all:
        if set(address.kwargs) & RECORDS.keys() or address.name in OPEN.keys() | OWN_ACCOUNT.keys():
            continue
        for method, fields in (("get", {}), ("post", {"q": WORD, "form_key": uuid.uuid4()})):
            answer = getattr(client, method)(address.at(ground.county.values), fields)
            body = _body(answer).decode(errors="replace").replace(f'value="{WORD}"', "")
            shown = [word for word in theirs if word in body]
            # rows of one's own place are barely filled here: a list that stumbles over them is no leak
            stumbled = answer.status_code >= 500 and _all_foreign(username)
            told = method == "get" and WORD in body and _all_foreign(username)
            if stumbled or shown or told:
                wrong.append((method, address.name, answer.status_code, shown))
    assert wrong == []


@pytest.mark.proves("ASVS-3.5.3")
def test_reading_changes_nothing(ground):
    before = _state(ground.database)
    for username, client in ground.clients.items():
        foreign = ground.foreign_places(username)
        own = [place for place in (ground.village, ground.town, ground.county) if place not in foreign]
        for address in ground.all:
            for place in own[:1] if set(address.kwargs) & RECORDS.keys() else [ground.village]:
                client.get(address.at(place.values))
    assert _state(ground.database) == before


@pytest.mark.proves("P10-9")
@pytest.mark.parametrize("username", ROLES)
def test_a_permission_one_lacks_closes_every_address_that_asks_for_it(ground, username, acting):
    client, wrong = ground.clients[username], []
    me = acting(username)
    for address in ground.all:
        permission = getattr(address.view, "permission", None)
        if permission is None or me.can(permission):
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(address.at(ground.village.values))
            if answer.status_code != 403 or WORD.encode() in _body(answer):
                wrong.append((method, address.name, answer.status_code))
    assert wrong == []


def _all_foreign(username):
    """Whether every planted record is foreign to this officer, so that the word itself must not appear."""
    return username in ("clerk", "social_worker", "ministry", "operator")


def _body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _state(database):
    """A fingerprint of every table a reading page must leave alone, read with all powers."""
    with cluster.running(testing.data_dir()).connect("superuser", database) as superuser:
        names = [
            name
            for (name,) in superuser.execute(
                "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                " where nspname = 'public' and relkind = 'r' order by relname"
            ).fetchall()
            if not name.startswith(WRITTEN_BY_READING)
        ]
        return {
            name: superuser.execute(
                f"select count(*), md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from {name} t"
            ).fetchone()
            for name in names
        }
