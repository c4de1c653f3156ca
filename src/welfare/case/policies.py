"""When a case may change: legal transitions and four eyes. `check_x` raises, `can_x` answers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case, StepDone
from welfare.case.states import STATES, Status
from welfare.foundation.acting import Acting

#: who prepares and who releases a payment differ per roster (payment's own table), not per case for ever;
#: acts one person may never do both of on the same case (內部控制：審核、核定、撥款分離)
FOUR_EYES: tuple[frozenset[str], ...] = (
    frozenset({"first_review", "second_review"}),
    frozenset({"first_review", "decide"}),
    frozenset({"second_review", "decide"}),
    frozenset({"decide", "release_payment"}),
)

ACT_LABELS = {
    "first_review": gettext_noop("初審"),
    "second_review": gettext_noop("複審"),
    "decide": gettext_noop("核定"),
    "prepare_payment": gettext_noop("製作撥款清冊"),
    "release_payment": gettext_noop("放行撥款"),
}


class NotNow(Exception):
    """The act is allowed for this role but not in this state; the message says what to do instead."""


class SameEyes(NotNow):
    """The same person already did the act this one must check."""


def conflicting_acts(act: str) -> frozenset[str]:
    return frozenset(other for pair in FOUR_EYES if act in pair for other in pair if other != act)


def check_transition(case: Case, to: Status) -> None:
    """Raise NotNow when the table does not let `to` follow the present state."""
    if to not in STATES[case.state].follows:
        raise NotNow(
            _("這一件現在是「%(now)s」，不能改成「%(to)s」。請重新整理頁面，看目前輪到哪一步。")
            % {"now": STATES[case.state].label, "to": STATES[to].label}
        )


def check_four_eyes(case: Case, *, act: str, by: Acting) -> None:
    """Raise SameEyes when the acting person, or the one acted for, did a conflicting act on this case."""
    earlier = StepDone.objects.filter(case=case, act__in=conflicting_acts(act))
    for done in earlier:
        if {done.officer_id, done.on_behalf_of} & by.persons:
            raise SameEyes(
                _("這一件的%(earlier)s是您做的，%(act)s要由另一個人做。請交給同單位的其他同仁。")
                % {"earlier": _(ACT_LABELS[done.act]), "act": _(ACT_LABELS[act])}
            )


def can_do(case: Case, *, act: str, by: Acting) -> bool:
    try:
        check_four_eyes(case, act=act, by=by)
    except SameEyes:
        return False
    return True
