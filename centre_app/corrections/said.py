"""A correction in words: what it is about, what each side answers, and what became of it."""

from centre_app.acts import KINDS
from centre_app.answers_said import answer_said
from centre_app.choices import choices
from centre_app.corrections.saying import said_of, with_answer
from centre_app.corrections.standing import KEPT_OURS, TOOK_THEIRS, WAITING, WITHDRAWN, Standing
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import CaseFile, Person
from centre_app.register import Register


def about(one: Standing, language: Language, *, sex: str | None = None) -> str:
    """Return what a correction is about: "Nom · Nom de famille"."""
    question = one.record_type.questions.get(one.correction.question or "")
    kind = language.say(KINDS[one.record_type.table]) if one.record_type.table in KINDS else ""
    label = language.say(question.label, sex=sex) if question else ""
    return " · ".join(part for part in (kind, label) if part)


def whose(register: Register, one: Standing) -> str:
    """Return the number of the file that a correction is about, or the name of what is no file; "" where it is shut."""
    case = _case(register, one)
    if case is not None:
        return case.code or ""
    record = register.as_stored.get(one.record_type, one.correction.record_id)
    return getattr(record, "name", None) or "" if record is not None else ""


def sex_of(register: Register, one: Standing) -> str | None:
    """Return the sex of the person that a correction is about, for the words."""
    case = _case(register, one)
    person = register.as_stored.get(Person, case.person_id) if case is not None else None
    return person.sex if person is not None else None


def answer_in_words(one: Standing, said: str | None, language: Language, *, sex: str | None = None) -> str:
    """Return an answer as a correction carries it in words; why there is none where there is none."""
    blank: Record = one.record_type()  # answers that belong to no record are read in one that holds nothing else
    question = one.correction.question or ""
    try:
        record = with_answer(blank, question, said or "")
    except (ValueError, KeyError, TypeError, RecursionError):
        return said or ""
    why = record.missing.get(question)
    if why is not None:
        return choices("missing_reason").label(why, language, sex)
    return answer_said(record, question, language, sex=sex) or language.say(N_("No answer"))


def our_answer(register: Register, one: Standing) -> str:
    """Return our own answer as a correction would carry it."""
    record = register.as_stored.get(one.record_type, one.correction.record_id)
    return said_of(record, one.correction.question or "") if record is not None else ""


def state_said(one: Standing, language: Language, *, is_ours: bool = False) -> str:
    """Return what became of a correction; `is_ours`: we have asked for it, and what others decided is told from here."""
    if one.state == WAITING:
        return language.say(N_("Awaiting an answer"))
    if one.state == WITHDRAWN:
        return language.say(N_("Taken back"))
    if is_ours and one.state == KEPT_OURS:
        return language.say(N_("Their answer kept"))
    if is_ours and one.state == TOOK_THEIRS:
        return language.say(N_("Our answer taken"))
    return choices("correction_outcome").label(one.state, language)


def _case(register: Register, one: Standing) -> CaseFile | None:
    """Return the file that a correction is about: that of its record, or the newest of the person it tells of."""
    stored = register.as_stored
    if not stored.can_open(CaseFile):
        return None
    if one.correction.case_id is not None:
        return stored.get(CaseFile, one.correction.case_id)
    record = stored.get(one.record_type, one.correction.record_id)
    person_id = record.id if isinstance(record, Person) else getattr(record, "person_id", None)
    files = stored.find(CaseFile, person_id=person_id) if person_id else []
    return files[-1] if files else None
