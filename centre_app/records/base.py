"""What the records of a stay have in common."""

from centre_app.questions import Record, record, refer


@record(table="", compartment="")
class CaseRecord(Record):
    """A record that belongs to one case file."""

    case_id: str = refer("case_files", required=True)
