"""A restricted file or answer that was opened with a reason, so that the director is told."""

from datetime import datetime

from centre_app.language import N_
from centre_app.questions import CENTRE, Choice, Record, ask, ask_one, ask_text, record, refer


@record(table="break_glasses", compartment=CENTRE)
class BreakGlass(Record):
    """One opening. Everybody opens the compartment it stands in: it says which file, never who she is."""

    opened_by: str = refer("staff", N_("Opened by"), required=True)
    opened_at: datetime | None = ask(N_("Opened"), required=True)
    case_id: str | None = refer("case_files", N_("File"))
    code: str | None = ask(N_("File number"), harmless="the number under which a file goes without a name")
    record_table: str | None = ask(N_("Kind of record"), required=True, harmless="the name of a table")
    record_id: str | None = ask(N_("Record"), required=True, harmless="an id that nobody chose")
    reason: Choice | None = ask_one("break_glass_reason", N_("Why it must be opened"), required=True)
    in_words: str | None = ask_text(
        N_("Say what happened"), hint=N_("The director reads it. Name nobody."), required=True
    )
    seen_at: datetime | None = ask(N_("Read by the director"))
    seen_by: str | None = refer("staff", N_("Read by"))
