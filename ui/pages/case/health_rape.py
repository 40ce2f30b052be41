"""Care after rape: what hurries and until when, counted to the minute; what was given; when she is seen again."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import windows
from centre_app.case_view import CaseView
from centre_app.choices.keys import Sex
from centre_app.forms.health import AFTER_RAPE
from centre_app.language import N_, Language
from centre_app.records import CareAfterRape
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import buttons, layout
from ui.kit.chip import Chip, state
from ui.kit.messages import Message
from ui.pages.case.records import Line, RecordsCard, joined
from ui.record_dialog import RecordDialog
from ui.session import Session

NOT_OF_BOYS = frozenset({"emergency_contraception"})
_OPEN = {
    "pep": N_("HIV can be prevented until {moment}."),
    "emergency_contraception": N_("A pregnancy can be prevented until {moment}."),
}
_LATE = {
    "pep": N_("To prevent HIV it is probably too late: more than 72 hours. The visit takes place all the same."),
    "emergency_contraception": N_(
        "To prevent a pregnancy it is probably too late: more than 120 hours. The visit takes place all the same."
    ),
}
_AGAIN = {
    "seen_after_2_weeks": N_("to be seen again after 2 weeks: {day}"),
    "seen_after_3_months": N_("to be seen again after 3 months: {day}"),
    "seen_after_6_months": N_("to be seen again after 6 months: {day}"),
}


def hours_said(waited: timedelta, language: Language) -> str:
    """Return a time that hurries: "5 h 20 min", and over four days in days."""
    minutes = max(int(waited.total_seconds() // 60), 0)
    hours = minutes // 60
    if hours > 120:
        return language.say_n(N_("{n} day"), N_("{n} days"), hours // 24)
    return language.say(N_("{hours} h {minutes} min"), hours=hours, minutes=f"{minutes % 60:02d}")


class Hours(QWidget):
    """What the hours typed in the form mean: how long she waited, what is still of use, and what it is too late for."""

    def __init__(self, session: Session, dialog: "CareDialog") -> None:
        super().__init__()
        self._session, self._dialog = session, dialog
        self._lines = layout.column(gap=6)
        self.setLayout(self._lines)
        self.setObjectName("hours")

    def show_care(self, care: CareAfterRape, *, sex: str | None) -> None:
        layout.clear(self._lines)
        now, language, say = self._session.register.now, self._session.language, self._session.say
        waited = windows.waited(care, now=now)
        if waited is None or waited < timedelta(0):
            self.hide()
            return
        hours = hours_said(waited, language)
        if care.seen_at is not None:
            told = say(N_("First seen {hours} after it happened."), sex=sex, hours=hours)
        else:
            told = say(N_("{hours} since it happened, and not seen yet."), sex=sex, hours=hours)
        self._lines.addWidget(Message(told, theme.NEUTRAL_TONE, icon=icons.CLOCK, name="hours.waited"))
        for window in windows.still_open(care, now=now):
            if self._is_asked(window.question, sex):
                text = say(_OPEN[window.question], moment=language.moment(window.shuts_at))
                left = say(N_("Still {hours}"), hours=hours_said(window.shuts_at - now, language))
                self._lines.addWidget(Message(text, theme.SOON_TONE, strong=left, name=f"hours.{window.question}"))
        for question in windows.too_late_for(care, now=now):
            if self._is_asked(question, sex):
                self._lines.addWidget(self._too_late(question))
        self.show()

    def _is_asked(self, question: str, sex: str | None) -> bool:
        return sex != Sex.MALE or question not in NOT_OF_BOYS

    def _too_late(self, question: str) -> Message:
        said = Message(self._session.say(_LATE[question]), theme.CHECK_TONE, name=f"hours.{question}")
        write = buttons.button(self._session.say(N_("Write “too late”")), name=f"too_late.{question}", in_row=True)
        write.clicked.connect(lambda: self._dialog.answer_too_late(question))
        said.add_button(write)
        return said


class CareDialog(RecordDialog):
    """The form, with what the hours mean on top of it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._hours = Hours(self._session, self)
        self.sheet.body.insertWidget(0, self._hours)
        self.form.changed.connect(self._count)
        self._count()

    def answer_too_late(self, question: str) -> None:
        editor = self.form.editor(question)
        editor.show_answer(windows.TOO_LATE)
        editor.changed.emit()
        self.form.go_to(question)

    def _count(self) -> None:
        self._hours.show_care(self.form.record(), sex=self.form.sex)


class CareCard(RecordsCard[CareAfterRape]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Care after rape")),
            icon=icons.HOSPITAL,
            add=say(N_("Add care after rape")),
            empty=say(N_("None written down.")),
            form_title=say(N_("Care after rape")),
            lines=AFTER_RAPE,
            shown=self._care,
            name="cares",
            dialog=CareDialog,
            not_of_boys=NOT_OF_BOYS,
            calm=True,
        )

    def show_file(self, file: CaseView) -> None:
        case_id = file.case.id
        given = file.of(CareAfterRape)
        self._session.register.note_views(given)
        self.show_records(given, blank=lambda: CareAfterRape(case_id=case_id), sex=file.person.sex)

    def _care(self, care: CareAfterRape) -> Line:
        session, language = self._session, self._session.language
        happened = language.moment(care.happened_at) if care.happened_at else session.say(N_("Hour not known"))
        return Line(title=happened, second=joined(self._waited(care), self._again(care)), state=self._state(care))

    def _waited(self, care: CareAfterRape) -> str:
        waited = windows.waited(care, now=self._session.register.now)
        if waited is None or care.seen_at is None:
            return self._session.say(N_("not seen yet"), sex=self._sex)
        hours = hours_said(waited, self._session.language)
        return self._session.say(N_("seen after {hours}"), sex=self._sex, hours=hours)

    def _again(self, care: CareAfterRape) -> str:
        """Say which of the three visits that follow is the next one to be made."""
        for visit in windows.seen_again(care):
            if visit.done_on is None:
                return self._session.say(_AGAIN[visit.question], day=visit.due_on)
        return self._session.say(N_("all visits made")) if care.happened_at else ""

    def _state(self, care: CareAfterRape) -> Chip | None:
        """Say what hurries most: an open window, else the visit that is due."""
        session = self._session
        left = [one for one in windows.still_open(care, now=session.register.now) if self._is_asked(one.question)]
        if left:
            hours = hours_said(left[0].shuts_at - session.register.now, session.language)
            return state(session.say(N_("Still {hours}"), hours=hours), theme.LATE_TONE)
        due = [one for one in windows.seen_again(care) if one.done_on is None]
        return state(*due_said(due[0].due_on, today=session.today, language=session.language)) if due else None

    def _is_asked(self, question: str) -> bool:
        return self._sex != Sex.MALE or question not in NOT_OF_BOYS
