"""School: what she learnt before, where she goes now, and the reports of each term."""

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.forms.learning import BEFORE, SCHOOL_DAYS, SCHOOL_REPORT, SCHOOLING
from centre_app.language import N_
from centre_app.records import EducationProfile, SchoolAttendance, SchoolEnrolment, TermResult
from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.scroll import Scroll
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.session import Session


class SchoolingSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="schooling")
        say = self.say
        self._sex: str | None = None  # of whom the file is, for words that differ
        self._before = FactsCard(
            session, title=say(N_("Before the arrival")), icon=icons.BOOK, names=BEFORE, name="education"
        )
        self._now: RecordsCard[SchoolEnrolment] = RecordsCard(
            session,
            title=say(N_("School and literacy")),
            icon=icons.SCHOOL,
            add=say(N_("Add schooling")),
            empty=say(N_("No schooling yet.")),
            form_title=say(N_("Schooling")),
            lines=SCHOOLING,
            shown=self._enrolment,
            name="schooling",
        )
        self._reports: RecordsCard[TermResult] = RecordsCard(
            session,
            title=say(N_("School reports")),
            icon=icons.DOCUMENT,
            add=say(N_("Add a report")),
            empty=say(N_("No report yet.")),
            form_title=say(N_("School report")),
            lines=SCHOOL_REPORT,
            shown=self._report,
            name="reports",
        )
        self._months: RecordsCard[SchoolAttendance] = RecordsCard(
            session,
            title=say(N_("Days at school")),
            icon=icons.CALENDAR,
            add=say(N_("Add a month")),
            empty=say(N_("No month yet.")),
            form_title=say(N_("Days at school")),
            lines=SCHOOL_DAYS,
            shown=self._month,
            name="attendances",
            calm=True,
        )
        everything = layout.column(self._before, self._now, self._months, self._reports, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="schooling.scroll"), gap=0))
        for card in (self._before, self._now, self._months, self._reports):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._sex = sex = file.person.sex
        case_id, today = file.case.id, self.session.today
        self._before.show_record(file.education or EducationProfile(case_id=case_id), sex=sex)
        self._now.show_records(file.schooling, blank=lambda: SchoolEnrolment(case_id=case_id, from_on=today), sex=sex)
        enrolment = file.schooling[-1] if file.schooling else None
        blank = (
            (lambda: TermResult(case_id=case_id, enrolment_id=enrolment.id, reported_on=today)) if enrolment else None
        )
        self._reports.show_records(file.terms, blank=blank, sex=sex)
        month = (
            (lambda: SchoolAttendance(case_id=case_id, enrolment_id=enrolment.id, month=today.replace(day=1)))
            if enrolment
            else None
        )
        counted = sorted(file.of(SchoolAttendance), key=lambda one: (one.month or today, one.id))
        self._months.show_records(counted, blank=month, sex=sex)

    def _enrolment(self, enrolment: SchoolEnrolment) -> Line:
        language = self.language
        kind = choices("education_provision").label(enrolment.provision, language)
        level = choices("school_level").label(enrolment.level, language, self._sex)
        since = self.say(N_("since {day}"), day=enrolment.from_on) if enrolment.from_on else ""
        status = choices("enrolment_status").label(enrolment.status, language, self._sex)
        ended = enrolment.to_on is not None
        tone = theme.NEUTRAL_TONE if ended else theme.DONE_TONE
        return Line(
            title=joined(kind, enrolment.establishment),
            second=joined(level, enrolment.timetable, since),
            state=state(status, tone, "" if ended else None),
        )

    def _month(self, counted: SchoolAttendance) -> Line:
        """Show "October 2026 · 18 of 20 days"; how often that is stands at the right."""
        month = self.language.month(counted.month) if counted.month else ""
        if counted.days_open is None or counted.days_present is None:
            return Line(title=month)
        days = self.language.say_n(
            N_("{present} of {n} day"), N_("{present} of {n} days"), counted.days_open, present=counted.days_present
        )
        share = counted.days_present / counted.days_open if counted.days_open else None
        often = state(self.language.percent(share), theme.NEUTRAL_TONE, "") if share is not None else None
        return Line(title=month, second=days, state=often)

    def _report(self, report: TermResult) -> Line:
        term = choices("school_term").label(report.term, self.language)
        average = ""
        if report.average is not None:
            average = self.say(N_("{average} out of 20"), average=self.language.number(report.average))
        rank = self.say(N_("rank {rank}"), rank=report.rank) if report.rank else ""
        absent = ""
        if report.absences is not None:
            absent = self.language.say_n(N_("{n} day absent"), N_("{n} days absent"), report.absences)
        day = self.language.day(report.reported_on) if report.reported_on else ""
        return Line(title=joined(term, day), second=joined(average, rank, absent, report.note))
