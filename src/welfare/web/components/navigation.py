"""What surrounds a page. The project's `WELFARE_NAVIGATION` callback returns a `Navigation`."""

from collections.abc import Sequence
from dataclasses import dataclass

from welfare.web.components.base import Text


@dataclass(frozen=True)
class NavItem:
    """A place to go; `current` marks the page shown. `icon` is used by the phone's bottom bar."""

    label: Text
    url: str
    current: bool = False
    icon: str = "circle"
    count: int | None = None


@dataclass(frozen=True)
class Search:
    """The global search: posts `q` to `url`, so that nothing searched for stands in an address."""

    url: str
    placeholder: Text
    shortcut: str = "Alt+K"


@dataclass(frozen=True)
class Person:
    """Who is signed in: role and name above, office below."""

    name: Text
    role: Text = ""
    office: Text = ""


@dataclass(frozen=True)
class RailGroup:
    """A headed group of links in the rail at the left of a desk page."""

    title: Text
    items: Sequence[NavItem]


@dataclass(frozen=True)
class Navigation:
    """Everything the masthead and the bottom bar need to know."""

    items: Sequence[NavItem] = ()
    search: Search | None = None
    person: Person | None = None
    menu: Sequence[NavItem] = ()
    phone: Sequence[NavItem] = ()
    footer: Sequence[NavItem] = ()
