"""What the head of a file says of who it is about: sex and age, since when she is here, where she sleeps, and the alerts."""

from centre_app import letterbox
from centre_app.agenda.emergency import is_emergency, still_open
from centre_app.ages import age_said
from centre_app.case_view import CaseView
from centre_app.casework import lifecycle
from centre_app.choices import choices
from centre_app.choices.keys import Sex
from centre_app.dates import is_child, straddles_adulthood
from centre_app.exchange.transfers import houses
from centre_app.language import N_
from centre_app.rules.lifecycle import ABSENT, ADMITTED, MISSING
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit.chip import Chip
from ui.pages.case.danger import danger_chips
from ui.session import Session


def facts_of(session: Session, file: CaseView) -> list[tuple[str, str]]:
    say, sex, today = session.say, file.person.sex, session.today
    facts = [(icons.BOY if sex == Sex.MALE else icons.GIRL, _kind_of_person(session, file))]
    age = age_said(file.person.birth, on=today, language=session.language)
    facts.append((icons.CALENDAR, age or say(N_("Age not known"))))
    if file.stay and file.stay.admitted_on:
        facts.append((icons.ARRIVAL, say(N_("Arrived on {day}"), sex=sex, day=file.stay.admitted_on)))
    if file.case.rev and file.case.centre_id != session.register.centre_id:
        facts.append((icons.HOME, houses.name_of_house(session.register, file.case)))
    if file.bed:
        facts.append((icons.BED, say(N_("Bed {label}"), label=file.bed.label or "")))
    referent = session.case_manager(file.case.referent_id)
    if referent:
        facts.append((icons.PERSON, referent))
    return facts


def _kind_of_person(session: Session, file: CaseView) -> str:
    say = session.say
    if file.mother is not None:
        return say(N_("Child of {name}"), name=file.mother.name.in_text)
    child = is_child(file.person.birth, session.today)
    if file.person.sex == Sex.MALE:
        return say(N_("Boy")) if child else say(N_("Man"))
    if file.person.sex == Sex.FEMALE:
        return say(N_("Girl")) if child else say(N_("Woman"))
    return choices("sex").label(file.person.sex, session.language) or say(N_("Sex not known"))


def state_of(session: Session, file: CaseView) -> Chip:
    """Return where her file stands: who is away is said to be away where and until when, and never in the green of here."""
    say, language, sex = session.say, session.language, file.person.sex
    absence = lifecycle.absence_of(session.register, file.case) if file.case.status == ABSENT else None
    if absence is None:
        status = choices("case_status").label(file.case.status, language, sex)
        tone = {ADMITTED: theme.DONE_TONE, MISSING: theme.LATE_TONE}.get(file.case.status or "", theme.NEUTRAL_TONE)
        return Chip(status, tone, name="case_status")
    why, back_on = choices("absence_type").label(absence.absence_type, language).lower(), absence.expected_back_on
    if back_on is None:
        text = say(N_("Away: {why}"), sex=sex, why=why)
    else:
        text = say(N_("Away: {why}, until {day}"), sex=sex, why=why, day=language.day_and_month(back_on))
    is_late = back_on is not None and back_on < session.today
    return Chip(text, theme.LATE_TONE if is_late else theme.SOON_TONE, icons.AWAY, name="case_status")


def alerts_of(session: Session, file: CaseView) -> list[Chip]:
    say, language = session.say, session.language
    alerts = danger_chips(file, language)
    alerts += _to_be_asked(session, file)
    letters = letterbox.to_file(session.register, case_id=file.case.id)
    if letters:
        text = language.say_n(N_("{n} letter to file"), N_("{n} letters to file"), len(letters))
        alerts.append(Chip(text, theme.SOON_TONE, icons.LETTER, name="letters_to_file"))
    plan, sex = file.plan, file.person.sex
    if plan is not None and plan.review_on and plan.agreed_on:
        when, tone, _ = due_said(plan.review_on, today=session.today, language=language)
        if tone is not theme.NEUTRAL_TONE:
            alerts.append(Chip(say(N_("Plan review: {when}"), when=when), tone))
    if file.person.birth is None:
        alerts.append(Chip(say(N_("Age not known: treated as a child"), sex=sex), theme.CHECK_TONE))
    elif straddles_adulthood(file.person.birth, session.today):
        alerts.append(Chip(say(N_("May be under 18: treated as a child"), sex=sex), theme.CHECK_TONE))
    if file.brief and file.brief.allergies:
        alerts.append(Chip(say(N_("Allergies: {what}"), what=file.brief.allergies), theme.NEUTRAL_TONE, icons.ALLERGY))
    return alerts


def _to_be_asked(session: Session, file: CaseView) -> list[Chip]:
    """Return what an arrival at night left open, until when: her file says it until all of it is written."""
    if file.stay is None or not is_emergency(file.stay):
        return []
    due, language = still_open(session.register, file.case.id), session.language
    if due is None or due.due_at is None:
        return []
    missing = language.list_of(session.say(one, sex=file.person.sex) for one in due.missing)
    is_late, when, n = due.is_late(session.register.now), language.day_and_month(due.due_on), len(due.missing)
    if is_late:
        said = language.say_n(
            N_("{n} answer overdue since {when}"), N_("{n} answers overdue since {when}"), n, when=when
        )
    else:
        said = language.say_n(N_("{n} answer to ask by {when}"), N_("{n} answers to ask by {when}"), n, when=when)
    chip = Chip(said, theme.LATE_TONE if is_late else theme.SOON_TONE, name="emergency_rest")
    chip.setToolTip(missing)
    chip.setAccessibleName(session.say(N_("{said}: {missing}"), said=said, missing=missing))
    return [chip]
