"""What the page of an arrival is about to write: the records, what is to be said of them, and the writing as one act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centre_app.casework import arrivals, twins
from centre_app.casework.twins import TwinFile
from centre_app.questions import Record
from centre_app.records import CaseFile
from centre_app.review import Finding, review
from ui.pages.arrival.children import ChildrenCard
from ui.pages.arrival.forms import ArrivalForms
from ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An arrival as it stands in the forms. `known` is her file when she comes back, `judged` whose file is not hers."""

    session: Session
    forms: ArrivalForms
    along: ChildrenCard
    known: CaseFile | None
    judged: Mapping[str, TwinFile]

    def findings(self) -> list[Finding]:
        """Return what is to be said, each under a question that is asked on the page."""
        records = self.records()
        found = list(review(self.session.register, records))
        if self.known is None:
            found += twins.unjudged(self.session.register, self.forms.arrival(), self.judged)
        return self.placed(found, records)

    def placed(self, found: Iterable[Finding], records: list[Record]) -> list[Finding]:
        everybody = [self.forms, *(panel.forms for panel in self.along.panels)]
        return [placed for forms in everybody for placed in forms.placed(found, records)]

    def records(self) -> list[Record]:
        arrival, register = self.forms.arrival(), self.session.register
        if self.known is None:
            return arrivals.admission(register, arrival, children=self.along.arrivals())
        return arrivals.readmission(
            register,
            self.known,
            arrival.stay,
            arrival.intake,
            bed_id=arrival.bed_id,
            bed_reason=arrival.bed_reason,
            children=self.along.arrivals(),
        )

    def write(self) -> CaseFile:
        """Write everything and return her file. Raises NotSaved."""
        arrival, children = self.forms.arrival(), self.along.arrivals()
        if self.known is None:
            told_apart = [(twin.case, twin.score) for twin in self.judged.values()]
            return self.session.do(arrivals.admit, arrival, children=children, told_apart=told_apart)
        return self.session.do(
            arrivals.readmit,
            self.known,
            arrival.stay,
            arrival.intake,
            bed_id=arrival.bed_id,
            bed_reason=arrival.bed_reason,
            children=children,
        )
