"""The kinds of identifier and the one way to refuse one."""

from enum import StrEnum

from welfare.foundation.refusals import Refusal


class IdentifierKind(StrEnum):
    """What an identifier is, once its shape and check digit are right."""

    NATIONAL_ID = "national_id"
    RESIDENT_NUMBER = "resident_number"
    OLD_RESIDENT_NUMBER = "old_resident_number"
    COMPANY_NUMBER = "company_number"
    HOUSEHOLD_NUMBER = "household_number"
    POST_BRANCH = "post_branch"
    POST_ACCOUNT = "post_account"
    BANK_BRANCH = "bank_branch"
    BANK_ACCOUNT = "bank_account"
    MOBILE_PHONE = "mobile_phone"
    LANDLINE_PHONE = "landline_phone"
    FOREIGN_PHONE = "foreign_phone"


class BadIdentifier(Refusal):
    """An identifier with a wrong shape or check digit."""
