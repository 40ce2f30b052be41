"""The directory: organisations with what they offer and when that was last checked, and places that the centre added."""

from collections.abc import Sequence

from centre_app import places
from centre_app.casework import directory
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.phones import phone_said
from centre_app.questions import Record
from centre_app.records import KnownPlace, Organisation
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip, state
from ui.kit.fields import SearchField
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.case.choosing import ORGANISATION
from ui.pages.settings.part import Part
from ui.session import Session

PLACE = ("name", "kind", "region", "cercle", "also_called")
MOST_SERVICES = 3  # named in a row; the others stand in the form


class DirectoryPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.directory")
        self._may_write = session.register.rights.writes(Organisation)
        say = self.say
        self._search = SearchField(say(N_("Search for a name, a town, a region…")), name="search_directory")
        self._search.searched.connect(lambda _typed: self._show_organisations())
        self._organisations = Card(say(N_("Organisations")), icons.REFERRAL, name="organisations")
        self._found = layout.column(gap=0)
        self._organisations.add(self._search)
        self._organisations.body.addLayout(self._found)
        add_place = buttons.quiet(say(N_("Add a place")), icons.ADD, name="add_place")
        add_place.setVisible(self._may_write)
        add_place.clicked.connect(lambda: self._open(KnownPlace()))
        self._places = Card(say(N_("Places that the centre knows")), icons.PLACE, head_end=add_place, name="places")
        layout.add(self.body, self._organisations)
        layout.add(self.body, self._places)
        layout.add(self.body, layout.STRETCH)

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return session.register.can_open(Organisation)

    def show_again(self) -> None:
        self._show_organisations()
        self._show_places()

    def focus_search(self) -> None:
        self._search.setFocus()

    def add(self) -> None:
        self._open(Organisation(verified_on=self.session.today))

    def open_again(self, record: Record) -> None:
        self._open(record)

    def _show_organisations(self) -> None:
        layout.clear(self._found)
        typed = self._search.text().strip()
        found = directory.organisations(self.session.register, typed, with_inactive=True)
        if not found:
            sentence = self.say(N_("No organisation found.")) if typed else self.say(N_("No organisation yet."))
            words = self.say(N_("Add an organisation")) if self._may_write else ""
            empty = EmptyState(icons.REFERRAL, sentence, words, name="no_organisation")
            empty.acted.connect(self.add)
            self._found.addWidget(empty)
            return
        rows = RowList(name="organisation_rows")
        rows.show_rows([self._organisation(one) for one in found])
        self._found.addWidget(rows)

    def _organisation(self, one: Organisation) -> Row:
        offered = choices("referral_type").labels(one.services, self.language)
        more = ["…"] if len(offered) > MOST_SERVICES else []
        kind = choices("org_type").label(one.org_type, self.language)
        where = one.locality or places.place_name(one.cercle) or places.place_name(one.region)
        title = " · ".join(part for part in (one.name, where) if part)
        second = " · ".join(
            [*(offered[:MOST_SERVICES] or [kind]), *more, *([phone_said(one.phone)] if one.phone else [])]
        )
        change = buttons.button(self.say(N_("Open")), name=f"open.{one.id}", in_row=True)
        change.clicked.connect(lambda: self._open(one))
        return Row(title, second, columns=[(self._checked(one), 190)], action=change, name=f"row.{one.id}")

    def _checked(self, one: Organisation) -> Chip:
        if one.is_active is False:
            return state(self.say(N_("Closed")), theme.NEUTRAL_TONE)
        if one.verified_on is None:
            return state(self.say(N_("Never checked")), theme.CHECK_TONE)
        words = self.say(N_("checked on {day}"), day=one.verified_on)
        is_old = directory.is_to_be_checked(one, self.session.today)
        return state(words, theme.CHECK_TONE if is_old else theme.DONE_TONE)

    def _show_places(self) -> None:
        self._places.clear()
        found: Sequence[KnownPlace] = directory.known_places(self.session.register)
        if not found:
            words = N_("Villages and gold sites written here are proposed wherever one is typed.")
            self._places.add(note(self.say(words)))
            return
        rows = RowList(name="place_rows")
        rows.show_rows([self._place(one) for one in found])
        self._places.add(rows)

    def _place(self, one: KnownPlace) -> Row:
        kind = choices("place_kind").label(one.kind, self.language)
        where = " · ".join(part for part in (places.place_name(one.cercle), places.place_name(one.region)) if part)
        others = self.say(N_("also {names}"), names=one.also_called) if one.also_called else ""
        change = buttons.button(self.say(N_("Open")), name=f"open.{one.id}", in_row=True)
        change.clicked.connect(lambda: self._open(one))
        second = " · ".join(part for part in (kind, where, others) if part)
        return Row(one.name or "", second, action=change, name=f"row.{one.id}")

    def _open(self, one: Record) -> None:
        if isinstance(one, KnownPlace):
            self.fill_in(one, PLACE, title=self.say(N_("Place")), told=self.say(N_("The place is saved.")))
            return
        lines = (*ORGANISATION, "is_active") if one.rev else ORGANISATION
        title, told = self.say(N_("Organisation")), self.say(N_("The organisation is saved."))
        self.fill_in(one, lines, title=title, told=told)
