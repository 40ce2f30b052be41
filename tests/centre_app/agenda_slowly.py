"""The agenda once more, slow and obvious: file by file, kind by kind, each sentence of the domain model as one `if`.

Of the program's own agenda nothing is used here but how a line of it looks, nor of what it stands on but the register and the days of the calendar:
where the two agree line by line, both say what the model says.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from centre_app import letterbox, matching
from centre_app.agenda import Due
from centre_app.casework import consents, twins
from centre_app.casework.notifications import owed_notifications
from centre_app.dates import ADULT_FROM, birthday, months_after
from centre_app.incident_hours import asks_for_care, begun_at
from centre_app.pregnancy import expected_on
from centre_app.questions import Record
from centre_app.records import (
    Belonging,
    BreakGlass,
    Bundle,
    CareAfterRape,
    CarePlan,
    CaseFile,
    Centre,
    Consent,
    CustodyOrder,
    Delivery,
    Exit,
    FollowUp,
    GrowthMeasure,
    HealthBrief,
    HealthPaper,
    HealthProfile,
    HouseRules,
    IdentityPaper,
    Incident,
    Intake,
    Leave,
    LegalCase,
    LegalStep,
    Mediation,
    MedicalVisit,
    NeedsAssessment,
    Notification,
    Person,
    PersonIdentifier,
    PersonName,
    PersonNationality,
    PlanAction,
    Pregnancy,
    Prescription,
    ProtectionPaper,
    PsychosocialSession,
    Referral,
    RiskAssessment,
    SafetyPlan,
    Stay,
    TracingAction,
    Vaccination,
)
from centre_app.register import Register


class Line(NamedTuple):
    task: str
    due_on: date
    case_id: str | None = None
    section: str = ""
    record_id: str | None = None
    due_at: datetime | None = None
    who_id: str | None = None
    role: str = ""
    what: str = ""
    about: tuple[str, str] | None = None


def as_line(due: Due) -> Line:
    """Return a line of the program's own agenda as one of these."""
    return Line(
        due.task,
        due.due_on,
        due.case_id,
        due.section,
        due.record_id,
        due.due_at,
        due.who_id,
        due.role,
        due.what,
        due.about,
    )


def agenda_slowly(register: Register, *, until: date) -> list[Line]:
    lines = [*_of_the_house(register)]
    for case in register.find(CaseFile):
        if case.status not in ("merged", "anonymised"):
            lines += _OneFile(register, case).lines()
    return sorted((line for line in lines if line.due_on <= until), key=repr)


def _days(many: int) -> timedelta:
    return timedelta(days=many)


def _is_told(record: Any, name: str) -> bool:
    """Say whether there is an answer, or somebody was asked and there is none."""
    return bool(getattr(record, name)) or record.missing.get(name, "not_asked") != "not_asked"


class _OneFile:
    def __init__(self, register: Register, case: CaseFile) -> None:
        self.register, self.case, self.today, self.now = register, case, register.today, register.now
        self.ids = [case.id]
        for _ in range(5):  # what was merged into it, and into those
            self.ids += [
                one.id
                for one in register.find(CaseFile, status="merged")
                if one.merged_into_id in self.ids and one.id not in self.ids
            ]
        stays = [stay for stay in self.all(Stay) if stay.ended_on is None]
        self.stay = stays[-1] if stays else None
        self.is_in_care = bool(self.stay) or case.status in {"registered", "external", "absent", "missing", "reopened"}
        self.is_followed = self.is_in_care or case.status == "follow_up"
        self.is_open_to_me = case.id not in register.kept.closed_cases
        self.is_along = bool(self.stay) and self.stay.admission_type in ("accompanying_child", "born_in_centre")
        self.person = next(iter(register.find_open(Person, id=case.person_id)), None)

    def all(self, record_type: type[Record], **where: Any) -> list[Any]:
        found = [one for case_id in self.ids for one in self.register.find_open(record_type, case_id=case_id, **where)]
        return sorted(found, key=lambda one: one.id)

    def by(self, record_type: type[Record], day: str) -> list[Any]:
        return sorted(self.all(record_type), key=lambda one: (getattr(one, day) or date.min, one.id))

    def last(self, record_type: type[Record], day: str) -> Any:
        found = self.by(record_type, day)
        return found[-1] if found else None

    def line(self, task: str, day: date, section: str, record: Any = None, **more: Any) -> Line:
        who_id, role = more.pop("who_id", None), more.pop("role", "")
        if not who_id and not role:
            who_id, role = self.case.referent_id, "case_manager"
        return Line(
            task, day, self.case.id, section, record.id if record else None, who_id=who_id or None,
            role="" if who_id else role, **more,
        )  # fmt: skip

    def lines(self) -> Iterator[Line]:
        yield from self.notifications()
        yield from self.things()
        if self.is_followed:
            yield from self.after_rape()
            yield from self.law()
            yield from self.referrals()
        if self.is_in_care:
            for part in (self.plan, self.safety, self.health, self.family, self.papers, self.sessions, self.adulthood):
                yield from part()
        if self.stay:
            yield from self.arrival()
            yield from self.returns()
        if self.case.status == "follow_up":
            yield from self.follow_up()

    # --- arrival and stay

    def arrival(self) -> Iterator[Line]:
        stay, came, sees = self.stay, self.stay.admitted_on, self.register.can_open
        was_written_then = came is not None and stay.created_at.date() <= came + _days(30)
        if came and self.is_open_to_me:
            if sees(MedicalVisit) and was_written_then:
                visits = [
                    one
                    for case_id in self.ids
                    for one in self.register.as_stored.find(MedicalVisit, case_id=case_id)
                    if one.visit_type == "admission_check"
                ]
                last = max(visits, key=lambda one: one.id) if visits else None
                if not (last and last.seen_on and last.seen_on >= came - _days(7)):
                    yield self.line("entry_checkup", came + _days(2), "health", role="nurse")
            if sees(RiskAssessment) and not self.is_along:
                last = self.last(RiskAssessment, "assessed_on")
                if not (last and last.assessed_on and last.assessed_on >= came - _days(7)):
                    at_once = self.came_at_night and any(intake.in_danger for intake in self.all(Intake))
                    yield self.line("risk_due", came if at_once else came + _days(1), "safety")
            if (
                was_written_then
                and not self.is_along
                and not stay.entry_kit_done
                and "entry_kit_done" not in stay.missing
            ):
                yield self.line("entry_kit", came + _days(1), "housing", who_id=stay.admitted_by)
            if sees(NeedsAssessment) and was_written_then and not self.is_along:
                last = self.last(NeedsAssessment, "assessed_on")
                if not (last and last.assessed_on and last.assessed_on >= came - _days(7)):
                    yield self.line("needs_due", came + _days(7), "safety")
            if sees(CarePlan) and not self.is_along and not any(plan.agreed_on for plan in self.all(CarePlan)):
                yield self.line("plan_due", came + _days(14), "plan")
            yield from self.rules()
        if self.came_at_night:
            yield from self.rest_of_the_night()
        for intake in self.all(Intake) if not self.is_along and not self.came_at_night else ():
            answers = [intake.contact_on, intake.source, intake.reason]
            names = ["contact_on", "source", "reason"]
            is_open = any(one is None and name not in intake.missing for one, name in zip(answers, names, strict=True))
            if intake.contact_on and is_open:
                yield self.line("data_quality", intake.contact_on + _days(3), "identity")

    @property
    def came_at_night(self) -> bool:
        return self.stay.admission_type == "emergency" and self.stay.arrived_at is not None

    def rest_of_the_night(self) -> Iterator[Line]:
        """One line while anything is not asked yet: name, age, nationality, who, why, her consent, a likely twin."""
        sees, person_id = self.register.can_open, self.case.person_id
        to_ask = []
        if self.person:
            names = self.register.find_open(PersonName, person_id=person_id)
            named = any(_is_told(one, "family") or _is_told(one, "given") for one in names)
            to_ask.append(sees(PersonName) and not named)
            alike = twins.twins_of(self.register, self.case) if named else []
            to_ask.append(any(twin.score >= matching.MUST_BE_JUDGED for twin in alike))
            to_ask.append(not _is_told(self.person, "birth"))
            countries = self.register.find_open(PersonNationality, person_id=person_id)
            to_ask.append(sees(PersonNationality) and not any(_is_told(one, "nationality") for one in countries))
        for intake in self.all(Intake)[-1:]:
            to_ask += [not _is_told(intake, name) for name in ("brought_by", "source", "reason")]
        if sees(Consent):
            stands = consents.standing_of(self.register, self.case.id, "hosting")
            to_ask.append(not stands.permits and stands.status not in ("refused", "withdrawn"))
        if any(to_ask) and self.is_open_to_me:
            until = self.stay.arrived_at + timedelta(hours=72)
            yield self.line("emergency_rest", until.date(), "identity", due_at=until)

    def rules(self) -> Iterator[Line]:
        stay = self.stay
        if not self.register.can_open(HouseRules) or self.is_along or "rules_signed_on" in stay.missing:
            return
        written = sorted(self.register.find_open(HouseRules), key=lambda one: (one.from_on, one.version))
        in_order = [one for one in written if one.from_on <= self.today]
        then = [one.id for one in written if stay.rules_signed_on and one.from_on <= stay.rules_signed_on]
        hers = stay.rules_id or (then[-1] if then else "")
        if in_order and hers != in_order[-1].id:
            yield self.line("rules_due", max(stay.admitted_on, in_order[-1].from_on) + _days(3), "housing")

    def things(self) -> Iterator[Line]:
        days = [
            stay.ended_on
            for one in self.all(Belonging)
            for stay in self.all(Stay)
            if one.stay_id == stay.id and stay.ended_on and not one.returned_on and not (one.not_returned or "").strip()
        ]
        if days:
            more = {} if self.is_followed else {"role": "case_manager"}
            yield self.line("belongings_kept", min(days), "housing", **more)

    def returns(self) -> Iterator[Line]:
        for leave in self.all(Leave):
            if leave.stay_id == self.stay.id and leave.expected_back_on and not leave.back_on:
                about = ("absence_type", leave.absence_type) if leave.absence_type else None
                yield self.line("leave_return", leave.expected_back_on, "housing", leave, about=about)

    def adulthood(self) -> Iterator[Line]:
        if self.person and self.person.birth:
            day = birthday(self.person.birth.first, ADULT_FROM)
            if self.today <= day <= self.today + _days(90):
                yield self.line("turning_18", day, "identity")

    # --- plan, safety

    def plan(self) -> Iterator[Line]:
        for plan in self.all(CarePlan):
            if plan.status not in ("agreed", "active", "review_due"):
                continue
            if plan.review_on:
                yield self.line("plan_review", plan.review_on, "plan", plan)
            for action in self.register.find_open(PlanAction, plan_id=plan.id):
                if action.due_on and action.status in ("planned", "due", "blocked"):
                    yield Line(
                        "action_due", action.due_on, self.case.id, "plan", action.id, who_id=action.who_id,
                        what=action.what or "",
                    )  # fmt: skip

    def safety(self) -> Iterator[Line]:
        risks = self.by(RiskAssessment, "assessed_on")
        if risks and risks[-1].next_on:
            yield self.line("risk_review", risks[-1].next_on, "safety", risks[-1])
        said = [risk for risk in risks if risk.level]
        since = None
        for risk in said:
            is_great = risk.level in ("immediate", "high")
            since = (since or risk.assessed_on) if is_great else None
        sees_plans = self.register.can_open(SafetyPlan) and self.is_open_to_me
        if said and said[-1].level == "immediate" and sees_plans:
            plans = [plan.drawn_up_on for plan in self.all(SafetyPlan) if plan.drawn_up_on]
            if not any(day >= self.today for day in plans):
                missing_since = [said[-1].assessed_on or self.today, *(day + _days(1) for day in plans)]
                yield self.line("danger_now", min(max(missing_since), self.today), "safety", said[-1])
        elif since and sees_plans and not self.all(SafetyPlan):
            yield self.line("safety_plan_due", since + _days(2), "safety", risks[-1])
        plan, needs = self.last(SafetyPlan, "drawn_up_on"), self.last(NeedsAssessment, "assessed_on")
        if plan and plan.next_on:
            yield self.line("safety_plan_review", plan.next_on, "safety", plan)
        if needs and needs.next_on:
            yield self.line("assessment_due", needs.next_on, "safety", needs)

    # --- health

    def health(self) -> Iterator[Line]:
        nurse = {"role": "nurse"}
        briefs = self.all(HealthBrief)
        for brief in briefs:
            if brief.next_on:
                yield self.line("medical_appointment", brief.next_on, "health", brief, **nurse)
        for visit, day in self.still_to_come(MedicalVisit, "seen_on", "visit_type"):
            if day not in [brief.next_on for brief in briefs]:
                yield self.line("medical_appointment", day, "health", visit, **nurse)
        for prescription in self.all(Prescription):
            if prescription.to_on and prescription.to_on >= self.today:
                what = prescription.drug or ""
                yield self.line("medication", prescription.to_on, "health", prescription, what=what, **nurse)
        vaccinations = sorted(
            self.all(Vaccination), key=lambda one: (one.given_on is not None, one.given_on or date.min, one.id)
        )
        for vaccine in {one.vaccine for one in vaccinations}:
            last = [one for one in vaccinations if one.vaccine == vaccine][-1]
            if last.next_on:
                about = ("vaccine", vaccine) if vaccine else None
                yield self.line("vaccination", last.next_on, "health", last, about=about, **nurse)
        for pregnancy in self.all(Pregnancy):
            if pregnancy.outcome is None and pregnancy.ended_on is None:
                if pregnancy.next_on:
                    yield self.line("antenatal", pregnancy.next_on, "health", pregnancy, **nurse)
                expected = pregnancy.due_on or expected_on(pregnancy.last_period)
                if expected:
                    yield self.line("birth_expected", expected, "health", pregnancy, **nurse)
        for profile in self.all(HealthProfile):
            if profile.is_pregnant and profile.due_on and not self.all(Pregnancy):
                yield self.line("birth_expected", profile.due_on, "health", profile, **nurse)
        for delivery in self.all(Delivery):
            if delivery.postnatal_visit_on and delivery.postnatal_visit_on >= self.today:
                yield self.line("postnatal", delivery.postnatal_visit_on, "health", delivery, **nurse)
        growth = self.last(GrowthMeasure, "measured_on")
        if growth and growth.next_on:
            yield self.line("growth_check", growth.next_on, "health", growth, **nurse)

    def still_to_come(self, record_type: type[Record], held: str, alike: str) -> Iterator[tuple[Any, date]]:
        everything = self.by(record_type, held)
        for place, one in enumerate(everything):
            later = everything[place + 1 :]
            is_followed = any((getattr(other, alike) or "") == (getattr(one, alike) or "") for other in later)
            is_kept = any((getattr(other, held) or date.min) >= one.next_on for other in everything if one.next_on)
            if one.next_on and not is_followed and not is_kept:
                yield one, one.next_on

    def after_rape(self) -> Iterator[Line]:
        can_be_pregnant = self.person is None or self.person.sex != "male"
        for care in self.all(CareAfterRape):
            if care.happened_at:
                pep, contraception = care.happened_at + timedelta(hours=72), care.happened_at + timedelta(hours=120)
                if care.pep is None and self.now <= pep:
                    yield self.line("pep_window", pep.date(), "health", care, role="nurse", due_at=pep)
                if care.emergency_contraception is None and self.now <= contraception and can_be_pregnant:
                    day = contraception.date()
                    yield self.line("ec_window", day, "health", care, role="nurse", due_at=contraception)
            if care.seen_at or care.happened_at:
                first = (care.seen_at or care.happened_at).date()
                two, three, six = care.seen_after_2_weeks, care.seen_after_3_months, care.seen_after_6_months
                for day, done in (
                    (first + _days(14), two or three or six),
                    (months_after(first, 3), three or six),
                    (months_after(first, 6), six),
                ):
                    if not done:
                        yield self.line("cmr_follow_up", day, "health", care, role="nurse")
        written = []
        if self.register.as_stored.can_open(CareAfterRape):
            for case_id in self.ids:
                written += self.register.as_stored.find(CareAfterRape, case_id=case_id)
        for incident in self.all(Incident):
            begun = begun_at(incident)
            if begun is None or not asks_for_care(incident):
                continue
            first, last = incident.occurred.first - _days(1), incident.occurred.last + _days(1)
            if any(care.happened_at and first <= care.happened_at.date() <= last for care in written):
                continue
            for task, hours in (("pep_window", 72), ("ec_window", 120)):
                shuts = begun + timedelta(hours=hours)
                if self.now <= shuts and (task == "pep_window" or can_be_pregnant):
                    yield self.line(task, shuts.date(), "incidents", incident, due_at=shuts)

    # --- sessions, family, law

    def sessions(self) -> Iterator[Line]:
        for session, day in self.still_to_come(PsychosocialSession, "held_on", "session_type"):
            yield self.line("session_due", day, "psychosocial", session, who_id=session.held_by, role="psychologist")

    def family(self) -> Iterator[Line]:
        actions = self.by(TracingAction, "acted_on")
        over = {"not_wanted", "refused", "unsafe", "reunified", "unsuccessful", "closed"}
        for relative in {one.relative_id for one in actions}:
            last = [one for one in actions if one.relative_id == relative][-1]
            if last.next_on and last.status not in over:
                yield self.line("tracing_step", last.next_on, "family", last, who_id=last.by_id)
        meetings = self.by(Mediation, "held_on")
        if (
            meetings
            and meetings[-1].next_on
            and not any(one.held_on and one.held_on >= meetings[-1].next_on for one in meetings)
        ):
            yield self.line("mediation_due", meetings[-1].next_on, "family", meetings[-1])

    def law(self) -> Iterator[Line]:
        for step in self.all(LegalStep):
            ended = any(
                trial.id == step.legal_case_id and trial.status in ("won", "lost", "settled", "dropped")
                for trial in self.all(LegalCase)
            )
            if step.due_on and not step.done_on and not ended:
                task = "court_date" if step.action in ("court_hearing", "hearing_minor") else "legal_step"
                about = ("legal_action_type", step.action) if step.action else None
                yield self.line(task, step.due_on, "legal", step, role="legal", about=about)
        orders = [one for one in self.all(CustodyOrder) if one.ended_on is None] if self.is_in_care else []
        for order in orders:
            if order.to_on is None or self.today < order.to_on - _days(30):
                continue
            if not any(other.to_on is None or other.to_on > order.to_on for other in orders):
                about = ("custody_order_kind", order.kind) if order.kind else None
                yield self.line("ogp_expiry", order.to_on, "legal", order, role="legal", about=about)

    def notifications(self) -> Iterator[Line]:
        legal = {"role": "legal"}
        for notice in self.all(Notification):
            if notice.due_at and notice.sent_at is None and notice.status == "to_do":
                about = ("notification_target", notice.target) if notice.target else None
                day = notice.due_at.date()
                yield self.line(
                    "notification_due", day, "legal", notice, due_at=_hour(notice.due_at), about=about, **legal
                )
        left_of_late = any(
            one.left_on and self.today - _days(90) <= one.left_on <= self.today for one in self.all(Exit)
        )
        if self.is_followed or left_of_late:
            for owed in owed_notifications(_AsOne(self), [self.case]):
                about = ("notification_target", owed.target)
                day = owed.due_at.date()
                yield self.line("notification_due", day, "legal", due_at=_hour(owed.due_at), about=about, **legal)

    # --- what was asked of others, what lapses

    def referrals(self) -> Iterator[Line]:
        for referral in self.all(Referral):
            waits = referral.status == "sent" and referral.direction == "outgoing" and not referral.answered_on
            if waits and referral.sent_on:
                about = ("referral_type", referral.referral_type) if referral.referral_type else None
                day = referral.sent_on + _days(14)
                yield self.line("referral_answer", day, "referrals", referral, about=about)

    def papers(self) -> Iterator[Line]:
        lines = []
        for one in self.by(Consent, "given_on"):
            if one.status in ("refused", "withdrawn"):
                days = [day for day in (one.given_on, one.created_at.date()) if day]
                lines.append((min(days), one.id, one))
            elif one.given_on and one.given_on <= one.created_at.date():  # a yes dated ahead was never said
                lines.append((one.given_on, one.id, one))
        lines = [one for _day, _id, one in sorted(lines)]
        for asked in {(one.purpose, one.partner_id, one.partner_in_words) for one in lines}:
            last = [one for one in lines if (one.purpose, one.partner_id, one.partner_in_words) == asked][-1]
            day = None
            if last.status == "expired":
                day = last.given_on
            elif last.status in ("given", "given_partial"):
                day = last.expires_on
            if day and day <= self.today + _days(30):
                about = ("consent_type", last.purpose) if last.purpose else None
                yield self.line("consent_renewal", day, "consents", last, about=about)
        papers = [*self.all(IdentityPaper), *self.all(HealthPaper), *self.all(ProtectionPaper)]
        for paper in papers:
            same = [one.expires_on or date.max for one in papers if one.document_type == paper.document_type]
            if paper.expires_on and paper.expires_on <= self.today + _days(30) and paper.expires_on == max(same):
                about = ("document_type", paper.document_type) if paper.document_type else None
                yield self.line("document_expiry", paper.expires_on, "documents", paper, about=about)
        numbers = self.register.find_open(PersonIdentifier, person_id=self.case.person_id)
        for number in numbers:
            same = [one.expires_on or date.max for one in numbers if one.identifier_type == number.identifier_type]
            if number.expires_on and number.expires_on <= self.today + _days(30) and number.expires_on == max(same):
                about = ("identifier_type", number.identifier_type) if number.identifier_type else None
                yield self.line("document_expiry", number.expires_on, "identity", number, about=about)

    # --- after she left

    def follow_up(self) -> Iterator[Line]:
        exits = self.by(Exit, "left_on")
        if not exits or not exits[-1].left_on or not self.register.can_open(FollowUp) or not self.is_open_to_me:
            return
        left_on = exits[-1].left_on
        made = [one for one in self.by(FollowUp, "done_on") if one.done_on is None or one.done_on >= left_on]
        met = [one for one in made if one.via != "attempt" and one.result != "not_found"]
        ends = [one.done_on or left_on for one in met if one.milestone == "month_12" or one.result == "refused"]
        in_vain = sorted(one.done_on or left_on for one in made if one not in met)
        if len(in_vain) >= 3:
            ends.append(in_vain[2])
        if (exits[-1].no_follow_up_reason or "").strip():
            ends.append(left_on)
        if ends:
            yield self.line("file_to_close", min(ends) + _days(7), "followup")
            return
        planned = {"month_1": 30, "month_3": 90, "month_6": 180, "month_12": 365}
        following = {"month_1": "month_3", "month_3": "month_6", "month_6": "month_12"}
        for milestone, after in planned.items():
            is_made_up_for = milestone in following and self.today > left_on + _days(planned[following[milestone]])
            if not any(one.milestone == milestone for one in met) and not is_made_up_for:
                about = ("follow_up_milestone", milestone)
                yield self.line("follow_up_visit", left_on + _days(after), "followup", about=about)
        made = [one for one in made if one.done_on]
        days = [left_on + _days(after) for after in planned.values()]
        if made and made[-1].next_on and made[-1].next_on not in days:
            about = ("follow_up_milestone", "between")
            yield self.line("follow_up_visit", made[-1].next_on, "followup", made[-1], about=about)


def _hour(moment: datetime) -> datetime | None:
    return None if moment.astimezone().strftime("%H:%M") == "23:59" else moment


class _AsOne:
    """One file and what was merged into it, read as one: what was told of her in either is told."""

    def __init__(self, file: _OneFile) -> None:
        self.today, self.can_open, self._file = file.today, file.register.can_open, file

    def find_open(self, record_type: type[Record], **where: Any) -> list[Any]:
        if "case_id" not in where:
            return self._file.register.find_open(record_type, **where)
        return [replace(one, case_id=self._file.case.id) for one in self._file.all(record_type)]


def _of_the_house(register: Register) -> Iterator[Line]:
    if register.rights.writes(BreakGlass):
        for opening in register.find(BreakGlass):
            if opening.seen_at is None and opening.opened_by != register.who and opening.opened_at:
                day, code = opening.opened_at.date(), opening.code or ""
                yield Line(
                    "break_glass", day, opening.case_id, "history", opening.id, role="director", what=code
                )  # fmt: skip
    for letter in letterbox.to_file(register):
        case = register.find_open(CaseFile, id=letter.case_id or "")
        yield Line(
            "letter_to_file", letter.created_at.date(), case[0].id if case else None, "", letter.id, who_id=register.who
        )  # fmt: skip
    if not register.can_open(Bundle):
        return
    this_month = register.today.replace(day=1)
    last_month = (this_month - _days(1)).replace(day=1)
    sent = [
        one.month
        for one in register.find(Bundle)
        if one.month in (this_month, last_month) and one.status not in ("prepared", "rejected")
    ]
    founded = register.get(Centre, register.centre_id).created_at
    if register.today.day >= 25 and this_month not in sent:
        yield Line("bundle_due", months_after(this_month, 1) - _days(1), role="director")
    if not sent and founded < datetime.combine(this_month, time(), founded.tzinfo):
        yield Line("bundle_due", this_month - _days(1), role="director")
