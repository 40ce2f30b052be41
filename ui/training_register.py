"""Making a training register and throwing one away: at the door, at the end of the first run, in Administration."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from centre_app import training
from centre_app.dates import utc_now
from centre_app.language import N_, Language
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.panel import icon_tile

OPEN, FRESH, ANOTHER, LEAVE = "open", "fresh", "another", "leave"
Then = Callable[[Path], object]
Otherwise = Callable[[Problem], object]


def practise(
    home: Path, language: Language, *, over: QWidget, then: Then, otherwise: Otherwise, may_open: bool = True
) -> None:
    """Make a training register beside the real ones; where there is one, ask first what is to become of it.

    `then` is given the folder of the one to open; nothing is called where the person thinks better of it.
    """
    known = training.registers_to_practise(home)
    choice = _ask_what_to_do(known[0], language, over=over, may_open=may_open) if known else ANOTHER
    if choice == OPEN:
        then(known[0])
    elif choice == ANOTHER:
        _make(home, language, over=over, then=then, otherwise=otherwise)
    elif choice == FRESH:
        _make(home, language, over=over, then=_in_place_of(known[0], then, otherwise), otherwise=otherwise)


def _make(home: Path, language: Language, *, over: QWidget, then: Then, otherwise: Otherwise) -> None:
    folder = training.new_folder(home)

    def work(progress: background.Progress) -> Path:
        from centre_app.demo.training import make  # late: it loads cryptography and the databases

        make(
            folder,
            language,
            clock=utc_now,
            told=lambda step, done, total: progress(language.say(step), done=done, total=total),
        )
        return folder

    background.run_with_card(
        work,
        owner=over,
        title=language.say(N_("The training register is being made")),
        cancel=language.say(N_("Stop")),
        then=then,
        otherwise=_expected(otherwise),
    )


def _in_place_of(old: Path, then: Then, otherwise: Otherwise) -> Then:
    """Return what puts a fresh register in the place of the old one, before it is opened."""

    def put(fresh: Path) -> None:
        try:
            stands = training.put_in_place_of(old, fresh)
        except Problem as problem:
            otherwise(problem)
        else:
            then(stands)

    return put


def _expected(otherwise: Otherwise) -> Callable[[BaseException], object]:
    def told(problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        otherwise(problem)

    return told


# --- there is one already ----------------------------------------------------------------------------------------


class OneIsThere(QDialog):
    """A training register stands there: go on in it, begin afresh, or make another. Esc leaves all as it is."""

    def __init__(self, folder: Path, language: Language, *, may_open: bool, over: QWidget) -> None:
        super().__init__(over.window())
        say = language.say
        self.choice = LEAVE
        self.setObjectName("one_is_there")
        self.setWindowTitle(say(N_("Training register")))
        self.setMinimumWidth(theme.size(520))
        about = say(
            N_(
                "Begin afresh and it is replaced by a new one: what was typed in it is lost. Everybody in it is invented."
            )
        )
        words = layout.column(
            theme.plain_label(say(N_("There is a training register already.")), theme.SUB_TITLE, theme.MEDIUM),
            theme.plain_label(training.name_to_type(folder), theme.BODY, theme.MEDIUM, name="one_is_there.name"),
            theme.plain_label(about, wraps=True),
            gap=6,
        )
        head = layout.row(icon_tile(icons.PRACTICE), gap=16)
        head.addLayout(words, 1)
        offered = [
            (buttons.button(say(N_("Begin afresh")), icons.RUNNING, name="begin_afresh"), FRESH),
            (buttons.button(say(N_("Make another")), icons.ADD, name="make_another"), ANOTHER),
        ]
        if may_open:
            offered.append((buttons.filled(say(N_("Go on in it")), icons.NEXT, name="go_on_in_it"), OPEN))
        leave = buttons.quiet(say(N_("Cancel")), icons.CLOSE, name="leave_it")
        for button, choice in ((leave, LEAVE), *offered):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
        foot = layout.row(leave, STRETCH, *(button for button, _ in offered))
        self.setLayout(layout.column(head, foot, gap=24, margins=(24, 20, 24, 16)))
        (offered[-1][0] if may_open else leave).setFocus()

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def _ask_what_to_do(folder: Path, language: Language, *, over: QWidget, may_open: bool) -> str:
    dialog = OneIsThere(folder, language, may_open=may_open, over=over)
    dialog.exec()
    dialog.deleteLater()
    return dialog.choice


# --- throwing one away -------------------------------------------------------------------------------------------


class DeleteTraining(QDialog):
    """Its name is typed before it goes: the one thing that this program ever deletes."""

    def __init__(self, folder: Path, language: Language, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = language.say
        self._folder, self._language = folder, language
        name = training.name_to_type(folder)
        self.setObjectName("delete_training_dialog")
        self.setWindowTitle(say(N_("Delete this training register")))
        self.setMinimumWidth(theme.size(480))
        asked = theme.plain_label(say(N_("Type its name to delete it: {name}"), name=name), theme.BODY, theme.MEDIUM)
        self.field = QLineEdit()
        self.field.setObjectName("delete_training_dialog.name")
        self.field.setMaxLength(80)
        asked.setBuddy(self.field)
        self.field.setAccessibleName(asked.text())
        self.trouble = Message("", theme.FAULT_TONE, name="delete_training_dialog.trouble")
        self.trouble.hide()
        self.field.textChanged.connect(self.trouble.hide)
        words = layout.column(
            theme.plain_label(say(N_("Delete this training register")), theme.SUB_TITLE, theme.MEDIUM),
            theme.plain_label(
                say(N_("Everybody in it is invented. What was typed in it is gone for good; real registers stay.")),
                wraps=True,
            ),
            gap=6,
        )
        head = layout.row(icon_tile(icons.ERASE), gap=16)
        head.addLayout(words, 1)
        leave = buttons.button(say(N_("Keep it")), icons.CLOSE, name="keep_training")
        go = buttons.filled(say(N_("Delete")), icons.ERASE, name="delete_now")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        go.clicked.connect(self.delete)
        go.setDefault(True)
        question = layout.column(asked, self.field, self.trouble, gap=6)
        self.setLayout(layout.column(head, question, layout.row(leave, STRETCH, go), gap=20, margins=(24, 20, 24, 16)))
        self.field.setFocus()

    def delete(self) -> None:
        """Delete it where the name is right; else say what is wrong and leave everything."""
        try:
            training.delete(self._folder, typed=self.field.text().strip())
        except Problem as problem:
            self.trouble.show_text(problem.said_in(self._language))
            self.trouble.show()
            self.field.setFocus()
            self.field.selectAll()
        else:
            self.accept()


def ask_to_delete(folder: Path, language: Language, *, over: QWidget) -> bool:
    """Ask for its name and delete it; say whether it is gone."""
    dialog = DeleteTraining(folder, language, over=over)
    dialog.exec()
    dialog.deleteLater()
    return dialog.result() == QDialog.DialogCode.Accepted
