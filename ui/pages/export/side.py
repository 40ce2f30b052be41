"""The column beside the steps: whether the stick may be pulled, what is in the export, and which stick it is."""

from datetime import date

from PySide6.QtWidgets import QWidget

from centre_app.exchange.before_export import BeforeExport
from centre_app.exchange.sticks import Drive
from centre_app.language import N_, Language
from ui import icons
from ui.kit import layout
from ui.kit.facts import Facts
from ui.kit.panel import Card, note
from ui.kit.stick import MAY_GO, NONE, STAYS, StickCard
from ui.stick_choice import called


class Side(QWidget):
    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self.stick = StickCard()
        self._contents = Facts(answers_at_end=True, name="in_the_export")
        self._about = Facts(answers_at_end=True, name="about_the_stick")
        self._month = note("", wraps=True, name="whole_month")
        self._of_month = Facts(answers_at_end=True, name="in_the_month")
        contents = Card(self._say(N_("In the export")), icons.ARCHIVE, name="contents_card")
        contents.add(self._contents, layout.rule(), self._month, self._of_month)
        self._stick_card = Card(self._say(N_("Stick")), icons.STICK, name="stick_card").add(self._about)
        self._stick_card.hide()
        self.setLayout(layout.column(self.stick, contents, self._stick_card, layout.STRETCH, gap=16))
        self.show_nothing_yet()

    def show_contents(self, found: BeforeExport, *, month: date) -> None:
        """Show what goes, which is what changed, apart from what the whole month counts: neither adds up to the other."""
        say, number, summary = self._say, self._language.number, found.summary
        incomplete = len(found.incomplete)
        marked = self._language.say_n(N_("{n}, marked"), N_("{n}, marked"), incomplete) if incomplete else "0"
        self._contents.show_facts(
            [
                (self._what_goes(found), number(summary.cases)),
                (say(N_("Incomplete files")), marked),
            ]
        )
        self._month.setText(say(N_("The whole of {month}, sent before or not"), month=self._language.month(month)))
        self._of_month.show_facts(
            [
                (say(N_("Arrivals · exits")), f"{number(summary.arrivals)} · {number(summary.exits)}"),
                (say(N_("Nights")), number(summary.nights)),
                (say(N_("Visits")), number(summary.visits)),
            ]
        )

    def _what_goes(self, found: BeforeExport) -> str:
        since = found.last_acknowledged
        if since is None:
            return self._say(N_("All files"))
        return self._say(N_("Files changed since no. {seq}"), seq=str(since.seq))

    def show_stick(self, drive: Drive | None, *, size_bytes: int | None, carrier: str) -> None:
        """Say which stick was chosen, how large the export is, and who carries it."""
        self._stick_card.setVisible(drive is not None)
        if drive is None:
            return
        say, language = self._say, self._language
        facts = [(say(N_("Name")), called(drive, language))]
        if size_bytes is not None:
            facts.append((say(N_("Size of the export")), language.size(size_bytes)))
        if carrier:
            facts.append((say(N_("Carrier")), carrier))
        self._about.show_facts(facts)

    # --- whether it may be pulled ------------------------------------------------------------------------------

    def show_nothing_yet(self) -> None:
        self._tell(NONE, N_("Nothing is on the stick yet"), N_("From step 4 on, it stays plugged in."))

    def show_must_stay(self, *, reading: bool) -> None:
        self._tell(
            STAYS,
            N_("Do not take the stick out"),
            N_("Reading back is not finished.") if reading else N_("The export is being written."),
        )

    def show_may_go(self) -> None:
        self._tell(MAY_GO, N_("You can take the stick out"), N_("It is ready to go."))

    def show_failed(self) -> None:
        self._tell(NONE, N_("Nothing new is on the stick"), N_("It can be taken out."))

    def _tell(self, state: str, title: str, sentence: str) -> None:
        self.stick.show_stick(state, self._say(title), self._say(sentence))
