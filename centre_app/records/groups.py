"""Groups, of talk and of learning: who they are for, each session, and who came. What one of them said stands nowhere."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, Record, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="talk_groups", compartment=CARE)
class TalkGroup(Record):
    name: str | None = ask(N_("Name of the group"), required=True)
    kind: Choice | None = ask_one("group_kind", N_("Kind of group"), start="talk_group")
    theme: Choice | None = ask_one("group_theme", N_("Theme"))
    cycle: int | None = ask(N_("Cycle"), start=1)
    sessions_planned: int | None = ask(N_("Sessions planned"))
    max_size: int | None = ask(N_("At most so many"))
    facilitator_id: str | None = refer("staff", N_("Led by"))
    second_facilitator_id: str | None = refer("staff", N_("And by"))
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(N_("To"))
    project_id: str | None = refer("projects", N_("Paid by the project"))


@record(table="group_sessions", compartment=CARE)
class GroupSession(Record):
    group_id: str = refer("talk_groups", N_("Group"), required=True)
    held_on: date | None = ask(N_("Held on"), required=True)
    theme: Choice | None = ask_one("group_theme", N_("Theme"))
    minutes: int | None = ask(N_("How long"), unit="min")
    place: str | None = ask(N_("Place"))
    facilitator_id: str | None = refer("staff", N_("Led by"))
    visitors: int | None = ask(N_("Came from outside, without a file"))
    collective_note: str | None = ask_text(
        N_("About the group as a whole"), hint=N_("How it went. No names, and nothing that one of them told.")
    )


@record(table="group_attendances", compartment=CARE)
class GroupAttendance(CaseRecord):
    group_session_id: str = refer("group_sessions", N_("Session"), required=True)
    status: Choice | None = ask_one("attendance", N_("Attendance"))
