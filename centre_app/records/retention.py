"""How long a file is kept, what keeps it longer, and every erasing that somebody asked for and another one decided."""

from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import CARE, CENTRE, Choice, Record, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord

# Why these words leave with every bundle.
_CERTIFICATE = "numbers that the program gave: of the certificate, of lines of history, of rows"


@record(table="retention_periods", compartment=CENTRE)
class RetentionPeriod(Record):
    """The director keeps one kind of file longer than the program proposes; never shorter."""

    rule: Choice | None = ask_one("retention_rule", N_("Which files"), required=True)
    years: int | None = ask(N_("Years"), required=True)
    because: str | None = ask_text(N_("Why so long"), hint=N_("Name nobody."), required=True)


@record(table="retention_holds", compartment=CARE)
class RetentionHold(CaseRecord):
    """What keeps a file though its time has come, until it is lifted."""

    why: Choice | None = ask_one("retention_hold", N_("Why it must stay"), required=True)
    from_on: date | None = ask(N_("Since"), required=True)
    note: str | None = ask_text(N_("Note"), identifies=True)
    lifted_on: date | None = ask(N_("Lifted on"))


@record(table="retention_events", compartment=CARE)
class RetentionEvent(CaseRecord):
    """An erasing: asked for by one person, decided by another. What it says afterwards names nobody and stays for ever."""

    act: Choice | None = ask_one("retention_act", N_("What is done"), required=True)
    rule: Choice | None = ask_one("retention_rule", N_("By which rule"))
    state: Choice | None = ask_one("retention_state", N_("State"), start="asked")
    asked_on: date | None = ask(N_("Asked on"), required=True)
    reason: str | None = ask_text(N_("Why"), required=True, identifies=True)
    decided_by: str | None = refer("staff", N_("Decided by"))
    decided_at: datetime | None = ask(N_("Decided"))
    certificate: str | None = ask(N_("Number of the certificate"), harmless=_CERTIFICATE)
    line: str | None = ask(N_("Line of history"), harmless=_CERTIFICATE)
    records_count: int | None = ask(N_("Records emptied"))
    papers_count: int | None = ask(N_("Documents erased"))
    backups_until: date | None = ask(N_("Copies may hold it until"))
