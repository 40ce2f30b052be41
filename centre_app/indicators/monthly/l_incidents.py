"""L. Incidents: what happened and where, abuse by staff as far as it may be counted, violations of migrants' rights."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit
from centre_app.language import N_

VIOLATIONS = frozenset({"discrimination", "extortion", "deportation", "arrest_detention", "confiscation_docs"})

INDICATORS = (
    Indicator(
        code="L1",
        title=N_("Incidents"),
        source="K",
        lines=(
            Line(
                key="by_type",
                title=N_("Incidents, by what happened"),
                meaning=N_(
                    "Incidents that happened in the month, in the house or outside. Abuse by staff is not among them: it is reported to headquarters under seal."
                ),
                fact="incidents",
                unit=Unit.FACTS,
                lists=("incident_type",),
            ),
            Line(
                key="by_place",
                title=N_("Incidents, by place"),
                meaning=N_("The same incidents, by where they happened."),
                fact="incidents_by_place",
                unit=Unit.FACTS,
                lists=("incident_place",),
            ),
        ),
    ),
    Indicator(
        code="L2",
        title=N_("Reports of abuse by staff"),
        source="X",
        note=N_(
            "Counted at headquarters alone, without opening the seal. No hour stands on a report, for it could tell who wrote it: that it came within 24 hours is no data."
        ),
        lines=(
            Line(
                key="in_time",
                title=N_("Passed on within 24 hours"),
                meaning=N_("Reports passed on within 24 hours, of those received."),
                fact="psea_in_time",
                unit=Unit.FACTS,
                of="reports",
                only_at_headquarters=True,
            ),
            Line(
                key="reports",
                title=N_("Sealed reports"),
                meaning=N_("Sealed reports of abuse by staff that centres passed on in the month."),
                fact="sealed_reports",
                unit=Unit.FACTS,
                only_at_headquarters=True,
            ),
        ),
    ),
    Indicator(
        code="L3",
        title=N_("Violations of migrants’ rights"),
        source="K",
        split=Split.FULL,
        lines=(
            Line(
                key="violations",
                title=N_("Violations of rights"),
                meaning=N_(
                    "Incidents of the month that are discrimination or refusal of care, extortion, arrest, confiscated papers or deportation. By nationality of the person concerned."
                ),
                fact="incidents",
                unit=Unit.FACTS,
                keys=VIOLATIONS,
                lists=("incident_type",),
            ),
        ),
    ),
)
