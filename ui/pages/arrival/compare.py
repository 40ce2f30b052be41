"""The one who comes and the one in a file, side by side."""

from PySide6.QtWidgets import QPushButton, QWidget

from centre_app.casework.arrivals import Arrival
from centre_app.casework.twins import TwinFile
from centre_app.language import N_
from centre_app.residents import ResidentLine, lines
from ui import icons
from ui.kit import buttons
from ui.session import Session
from ui.side_by_side import Side, SideBySide, side_of

IS_HER, IS_NOT_HER, UNDECIDED = "is_her", "is_not_her", "undecided"


def compare(session: Session, arrival: Arrival, twin: TwinFile, *, over: QWidget) -> str:
    """Show both and return IS_HER, IS_NOT_HER or UNDECIDED."""
    dialog = CompareDialog(session, arrival, twin, over=over)
    dialog.exec()
    dialog.deleteLater()
    return dialog.verdict


class CompareDialog(SideBySide):
    """Ends with IS_HER, IS_NOT_HER or, on Esc, UNDECIDED."""

    def __init__(self, session: Session, arrival: Arrival, twin: TwinFile, *, over: QWidget) -> None:
        (line,) = lines(session.register, [twin.case.id])
        super().__init__(
            session,
            (_who_comes(session, arrival), side_of(session, line)),
            reasons=twin.reasons,
            doubts=twin.doubts,
            verdicts=_verdicts(session, line),
            name="compare_dialog",
            over=over,
        )


def _verdicts(session: Session, line: ResidentLine) -> list[tuple[QPushButton, str]]:
    say = session.say
    words = N_("It is her: open") if line.ended_on is None else N_("It is her: readmit")
    return [
        (buttons.button(say(N_("Decide later")), name="decide_later"), UNDECIDED),
        (buttons.button(say(N_("It is not her"), sex=line.sex), icons.REMOVE, name="is_not_her"), IS_NOT_HER),
        (buttons.filled(say(words, sex=line.sex), icons.TICK, name="is_her"), IS_HER),
    ]


def _who_comes(session: Session, arrival: Arrival) -> Side:
    say, came = session.say, arrival.stay.admitted_on
    parts = (arrival.name.family, arrival.name.middle, arrival.name.given)
    return Side(
        title=say(N_("Who comes today")),
        second=say(N_("as written now")),
        names=" ".join(filter(None, parts)),
        person=arrival.person,
        description=arrival.description,
        intake=arrival.intake,
        mother="",
        arrived=session.language.day(came) if came else "",
        state=say(N_("At the door")),
    )
