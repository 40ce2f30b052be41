"""Reporting abuse by staff: sealed to headquarters, under nobody's name, and not kept while it is typed.

Nothing of it goes through the session or a draft: whatever the register keeps of what is typed here could tell the
director who wrote.
"""

from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.exchange import abuse_reports, sticks
from centre_app.exchange.abuse_reports import Sent
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem
from centre_app.records import ReportOfAbuse
from centre_app.review import review
from ui import background, icons, theme
from ui.form_sheet import FormSheet
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import Card, icon_tile, note
from ui.page import BACK, Destination, Page
from ui.record_form import RecordForm
from ui.session import Session
from ui.stick_choice import StickDialog

QUESTIONS = ("what_happened", "occurred", "place", "by_whom", "to_whom", "still_in_danger", "known_to")
ABOUT_HERSELF = ("gives_name", "reach_me")


class AbusePage(Page):
    belongs_to = "report"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="report_abuse", title=session.say(N_("Report abuse by staff")), dense=True)
        back = buttons.button(self.say(N_("Back")), icons.BACK, name="back")
        back.clicked.connect(lambda: self.went.emit(BACK))
        self.put_actions(back)
        self._sent: Sent | None = None
        self.form = RecordForm(ReportOfAbuse, session, parent=self)
        self.sheet = FormSheet(session, save=self.say(N_("Seal it for headquarters")), name="abuse", sides=0)
        self.sheet.review = lambda: review(session.register, [self.form.record()])
        self.sheet.write = self._send
        self._stack = QStackedWidget()
        self._nobody, self._done = self._make_nobody(), self._make_done()
        self._lay_out()

    def _lay_out(self) -> None:
        body = self.sheet.body
        for sentence, icon in (
            (
                N_("Only headquarters can read this. Nobody at the centre can, and nothing here says who wrote it."),
                icons.LOCK,
            ),
            (N_("It is kept nowhere while you type: write it in one go, with nobody looking on."), icons.HIDE),
        ):
            body.addWidget(Message(self.say(sentence), theme.NEUTRAL_TONE, icon=icon))
        for title, icon, questions in (
            (N_("What you report"), icons.INCIDENT, QUESTIONS),
            (N_("You"), icons.PERSON, ABOUT_HERSELF),
        ):
            card = Card(self.say(title), icon)
            card.add(*(self.form.line(question) for question in questions))
            body.addWidget(card)
        card.add(
            note(self.say(N_("Your name goes along only if you say yes; only headquarters reads it.")), wraps=True)
        )
        body.addWidget(
            note(
                self.say(N_("Whoever alone uses this laptop on a day can be guessed to have written on it.")),
                wraps=True,
            )
        )
        self.sheet.watch(self.form)
        for shown in (self.sheet, self._nobody, self._done):
            self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)

    # --- what stands on the page -------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self._sent = None
        self.form.show_record(ReportOfAbuse())
        self.sheet.bar.show_counts(faults=0, checks=0)  # nothing is wrong before anything was typed
        self.sheet.bar.show_changed(False)
        self._show(self.sheet if abuse_reports.may_be_sent(self.session.register) else self._nobody)

    def may_leave(self) -> bool:
        return self._stack.currentWidget() is not self.sheet or self.sheet.may_leave()

    def save(self) -> None:
        if self._stack.currentWidget() is self.sheet:
            self.sheet.save()

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "sheet"):
            self.sheet.fold(small)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("You need no proof. Headquarters decides what is done, and protects whoever reports.")),
            self.say(N_("If you give no name, headquarters does not learn it either.")),
        ]

    def _show(self, shown: QWidget) -> None:
        if shown is self._nobody:
            self._channel.setText(self._where_else())
        self._stack.setCurrentWidget(shown)
        self.put_foot(self.sheet.bar if shown is self.sheet else None)

    # --- sealing it --------------------------------------------------------------------------------------------

    def _send(self) -> bool:
        try:
            self._sent = abuse_reports.send(self.session.register, self.form.record())
        except NotSaved as problem:
            self.form.show_findings(problem.findings)
            return False
        except Problem as problem:
            self.tell_problem(problem)
            return False
        self.form.show_record(ReportOfAbuse())
        self._show(self._done)
        return True

    def _copy(self) -> None:
        dialog = StickDialog(
            self.session,
            title=self.say(N_("A stick for headquarters")),
            about=self.say(N_("One sealed file; its name does not say what it is.")),
            act=self.say(N_("Write it here")),
            over=self,
        )
        folder = dialog.folder if dialog.exec() else None
        dialog.deleteLater()
        sent = self._sent
        if folder is None or sent is None:
            return
        background.run(
            lambda progress: sticks.put(folder, sent.name, sent.content),
            owner=self,
            then=lambda _file: self.result.tell_done(self.say(N_("It is on the stick: {name}."), name=sent.name)),
            otherwise=self._on_problem,
        )

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)

    def _make_done(self) -> QWidget:
        copy = buttons.button(self.say(N_("Copy it to a stick now")), icons.STICK, name="copy_report")
        done = buttons.filled(self.say(N_("I have finished")), icons.TICK, name="report_done")
        copy.clicked.connect(self._copy)
        done.clicked.connect(lambda: self.go("report"))
        card = _card(
            icons.LOCK,
            self.say(N_("It is sealed. You will not be able to read it again, nor will anybody here.")),
            self.say(
                N_(
                    "It goes to headquarters with the next bundle. If that is too late, copy it to a stick now: "
                    "the file can only be read at headquarters."
                )
            ),
            name="abuse.sealed",
        )
        card.add(layout.row(done, copy, layout.STRETCH, gap=12))
        return layout.boxed(layout.column(card, layout.STRETCH))

    def _make_nobody(self) -> QWidget:
        self._channel = theme.plain_label("", theme.BODY, theme.MEDIUM, wraps=True, name="abuse.channel")
        why, way = (
            N_("No headquarters is enrolled yet: there is nobody to whom this could be sealed."),
            N_("Nothing is kept here. Report it by another way:"),
        )
        if self.session.register.is_training:
            why = N_("This is a training register: no report goes anywhere from here.")
            way = N_("If something really happened, report it in the real register, or by this way:")
        card = _card(
            icons.HEADQUARTERS,
            self.say(why),
            self.say(way),
            name="abuse.nobody",
        )
        card.add(self._channel)
        return layout.boxed(layout.column(card, layout.STRETCH))

    def _where_else(self) -> str:
        centre = self.session.centre
        channel = (centre.complaint_channel or "").strip() if centre else ""
        return channel or self.say(
            N_("Call the office of your organisation and ask for whoever follows complaints (PSEA focal point).")
        )


def _card(icon: str, title: str, about: str, *, name: str) -> Card:
    words = layout.column(
        theme.plain_label(title, theme.CARD_TITLE, theme.MEDIUM, wraps=True), note(about, wraps=True), gap=4
    )
    line = layout.row(icon_tile(icon), gap=16)
    line.addLayout(words, 1)
    return Card(gap=12, name=name).add(line)
