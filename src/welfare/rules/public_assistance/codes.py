"""Codes used by formulas instead of bare numbers, with the words shown for them."""

from __future__ import annotations

from enum import IntEnum

from welfare.rules.article import Article

LAW = "社會救助法"
RULES = "社會救助法施行細則"


class Clause(IntEnum):
    """The nine exclusions of 社會救助法 §5 III; 0 means none."""

    NONE = 0
    UNREGISTERED_SPOUSE = 1
    ASCENDANT_OF_SINGLE_PARENT = 2
    MARRIED_DESCENDANT = 3
    ABSENT_PARENT = 4
    MILITARY_SERVICE = 5
    FUNDED_STUDENT = 6
    CUSTODY = 7
    MISSING = 8
    DECIDED = 9

    @property
    def article(self) -> Article:
        return Article(LAW, "5", 3, int(self))


class HouseholdClass(IntEnum):
    """Class of a low-income household: 款 (CLASS) in most counties, 類 (TYPE) in 臺北市 and 高雄市."""

    NONE = 0
    CLASS_1 = 1
    CLASS_2 = 2
    CLASS_3 = 3
    TYPE_0 = 10
    TYPE_1 = 11
    TYPE_2 = 12
    TYPE_3 = 13
    TYPE_4 = 14


class Rung(IntEnum):
    """Where a person's work income comes from: the order of 社會救助法 §5-1 I ①."""

    NONE = 0
    DECIDED = 1
    WAGE_PROOF = 2
    TAX = 3
    OCCUPATIONAL = 4
    BASIC_WAGE = 5
    JOB_LOSS = 6
    RAISED_TO_BASIC_WAGE = 7
    ENTRY_LEVEL_WAGE = 8


RUNG_WORDS: dict[Rung, tuple[str, str]] = {
    Rung.NONE: ("無工作能力且未就業，不計工作收入", "not able to work and not employed: none"),
    Rung.DECIDED: ("承辦人依證據決定", "decided by a person on evidence"),
    Rung.WAGE_PROOF: ("當年度薪資證明", "proof of this year's wage"),
    Rung.TAX: ("最近一年度財稅資料", "latest tax data"),
    Rung.OCCUPATIONAL: ("職類別薪資調查平均薪資", "average wage of the occupation"),
    Rung.BASIC_WAGE: ("有工作能力未就業，依基本工資核算", "able to work, not employed: basic wage imputed"),
    Rung.JOB_LOSS: ("失業認定、推介未成或全日職訓，不計工作收入", "job loss or training recognised: none"),
    Rung.RAISED_TO_BASIC_WAGE: (
        "財稅資料低於基本工資，依縣市規定以基本工資核算",
        "tax data raised to the basic wage",
    ),
    Rung.ENTRY_LEVEL_WAGE: ("各業初任人員平均薪資", "average wage of first-time employees"),
}
