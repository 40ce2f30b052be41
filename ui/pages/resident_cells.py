"""What stands in the columns of the list of residents."""

from collections.abc import Mapping
from datetime import date

from centre_app import residents
from centre_app.agenda import Due
from centre_app.agenda.said import due_in_words
from centre_app.ages import age_in_short, girl_or_woman
from centre_app.choices import choices
from centre_app.kept_for_others import KEPT
from centre_app.language import N_, Language
from centre_app.residents import ResidentLine
from ui import icons, theme
from ui.dates_said import SOON, due_said
from ui.record_table import Cell, Row
from ui.theme import Tone

# Key, title, width in points, whether it goes first where room is short, whether one may sort by it.
COLUMNS = (
    ("code", N_("File number"), 112, False, True),
    ("name", N_("Name"), 180, False, True),
    ("sex", N_("Who"), 72, False, True),
    ("age", N_("Age"), 90, False, True),
    ("arrived", N_("Arrived on"), 96, False, True),
    ("bed", N_("Bed"), 66, False, True),
    ("plan", N_("Care plan"), 132, False, True),
    ("next", N_("Next due"), 148, False, True),
    ("what", N_("What is due"), 172, True, False),
)

# How a plan stands, in words, with its tone and icon.
PLAN_WORDS: Mapping[str, tuple[str, Tone, str]] = {
    residents.LATE: (N_("Overdue"), theme.LATE_TONE, icons.LATE),
    residents.TO_REVIEW: (N_("To review"), theme.SOON_TONE, icons.SOON),
    "proposed": (N_("To be signed"), theme.SOON_TONE, icons.SIGN),
    "draft": (N_("Draft"), theme.NEUTRAL_TONE, icons.EDIT),
    residents.NO_PLAN: (N_("To be written"), theme.NEUTRAL_TONE, icons.TO_DO),
    residents.ACTIVE: (N_("Under way"), theme.DONE_TONE, icons.TICK),
    KEPT: (N_("Reserved"), theme.SHUT_TONE, icons.LOCK),
    residents.WITH_MOTHER: (N_("In her mother’s"), theme.NEUTRAL_TONE, icons.BABY),
}


# At headquarters a bed says nothing without its house, and somebody may have a file in two of them.
HOUSE = ("centre", N_("Centre"), 96, False, False)
AT_HEADQUARTERS = tuple(HOUSE if column[0] == "bed" else column for column in COLUMNS)


class ResidentCells:
    """Turns lines of the list into cells, on a day and with what is due; `houses` are the names of the centres by id."""

    def __init__(
        self, language: Language, today: date, dues: Mapping[str, Due], *, houses: Mapping[str, str] | None = None
    ) -> None:
        self._language, self._today, self._dues = language, today, dues
        self._houses = houses or {}

    def of(self, line: ResidentLine) -> Row:
        language = self._language
        due, what = self._due(line)
        return {
            "code": Cell(text=line.code, muted=True),
            "name": self._name(line),
            "sex": girl_or_woman(line.sex, line.birth, on=self._today, language=language),
            "age": age_in_short(line.birth, on=self._today, language=language),
            "arrived": language.day(line.admitted_on) if line.admitted_on else "",
            "bed": line.bed or line.room_in_words or "",
            "centre": self._houses.get(line.centre_id, ""),
            "plan": self._plan(line),
            "next": due,
            "what": what,
        }

    def _name(self, line: ResidentLine) -> Cell:
        if not line.name.in_list:
            return Cell(text=self._language.say(N_("Name kept for others")), muted=True)
        return Cell(text=line.name.in_list, strong=True, initials=True)

    def _plan(self, line: ResidentLine) -> Cell:
        """Return how her plan stands; after she left it asks for nothing any more."""
        if line.ended_on is not None and line.plan in ("draft", residents.NO_PLAN):
            return Cell(text=self._language.say(N_("No plan")), muted=True)
        if line.plan not in PLAN_WORDS:
            return Cell(text=choices("plan_status").label(line.plan, self._language, line.sex), muted=True)
        words, tone, icon = PLAN_WORDS[line.plan]
        said = self._language.say(words, sex=line.sex)
        return Cell(text=said, muted=True) if line.ended_on is not None else Cell(text=said, tone=tone, icon=icon)

    def _due(self, line: ResidentLine) -> tuple[Cell, Cell]:
        """Return when the next thing is due and what it is; for who has left, the day."""
        if line.ended_on is not None:
            left = self._language.say(N_("Left on {day}"), day=line.ended_on, sex=line.sex)
            return Cell(text=left, muted=True), Cell(text="")
        due = self._dues.get(line.case_id)
        if due is None:
            return Cell(text="–", muted=True), Cell(text="")
        what = Cell(text=due_in_words(due, self._language, sex=line.sex), muted=True)
        if due.due_on - self._today >= SOON:
            return Cell(text=self._language.day(due.due_on)), what
        words, tone, icon = due_said(due.due_on, today=self._today, language=self._language)
        return Cell(text=words, tone=tone, icon=icon), what
