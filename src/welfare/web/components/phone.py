"""Tiles for a thumb."""

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
