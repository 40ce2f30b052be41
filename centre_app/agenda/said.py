"""What is due, in words: for the screen, and in fewer for paper that lies about."""

from centre_app.agenda.due import Due
from centre_app.choices import choices
from centre_app.language import Language

SEPARATOR = " · "
SAYS_ENOUGH = frozenset({"action_due"})  # what was promised is its own name
# Paper is read by whoever passes: these are a visit like any other there, and who is in danger is nobody's to read.
A_VISIT = "medical_appointment"
ON_PAPER = {
    **dict.fromkeys(("pep_window", "ec_window", "cmr_follow_up", "antenatal", "birth_expected", "postnatal"), A_VISIT),
    "danger_now": "safety_plan_review",
}


def due_in_words(due: Due, language: Language, *, sex: str | None = None) -> str:
    """Return what is to be done: "Avis à une autorité · Juge des enfants"."""
    if due.what and due.task in SAYS_ENOUGH:
        return due.what
    more = choices(due.about[0]).label(due.about[1], language, sex) if due.about else due.what
    if due.missing:
        more = language.list_of(language.say(one, sex=sex) for one in due.missing)
    return SEPARATOR.join(part for part in (_task(due.task, language, sex), more) if part)


def due_on_paper(due: Due, language: Language, *, sex: str | None = None) -> str:
    """Return the same without what only those may know who open the file."""
    if due.task in ON_PAPER:
        return _task(ON_PAPER[due.task], language, sex)
    is_told_on_screen = due.section == "health" or bool(due.missing)
    return _task(due.task, language, sex) if is_told_on_screen else due_in_words(due, language, sex=sex)


def _task(task: str, language: Language, sex: str | None) -> str:
    return choices("task_type").label(task, language, sex)
