"""H. The law: steps taken, authorities told in time, birth certificates, complaints, hearings and decisions."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, n_s_c
from centre_app.indicators.members import Member
from centre_app.language import N_

COMPLAINTS, HEARINGS = frozenset({"complaint", "civil_party"}), frozenset({"hearing_minor", "court_hearing"})


def _in_time(member: Member) -> bool:
    return member.amount == 1


INDICATORS = (
    Indicator(
        code="H1",
        title=N_("Legal support"),
        source="E",
        split=Split.FULL,
        lines=n_s_c(
            "legal_steps",
            title=N_("Residents who received legal support"),
            meaning=N_(
                "Persons for whom at least one legal step was done: advice, a complaint, a hearing, a certificate…"
            ),
            lists=("legal_action_type",),
        ),
    ),
    Indicator(
        code="H2",
        title=N_("Authorities told in time"),
        source="X",
        lines=(
            Line(
                key="in_time",
                title=N_("Told in time"),
                meaning=N_("Of what was due in the month: told on the hour it was due or before."),
                fact="notifications_due",
                unit=Unit.FACTS,
                of="due",
                lists=("notification_target",),
                keeps=_in_time,
            ),
            Line(
                key="due",
                title=N_("To be told"),
                meaning=N_(
                    "What authorities had to be told by a day of the month. What was waived with a reason is not counted."
                ),
                fact="notifications_due",
                unit=Unit.FACTS,
                lists=("notification_target",),
            ),
        ),
    ),
    Indicator(
        code="H3",
        title=N_("Birth certificates obtained"),
        source="X",
        split=Split.SHORT,
        note=N_("Accompanying children are counted here."),
        lines=(
            Line(
                key="obtained",
                title=N_("Birth certificates or judgments obtained"),
                meaning=N_(
                    "Persons for whom a birth certificate or a judgment was obtained in the month, and children whose birth was declared to the registry."
                ),
                fact="birth_certificates",
                of="without",
            ),
            Line(
                key="without",
                title=N_("Without a birth certificate"),
                meaning=N_(
                    "Persons who were here on a day of the month and had no birth certificate then, and all who obtained one in it."
                ),
                fact="without_birth_certificate",
                when=When.AT_ANY_TIME,
            ),
        ),
    ),
    Indicator(
        code="H4",
        title=N_("Complaints, hearings, decisions"),
        source="O",
        split=Split.FULL,
        lines=(
            Line(
                key="complaints",
                title=N_("Complaints"),
                meaning=N_("Complaints and claims for damages made in the month."),
                fact="legal_steps",
                unit=Unit.FACTS,
                keys=COMPLAINTS,
            ),
            Line(
                key="hearings",
                title=N_("Hearings"),
                meaning=N_("Hearings by an authority or in court in the month."),
                fact="legal_steps",
                unit=Unit.FACTS,
                keys=HEARINGS,
            ),
            Line(
                key="decisions",
                title=N_("Decisions"),
                meaning=N_("Legal cases that ended in the month with a decision or an arrangement."),
                fact="decisions",
                unit=Unit.FACTS,
                lists=("legal_case_status",),
            ),
        ),
    ),
)
