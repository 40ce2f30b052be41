"""How backups stand, in words: for the first page, the status line and the page of backups."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from centre_app.backups.standing import Shown, Standing
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.problems import NotEnoughRoom, Problem, RegisterDamaged, SaveCutShort
from ui import theme
from ui.pages.people.words import COMPARTMENTS
from ui.theme import Tone

WITHOUT_PARTS: Mapping[type[Problem], str] = {
    NotEnoughRoom: N_("There is not enough room on this disk or stick."),
    RegisterDamaged: N_("A file of this register is damaged."),
    SaveCutShort: N_("A save was cut short in a part of the register that was closed to whoever was there."),
}


def off_laptop(standing: Standing, language: Language) -> str:
    """Return how old the last backup is that a stolen or broken laptop would not take along."""
    days = standing.days_off_laptop
    if standing.off_laptop is None:
        return language.say(N_("No backup off the laptop yet"))
    if days is None:
        return language.say(N_("Backed up on a stick, nobody knows when: the clock was wrong"))
    if days == 0:
        return language.say(N_("Backed up on a stick today"))
    return language.say_n(N_("Backed up on a stick yesterday"), N_("Backed up on a stick {n} days ago"), days)


def tone_of(standing: Standing) -> Tone | None:
    return theme.LATE_TONE if standing.is_red else theme.SOON_TONE if standing.is_reminder else None


def moment(at: datetime | None, language: Language) -> str:
    return language.moment(at) if at is not None else language.say(N_("never"))


def last_read(standing: Standing, language: Language) -> str:
    """Return when a backup was last read back and found whole, and what of it waits for other keys."""
    if standing.last_read is None or not standing.read_but:
        return moment(standing.last_read, language)
    return language.say(
        N_("{moment}, all but what your key does not open: {names}"),
        moment=language.moment(standing.last_read),
        names=_names_of(standing.read_but, language),
    )


def _names_of(compartments: Iterable[str], language: Language) -> str:
    return language.list_of([language.say(COMPARTMENTS[name][0]) for name in compartments])


def what_went_wrong(problem: type[Problem], language: Language) -> str:
    """Say what a problem was of which only its kind was written down: no number, and no part of the register."""
    message = WITHOUT_PARTS.get(problem, problem.message)
    return language.say(Problem.message if "{" in message else message)


def warnings(standing: Standing, language: Language) -> list[tuple[str, Tone]]:
    """Return what asks for something, the gravest first."""
    said = []
    if standing.off_laptop is not None and standing.days_off_laptop is None:
        clock = N_(
            "Nobody can say how old the backup on the stick is: this laptop’s clock was wrong. Put the clock right, then "
            "copy a backup to the stick."
        )
        said.append((language.say(clock), theme.LATE_TONE if standing.is_red else theme.SOON_TONE))
    elif standing.is_red:
        red = N_(
            "If this laptop were stolen or broke today, more than a fortnight’s work would be lost. "
            "Copy a backup to the stick now, and keep the stick away from the laptop."
        )
        said.append((language.say(red), theme.LATE_TONE))
    elif standing.is_reminder:
        reminder = N_("A week has gone by: copy a backup to the stick, and keep the stick away from the laptop.")
        said.append((language.say(reminder), theme.SOON_TONE))
    if standing.is_before_key_change:
        keys = N_(
            "Keys were changed since the stick was written: it still opens with the former ones. Copy a new backup to it."
        )
        said.append((language.say(keys), theme.CHECK_TONE))
    if standing.last_failure is not None:
        failed = N_("The last one went wrong: {why}")
        said.append((language.say(failed, why=what_went_wrong(standing.last_failure, language)), theme.FAULT_TONE))
    return said


def reason(shown: Shown, language: Language) -> str:
    return choices("backup_reason").label(shown.reason, language)


def state(shown: Shown, language: Language) -> tuple[str, Tone]:
    """Return what is known of one backup."""
    if shown.is_damaged:
        return language.say(N_("Damaged")), theme.LATE_TONE
    if shown.waiting:
        names = _names_of(shown.waiting, language)
        return language.say(N_("To be verified: {names}"), names=names), theme.SOON_TONE
    return language.say(N_("Verified")), theme.DONE_TONE
