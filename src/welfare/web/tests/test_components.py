"""Components say what they are given, in words, and never let foreign text become markup."""

import pytest
from django.template import Context, Template
from lxml import html

from welfare.web import components as c
from welfare.web.templatetags.components import TAGS
from welfare.web.tests.factories import all_with
from welfare.web.tests.reading import select

ATTACK = "<img src=x onerror=alert(1)>\"'&"


def parsed(component: c.Component) -> html.HtmlElement:
    return html.fragment_fromstring(component.render(), create_parent="div")


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


@pytest.mark.parametrize("component", all_with(ATTACK), ids=lambda x: type(x).__name__)
def test_foreign_text_stays_text_in_every_component(component):
    tree = parsed(component)
    assert not [e for e in tree.iter("img") if e.get("onerror")]
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on") or name == "style"]
    seen = tree.text_content() + " ".join(value for e in tree.iter() for value in e.attrib.values())
    assert ATTACK in seen


@pytest.mark.parametrize("kind", list(TAGS.values()), ids=lambda kind: kind.__name__)
def test_every_tag_has_a_component_in_the_attack_list(kind):
    assert kind in {type(component) for component in all_with("x")}


def test_a_literal_in_a_template_is_escaped_like_any_other_text():
    assert "<b>" not in render("{% status_tag family='progress' label='<b>' %}")


def test_an_instance_renders_itself_and_through_its_tag_alike():
    tag = c.StatusTag("waiting", "待補件")
    assert render("{{ tag }}", tag=tag) == render("{% status_tag tag %}", tag=tag) == tag.render()


def test_fields_given_in_the_template_override_the_instance():
    assert "button-wide" in render("{% button b wide=True %}", b=c.Button("送出"))


@pytest.mark.parametrize(
    ("days", "weight", "words"),
    [
        (9, "plain", "剩 9 天"),
        (3, "soft", "剩 3 天"),
        (0, "soft", "今天"),
        (-2, "overdue", "逾期 2 天"),
        (None, "none", "沒有期限"),
    ],
)
def test_a_deadline_grows_heavier_and_is_always_in_words(days, weight, words):
    badge = c.DeadlineBadge(days)
    assert badge.weight == weight
    assert words in badge.render()


def test_a_river_refuses_two_places_that_are_here():
    with pytest.raises(ValueError, match="one place"):
        c.River([c.RiverStep("a", "here"), c.RiverStep("b", "here")], "r")


def test_the_current_step_is_told_to_a_screen_reader():
    tree = parsed(c.River([c.RiverStep("申請", "done"), c.RiverStep("初審", "here")], "r"))
    assert [e.text_content().split()[0] for e in select(tree, "[aria-current=step] .river-name")] == [
        "初審（現在）"
    ]


def test_a_button_that_cannot_work_yet_says_why_and_sends_nothing():
    tree = parsed(c.Button("送縣府複審", name="act", value="send", reason="還差 1 項", reason_url="#one"))
    (button,) = tree.iter("button")
    assert button.get("type") == "button"
    assert button.get("name") is None
    assert button.get("aria-disabled") == "true"
    assert tree.xpath("string(//a[@href='#one'])") == "還差 1 項"


def test_every_table_cell_stands_under_its_column():
    with pytest.raises(ValueError, match="zip"):
        c.DataTable("t", [c.Column("a")], [c.Row(["1", "2"])]).render()


def test_who_does_not_count_has_a_reason_and_no_amounts():
    person = c.CountedPerson("三子", "陳測義", "入獄服刑", [9_999], counted=False)
    tree = parsed(c.WhoCounts("t", ["收入"], [person]))
    assert "入獄服刑" in tree.text_content()
    assert "9,999" not in tree.text_content()


def test_the_division_of_the_household_is_printed_with_separators():
    table = c.WhoCounts(
        "t", ["收入"], [c.CountedPerson("本人", "林測月", "申請人", [1_234_567])], [1_234_567]
    )
    assert table.render().count("1,234,567") == 2


def test_an_unknown_amount_is_blank_not_zero():
    tree = parsed(c.WhoCounts("t", ["收入"], [c.CountedPerson("本人", "林測月", "申請人", [None])]))
    assert select(tree, "tbody td.numeric")[0].text_content().strip() == ""
