"""Writes of intake: the draft, its account, its leaving, and what is asked for afterwards."""

from welfare.intake.services.accounts import set_account
from welfare.intake.services.drafts import open_draft, prefill, save_draft
from welfare.intake.services.submission import (
    give_privacy_notice,
    record_read_back,
    retract,
    sign,
    submit,
)
from welfare.intake.services.supplements import (
    ItemWanted,
    accept_supplement,
    answer_supplement,
    mark_overdue,
    refuse_supplement,
    request_supplement,
)

__all__ = [
    "ItemWanted", "accept_supplement", "answer_supplement", "give_privacy_notice", "mark_overdue",
    "open_draft", "prefill", "record_read_back", "refuse_supplement", "request_supplement", "retract",
    "save_draft", "set_account", "sign", "submit",
]  # fmt: skip
