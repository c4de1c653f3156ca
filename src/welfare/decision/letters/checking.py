"""What a disposition must say (行政程序法第96條), checked by the machine before it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from welfare.decision.letters.content import LetterContent, words_of


class LetterIncomplete(Exception):
    """A mandatory element is missing; `missing` names each, str(error) is the sentence to show."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(
            _("這封信還缺：%(missing)s（行政程序法第96條）。請補齊後再發文。")
            % {"missing": "、".join(missing)}
        )
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Element:
    """One mandatory element. `on_issue`: filled in only when the letter gets its number."""

    label: str
    present: bool
    on_issue: bool = False


def elements(letter: LetterContent) -> tuple[Element, ...]:
    """The elements of §96 I in the order of the law."""
    who = letter.addressee
    roles = {section.role for section in letter.sections if section.text.strip()}
    remedies = letter.remedies
    return (
        Element(_("相對人姓名"), bool(who.name.strip())),
        Element(_("相對人出生日期"), bool(who.born.strip())),
        Element(_("相對人性別"), bool(who.sex)),
        Element(_("相對人身分證統一編號"), bool(who.national_id)),
        Element(_("相對人住居所"), bool(who.address.strip())),
        Element(_("主旨"), bool(words_of(letter.subject).strip())),
        Element(_("事實"), "facts" in roles),
        Element(_("理由"), "reasons" in roles and _reasons_given(letter)),
        Element(_("法令依據"), "legal_basis" in roles),
        Element(_("處分機關與首長"), bool(letter.issuer and letter.signature)),
        Element(_("發文日期"), bool(letter.issued_on), on_issue=True),
        Element(_("發文字號"), bool(letter.issued_on and letter.reference), on_issue=True),
        Element(_("表明為行政處分"), "行政處分" in remedies.disposition and "remedy" in roles),
        Element(
            _("救濟方法、期間、受理機關"), bool(remedies.method and remedies.days > 0 and remedies.authority)
        ),
    )


def _reasons_given(letter: LetterContent) -> bool:
    """A heading is no reason: a paragraph of reasons that announces items has them."""
    return all(s.items or not s.text.endswith("：") for s in letter.sections if s.role == "reasons")


def check_draft(letter: LetterContent) -> None:
    """Raise LetterIncomplete for what must be there before a case is decided."""
    _raise_for(element for element in elements(letter) if not element.on_issue)


def check_complete(letter: LetterContent) -> None:
    """Raise LetterIncomplete for anything missing on the day of issue."""
    _raise_for(elements(letter))


def _raise_for(found: Iterable[Element]) -> None:
    missing = tuple(element.label for element in found if not element.present)
    if missing:
        raise LetterIncomplete(missing)
