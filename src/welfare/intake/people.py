"""Questions about people: the members of the case are the choices, so that nobody is typed a second time."""

from dataclasses import replace

from welfare.case.models import Case, Member
from welfare.foundation import clock
from welfare.intake.questions import Question, QuestionSet, Topic, Words, question_set

#: who asks for aid (申請輔導人口); the answer sets `Member.is_listed`
LISTED = "listed_persons"
#: who lives together or apart against what the registration presumes; sets `Member.lives_together`
TOGETHER, APART = "lives_with", "lives_away"


def asked_of(case: Case) -> QuestionSet:
    """The questions of the case's program, its living members filled in. A question about people whom the
    family does not have is not asked, nor a topic that has no other."""
    asked = question_set(case.program)
    if not any(question.kind == "persons" for question in asked.questions):
        return asked
    members = [member for member in Member.objects.filter(case=case) if member.died_on is None]
    topics = [_filled(topic, members) for topic in asked.topics]
    return replace(asked, topics=tuple(topic for topic in topics if topic is not None))


def _filled(topic: Topic, members: list[Member]) -> Topic | None:
    questions = [_with_people(q, members) if q.kind == "persons" else q for q in topic.questions]
    kept = tuple(q for q in questions if q.choices or q.kind != "persons")
    if topic.questions and not kept:
        return None
    codes = {q.code for q in kept}
    quick = {code: value for code, value in topic.quick_answers.items() if code in codes}
    return replace(topic, questions=kept, quick_answers=quick)


def _with_people(question: Question, members: list[Member]) -> Question:
    return replace(question, choices={m.person_key: _words(m) for m in members if _is_among(question, m)})


def _is_among(question: Question, member: Member) -> bool:
    if question.among == "family":
        return True
    is_home = member.is_applicant or member.same_household
    return is_home is (question.among == "household")


def _words(member: Member) -> Words:
    """Name and age: two members may bear one name."""
    if not member.name:
        return Words("申請人", "the applicant")
    if member.born_on is None:
        return Words(member.name, member.name)
    today, born = clock.today(), member.born_on
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Words(f"{member.name}（{age} 歲）", f"{member.name} ({age})")
