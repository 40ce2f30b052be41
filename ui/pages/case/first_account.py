"""What she first told: asked once, and not in sight until somebody chooses to read it."""

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.forms.protection import ACCOUNT
from centre_app.language import N_
from centre_app.records import FirstAccount
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.messages import Message
from ui.kit.panel import note
from ui.pages.case.records import Line, RecordsCard
from ui.session import Session


class FirstAccountCard(RecordsCard[FirstAccount]):
    """While nobody has written it, one may; then it says when it was told, and her words wait behind a button."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("First account")),
            icon=icons.WORDS,
            add=say(N_("Write the account")),
            empty=say(N_("Nothing was told yet. Nobody presses for it.")),
            form_title=say(N_("First account")),
            lines=ACCOUNT,
            shown=lambda account: Line(title=""),
            name="first_account",
            calm=True,
        )

    def show_account(self, file: CaseView) -> None:
        session, sex = self._session, file.person.sex
        account = file.last(FirstAccount)
        case_id, today, who = file.case.id, session.today, session.register.who
        self.show_records(
            [account] if account else [],
            blank=lambda: FirstAccount(case_id=case_id, told_on=today, told_to=who),
            sex=sex,
        )
        if account is None:
            return
        self._add.hide()  # it is asked once
        self.clear()
        facts = Facts(label_width=160)
        facts.show_facts(self._told(account))
        once = Message(
            session.say(N_("She has told it. Do not ask her again: read it here."), sex=sex),
            theme.NEUTRAL_TONE,
            name="first_account.once",
        )
        self.add(once, facts, self._words(account))

    def _told(self, account: FirstAccount) -> list[tuple[str, str]]:
        say, language = self._session.say, self._session.language
        told = (
            (N_("Told on"), language.day(account.told_on) if account.told_on else ""),
            (N_("Told to"), self._session.staff_name(account.told_to)),
            (N_("Language used"), choices("language").label(account.language, language)),
            (N_("Interpreter"), account.interpreter or ""),
        )
        return [(say(label), answer) for label, answer in told if answer]

    def _words(self, account: FirstAccount) -> layout.Part:
        """Her words stay covered until the button is pressed; that they were read leaves a line."""
        say, register = self._session.say, self._session.register
        words = theme.plain_label("", theme.BODY, wraps=True, name="first_account.words")
        words.hide()
        show = buttons.button(say(N_("Show her words"), sex=self._sex), icons.PREVIEW, name="show_account", in_row=True)
        show.setVisible(bool(account.account))
        change = buttons.quiet(say(N_("Change")), icons.EDIT, name="edit_first_account")
        change.setVisible(register.may_write(account))

        def reveal() -> None:
            register.note_views([account])
            words.setText(account.account or "")
            words.show()
            show.hide()

        def open_form() -> None:
            register.note_views([account])
            self.open_record(account)

        show.clicked.connect(reveal)
        change.clicked.connect(open_form)
        covered = note("" if account.account else say(N_("Her words were not written down."), sex=self._sex))
        covered.setVisible(not account.account)
        return layout.column(words, covered, layout.row(show, layout.STRETCH, change), gap=8)
