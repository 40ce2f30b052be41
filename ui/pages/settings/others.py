"""What joins this register to others: the old register it was kept in before, and headquarters or the centres."""

from centre_app.language import N_
from centre_app.records import Card as CardRecord
from centre_app.records import DataExport
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.panel import Card, icon_tile, note
from ui.kit.rows import Row, RowList, sign_tile
from ui.pages.settings.part import Part
from ui.session import Session
from ui.training_register import practise


class OldRegisterPart(Part):
    """A door to the page that reads an old register."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.old_register")
        go = buttons.filled(self.say(N_("Import an old register")), icons.IMPORT, name="go_to_import")
        go.clicked.connect(lambda: self.wanted.emit("import_register"))
        words = layout.column(
            theme.plain_label(
                self.say(N_("A spreadsheet or a CSV file, one line per person.")), theme.BODY, theme.MEDIUM
            ),
            note(
                self.say(
                    N_(
                        "The program shows what it understood before anything is written, keeps every line as it was, "
                        "and can read the same file again without doubling anybody."
                    )
                ),
                wraps=True,
            ),
            gap=4,
        )
        head = layout.row(icon_tile(icons.IMPORT), gap=16)
        head.addLayout(words, 1)
        card = Card(self.say(N_("The register kept before")), icons.ARCHIVE, gap=12)
        self.body.addWidget(card.add(head, layout.row(go, STRETCH)))
        layout.add(self.body, STRETCH)


class CaseDataPart(Part):
    """A door to the page that gives out case data, and to the list of what came from elsewhere."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.case_data")
        out = buttons.filled(self.say(N_("Give out case data")), icons.EXPORT, name="go_to_case_data")
        staged = buttons.button(self.say(N_("Data from elsewhere")), icons.IMPORT, name="go_to_staged_lines")
        out.clicked.connect(lambda: self.wanted.emit("case_data"))
        staged.clicked.connect(lambda: self.wanted.emit("staged_lines"))
        about = N_(
            "For a partner, for publication or for the national database: without names, or in groups where nobody "
            "stands out. Only who agreed to be counted is in it."
        )
        words = layout.column(
            theme.plain_label(self.say(N_("Case data in the words of HTCDS 2.0.")), theme.BODY, theme.MEDIUM),
            note(self.say(about), wraps=True),
            gap=4,
        )
        head = layout.row(icon_tile(icons.TABLE), gap=16)
        head.addLayout(words, 1)
        card = Card(self.say(N_("HTCDS data")), icons.TABLE, gap=12)
        self.body.addWidget(card.add(head, layout.row(out, staged, STRETCH)))
        layout.add(self.body, STRETCH)

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return session.register.rights.writes(DataExport)


class TrainingPart(Part):
    """Making a register to practise in, beside this one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.training")
        go = buttons.filled(self.say(N_("Make a training register")), icons.PRACTICE, name="make_training")
        go.clicked.connect(self._make)
        about = N_(
            "A house with invented people, where everything can be tried out. Another colour, the word TRAINING on every "
            "page and every sheet, and nothing ever goes to headquarters."
        )
        words = layout.column(
            theme.plain_label(self.say(N_("A register to practise in, beside this one.")), theme.BODY, theme.MEDIUM),
            note(self.say(about), wraps=True),
            gap=4,
        )
        head = layout.row(icon_tile(icons.PRACTICE), gap=16)
        head.addLayout(words, 1)
        card = Card(self.say(N_("Training register")), icons.PRACTICE, gap=12)
        self.body.addWidget(card.add(head, layout.row(go, STRETCH)))
        layout.add(self.body, STRETCH)

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return not session.register.is_training

    def _make(self) -> None:
        done = self.say(N_("The training register is made. Lock: the button “Training register” at the door opens it."))
        home = self.session.register.folder.parent
        practise(
            home,
            self.language,
            over=self,
            then=lambda _folder: self.told.emit(done),
            otherwise=self.refused.emit,
            may_open=False,
        )


class ExchangePart(Part):
    """Whose keys this register knows: headquarters' at a centre, the centres' at headquarters."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.exchange")

    def show_again(self) -> None:
        layout.clear(self.body)
        cards = self.session.register.find(CardRecord)
        at_headquarters = self.session.register.is_headquarters
        title = N_("The centres") if at_headquarters else N_("Headquarters")
        go = buttons.filled(self.say(N_("Enrol")), icons.KEY, name="go_to_enrolment")
        if cards:  # it is done: what is there can be looked at, and another one enrolled
            go.setText(self.say(N_("See the enrolment")))
            go.become(buttons.Kind.OUTLINE)
        go.clicked.connect(lambda: self.wanted.emit("enrolment"))
        card = Card(self.say(title), icons.CENTRE if at_headquarters else icons.HEADQUARTERS, gap=12)
        if cards:
            rows = RowList()
            rows.show_rows([self._row(one) for one in cards])
            card.add(rows)
        else:
            card.add(Message(self.say(self._nobody(at_headquarters)), theme.CHECK_TONE))
        self.body.addWidget(card.add(layout.row(go, STRETCH)))
        layout.add(self.body, STRETCH)

    def _nobody(self, at_headquarters: bool) -> str:
        if at_headquarters:
            return N_("No centre is enrolled yet. Its bundles cannot be read until it is.")
        return N_("Not enrolled yet. The month’s export needs headquarters’ card first.")

    def _row(self, one: CardRecord) -> Row:
        checked = (
            self.say(N_("Words compared on {day}"), day=one.words_checked_on)
            if one.words_checked_on
            else self.say(N_("The eight words are still to be compared by telephone."))
        )
        code = one.code if self.session.register.is_headquarters else ""  # at a centre it is the centre's own
        return Row(
            " · ".join(part for part in (one.name, code) if part),
            checked,
            sign=sign_tile(icons.KEY, tone=None if one.words_checked_on else theme.SOON_TONE),
            name=f"row.{one.id}",
        )
