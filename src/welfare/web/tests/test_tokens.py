"""Colours that carry words have contrast enough, in light and in dark, as computed from the files."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static" / "web"
TEXT_PAIRS = [
    *[
        (ink, ground)
        for ink in ("text", "text-2", "text-3")
        for ground in ("surface", "surface-canvas", "surface-sunken")
    ],
    *[(ink, f"{ink}-soft") for ink in ("move", "wait", "ok", "stop", "dispute", "quiet")],
    *[(ink, "surface") for ink in ("move", "wait", "ok", "stop", "dispute", "quiet", "here-text", "link")],
    *[("text", f"{soft}-soft") for soft in ("move", "wait", "ok", "stop", "here")],
    *[("text-2", ground) for ground in ("here-soft", "select-bg")],
    *[("link", ground) for ground in ("here-soft", "select-bg", "surface-canvas", "stop-soft", "ok-soft")],
    ("here-text", "here-soft"),
    ("action-text", "action"),
    ("action-text", "action-hover"),
    ("surface", "stop"),
    ("env-test-text", "env-test"),
]
SHAPE_PAIRS = [
    ("control-border", "surface"),
    ("control-border", "surface-sunken"),
    ("focus", "surface"),
    ("focus", "surface-sunken"),
    ("here", "surface"),
    ("gauge-fill", "gauge-track"),
    ("gauge-limit", "gauge-track"),
    ("gauge-over", "surface"),
    ("flow-todo", "surface-canvas"),
    ("surface", "here"),
]


def declared(*names: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        found.update(re.findall(r"--([\w-]+):\s*([^;]+);", (STATIC / name).read_text()))
    return found


THEMES = {"light": declared("tokens.css"), "dark": declared("tokens.css", "tokens-dark.css")}


def luminance(theme: dict[str, str], name: str) -> float:
    value = theme[name]
    while value.startswith("var("):
        value = theme[value[6:-1]]
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(theme: dict[str, str], one: str, other: str) -> float:
    high, low = sorted((luminance(theme, one), luminance(theme, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_can_be_read_on_their_ground(theme, ink, ground):
    assert ratio(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_that_mean_something_can_be_seen(theme, shape, ground):
    assert ratio(theme, shape, ground) >= 3


def test_other_style_sheets_take_their_colours_from_the_tokens():
    fixed = {"#fff", "#B9480F", "#FF9A5F", "#1d2226", "#DAE7EF", "#000", "#222", "#999"}
    for sheet in STATIC.glob("*.css"):
        if not sheet.name.startswith("tokens"):
            strange = set(re.findall(r"#[0-9a-fA-F]{3,6}\b", sheet.read_text())) - fixed
            assert not strange, sheet.name


def test_every_token_used_is_declared():
    local = {"surface-node", "wm-warm"}
    for sheet in STATIC.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text()))
        assert used <= set(THEMES["dark"]) | local, sheet.name
