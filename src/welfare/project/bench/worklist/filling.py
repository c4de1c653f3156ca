"""A scratch database with a nation's caseload: cases, members, search keys and draft determinations.

Filled by set-based SQL as the superuser, since no office may write for another. The largest county's share
of the population, 17 %, lies in the county the demo's officers belong to, and 20 % of that in one township.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psycopg

from welfare.case.search_keys import of_person
from welfare.case.states import DECIDED, OPEN
from welfare.connectors.demo_nation.names import name, surname
from welfare.foundation.regions import counties, towns_of, villages_of
from welfare.project.demo.staff import HUALIEN, YULI
from welfare.rules.engine import determine
from welfare.rules.facts import Facts

FACTS = Path(__file__).parent.parent / "one_household.json"

NAMES = 40_000
_LARGEST, _TOWN = 0.17, 0.20
_OPEN_SHARE = 0.3

_CASES = """
    insert into case_case (id, county, town, village, number, program, procedure, period, applicant_key,
        applicant_name, applicant_born_on, id_last_four, status, version, opened_at, opened_by, submitted_on,
        due_on, status_since, changed_at, changed_by_name, last_change, waiting_for, is_first_reviewed,
        papers_due_on, has_papers_to_judge, has_letter_to_serve)
    select gen_random_uuid(), v.county, v.town, v.village, '115-測-' || lpad(draw.n::text, 7, '0'),
        'senior_living_allowance', 'hualien', 115, md5(draw.n::text), bench_name.name,
        date '1950-01-01' + (random() * 5000)::int, lpad((draw.n % 10000)::text, 4, '0'), s.status, 1, now(),
        gen_random_uuid(), current_date - 20,
        case when s.is_open then current_date + (random() * 60 - 20)::int end,
        now() - interval '1 day', now(), '測試', '補登', '',
        s.status = 'first_review' and random() < 0.3,
        case when s.status = 'awaiting_supplement' then current_date + (random() * 20)::int end,
        s.status = 'awaiting_supplement' and random() < 0.1, s.status in ('approved') and random() < 0.01
    from (select n, random() as at, random() as state, (random() * {names})::int as who
          from generate_series(1, {size}) n) draw
    join lateral (
        select county, town, village from bench_place where upto >= at order by upto limit 1) v on true
    join lateral (select status, is_open from bench_state where upto >= state order by upto limit 1) s on true
    join bench_name on bench_name.n = who
"""
_MEMBERS = """
    insert into case_member (id, county, case_id, relation, is_applicant, is_listed, person_key, name,
        romanised_name, sex, birth_text, same_household, "order")
    select gen_random_uuid(), c.county, c.id, case when k = 0 then 'self' else 'child' end, k = 0, k = 0,
        c.applicant_key || k, case when k = 0 then c.applicant_name else bench_name.name end, '', '',
        '', true, k
    from case_case c
    join lateral generate_series(0, (abs(hashtext(c.number)) % 3)) k on true
    join bench_name on bench_name.n = abs(hashtext(c.number || k)) % {names}
"""
_KEYS = """
    insert into case_searchkey (county, key, case_id)
    select distinct m.county, key, m.case_id
    from case_member m join bench_name_key using (name)
    order by 1, 2, 3
"""
#: the rows are right as they are drawn: no key is looked up row by row, nothing is waited for
_SETTINGS = (
    "set session_replication_role = replica",
    "set synchronous_commit = off",
    "set work_mem = '512MB'",
    "set maintenance_work_mem = '512MB'",
)
_DETERMINATIONS = """
    insert into determination_determination (id, county, case_id, outcome, level, grade, monthly_amount,
        counted_size, rule_version, facts, facts_hash, result, made_at, made_by_name, because)
    select gen_random_uuid(), county, id, 'eligible', 'tier_1', 'tier_1', 8329, 2, '1', '{{}}', '',
        %(result)s::jsonb, now(), 'system', ''
    from case_case where county = %(county)s and due < '9999-12-31'
"""


def fill(database: psycopg.Connection, size: int) -> None:
    """`size` cases with one to three members each; then as a database is some minutes after such a load."""
    for setting in _SETTINGS:
        database.execute(setting.encode())
    _draw_tables(database)
    for statement in (_CASES, _MEMBERS, _KEYS, _DETERMINATIONS):
        start = time.perf_counter()
        database.execute(statement.format(size=size, names=NAMES).encode(), _given(statement))
        print(f"  {statement.split()[2]} {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    for table in ("case_case", "case_member", "case_searchkey", "determination_determination"):
        database.execute(f"vacuum (analyze) {table}".encode())


def _given(statement: str) -> dict[str, str] | None:
    """The draft determination of the open cases that are looked at: a real one, with its steps."""
    if statement is not _DETERMINATIONS:
        return None
    facts = json.loads(FACTS.read_text("utf-8"))
    day = date.fromisoformat(facts["investigated_on"])
    made = determine("senior_living_allowance", Facts.from_json(facts), on=day, demo=True)
    return {"result": json.dumps(made.as_json(), ensure_ascii=False), "county": HUALIEN}


def _draw_tables(database: psycopg.Connection) -> None:
    database.execute("create table bench_place (upto float8, county text, town text, village text)")
    database.execute("create table bench_state (upto float8, status text, is_open bool)")
    database.execute("create table bench_name (n int primary key, name text)")
    database.execute("create table bench_name_key (name text, key text)")
    rng = random.Random(115)  # noqa: S311 - made-up people
    names = [
        name(
            rng, surname(rng), rng.choice(("female", "male")), rng.randrange(90), indigenous=n % 50 == 0
        ).text
        for n in range(NAMES + 1)
    ]
    with database.cursor() as cursor:
        _copy(cursor, "bench_place", _places())
        _copy(cursor, "bench_state", _states())
        _copy(cursor, "bench_name", list(enumerate(names)))
        keys = [(one, key) for one in sorted(set(names)) for key in sorted(of_person(one, "", None))]
        _copy(cursor, "bench_name_key", keys)
        cursor.execute("create index on bench_place (upto)")
        cursor.execute("analyze bench_name_key")


def _copy(cursor: psycopg.Cursor, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    with cursor.copy(f"copy {table} from stdin".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _places() -> list[tuple[object, ...]]:
    """Every village with the upper end of its share of the draw."""
    others = [one.code for one in counties() if one.code != HUALIEN]
    shares: list[tuple[float, str, str, str]] = []
    for county in (HUALIEN, *others):
        of_county = _LARGEST if county == HUALIEN else (1 - _LARGEST) / len(others)
        towns = [town.code for town in towns_of(county)]
        for town in towns:
            plain = 1 / len(towns)
            of_town = (
                (_TOWN if town == YULI else (1 - _TOWN) / (len(towns) - 1)) if county == HUALIEN else plain
            )
            villages = villages_of(town)
            shares += [
                (of_county * of_town / len(villages), county, town, village.code) for village in villages
            ]
    upto, found = 0.0, []
    for share, county, town, village in shares:
        upto += share
        found.append((upto, county, town, village))
    found[-1] = (1.0, *found[-1][1:])
    return list(found)


def _states() -> list[tuple[object, ...]]:
    upto, found = 0.0, []
    for statuses, share, is_open in ((OPEN, _OPEN_SHARE, True), (DECIDED, 1 - _OPEN_SHARE, False)):
        for status in statuses:
            upto += share / len(statuses)
            found.append((upto, status.value, is_open))
    found[-1] = (1.0, *found[-1][1:])
    return list(found)
