"""Identifiers: national ID, resident numbers, company numbers, post-office and bank accounts, phones.

Every `check_…` takes text already folded by `fold_full_width` and returns its kind, or raises `BadIdentifier`
with a sentence for the person who typed it. A valid check digit says the number is well formed, not that
anyone bears it. One person may change number over a lifetime: store them with their validity, never as a key.
"""

from welfare.foundation.identifiers.accounts import (
    check_bank_account,
    check_bank_branch,
    check_post_account,
    check_post_branch,
)
from welfare.foundation.identifiers.company import check_company_number, fits_rule_before_112
from welfare.foundation.identifiers.household import check_household_number
from welfare.foundation.identifiers.kinds import BadIdentifier, IdentifierKind
from welfare.foundation.identifiers.person import (
    OLD_RESIDENT_NUMBERS_END_ON,
    canonical_person_id,
    check_person_id,
    is_person_id,
)
from welfare.foundation.identifiers.phones import canonical_phone, check_phone
from welfare.foundation.identifiers.typed import fold_full_width, mask_account, mask_national_id

__all__ = [
    "OLD_RESIDENT_NUMBERS_END_ON",
    "BadIdentifier",
    "IdentifierKind",
    "canonical_person_id",
    "canonical_phone",
    "check_bank_account",
    "check_bank_branch",
    "check_company_number",
    "check_household_number",
    "check_person_id",
    "check_phone",
    "check_post_account",
    "check_post_branch",
    "fits_rule_before_112",
    "fold_full_width",
    "is_person_id",
    "mask_account",
    "mask_national_id",
]
