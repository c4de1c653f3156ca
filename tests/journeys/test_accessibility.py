"""axe finds nothing serious on any page of the journey, in both languages and by dark; the keyboard works."""

from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.person import Person
from tests.journeys.way import SENIOR, Way

pytestmark = pytest.mark.xdist_group("browser")

GRAVE = {"serious", "critical"}
#: pages that only answer a form; another tab cannot open them
ANSWERS = {"roster-preview", "release-refused"}
#: what lies in a closed fold is measured against whatever happens to lie over it
SEEN = {"exclude": [["details:not([open]) > :not(summary)"]]}
axe = Axe()


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical: rule, where, why."""
    found = axe.run(page, context=SEEN, options={"resultTypes": ["violations"]})["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def in_english_by_dark(person: Person) -> list[str]:
    """The same address in another tab, as an English reader with dark pages sees it."""
    site = {"url": person.address}
    person.context.add_cookies(
        [{"name": "django_language", "value": "en", **site}, {"name": "theme", "value": "dark", **site}]
    )
    tab = person.context.new_page()
    try:
        answer = tab.goto(person.page.url)
        assert tab.evaluate("document.documentElement.lang") == "en"
        assert answer is not None
        assert answer.ok, answer.status
        return grave(tab)
    finally:
        tab.close()
        for name in ("django_language", "theme"):
            person.context.clear_cookies(name=name)


def test_no_page_of_the_journey_has_a_serious_barrier(house, arrives):
    barriers: dict[str, list[str]] = {}
    seen: set[str] = set()

    def check(person: Person, name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        found = grave(person.page)
        if name not in ANSWERS:
            found += [f"en, dark: {what}" for what in in_english_by_dark(person)]
        if found:
            barriers[f"{name} {urlsplit(person.page.url).path}"] = found

    way = Way(house, lambda role, **how: arrives(role, look=check, **how))
    for step in (
        way.apply, way.look_first, way.ask_for_paper, way.bring_paper, way.agree, way.send_roster,
        way.review_second, way.visit, way.decide, way.serve, way.prepare, way.may_not_release, way.release,
        way.write_file,
    ):  # fmt: skip
        step()
    assert not barriers, "\n".join(f"{page}\n  " + "\n  ".join(whats) for page, whats in barriers.items())


@pytest.mark.parametrize(("role", "phone"), [("caseworker", False), ("clerk", True)])
def test_the_first_key_press_offers_to_skip_to_the_content(arrives, role, phone):
    page = arrives(role, phone=phone).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(
    ("role", "phone", "path"), [("caseworker", False, "applications/new/"), ("clerk", True, "phone/start/")]
)
def test_focus_lands_on_what_was_wrong(arrives, role, phone, path):
    person = arrives(role, phone=phone)
    person.open(path)
    person.press(SENIOR)
    person.type("input[name=national_id]", "A12345678")
    person.page.keyboard.press("Enter")
    summary = person.page.locator(".error-summary")
    summary.wait_for()
    assert "error-summary" in person.page.evaluate("document.activeElement.className")
    assert not grave(person.page)
    summary.locator("a").first.click()
    assert person.page.evaluate("document.activeElement.id") == "id_national_id"
    assert person.page.input_value("input[name=national_id]") == "A12345678"
