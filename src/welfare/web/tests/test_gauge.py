"""The gauge tells the truth: the limit stands still, the fill and the excess follow the figures."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from welfare.web.components import Gauge, GaugeMark
from welfare.web.components.gauge import LIMIT_AT, beyond, position
from welfare.web.tests.reading import select

values = st.integers(min_value=0, max_value=10**9)
limits = st.integers(min_value=1, max_value=10**9)


def drawn(gauge: Gauge) -> html.HtmlElement:
    return html.fragment_fromstring(gauge.render(), create_parent="div")


def percent_of(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@given(limits)
def test_the_limit_always_stands_at_seventy_percent(limit):
    assert position(limit, limit) == LIMIT_AT


@given(values, limits)
def test_every_figure_stays_on_the_scale(value, limit):
    assert 0 <= position(value, limit) <= 100


@given(values, values, limits)
def test_a_larger_figure_never_stands_further_left(one, other, limit):
    small, large = sorted((one, other))
    assert position(small, limit) <= position(large, limit)


@given(values, limits)
def test_the_side_of_the_limit_is_the_side_of_the_comparison(value, limit):
    assert (position(value, limit) > LIMIT_AT) == (value > limit)


@given(values, limits)
def test_the_bar_breaks_only_where_the_figure_leaves_the_scale(value, limit):
    assert beyond(value, limit) == (Fraction(value, limit) > Fraction(10, 7))


@given(values)
def test_a_limit_of_zero_is_exceeded_by_anything_above_it(value):
    assert (position(value, 0) > LIMIT_AT) == (value > 0)
    assert beyond(value, 0) == (value > 0)


@given(values, limits)
def test_fill_and_excess_together_reach_the_figure(value, limit):
    gauge = Gauge("n", value, limit, "l")
    reach = percent_of(gauge.fill) + (percent_of(gauge.excess) if gauge.excess else 0)
    assert abs(reach - float(position(value, limit))) < 0.011


def test_excess_is_hatched_and_only_then():
    over, under = drawn(Gauge("n", 120, 100, "l")), drawn(Gauge("n", 80, 100, "l"))
    (excess,) = select(over, ".gauge-excess")
    (pattern,) = over.iter("pattern")
    assert excess.get("fill") == f"url(#{pattern.get('id')})"
    assert not select(under, ".gauge-excess")


def test_tier_and_previous_value_have_marks_of_their_own():
    tree = drawn(Gauge("n", 50, 100, "l", tier=GaugeMark(20, "t"), previous=GaugeMark(40, "p")))
    assert select(tree, ".gauge-tier")[0].get("x1") == "14.00%"
    assert select(tree, ".gauge-ring")[0].get("cx") == "28.00%"


def test_neighbouring_labels_lean_apart():
    near = {
        label.text: label.anchor for label in Gauge("n", 1, 100, "limit", tier=GaugeMark(80, "tier")).labels
    }
    assert near == {"tier": "end", "limit": "start"}


def test_figures_of_the_drawing_are_also_words():
    tree = drawn(Gauge("每人每月收入", 16_010, 15_515, "標準", foot="超過 495 元"))
    words = tree.xpath("string(//*[contains(@class, 'visually-hidden')])")
    assert "標準 15,515 元" in words
    assert "16,010 元" in tree.text_content()
