"""Who gets something: a line for everybody of the house, and how each confirmed it is the tick. One key each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import recipients
from centre_app.casework.stock.recipients import AGE_BANDS, AGES, EVERYBODY, GROUP, PRESENT, ROOM, Recipient
from centre_app.choices.keys import ConsentMode
from centre_app.language import N_, sort_key
from centre_app.records import Distribution, TalkGroup
from centre_app.residents import lines
from ui import icons
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.panel import note
from ui.open_choices import OpenForm
from ui.record_form import RecordForm
from ui.session import Session

MODE = "receipt_mode"


class Ticks(QWidget):
    """The forms of all who may get something, by case id. `only` are cases to which the list keeps."""

    added = Signal(object)  # a form that is to be watched from now on
    ticked = Signal()

    def __init__(self, session: Session, *, only: Sequence[str] | None = None) -> None:
        super().__init__()
        self.setObjectName("ticks")
        self._session, self._only = session, only
        self.forms: dict[str, OpenForm] = {}
        self._lines: dict[str, QWidget] = {}
        self._here: list[Recipient] = []
        self._day = session.today
        say = session.say
        self._whom = PickList([], icon=icons.FILTER, name="ticks.whom")
        self._whom.setAccessibleName(say(N_("Who is in the list")))
        self._whom.picked.connect(lambda _key: self._show_lines())
        self._all = buttons.button(say(N_("All of the list by signature")), icons.CHECKS, name="tick_all", in_row=True)
        self._all.clicked.connect(lambda: self._tick_all(ConsentMode.SIGNATURE))
        self._thumbs = buttons.button(say(N_("All by thumbprint")), icons.CHECKS, name="thumb_all", in_row=True)
        self._thumbs.clicked.connect(lambda: self._tick_all(ConsentMode.THUMBPRINT))
        hint = note(say(N_("Space: signed, and on to the next one. Arrows choose thumbprint or witness.")), wraps=True)
        head = layout.row(self._whom, layout.STRETCH, self._all, self._thumbs, gap=12)
        self._rows = layout.column(gap=4)
        self._nobody = note(say(N_("Nobody is in this list.")), name="ticks.nobody")
        self.setLayout(layout.column(head, hint, self._rows, self._nobody, gap=8))
        if only is not None and len(only) == 1:
            for part in (self._whom, self._all, self._thumbs):
                part.hide()

    def show_day(self, day: date | None) -> None:
        """Have a line for everybody who was in the house that day; whoever is ticked keeps hers."""
        self._day = day or self._session.today
        here = recipients.in_the_house(self._session.register, self._day)
        self._here = [one for one in here if self._only is None or one.case_id in self._only]
        new = [one.case_id for one in self._here if one.case_id not in self.forms]
        if self._only is not None:
            new = [one for one in self._only if one not in self.forms]
        named = [(line, line.name.in_text or line.code) for line in lines(self._session.register, new)]
        for line, name in sorted(named, key=lambda one: sort_key(one[1])):
            self._add(line.case_id, name, line.bed or "", line.sex)
        self._offer_lists()
        self._show_lines()

    def marked(self) -> dict[str, str]:
        """Return by case how each who is ticked confirmed it."""
        modes = {case_id: getattr(form.record(), MODE) for case_id, form in self.forms.items()}
        return {case_id: mode for case_id, mode in modes.items() if mode}

    def parts(self, act: str) -> Mapping[str, RecordForm]:
        """Return the forms by the name under which their ticks are kept until they are saved."""
        return {f"{act}.to.{case_id}": form for case_id, form in self.forms.items()}

    def _add(self, case_id: str, name: str, bed: str, sex: str | None) -> None:
        form = OpenForm(Distribution, self._session, parent=self, sex=sex)
        line = form.line(MODE, label=name)
        form.show_record(Distribution(case_id=case_id))
        editor: Any = form.editor(MODE)
        editor.name_for_readers(f"{name}, {bed}" if bed else name)
        editor.passed.connect(lambda: self._go_on_from(case_id))
        form.changed.connect(lambda: self._on_ticked(case_id))
        self.forms[case_id], self._lines[case_id] = form, line
        self._rows.addWidget(line)
        self.added.emit(form)

    # --- which of them are in sight ----------------------------------------------------------------------------

    def _offer_lists(self) -> None:
        say, register = self._session.say, self._session.register
        offered = [(EVERYBODY, say(N_("Everybody of the house"))), (PRESENT, say(N_("Those who are there")))]
        offered += [
            (f"{ROOM}:{room.id}", say(N_("Room {name}"), name=room.name or "")) for room in recipients.rooms(register)
        ]
        offered += [
            (f"{GROUP}:{group.id}", say(N_("Group {name}"), name=group.name or ""))
            for group in register.find_open(TalkGroup)
            if group.name and (group.to_on is None or group.to_on >= self._day)
        ]
        offered += [(f"{AGES}:{first}:{last}", self._band(first, last)) for first, last in AGE_BANDS]
        kept = self._whom.key()
        self._whom.show_choices(offered)
        self._whom.show_key(kept if kept in dict(offered) else PRESENT)  # who is away signs nothing

    def _band(self, first: int, last: int) -> str:
        if last > 100:
            return self._session.say(N_("{first} years and older"), first=first)
        return self._session.say(N_("{first} to {last} years"), first=first, last=last)

    def _wanted(self) -> frozenset[str]:
        """Return the cases of the list that is chosen."""
        kind, _, rest = str(self._whom.key() or PRESENT).partition(":")
        register, day = self._session.register, self._day
        everybody = frozenset(one.case_id for one in self._here)
        if kind == PRESENT:
            away = recipients.away_on(register, day, [one.stay.id for one in self._here])
            return frozenset(one.case_id for one in self._here if one.stay.id not in away)
        if kind == ROOM:
            return everybody & recipients.in_room(register, rest, day)
        if kind == GROUP:
            return everybody & recipients.in_group(register, rest)
        if kind == AGES:
            first, _, last = rest.partition(":")
            return recipients.of_ages(self._here, int(first), int(last), on=day)
        return everybody

    def _show_lines(self) -> None:
        wanted, marked = self._wanted(), self.marked()
        if self._only is not None:
            wanted = frozenset(self._only)
        for case_id, line in self._lines.items():
            line.setVisible(case_id in wanted or case_id in marked)
        self._nobody.setVisible(not wanted and not marked)
        for button in (self._all, self._thumbs):
            button.setEnabled(bool(wanted))

    # --- ticking -----------------------------------------------------------------------------------------------

    def _in_sight(self) -> list[str]:
        return [case_id for case_id, line in self._lines.items() if not line.isHidden()]

    def _on_ticked(self, case_id: str) -> None:
        """Whoever is ticked stays in sight, also where the tick was kept and she is on leave since."""
        if getattr(self.forms[case_id].record(), MODE):
            self._lines[case_id].show()
        self.ticked.emit()

    def _go_on_from(self, case_id: str) -> None:
        shown = self._in_sight()
        following = shown[shown.index(case_id) + 1 :]
        if following:
            self.forms[following[0]].editor(MODE).setFocus(Qt.FocusReason.TabFocusReason)

    def _tick_all(self, mode: str) -> None:
        """Whoever of the list is not ticked yet confirmed it so; who did otherwise is put right by hand.

        A small child signs nothing: whoever stands by, its mother most often, is the witness.
        """
        small = recipients.children_along(self._here)
        editors = {case_id: self.forms[case_id].editor(MODE) for case_id in self._in_sight()}
        unticked = {case_id: editor for case_id, editor in editors.items() if editor.answer() is None}
        for case_id, editor in unticked.items():
            editor.show_answer(ConsentMode.WITNESS if case_id in small else mode)
            editor.changed.emit()
        if unticked:
            list(unticked.values())[-1].left.emit()  # the sheet looks again once, and asks no more who gets it
