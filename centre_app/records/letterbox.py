"""What lies sealed in the centre compartment, for readers who have the key to it."""

from datetime import datetime

from centre_app.language import N_
from centre_app.questions import CENTRE, Record, ask, ask_text, record, refer


@record(table="letters", compartment=CENTRE)
class Letter(Record):
    """A record written by somebody who may not read it, sealed to the compartment where it belongs.

    It has the id that the record will have once it is filed. What was sealed stays here afterwards: its line of
    history, signed by the author, proves that what was filed is what she wrote.
    """

    for_compartment: str | None = ask(N_("Kept for"))
    case_id: str | None = refer("case_files", N_("File concerned"))
    sealed: str | None = ask_text(N_("Sealed letter"))
    filed_at: datetime | None = ask(N_("Filed"))
    filed_by: str | None = refer("staff", N_("Filed by"))


@record(table="psea_reports", compartment=CENTRE)
class SealedReport(Record):
    """A report of abuse as it leaves the house: encrypted to headquarters. Nothing here says who wrote it, or when."""

    sealed: str | None = ask_text(N_("Sealed report"), harmless="encrypted to one reader at headquarters")
