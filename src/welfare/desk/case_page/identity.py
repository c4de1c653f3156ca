"""The identity bar: whose case this is, what stays masked, who else is looking."""

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case import selectors
from welfare.case.models import Case, Member
from welfare.desk import presence, words
from welfare.determination.drawing import in_words
from welfare.foundation import regions
from welfare.foundation.acting import Acting
from welfare.foundation.identifiers import mask_national_id
from welfare.rules.registry import program
from welfare.web.components import Button, Fact, IdentityBar
from welfare.web.components.base import Component


def identity(case: Case, by: Acting, *, revealed: str = "") -> IdentityBar:
    """Whose case it is. The ID stays masked until it is asked for by POST, which leaves a trace."""
    person = selectors.members(case).filter(is_applicant=True).first()
    age = words.age(case)
    about = "・".join(filter(None, (_("%(n)d 歲") % {"n": age} if age is not None else "", _sex(person))))
    masked = mask_national_id(person.national_id) if person and person.national_id else ""
    facts = [
        Fact(
            _("身分證"),
            revealed or masked,
            reveal_url="" if revealed or not masked else reverse("desk:reveal", args=[case.id]),
        ),
        Fact(_("案號"), case.number),
        Fact(_("項目"), in_words(program(case.program), "name")),
        Fact(_("戶籍"), regions.full_name(case.village).removeprefix(regions.county(case.county).name)),
    ]
    deadline = words.deadline(case)
    marks: list[Component] = [words.state_tag(case)]
    if deadline and not isinstance(deadline, str):
        marks.append(deadline)
    return IdentityBar(
        case.applicant_name or case.number,
        about=about,
        facts=facts,
        back_url=reverse("desk:worklist"),
        marks=marks,
        watchers=presence.words(presence.look(case, by)),
        action=Button(_("下一件"), url=f"{reverse('desk:next_case')}?but={case.id}", shortcut="Alt+N"),
    )


def _sex(person: Member | None) -> str:
    return {"female": _("女"), "male": _("男")}.get(person.sex, "") if person else ""
