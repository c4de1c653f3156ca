"""What one can press, and what comes back: button, notification, dialog, empty state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from welfare.web.components.base import Component, Text

Tone = Literal["ok", "wait", "stop", "here", "move"]
TONE_ICONS: dict[str, str] = {
    "ok": "circle-check",
    "wait": "hourglass",
    "stop": "circle-alert",
    "here": "eye",
    "move": "shield-check",
}


@dataclass(frozen=True)
class Button(Component):
    """Verb and object. With `url` it is a link, otherwise it submits its form (or form id `form`).

    `post_url` posts there without any field, through the empty form every page carries.

    `reason` says what is missing: the button is then dashed, cannot be pressed, and the reason is
    read with it; `reason_url` leads to the missing thing. One `filled` button per view.
    """

    template: ClassVar[str] = "web/components/button.html"

    label: Text
    kind: Literal["filled", "outlined", "danger", "quiet"] = "outlined"
    url: str = ""
    post_url: str = ""
    name: str = ""
    value: str = ""
    type: Literal["submit", "button"] = "submit"
    form: str = ""
    formaction: str = ""
    skip_validation: bool = False
    shortcut: str = ""
    icon: str = ""
    icon_after: str = ""
    icon_only: bool = False
    large: bool = False
    wide: bool = False
    busy: Text = ""
    opens: str = ""
    id: str = ""
    reason: Text = ""
    reason_url: str = ""


@dataclass(frozen=True)
class Notification(Component):
    """Bold outcome first, then the next step; stays until read. Tones: ok, wait, stop, here, move."""

    template: ClassVar[str] = "web/components/notification.html"

    tone: Tone
    outcome: Text
    text: Text = ""
    link: Text = ""
    url: str = ""
    icon: str = ""
    live: bool = False

    @property
    def shown_icon(self) -> str:
        return self.icon or TONE_ICONS[self.tone]


@dataclass(frozen=True)
class Dialog(Component):
    """Only for the irreversible or for many at once: how many, how much, which exceptions.

    `opened` renders it as a plain panel, which is also the page shown without JavaScript.
    A button with `opens=<id>` opens it; the confirm button submits the form given by its `form`.
    """

    template: ClassVar[str] = "web/components/dialog.html"

    id: str
    title: Text
    confirm: Button
    lines: Sequence[Text] = ()
    warnings: Sequence[Notification] = ()
    cancel: Text = ""
    opened: bool = False


@dataclass(frozen=True)
class EmptyState(Component):
    """Three waves, what is true, when the next thing comes, one way on."""

    template: ClassVar[str] = "web/components/empty_state.html"

    title: Text
    text: Text = ""
    action: Button | None = None
