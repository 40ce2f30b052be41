"""How backups stand, in words: for the first page, the status line and the page of backups."""

from datetime import datetime

from centre_app.backups.standing import Shown, Standing
from centre_app.choices import choices
from centre_app.language import N_, Language
from ui import theme
from ui.pages.people.words import COMPARTMENTS
from ui.theme import Tone


def off_laptop(standing: Standing, language: Language) -> str:
    """Return how old the last backup is that a stolen or broken laptop would not take along."""
    days = standing.days_off_laptop
    if days is None:
        return language.say(N_("No backup off the laptop yet"))
    if days == 0:
        return language.say(N_("Backed up on a stick today"))
    return language.say_n(N_("Backed up on a stick yesterday"), N_("Backed up on a stick {n} days ago"), days)


def tone_of(standing: Standing) -> Tone | None:
    return theme.LATE_TONE if standing.is_red else theme.SOON_TONE if standing.is_reminder else None


def moment(at: datetime | None, language: Language) -> str:
    return language.moment(at) if at is not None else language.say(N_("never"))


def warnings(standing: Standing, language: Language) -> list[tuple[str, Tone]]:
    """Return what asks for something, the gravest first."""
    said = []
    if standing.is_red:
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
        said.append((language.say(failed, why=language.say(standing.last_failure.message)), theme.FAULT_TONE))
    return said


def reason(shown: Shown, language: Language) -> str:
    return choices("backup_reason").label(shown.reason, language)


def state(shown: Shown, language: Language) -> tuple[str, Tone]:
    """Return what is known of one backup."""
    if shown.is_damaged:
        return language.say(N_("Damaged")), theme.LATE_TONE
    if shown.waiting:
        names = language.list_of([language.say(COMPARTMENTS[name][0]) for name in shown.waiting])
        return language.say(N_("To be verified: {names}"), names=names), theme.SOON_TONE
    return language.say(N_("Verified")), theme.DONE_TONE
