"""The ceiling on aid (救助總金額上限) — 社會救助法 §8: all living aid of the government to one person in a
month stays within the basic wage. What is decided later gets the room that is left."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant
from welfare.rules.public_assistance.codes import LAW


@formula(article=Article(LAW, "8"), zh="基本工資內尚可領之金額", en="room under the basic wage", unit="ntd")
def aid_room(aid_beside: int, basic_wage: int) -> int:
    """What may still be paid to the person in a month; nothing when other aid has reached the basic wage."""
    if aid_beside >= basic_wage:
        return 0
    return basic_wage - aid_beside


applicant_aid_beside = of_applicant(
    "aid_beside", zh="申請人另領之補助及津貼", en="aid the applicant receives beside this", unit="ntd"
)
applicant_aid_room = of_applicant(
    "aid_room", zh="申請人基本工資內尚可領之金額", en="applicant's room under the basic wage", unit="ntd"
)
