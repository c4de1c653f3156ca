"""What a thumb presses: tiles and the camera."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from welfare.web.components.base import Component, Text


@dataclass(frozen=True)
class PhoneTile(Component):
    """A figure, a word, one line of meaning. `lead` is the one wide filled tile; `alert` says look first."""

    template: ClassVar[str] = "web/components/phone_tile.html"

    word: Text
    url: str
    icon: str
    figure: int | None = None
    meaning: Text = ""
    lead: bool = False
    alert: bool = False


@dataclass(frozen=True)
class Camera(Component):
    """Takes one photograph of a paper. camera.js shows it, checks it, makes it small and strips its
    metadata; without JavaScript it is a plain file input. `accept` widens it to other files.
    """

    template: ClassVar[str] = "web/components/camera.html"

    name: str
    label: Text
    hint: Text = ""
    errors: Sequence[Text] = ()
    accept: str = "image/*"
    form: str = ""
