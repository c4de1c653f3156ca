"""A question tells what is asked, what went wrong and where the value came from, to eyes and to readers."""

from django import forms
from django.template import Context, Template
from lxml import html

from welfare.web.components import ErrorSummary, Field, RadioCards
from welfare.web.tests.reading import select


class Sample(forms.Form):
    phone = forms.CharField(label="電話", help_text="手機或市話")
    agree = forms.BooleanField(label="同意", required=False)
    met = forms.ChoiceField(
        label="遇見", choices=[("yes", "遇見本人"), ("no", "未遇")], widget=forms.RadioSelect
    )


def shown(source: str, **context: object) -> html.HtmlElement:
    text = Template("{% load components %}" + source).render(Context(context))
    return html.fragment_fromstring(text, create_parent="div")


def test_an_error_is_tied_to_its_control_and_the_hint_stays():
    tree = shown("{% field form.phone source='戶政司' %}", form=Sample({}))
    (control,) = select(tree, "input")
    assert control.get("aria-invalid") == "true"
    for part in ("hint", "error", "source"):
        assert f"id_phone-{part}" in control.get("aria-describedby").split()
        assert tree.get_element_by_id(f"id_phone-{part}").text_content().strip()


def test_every_link_of_the_summary_leads_to_a_control_on_the_page():
    form = Sample({})
    tree = shown("{% error_summary form %}{% for b in form %}{% field b %}{% endfor %}", form=form)
    links = [a.get("href") for a in select(tree, ".error-summary a")]
    assert len(links) == len(form.errors) == 2
    for link in links:
        assert tree.get_element_by_id(link.removeprefix("#")) is not None


def test_no_summary_without_errors():
    assert (
        shown("{% error_summary form %}", form=Sample({"phone": "1", "met": "yes"})).text_content().strip()
        == ""
    )


def test_a_group_of_choices_is_a_fieldset_with_its_question():
    tree = shown("{% field form.met %}", form=Sample())
    assert tree.xpath("string(//fieldset/legend)") == "遇見"
    assert len(select(tree, "input[type=radio]")) == 2


def test_a_single_tick_has_its_words_beside_it():
    tree = shown("{% field form.agree %}", form=Sample())
    assert select(tree, ".tick label")[0].get("for") == select(tree, "input")[0].get("id")


def test_a_prefilled_value_can_be_read_and_contradicted_but_not_typed():
    tree = shown(
        "{{ f }}", f=Field("address", "地址", "青溪鎮", locked=True, source="戶政司", differs_name="differs")
    )
    assert select(tree, "input")[0].get("readonly") is not None
    (button,) = select(tree, "button")
    assert (button.get("name"), button.get("value")) == ("differs", "address")
    assert "和實際不同" in button.text_content()


def test_what_was_typed_comes_back_with_the_error():
    tree = shown("{% field form.phone %}", form=Sample({"phone": "0912", "met": "maybe"}))
    assert select(tree, "input")[0].get("value") == "0912"


def test_radio_cards_keep_the_choice_and_show_what_follows():
    cards = RadioCards.of(Sample({"met": "no"})["met"], {"no": "改天再訪"})
    tree = shown("{{ c }}", c=cards)
    assert [i.get("value") for i in select(tree, "input[checked]")] == ["no"]
    assert "改天再訪" in tree.text_content()


def test_the_summary_counts_what_is_to_be_mended():
    assert "2" in str(ErrorSummary.of(Sample({})).heading)
