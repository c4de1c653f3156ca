"""Form fields every desk shares."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from welfare.foundation.identifiers import fold_full_width
from welfare.foundation.roc_calendar import BadRocDate, parse_roc

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")  # eight digits alone could be either calendar and are not guessed


class RocDateField(forms.CharField):
    """A day typed the ROC way (115/11/22, 1151122, 民國115年11月22日), full-width digits too.

    An ISO day (2026-11-22) is read as well, as a browser or a script may send it. The cleaned value is a
    date, or None where the field may stay empty.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.year - 1911}/{value:%m/%d}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = fold_full_width(str(super().clean(value) or "")).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text) if _ISO.fullmatch(text) else parse_roc(text)
        except BadRocDate as error:
            raise forms.ValidationError(_(error.template) % error.values) from error
        except ValueError as error:
            raise forms.ValidationError(_("沒有這一天。請再看一次年、月、日。")) from error
