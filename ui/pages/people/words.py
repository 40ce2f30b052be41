"""What is said of people and compartments in several places of this page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.accounts import Account, who_opens
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.questions import CARE, CENTRE, FIGURES, HEALTH, IDENTITY, NOTES, PROTECTION
from centre_app.records import StaffMember
from ui import icons, theme

LONGEST_NAME = 48  # letters in a sentence; rows and tables end a longer one by themselves

# How each compartment is called, and what is in it.
COMPARTMENTS: Mapping[str, tuple[str, str]] = {
    CENTRE: (N_("The house"), N_("Rooms, beds, the team, projects.")),
    IDENTITY: (N_("Names"), N_("Names, photographs, villages, relatives.")),
    CARE: (N_("The stay"), N_("Files without their names: stay, plan, school, training, exit.")),
    HEALTH: (N_("Health"), N_("Visits, treatments, pregnancies.")),
    PROTECTION: (N_("Protection"), N_("What was lived through, incidents, legal steps.")),
    NOTES: (N_("Notes"), N_("What is said to the psychologist.")),
    FIGURES: (N_("Figures"), N_("Coded copies to count, without names.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How it stands with somebody's key: a few words, their colour and icon."""

    words: str
    tone: theme.Tone
    icon: str | None = None


def state_of(account: Account, language: Language, *, today: date) -> State:
    """Return the one thing that matters most of somebody's key."""
    sex, say = account.member.sex, language.say
    if account.slot is None:
        return State(words=say(N_("No key")), tone=theme.SHUT_TONE)
    if has_left(account.member, today):
        return State(words=say(N_("Still opens the register")), tone=theme.LATE_TONE)
    if account.is_suspended:
        return State(words=say(N_("Suspended"), sex=sex), tone=theme.SHUT_TONE)
    if account.slot.must_change:
        return State(words=say(N_("Slip not used yet")), tone=theme.SOON_TONE)
    if any(opening.is_owed for opening in account.openings):
        return State(words=say(N_("Waits for a key")), tone=theme.SOON_TONE)
    return State(words=say(N_("Opens the register")), tone=theme.DONE_TONE, icon=icons.KEY)


def has_left(member: StaffMember, today: date) -> bool:
    return member.active_to is not None and member.active_to < today


def short(name: str | None) -> str:
    """Return a name as it stands in a sentence: one that nobody can be called is cut, not let out of its place."""
    name = " ".join((name or "").split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def names_of(members: Iterable[StaffMember], language: Language) -> str:
    return language.list_of([short(member.name) for member in members])


def roles_said(member: StaffMember, language: Language, roles: Iterable[str] | None = None) -> list[str]:
    """Return somebody's roles, or some of them, in her or his words."""
    return choices("user_role").labels(frozenset(member.roles if roles is None else roles), language, member.sex)


def compartment(name: str, language: Language) -> str:
    return language.say(COMPARTMENTS[name][0])


def waits_for(people: Sequence[Account], name: str, account: Account, language: Language) -> str:
    """Say who hands somebody the key that is owed her."""
    others = [member for member in who_opens(people, name) if member.id != account.member.id]
    if not others:
        return language.say(N_("Waits: nobody who opens it has a key"))
    return language.say(N_("Waits until {names} opens the register"), names=_or(others, language))


def _or(members: Sequence[StaffMember], language: Language) -> str:
    """Any one of them is enough: the first two are named."""
    names = [short(member.name) for member in members[:2]]
    return names[0] if len(names) == 1 else language.say(N_("{one} or {other}"), one=names[0], other=names[1])


def still_to_change(people: Sequence[Account], names: Iterable[str], language: Language) -> list[str]:
    """Say of each compartment whose key is still to be changed who changes it."""
    said = []
    for name in names:
        openers = who_opens(people, name)
        called = compartment(name, language)
        said.append(
            language.say(
                N_("{compartment}: the key changes when {names} opens the register."),
                compartment=called,
                names=_or(openers, language),
            )
            if openers
            else language.say(
                N_("{compartment}: the key changes when somebody who opens it is let in."), compartment=called
            )
        )
    return said
