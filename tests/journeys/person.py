"""Somebody at a browser: presses, types, photographs; everything is counted and every page timed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from playwright.sync_api import Browser, Locator, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
_RECORD = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_TIMING = "Math.round(performance.getEntriesByType('navigation')[0].duration)"


@dataclass
class Effort:
    """What was spent: pointer activations (taking a photo is one), typed characters, photos."""

    clicks: int = 0
    typed: int = 0
    photos: int = 0


@dataclass
class Counter:
    """Effort by role and by step, and how long pages took to load (ms, by address, records left out)."""

    roles: dict[str, Effort] = field(default_factory=dict)
    steps: dict[str, Effort] = field(default_factory=dict)
    pages: dict[str, list[int]] = field(default_factory=dict)

    def of(self, role: str) -> Effort:
        return self.roles.setdefault(role, Effort())

    @contextmanager
    def step(self, name: str, role: str) -> Iterator[None]:
        """What `role` spends inside is the cost of this step."""
        before = replace(self.of(role))
        yield
        now = self.of(role)
        self.steps[name] = Effort(
            now.clicks - before.clicks, now.typed - before.typed, now.photos - before.photos
        )

    def arrived(self, page: Page) -> None:
        path = _RECORD.sub("…", page.evaluate("location.pathname"))
        self.pages.setdefault(path, []).append(page.evaluate(_TIMING))

    def report(self) -> dict[str, Any]:
        def table(efforts: dict[str, Effort]) -> dict[str, Any]:
            return {name: asdict(effort) for name, effort in efforts.items()}

        return {
            "roles": table(self.roles),
            "steps": table(self.steps),
            "pages_ms": {path: max(times) for path, times in sorted(self.pages.items())},
        }


class Person:
    """One officer at one browser of their own. Signing in is not counted."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        role: str,
        *,
        phone: bool = False,
        scripts: bool = True,
        counter: Counter | None = None,
        look: Callable[["Person", str], None] | None = None,
    ) -> None:
        self.address, self.role, self.phone = address, role, phone
        self.counter = counter or Counter()
        self.context = browser.new_context(
            viewport=PHONE if phone else DESK,
            user_agent=ANDROID if phone else None,
            locale="zh-TW",
            has_touch=phone,
            is_mobile=phone,
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.wrong: list[str] = []
        self.page.on("response", self._note)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self._look = look or (lambda _person, _name: None)

    def _note(self, response: Any) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.status} {response.url}")

    def sign_in(self) -> "Person":
        self.page.goto(f"{self.address}accounts/login/")
        self.look("sign-in")
        button = self.page.locator(f"button[name=username][value={self.role}]")
        if not button.is_visible():  # one of the colleagues who are folded away
            self.page.locator("details", has=button).locator("summary").click()
        button.click()
        self.page.wait_for_load_state("load")
        return self

    def open(self, path: str) -> None:
        """Type an address into the address bar: not a click, and not what people should need."""
        self.page.goto(self.address + path.lstrip("/"))

    def find(self, what: str | Locator) -> Locator:
        return what if isinstance(what, Locator) else self.page.locator(what).locator("visible=true").first

    def press(self, words: str, *, exact: bool = False) -> None:
        """Press the visible button or link that bears these words."""
        named = self.page.locator("button, a, summary, label.radio-card, label.chip").locator("visible=true")
        text = re.compile(rf"^\s*{re.escape(words)}\s*$") if exact else words
        self.click(named.filter(has_text=text).first)

    def click(self, what: str | Locator) -> None:
        self.counter.of(self.role).clicks += 1
        before = self.page.evaluate("performance.timeOrigin")
        self.find(what).click()
        self.page.wait_for_load_state("load")
        if self.page.evaluate("performance.timeOrigin") != before:
            self.counter.arrived(self.page)

    def type(self, what: str | Locator, words: str) -> None:
        self.counter.of(self.role).typed += len(words)
        self.find(what).fill(words)

    def photograph(self, name: str, content: bytes, file_name: str = "photo.jpg") -> None:
        """The phone's camera answers the button with a picture."""
        effort = self.counter.of(self.role)
        effort.clicks, effort.photos = effort.clicks + 1, effort.photos + 1
        self.page.locator(f"input[type=file][name={name}]").set_input_files(
            {"name": file_name, "mimeType": "image/jpeg", "buffer": content}
        )
        self.page.locator("[data-camera-checks]").first.wait_for()

    def download(self, what: str | Locator) -> bytes:
        self.counter.of(self.role).clicks += 1
        with self.page.expect_download() as coming:
            self.find(what).click()
        return coming.value.path().read_bytes()

    def look(self, name: str) -> None:
        """Let whoever watches this journey look at the page as it is now."""
        self._look(self, name)

    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    def leave(self) -> None:
        self.context.close()
        assert not self.wrong, self.wrong
