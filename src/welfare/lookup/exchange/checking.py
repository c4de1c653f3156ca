"""Whether a delivery says what it may say: totals, line numbers, persons, nothing contradicted. No database.

Nothing of a delivery counts before all of it has been checked.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from welfare.foundation.crypto import keyed_hash
from welfare.lookup.asking import QUESTIONS, Asked, Scope
from welfare.lookup.ports import Answer, BadDelivery, LookupPurpose, Replies, Reply, Subject, plain


@dataclass(frozen=True, slots=True)
class Expected:
    """One line as we asked it: whose number (keyed), within which bounds, what was answered before ("")."""

    subject_key: str
    scope: Scope
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """A parcel to check replies against."""

    source: str
    purpose: LookupPurpose
    lines: Mapping[int, Expected]


class _Replayed:
    """An agency that answers what the reply already says."""

    def __init__(self, answers: Mapping[str, Answer[Any]]) -> None:
        self._answers = answers

    def __getattr__(self, name: str) -> Any:
        answers = self._answers
        if name not in answers:
            raise LookupError(name)
        return lambda *_question: answers[name]


def check(replies: Replies, question: Question) -> int:
    """How many subjects it speaks about. Raises BadDelivery for the first thing that is wrong."""
    if not 1 <= replies.part <= replies.parts:
        raise _bad(replies, _("回覆檔說自己是第 %(part)s 份，共 %(parts)s 份，這不可能。") % _part(replies))
    seen: set[int] = set()
    for reply in replies.lines:
        _check_line(replies, question, reply, seen)
        seen.add(reply.seq)
    if len(seen) != replies.total:
        sentence = _("控制總數不符：檔尾寫 %(total)s 筆，實際有 %(found)s 筆。請機關重送這一份。")
        raise _bad(replies, sentence % {"total": replies.total, "found": len(seen)})
    return len(seen)


def _check_line(replies: Replies, question: Question, reply: Reply, seen: set[int]) -> None:
    where = {"seq": reply.seq}
    expected = question.lines.get(reply.seq)
    if expected is None:
        raise _bad(replies, _("第 %(seq)s 筆不是我們問的。整份沒有採用，請機關查明後重送。") % where)
    if reply.seq in seen:
        raise _bad(replies, _("第 %(seq)s 筆在同一份裡出現兩次。整份沒有採用，請機關重送。") % where)
    if keyed_hash(reply.national_id) != expected.subject_key:
        raise _bad(
            replies, _("第 %(seq)s 筆的統一編號不是我們問的那個人。整份沒有採用，請機關查明後重送。") % where
        )
    if reply.failure is not None:
        return
    try:
        interpret(question.source, reply, expected.scope, question.purpose)
    except (LookupError, ValueError, TypeError, AttributeError) as unreadable:
        what = where | {"what": type(unreadable).__name__}
        raise _bad(replies, _("第 %(seq)s 筆的內容讀不懂（%(what)s）。整份沒有採用。") % what) from unreadable
    if expected.answer and expected.answer != fingerprint(reply):
        raise _bad(
            replies, _("第 %(seq)s 筆和先前收到的回覆不同。先前的照舊採用；請向機關問明哪一份對。") % where
        )


def interpret(source: str, reply: Reply, scope: Scope, purpose: LookupPurpose) -> Asked:
    """What the register said, by the same code as if it had been asked directly."""
    subject = Subject(reply.national_id)
    return QUESTIONS[source](_Replayed(reply.answers), subject, purpose, scope)


def fingerprint(reply: Reply) -> str:
    """Keyed hash of what was answered, without when and under which number it was recorded."""
    said = {name: [answer.outcome.value, plain(answer.value)] for name, answer in reply.answers.items()}
    return keyed_hash(json.dumps(said, sort_keys=True, ensure_ascii=False))


def _part(replies: Replies) -> dict[str, int]:
    return {"part": replies.part, "parts": replies.parts}


def _bad(replies: Replies, sentence: str) -> BadDelivery:
    return BadDelivery(sentence, reference=replies.reference)
