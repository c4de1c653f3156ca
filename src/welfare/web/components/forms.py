"""Questions: field, error summary, radio cards, chips."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from welfare.web.components.base import Component, Text


@dataclass(frozen=True)
class Field(Component):
    """Label, hint, error, control, source. Built from plain data, or from a form with `Field.of`.

    `locked` shows a value that was filled in by the system: it can be read, not typed; `differs_url`
    or `differs_name` (a submit button of that name) lets the reader say it is not so in fact.
    """

    template: ClassVar[str] = "web/components/field.html"

    name: str
    label: Text
    value: str = ""
    type: str = "text"
    hint: Text = ""
    errors: Sequence[Text] = ()
    unit: Text = ""
    source: Text = ""
    locked: bool = False
    locked_label: Text = ""
    differs_url: str = ""
    differs_name: str = ""
    required: bool = False
    inputmode: str = ""
    autocomplete: str = ""
    width: Literal["full", "short", "money", "id"] = "full"
    bound: BoundField | None = None

    @classmethod
    def of(cls, bound: BoundField, **extra: object) -> "Field":
        """A field of a Django form; hint, label, errors and widget come from the form."""
        given: dict[str, object] = {
            "name": bound.html_name,
            "label": bound.label,
            "hint": bound.help_text,
            "errors": [str(error) for error in bound.errors],
            "required": bound.field.required,
        }
        return cls(bound=bound, **{**given, **extra})  # type: ignore[arg-type]

    @property
    def id(self) -> str:
        return (self.bound.id_for_label or self.bound.auto_id) if self.bound else f"id_{self.name}"

    @property
    def anchor(self) -> str:
        """The id an error link leads to: the control, or for a group its first choice."""
        return f"{self.bound.auto_id}_0" if self.bound and self.grouped else self.id

    @property
    def grouped(self) -> bool:
        return bool(self.bound and self.bound.use_fieldset)

    @property
    def ticked(self) -> bool:
        """Whether the control is one checkbox, whose label follows it."""
        return bool(self.bound and isinstance(self.bound.field.widget, CheckboxInput))

    @property
    def described_by(self) -> str:
        parts = {"hint": self.hint, "error": self.errors, "source": self.source or self.locked}
        return " ".join(f"{self.id}-{part}" for part, given in parts.items() if given)

    @property
    def control(self) -> SafeString:
        """The widget of the form with the references a screen reader needs."""
        if self.bound is None:
            raise ValueError("a plain field is drawn by its template")
        # The label and the hint say what to type; a placeholder would vanish while one types.
        attrs: dict[str, str | bool] = {"placeholder": False}
        if not (self.grouped or self.ticked):
            attrs["class"] = f"control control-{self.width}"
        if self.described_by and not self.grouped:
            attrs["aria-describedby"] = self.described_by
        if self.errors and not self.grouped:
            attrs["aria-invalid"] = "true"
        if self.locked:
            attrs["readonly"] = True
        if self.inputmode:
            attrs["inputmode"] = self.inputmode
        if self.autocomplete:
            attrs["autocomplete"] = self.autocomplete
        return self.bound.as_widget(attrs=attrs)


@dataclass(frozen=True)
class ErrorItem:
    """One sentence and the id of the place to mend."""

    text: Text
    target: str = ""


@dataclass(frozen=True)
class ErrorSummary(Component):
    """All errors of a page, in the words of the fields; takes focus when the page opens."""

    template: ClassVar[str] = "web/components/error_summary.html"

    errors: Sequence[ErrorItem] = ()
    title: Text = ""

    @classmethod
    def of(cls, *forms: BaseForm) -> "ErrorSummary":
        """The errors of one or more bound forms, general ones first."""
        return cls(errors=list(_errors(forms)))

    @property
    def heading(self) -> Text:
        n = len(self.errors)
        return self.title or ngettext("有 %(n)d 個地方要改", "有 %(n)d 個地方要改", n) % {"n": n}


def _errors(forms: Iterable[BaseForm]) -> Iterable[ErrorItem]:
    for form in forms:
        yield from (ErrorItem(str(text)) for text in form.non_field_errors())
        for bound in form:
            target = Field.of(bound).anchor
            yield from (ErrorItem(str(text), target) for text in bound.errors)


@dataclass(frozen=True)
class RadioCard:
    """A choice and what follows from it."""

    value: str
    label: Text
    consequence: Text = ""


@dataclass(frozen=True)
class RadioCards(Component):
    """One choice out of few, each with its consequence in the card."""

    template: ClassVar[str] = "web/components/radio_cards.html"

    name: str
    legend: Text
    cards: Sequence[RadioCard]
    chosen: str = ""
    hint: Text = ""
    errors: Sequence[Text] = ()
    required: bool = True

    @classmethod
    def of(cls, bound: BoundField, consequences: Mapping[str, Text] | None = None) -> "RadioCards":
        """The choices of a form field; `consequences` by value."""
        said = consequences or {}
        return cls(
            name=bound.html_name,
            legend=bound.label,
            cards=[RadioCard(str(v), label, said.get(str(v), "")) for v, label in _choices(bound) if str(v)],
            chosen=str(bound.value() or ""),
            hint=bound.help_text,
            errors=[str(error) for error in bound.errors],
            required=bound.field.required,
        )


@dataclass(frozen=True)
class Chip:
    """One reason or filter that can be ticked."""

    value: str
    label: Text


@dataclass(frozen=True)
class Chips(Component):
    """Several choices out of some, as pills; the tick is a second carrier beside the colour."""

    template: ClassVar[str] = "web/components/chips.html"

    name: str
    legend: Text
    chips: Sequence[Chip]
    chosen: frozenset[str] = field(default_factory=frozenset)
    hint: Text = ""
    errors: Sequence[Text] = ()

    @classmethod
    def of(cls, bound: BoundField) -> "Chips":
        """The choices of a multiple-choice form field."""
        return cls(
            name=bound.html_name,
            legend=bound.label,
            chips=[Chip(str(v), label) for v, label in _choices(bound)],
            chosen=frozenset(map(str, bound.value() or ())),
            hint=bound.help_text,
            errors=[str(error) for error in bound.errors],
        )


def _choices(bound: BoundField) -> Iterable[tuple[object, Text]]:
    choices: Iterable[tuple[object, Text]] = getattr(bound.field, "choices", ())
    return choices
