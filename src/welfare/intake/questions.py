"""What an application asks: topics and questions are data of the program, loaded by its code."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from django.utils.translation import get_language

Kind = Literal["choice", "confirm", "persons", "phone", "several", "text", "yes_no"]
Among = Literal["household", "elsewhere", "family"]
TYPED_KINDS = frozenset({"phone", "text"})
SEVERAL_KINDS = frozenset({"persons", "several"})


class BrokenQuestions(ValueError):
    """A program's questions.yaml contradicts itself."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages of the screen; str() is the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Question:
    """`code` is the key of the answer; `default` is offered, not stored. The choices of kind `persons` are
    the members of the case who live `among` the applicant's household, elsewhere, or either."""

    code: str
    kind: Kind
    label: Words
    required: bool
    choices: dict[str, Words] = field(default_factory=dict)
    default: str = ""
    among: Among = "household"

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED_KINDS

    @property
    def takes_several(self) -> bool:
        return self.kind in SEVERAL_KINDS


@dataclass(frozen=True, slots=True)
class Topic:
    """One decision, one page on a phone. `quick`: the answers one tap gives; `evidence`: photo asked here."""

    code: str
    label: Words
    hint: Words
    law: str
    questions: tuple[Question, ...]
    quick_label: Words | None
    quick_answers: dict[str, Any]
    evidence: str

    @property
    def is_folded(self) -> bool:
        """Whether one tap usually answers the questions, so that a phone opens them only when it does not."""
        return any(q.code in self.quick_answers and q.kind != "confirm" for q in self.questions)


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """Text of the notice (個人資料保護法第8條), versioned; {office} and {county} are filled when shown."""

    version: str
    valid_from: date
    zh: tuple[str, ...]
    en: tuple[str, ...]

    def lines(self, **places: str) -> list[str]:
        lines = self.en if (get_language() or "").startswith("en") else self.zh
        return [line.format(**places) for line in lines]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A reason to ask for a paper, ready to tick; `instead` says what else would do."""

    code: str
    evidence_kind: str
    why: Words
    instead: Words


@dataclass(frozen=True, slots=True)
class QuestionSet:
    version: str
    topics: tuple[Topic, ...]
    notice: PrivacyNotice
    meant_for: Words
    phrases: tuple[Phrase, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for topic in self.topics for question in topic.questions)

    def topic(self, code: str) -> Topic:
        """Raises LookupError for a topic the program does not have."""
        for topic in self.topics:
            if topic.code == code:
                return topic
        raise LookupError(code)

    def topic_of(self, question: str) -> Topic:
        return next(t for t in self.topics if any(q.code == question for q in t.questions))


@cache
def question_set(program: str) -> QuestionSet:
    """The questions of a program. Raises BrokenQuestions, or FileNotFoundError when it asks nothing."""
    path = files(f"welfare.programs.{program}").joinpath("questions.yaml")
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = QuestionSet(
        version=raw["version"],
        topics=tuple(_topic(item) for item in raw["topics"]),
        notice=_notice(raw["notice"]),
        meant_for=_words(raw["meant_for"]),
        phrases=tuple(
            Phrase(f"{kind}.{item['code']}", kind, _words(item), _words(item, "instead_"))
            for kind, items in raw.get("supplement_phrases", {}).items()
            for item in items
        ),
    )
    codes = [q.code for q in found.questions]
    if len(codes) != len(set(codes)):
        raise BrokenQuestions(f"{program}: a question code is used twice")
    for topic in found.topics:
        if strangers := set(topic.quick_answers) - {q.code for q in topic.questions}:
            raise BrokenQuestions(
                f"{program}: {topic.code} answers {sorted(strangers)}, which it does not ask"
            )
    return found


def _words(raw: dict[str, Any], prefix: str = "") -> Words:
    return Words(raw.get(f"{prefix}zh", ""), raw.get(f"{prefix}en", ""))


def _topic(raw: dict[str, Any]) -> Topic:
    quick = raw.get("quick")
    return Topic(
        code=raw["code"],
        label=_words(raw),
        hint=_words(raw, "hint_"),
        law=raw.get("law", ""),
        questions=tuple(_question(item) for item in raw["questions"]),
        quick_label=_words(quick) if quick else None,
        quick_answers=quick["answers"] if quick else {},
        evidence=raw.get("evidence", ""),
    )


def _question(raw: dict[str, Any]) -> Question:
    return Question(
        code=raw["code"],
        kind=raw["kind"],
        label=_words(raw),
        required=raw["required"],
        choices={code: _words(words) for code, words in raw.get("choices", {}).items()},
        default=raw.get("default", ""),
        among=raw.get("among", "household"),
    )


def _notice(raw: dict[str, Any]) -> PrivacyNotice:
    return PrivacyNotice(raw["version"], raw["valid_from"], tuple(raw["zh"]), tuple(raw["en"]))
