"""Writes of review: the township's judgement, the roster that carries it, the county's judgement."""

from welfare.review.services.first import first_review
from welfare.review.services.rosters import NotReady, RosterNotReady, send_roster
from welfare.review.services.second import return_case, second_review

__all__ = ["NotReady", "RosterNotReady", "first_review", "return_case", "second_review", "send_roster"]
