"""What was done for the register's safety: a backup made or carried away, looked at, tried, put back."""

from datetime import datetime

from centre_app.language import N_
from centre_app.questions import CENTRE, Choice, Record, ask, ask_one, record


@record(table="backups", compartment=CENTRE)
class Backup(Record):
    """One act, by the program itself as a rule. `number` is the backup's own; `waiting` are compartments (as JSON)."""

    act: Choice | None = ask_one("backup_act", N_("What was done"), required=True)
    reason: Choice | None = ask_one("backup_reason", N_("Why"))
    number: int | None = ask(N_("Number"))
    done_at: datetime | None = ask(N_("Done"), required=True)
    outcome: Choice | None = ask_one("backup_outcome", N_("How it ended"), required=True)
    problem: str | None = ask(N_("What went wrong"), harmless="the name that the program gave to a problem")
    size_bytes: int | None = ask(N_("Size in bytes"))
    waiting: str | None = ask(N_("Still to be verified"), harmless="names of compartments, which the program gave")
