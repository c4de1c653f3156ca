"""A small browser without a window: it opens pages, fills in the forms it finds there and sends them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

_OK, _REDIRECTS = 200, frozenset({301, 302, 303, 307, 308})


class Refused(Exception):
    """The system answered with a sentence instead of doing it."""


@dataclass
class Form:
    """A form as the page shows it: where it goes, what stands in it."""

    action: str
    element: Any
    values: dict[str, list[str]] = field(default_factory=dict)


class Browser:
    """One person at one machine. Cookies, CSRF tokens and hidden fields are the page's own."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self._client = Client(enforce_csrf_checks=True, headers={"host": "localhost"}, REMOTE_ADDR=address)
        self.address = ""
        self.content = b""

    def sign_in(self, username: str, password: str) -> None:
        """Raises Refused when the system does not let the person in."""
        self.open("/accounts/login/")
        self.send(self.form(has="password"), login=username, password=password)
        if "/login" in self.address:
            raise Refused(f"{username} could not sign in")

    def open(self, address: str) -> None:
        """Raises Refused unless the page answers 200, after redirects."""
        self._take(self._client.get(address, follow=True), address)

    def form(self, *, action: str = "", has: str = "") -> Form:
        """The first POST form that goes to `action` and has a field `has`. Raises LookupError."""
        for element in self._page().forms:
            goes_to = element.get("action") or self.address
            if element.method == "POST" and action in goes_to and (not has or has in dict(element.fields)):
                return Form(goes_to, element, _values(self._page(), element))
        raise LookupError(f"no form {action or has!r} on {self.address}")

    def send(
        self,
        form: Form,
        *,
        button: tuple[str, str] | None = None,
        **given: str | list[str] | SimpleUploadedFile,
    ) -> None:
        """Send a form with what it shows, changed by `given`, as pressing `button` (name, value) would.

        Raises Refused with the sentences of the page when the answer is no success.
        """
        data: dict[str, Any] = {**form.values, **given}
        if button:
            data[button[0]] = button[1]
        self._take(self._client.post(form.action, data, follow=True), form.action)

    def post(self, address: str, **given: str) -> None:
        """Press a button that sends only itself to another address, as pages do with one shared form."""
        data = {**self.form(has="csrfmiddlewaretoken").values, **given}
        self._take(self._client.post(address, data, follow=True), address)

    def main_button(self) -> tuple[str, str] | None:
        """Name and value of the page's one filled button; None when it has no name."""
        for element in self._page().iter("button"):
            if "button-filled" in (element.get("class") or "") and element.get("name"):
                return element.get("name"), element.get("value", "")
        return None

    def values(self, name: str) -> list[str]:
        """Every value the page offers under this name, ticked or not."""
        return [element.get("value", "") for element in self._page().xpath("//input") if element.name == name]

    def links(self, containing: str) -> list[str]:
        """Addresses of the page's links that contain this."""
        return [a.get("href") for a in self._page().iter("a") if containing in (a.get("href") or "")]

    def text(self) -> str:
        return " ".join(self._page().text_content().split())

    def _page(self) -> Any:
        return html.document_fromstring(self.content.decode() or "<html></html>")

    def _take(self, response: Any, address: str) -> None:
        if response.streaming:
            self.content = b"".join(response.streaming_content)
        else:
            self.content = response.content
        chain = getattr(response, "redirect_chain", [])
        self.address = chain[-1][0] if chain else address
        if response.status_code != _OK:
            raise Refused(f"{address} answered {response.status_code}: {'; '.join(self._sentences())}")

    def _sentences(self) -> list[str]:
        """What the page says went wrong."""
        found = self._page().xpath("//*[contains(@class,'error') or contains(@class,'notification')]")
        return [" ".join(e.text_content().split())[:200] for e in found[:3]] or [self.text()[:200]]


def _values(page: Any, element: Any) -> dict[str, list[str]]:
    """What a browser would send for the form as it stands, fields that only name it included."""
    values: dict[str, list[str]] = {}
    for name, value in _standing(element):
        values.setdefault(name, []).append(value)
    if identity := element.get("id"):
        for outside in page.xpath(f"//input[@form='{identity}'][@type='hidden']"):
            values.setdefault(outside.name, []).append(outside.value or "")
    return values


def _standing(element: Any) -> Iterator[tuple[str, str]]:
    for item in element.inputs:
        if not item.name or item.get("type") in ("submit", "button", "file", "image"):
            continue
        if item.get("type") in ("checkbox", "radio"):
            if item.checked:
                yield item.name, item.get("value", "on")
        elif item.tag == "select":
            chosen = item.value
            for value in chosen if isinstance(chosen, set) else [chosen]:
                if value is not None:
                    yield item.name, value
        else:
            yield item.name, item.value or ""
