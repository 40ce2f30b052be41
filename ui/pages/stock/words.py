"""What the pages of the stock room say of a thing and of a movement, and what forms offer to choose from."""

from collections.abc import Callable, Mapping

from centre_app.casework import directory
from centre_app.casework.stock import shelf
from centre_app.casework.stock.shelf import Balance, Step
from centre_app.choices import choices
from centre_app.choices.keys import StockMovementKind
from centre_app.language import N_, sort_key
from centre_app.records import Item, Organisation, Project, StockMovement
from ui import icons, theme
from ui.choice_field import Choices
from ui.pages.case.records import joined
from ui.record_dialog import options_of
from ui.session import Session
from ui.theme import Tone

# Of each state of a thing: its words, its tone and its icon.
STATES: Mapping[str, tuple[str, Tone, str | None]] = {
    shelf.BELOW_NOUGHT: (N_("More went out than came in"), theme.FAULT_TONE, None),
    shelf.NONE_LEFT: (N_("Nothing left"), theme.LATE_TONE, None),
    shelf.OUT_OF_DATE: (N_("Out of date"), theme.LATE_TONE, None),
    shelf.LOW: (N_("Few left"), theme.CHECK_TONE, None),
    shelf.NOT_LONG: (N_("Soon out of date"), theme.SOON_TONE, None),
    shelf.ENOUGH: (N_("Enough"), theme.DONE_TONE, None),
}
_SIGNS = {
    StockMovementKind.RECEIPT: icons.RECEIVE,
    StockMovementKind.ISSUE: icons.EXPORT,
    StockMovementKind.LOSS: icons.ERASE,
    StockMovementKind.COUNT: icons.CHECKS,
    StockMovementKind.TRANSFER: icons.MOVE,
}


def state_of(balance: Balance, session: Session) -> tuple[str, Tone, str | None]:
    """Return how a thing stands in words, with its tone and its icon."""
    words, tone, icon = STATES[balance.state]
    return session.say(words), tone, icon


def title_of(item: Item | None) -> str:
    return (item.name or "") if item else ""


def category_of(item: Item, session: Session) -> str:
    return choices("item_category").label(item.category, session.language)


def sign_of(movement: StockMovement) -> str:
    return _SIGNS.get(movement.kind or "", icons.EXPORT)


def changed_by(step: Step, session: Session) -> str:
    """Return "+ 20", "− 3" or "= 31" for a count."""
    number = session.language.number
    if step.movement.kind == StockMovementKind.COUNT:
        return f"= {number(step.movement.quantity or 0)}"
    return f"+ {number(step.change)}" if step.change > 0 else f"− {number(-step.change)}"


def story_of(movement: StockMovement, session: Session) -> str:
    """Return who gave it or paid it, under which slip, and why."""
    register = session.register
    donor = register.get(Organisation, movement.donor_id) if register.can_open(Organisation) else None
    project = register.get(Project, movement.project_id) if register.can_open(Project) else None
    slip = session.say(N_("slip {number}"), number=movement.reference) if movement.reference else ""
    keeps = session.say(N_("keeps until {day}"), day=movement.expires_on) if movement.expires_on else ""
    return joined(donor.name if donor else "", project.code if project else "", slip, keeps, movement.reason)


def options(session: Session) -> Mapping[str, Callable[[], Choices]]:
    """Return what may be chosen for the questions of the stock's forms."""
    register = session.register

    def things() -> Choices:
        return [
            (one.item.id, session.say(N_("{thing} · {n} there"), thing=one.item.name or "", n=one.there))
            for one in sorted(shelf.balances(register), key=lambda one: sort_key(one.item.name or ""))
        ]

    def donors() -> Choices:
        return [(one.id, one.name or "") for one in directory.organisations(register)]

    return {**options_of(session), "item_id": things, "donor_id": donors}
