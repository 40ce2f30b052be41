"""What the sources of the agenda look at: the files that the centre looks after, and each kind of their records, read once.

A file that was merged into another is none of them; its records count as those of the file that was kept.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any, TypeVar

from centre_app.agenda.due import Due
from centre_app.choices.keys import UserRole
from centre_app.questions import Record, Row, columns_for, part_from_row
from centre_app.records import (
    Belonging,
    CareAfterRape,
    CarePlan,
    CaseFile,
    Consent,
    CustodyOrder,
    Delivery,
    Exit,
    FollowUp,
    GrowthMeasure,
    HealthBrief,
    HealthPaper,
    HealthProfile,
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
    TraffickingProfile,
    Transfer,
    Vaccination,
)
from centre_app.register import Register

R = TypeVar("R", bound=Record)

FOLLOW_UP, MERGED = "follow_up", "merged"
IN_CARE = frozenset({"registered", "external", "absent", "missing", "reopened"})  # besides those who have a stay
OVER = frozenset({MERGED, "anonymised"})
CHILDREN_ALONG = frozenset({"accompanying_child", "born_in_centre"})  # what a stay asks for is asked of their mother


# What is looked at of each kind, besides its id and its file: a house has many records, and the agenda asks little of each.
LOOKED_AT: Mapping[type[Record], tuple[str, ...]] = {
    Stay: (
        "created_at", "missing", "admission_type", "admitted_on", "admitted_by", "entry_kit_done", "rules_signed_on",
        "rules_id", "arrived_at", "ended_on",
    ),
    Belonging: ("stay_id", "returned_on", "not_returned"),
    Intake: (
        "missing", "brought_by", "in_danger",
        *(name for name, question in Intake.questions.items() if question.required and name != "case_id"),
    ),
    Exit: ("left_on", "reason", "no_follow_up_reason"),
    Leave: ("stay_id", "absence_type", "expected_back_on", "back_on"),
    CarePlan: ("status", "agreed_on", "review_on"),
    PlanAction: ("plan_id", "what", "who_id", "due_on", "status"),
    RiskAssessment: ("assessed_on", "level", "next_on"),
    SafetyPlan: ("drawn_up_on", "next_on"),
    NeedsAssessment: ("assessed_on", "next_on"),
    HealthBrief: ("next_on",),
    HealthProfile: ("is_pregnant", "due_on"),
    MedicalVisit: ("visit_type", "seen_on", "next_on"),
    Prescription: ("drug", "to_on"),
    Vaccination: ("vaccine", "given_on", "next_on"),
    Pregnancy: ("last_period", "due_on", "next_on", "outcome", "ended_on"),
    Delivery: ("postnatal_visit_on",),
    GrowthMeasure: ("measured_on", "next_on"),
    CareAfterRape: (
        "incident_id", "happened_at", "seen_at", "pep", "emergency_contraception", "seen_after_2_weeks",
        "seen_after_3_months", "seen_after_6_months",
    ),
    Incident: ("incident_type", "occurred", "occurred_about", "needs_care_after_rape", "reported_on", "told_to"),
    PsychosocialSession: ("session_type", "held_on", "held_by", "next_on"),
    LegalCase: ("status",),
    LegalStep: ("legal_case_id", "action", "due_on", "done_on"),
    CustodyOrder: ("kind", "from_on", "to_on", "ended_on"),
    Notification: ("target", "event", "happened_on", "due_at", "sent_at", "status"),
    TracingAction: ("acted_on", "by_id", "relative_id", "status", "next_on"),
    Mediation: ("held_on", "next_on"),
    Referral: ("direction", "referral_type", "status", "sent_on", "answered_on"),
    Consent: ("voided_at", "purpose", "partner_id", "partner_in_words", "status", "given_on", "created_at", "expires_on"),
    IdentityPaper: ("document_type", "expires_on"),
    HealthPaper: ("document_type", "expires_on"),
    ProtectionPaper: ("document_type", "expires_on"),
    FollowUp: ("milestone", "done_on", "via", "result", "next_on"),
    Person: ("missing", "sex", "birth", "legal_status"),
    PersonNationality: ("person_id", "nationality"),
    TraffickingProfile: ("created_at", "status", "status_on"),
}  # fmt: skip


class Files:
    """The files that are looked after, or some of them. What is kept for others is never among what they give."""

    def __init__(self, register: Register, only: Collection[str] | None = None) -> None:
        self.register = register
        self.today: date = register.today
        self.now: datetime = register.now
        self._read: dict[type[Record], list[Any]] = {}
        self._kept_in = self._where_merged_files_are(only)
        self._only: dict[str, Any] = {"case_id": [*only, *self._kept_in]} if only is not None else {}
        stays = self.of_any_file(Stay, ended_on=None)
        self.cases = self._looked_after(stays, only)
        self.stays: Mapping[str, Stay] = {stay.case_id: stay for stay in stays if stay.case_id in self.cases}
        self.in_care = {case.id for case in self.cases.values() if case.id in self.stays or case.status in IN_CARE}
        self.closed = register.kept.closed_cases
        self._with_merged = {*self.cases, *(one for one, kept in self._kept_in.items() if kept in self.cases)}

    def _where_merged_files_are(self, only: Collection[str] | None) -> dict[str, str]:
        """Return by the id of a merged file that of the file in which its records are read."""
        merged = {case.id: case.merged_into_id for case in self.register.find_open(CaseFile, status=MERGED)}
        found = {}
        for one, into in merged.items():
            passed = {one}
            while into in merged and into not in passed:
                passed.add(into)
                into = merged[into]
            if into and (only is None or into in only):
                found[one] = into
        return found

    def _looked_after(self, stays: Iterable[Stay], only: Collection[str] | None) -> dict[str, CaseFile]:
        find = self.register.find_open
        if only is not None:
            found = find(CaseFile, id=list(only))
        else:
            found = find(CaseFile, status=[*IN_CARE, FOLLOW_UP])
            found += find(CaseFile, id={stay.case_id for stay in stays} - {case.id for case in found})
        housed = {stay.case_id for stay in stays}
        followed = (case for case in found if case.id in housed or case.status in {*IN_CARE, FOLLOW_UP})
        return {case.id: case for case in followed if case.status not in OVER}

    # --- records -----------------------------------------------------------------------------------------------

    def of(self, record_type: type[R]) -> list[R]:
        """Return the records of a kind in all these files, the oldest first, with the answers of LOOKED_AT alone."""
        if record_type not in self._read:
            self._read[record_type] = self.which(record_type)
        return self._read[record_type]

    def which(self, record_type: type[R], **where: Any) -> list[R]:
        """Return those of them that answer so."""
        return self._find(record_type, case_id=self._with_merged, **where)

    def of_any_file(self, record_type: type[R], **where: Any) -> list[R]:
        """Return those that answer so, also of files that nobody looks after any more."""
        return self._find(record_type, **self._only, **where)

    def stand(self, case_ids: set[str]) -> set[str]:
        """Return which of these files still stand: neither taken back nor gone."""
        asked = case_ids - self.cases.keys()
        found = self.register.find_open(CaseFile, id=asked) if asked else []
        return (case_ids & self.cases.keys()) | {case.id for case in found if case.status not in OVER}

    def received_elsewhere(self, case_ids: Collection[str]) -> set[str]:
        """Return those of these files that another house has received: here only the trace is kept."""
        asked = set(case_ids) - self.in_care
        moved = self.register.find_open(Transfer, case_id=asked) if asked else []
        return {one.case_id for one in moved if one.received_on is not None}

    def with_those_who_left(self, within: timedelta) -> list[CaseFile]:
        """Return the files that are looked after and those of who left of late."""
        days = [self.today - timedelta(days=ago) for ago in range(within.days + 1)]
        left = {one.case_id for one in self.of_any_file(Exit, left_on=days)} - self.cases.keys()
        found = self.register.find_open(CaseFile, id=left) if left else []
        return [*self.cases.values(), *(case for case in found if case.status not in OVER)]

    def as_stored(self, record_type: type[R], **where: Any) -> list[R]:
        """Return them though single ones may be kept for others, to tell what was done already: nobody is shown them."""
        names, columns = _looked_at(record_type)  # type: ignore[arg-type]  # mypy takes the hash of a record for that of its class
        rows = self.register.as_stored.rows(record_type, columns, case_id=self._with_merged, **where)
        return [part_from_row(record_type, self._moved(row), names) for row in rows]

    def newest(self, record_type: type[R], *, by: str) -> dict[str, R]:
        """Return by file the newest record of a kind; of those without a day the one written last."""
        found = sorted(self.of(record_type), key=lambda one: getattr(one, by) or date.min)
        return {one.case_id: one for one in found}  # type: ignore[attr-defined]  # asked only of what belongs to a file

    # --- as a register is asked, for what else follows from the records ----------------------------------------

    def can_open(self, record_type: type[Record]) -> bool:
        return self.register.can_open(record_type)

    def find_open(self, record_type: type[R], **where: Any) -> list[R]:
        """Return records as a register does, of each what is looked at; what was read already is not read again."""
        asked: set[str] = where.get("case_id", set())
        if where.keys() != {"case_id"}:
            return self._find(record_type, **where)
        beside = self._find(record_type, case_id=asked - self._with_merged) if asked - self._with_merged else []
        return [one for one in self.of(record_type) if one.case_id in asked] + beside  # type: ignore[attr-defined]  # the same

    def _find(self, record_type: type[R], **where: Any) -> list[R]:
        if not self.register.can_open(record_type):
            return []
        names, columns = _looked_at(record_type)  # type: ignore[arg-type]  # mypy takes the hash of a record for that of its class
        rows = self.register.rows(record_type, columns, **where)
        if self._kept_in and "case_id" in names:
            rows = [self._moved(row) for row in rows]
        return [part_from_row(record_type, row, names) for row in rows]

    def _moved(self, row: Row) -> Row:
        """Return the row of a merged file as one of the file that was kept."""
        kept = self._kept_in.get(str(row["case_id"]))
        return {**row, "case_id": kept} if kept else row

    # --- people ------------------------------------------------------------------------------------------------

    @cached_property
    def people(self) -> list[tuple[str, Person]]:
        """Everybody whose file is looked after, with the id of the file."""
        known = {one.id: one for one in self._find(Person, id={case.person_id for case in self.cases.values()})}
        return [(case.id, known[case.person_id]) for case in self.cases.values() if case.person_id in known]

    @cached_property
    def _sexes(self) -> dict[str, str | None]:
        return {case_id: person.sex for case_id, person in self.people}

    def sex_of(self, case_id: str | None) -> str | None:
        return self._sexes.get(case_id or "")

    def asked_of(self, *of_types: type[Record]) -> Iterator[tuple[str, Stay]]:
        """Yield the files, with their stays, of which it may be said what is *not* there.

        Nothing is missed by whoever could not see it: where records are kept for her, or the whole file is.
        """
        if all(self.register.can_open(one) for one in of_types):
            yield from ((case_id, stay) for case_id, stay in self.stays.items() if case_id not in self.closed)

    # --- what is due -------------------------------------------------------------------------------------------

    def due(
        self,
        task: str,
        due_on: date,
        case_id: str | None,
        *,
        section: str,
        who_id: str | None = None,
        role: str = "",
        **more: Any,
    ) -> Due:
        """Return something that is due of a file; it waits for whoever is named, else for the role, else for its case manager."""
        if not who_id and not role:
            case = self.cases.get(case_id or "")
            who_id, role = case.referent_id if case else None, UserRole.CASE_MANAGER
        return Due(
            task=task,
            due_on=due_on,
            case_id=case_id,
            section=section,
            who_id=who_id or None,
            role="" if who_id else role,
            **more,
        )


def still_to_come(records: Iterable[R], *, held: str, alike: str) -> Iterator[tuple[R, date]]:
    """Yield the records that name a next time (`next_on`) which nobody has kept, with its day.

    It is kept by whatever took place in that file on the day or after it, and by anything of the same kind that came
    after the record: `held` is the question for the day, `alike` the one for the kind.
    """
    ordered = sorted(records, key=lambda one: (getattr(one, held) or date.min, one.id))
    last_day: dict[str, date] = {}
    last_alike: dict[tuple[str, str], str] = {}
    for one in ordered:
        case_id: str = getattr(one, "case_id", "")
        last_day[case_id] = getattr(one, held) or date.min
        last_alike[case_id, getattr(one, alike) or ""] = one.id
    for one in ordered:
        next_on: date | None = getattr(one, "next_on", None)
        case_id = getattr(one, "case_id", "")
        is_last = last_alike[case_id, getattr(one, alike) or ""] == one.id
        if next_on is not None and is_last and last_day[case_id] < next_on:
            yield one, next_on


@cache
def _looked_at(record_type: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the answers that are read of a kind, and the columns in which they stand."""
    named = ("id", "case_id") if "case_id" in record_type.questions else ("id",)
    names = (*named, *LOOKED_AT[record_type])
    return names, columns_for(record_type, names)
