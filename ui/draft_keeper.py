"""Keeps what is typed in a sheet until it is saved or let go, and shows it again to whom typed it.

Where somebody else has saved the same sheet meanwhile, nothing is decided: the words typed stand in the fields, the
answer saved is said under them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.answers_said import answer_said
from centre_app.drafts import Draft, Kept, Spot
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.review import WARNS, Finding
from ui import icons, theme
from ui.form_sheet import FormSheet
from ui.kit import buttons
from ui.kit.messages import Message
from ui.page import Page
from ui.record_form import RecordForm
from ui.session import Session

Parts = Mapping[str, RecordForm]


class DraftKeeper(QObject):
    """Give it a sheet, and how to say where the sheet is: `spot` is asked each time something is kept.

    `parts` names the forms that come back by name; left out, each form is named after its table.
    """

    def __init__(
        self,
        session: Session,
        sheet: FormSheet,
        *,
        spot: Callable[[], Spot],
        parts: Callable[[], Parts] | None = None,
    ) -> None:
        super().__init__(sheet)
        self._session, self._sheet, self._spot = session, sheet, spot
        self._parts = parts or self._forms_by_table
        self._kept: Kept | None = None
        self._not_shown: tuple[Draft, ...] = ()  # kept of a form that is not there any more: not lost either
        self._told: Message | None = None
        sheet.keep, sheet.let_go = self.keep, self.let_go

    def keep(self) -> datetime | None:
        """Keep what stands in the forms and return when that was; unchanged words are not written twice."""
        in_sight = (self._draft(part, form) for part, form in self._parts().items() if form.has_changed)
        typed = (*in_sight, *self._not_shown)
        if not typed:
            return None
        if self._kept is None or (typed, self._spot()) != (self._kept.drafts, self._kept.spot):
            self._kept = drafts.keep(self._session.register, self._spot(), typed, instead_of=self._kept)
        return self._kept.at

    def let_go(self) -> None:
        """Let go of what was kept: it was saved, or taken back."""
        self._hush()
        if self._kept is not None:
            with suppress(Problem):  # the save itself went well; what is left over is found out when drafts are read
                drafts.let_go(self._session.register, self._kept)
            self._kept, self._not_shown = None, ()

    def show_kept_here(self) -> bool:
        """Show what was typed here and kept, if anything was; say whether."""
        found = drafts.kept_at(self._session.register, self._spot())
        if found is not None:
            self.show(found)
        return found is not None

    def show(self, kept: Kept) -> None:
        """Show what was kept over the records that the forms show now."""
        self._hush()
        self._kept = kept
        shown = self._shown_again(kept)
        self._not_shown = tuple(one for one in kept.drafts if all(one is not draft for draft, _form in shown))
        since = [form.saved_record for draft, form in shown if draft.is_behind(form.saved_record)]
        self._sheet.notes = [found for draft, form in shown for found in self._saved_otherwise(draft, form)]
        self._tell(kept, since)
        self._sheet.look_again()
        self._sheet.show_kept(kept.at)

    def _draft(self, part: str, form: RecordForm) -> Draft:
        """Return what is typed, still measured by what it was begun over: a second cut must not hide who saved between."""
        draft = form.draft(part)
        before = self._kept.draft_of(part) if self._kept else None
        if before is not None and before.begun.id == draft.begun.id and before.is_behind(draft.begun):
            return replace(draft, begun=before.begun)
        return draft

    # --- saying so ---------------------------------------------------------------------------------------------

    def _shown_again(self, kept: Kept) -> list[tuple[Draft, RecordForm]]:
        found = [(kept.draft_of(part), form) for part, form in self._parts().items()]
        shown = [(draft, form) for draft, form in found if draft is not None]
        for draft, form in shown:
            form.show_draft(draft.over(form.saved_record), draft.unclear)
        return shown

    def _saved_otherwise(self, draft: Draft, form: RecordForm) -> Iterator[Finding]:
        """Say under each field concerned what somebody has saved there meanwhile."""
        saved = form.saved_record
        for name in draft.answered_otherwise(saved) if draft.is_behind(saved) else ():
            answer = answer_said(saved, name, self._session.language, sex=form.sex)
            yield Finding(
                rule="",
                severity=WARNS,
                record_type=saved.table,
                record_id=saved.id,
                question=name,
                message=N_("Saved meanwhile: {answer}") if answer else N_("Meanwhile this answer was taken away."),
                parts={"answer": answer} if answer else {},
            )

    def _tell(self, kept: Kept, since: list[Record]) -> None:
        say, when = self._session.say, self._when(kept.at)
        if since:
            text = say(
                N_(
                    "{name} saved this sheet after you typed ({when}). "
                    "Your words are in the fields, what is saved is said under them."
                ),
                name=self._session.staff_name(since[0].updated_by),
                when=when,
            )
        else:
            text = say(N_("This is what you typed ({when}). It is not saved yet."), when=when)
        tone = theme.CHECK_TONE if since else theme.NEUTRAL_TONE
        self._told = Message(text, tone, name=f"{self._sheet.objectName()}.kept")
        leave = buttons.quiet(say(N_("Leave it")), icons.UNDO, name="let_go_of_draft")
        leave.clicked.connect(self._sheet.take_back)
        self._told.add_button(leave)
        self._sheet.body.insertWidget(0, self._told)

    def _when(self, at: datetime) -> str:
        """Return the hour, and the day too where it is not today."""
        language = self._session.language
        is_today = at.astimezone().date() == self._session.today
        return language.clock(at) if is_today else language.moment(at)

    def _hush(self) -> None:
        self._sheet.notes = []
        if self._told is not None:
            self._sheet.body.removeWidget(self._told)
            self._told.hide()
            self._told.deleteLater()
            self._told = None

    def _forms_by_table(self) -> Parts:
        return {form.record_type.table: form for form in self._sheet.forms}


def spot_of(widget: QWidget | None) -> Spot:
    """Return where in the window a widget stands."""
    while widget is not None and not isinstance(widget, Page):
        widget = widget.parentWidget()
    return widget.spot() if widget is not None else Spot(page="")
