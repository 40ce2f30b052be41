"""The trade she learns, the trainer's look at it every month, and the kit she is given to begin with."""

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.forms.learning import KIT, TRAINING, TRAINING_REPORT
from centre_app.language import N_
from centre_app.records import KitGrant, TrainingEnrolment, TrainingEvaluation
from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.scroll import Scroll
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.session import Session


class TrainingSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="training")
        say = self.say
        self._sex: str | None = None  # of whom the file is, for words that differ
        self._trades: RecordsCard[TrainingEnrolment] = RecordsCard(
            session,
            title=say(N_("Training")),
            icon=icons.TRAINING,
            add=say(N_("Add training")),
            empty=say(N_("No training yet.")),
            form_title=say(N_("Training")),
            lines=TRAINING,
            shown=self._trade,
            name="trainings",
        )
        self._months: RecordsCard[TrainingEvaluation] = RecordsCard(
            session,
            title=say(N_("Month by month")),
            icon=icons.REPORTS,
            add=say(N_("Add a month")),
            empty=say(N_("No month yet.")),
            form_title=say(N_("Training report")),
            lines=TRAINING_REPORT,
            shown=self._month,
            name="evaluations",
        )
        self._kits: RecordsCard[KitGrant] = RecordsCard(
            session,
            title=say(N_("Kits and funds")),
            icon=icons.KIT,
            add=say(N_("Add a kit")),
            empty=say(N_("No kit given.")),
            form_title=say(N_("Kit")),
            lines=KIT,
            shown=self._kit,
            name="kits",
        )
        everything = layout.column(self._trades, self._months, self._kits, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="training.scroll"), gap=0))
        for card in (self._trades, self._months, self._kits):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._sex = sex = file.person.sex
        case_id, today = file.case.id, self.session.today
        self._trades.show_records(
            file.training, blank=lambda: TrainingEnrolment(case_id=case_id, from_on=today), sex=sex
        )
        running = file.training[-1] if file.training else None
        blank = (
            (lambda: TrainingEvaluation(case_id=case_id, enrolment_id=running.id, month=today.replace(day=1)))
            if running
            else None
        )
        self._months.show_records(file.evaluations, blank=blank, sex=sex)
        self._kits.show_records(file.kits, blank=lambda: KitGrant(case_id=case_id, given_on=today), sex=sex)

    def _trade(self, training: TrainingEnrolment) -> Line:
        language = self.language
        trade = choices("trade").label(training.trade, language)
        mode = choices("training_mode").label(training.mode, language)
        since = self.say(N_("since {day}"), day=training.from_on) if training.from_on else ""
        status = choices("enrolment_status").label(training.status, language, self._sex)
        ended = training.to_on is not None
        tone = theme.NEUTRAL_TONE if ended else theme.DONE_TONE
        return Line(
            title=joined(trade, mode),
            second=joined(training.master, training.timetable, since),
            state=state(status, tone, "" if ended else None),
        )

    def _month(self, evaluation: TrainingEvaluation) -> Line:
        skill = choices("skill_level").label(evaluation.skill, self.language, self._sex)
        percent = evaluation.attendance_percent
        attendance = ""
        if percent is not None:
            attendance = self.say(N_("Attendance: {percent}"), percent=self.language.percent(percent / 100))
        month = self.language.month(evaluation.month) if evaluation.month else ""
        return Line(title=month, second=joined(skill, attendance, evaluation.note))

    def _kit(self, grant: KitGrant) -> Line:
        kit = choices("kit_type").label(grant.kit, self.language)
        value = self.language.amount(grant.value_fcfa) if grant.value_fcfa is not None else ""
        day = self.language.day(grant.given_on) if grant.given_on else ""
        receipt = self.say(N_("receipt {number}"), number=grant.receipt) if grant.receipt else ""
        return Line(title=joined(kit, value), second=joined(day, grant.contents, receipt))
