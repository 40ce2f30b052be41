"""J. After the exit: visits that were due, what they found, and who was not found."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit
from centre_app.indicators.members import Member
from centre_app.language import N_

REACHED = N_("Reached")
OWED = N_(
    "A visit is due 30, 90, 180 and 365 days after an exit. None is due to somebody who died, moved to another centre, came back or refused the follow-up, nor where the exit says why there is none."
)

_TOOK_PLACE, _IN_VAIN = 2, 1  # what the amount of a visit that was due says


def _took_place(member: Member) -> bool:
    return member.amount == _TOOK_PLACE


def _was_in_vain(member: Member) -> bool:
    return member.amount == _IN_VAIN


def _at(milestone: str, done: str, due: str) -> tuple[Line, Line]:
    """Return the visits of one milestone: done, of those due."""
    return (
        Line(
            key=f"{milestone}_done",
            title=done,
            meaning=N_("Visits of this date that were due in the month and took place, in whatever way and whenever."),
            fact="visits_due",
            unit=Unit.FACTS,
            keys=frozenset({milestone}),
            of=f"{milestone}_due",
            keeps=_took_place,
        ),
        Line(
            key=f"{milestone}_due",
            title=due,
            meaning=N_("Visits of this date that were due in the month."),
            fact="visits_due",
            unit=Unit.FACTS,
            keys=frozenset({milestone}),
        ),
    )


INDICATORS = (
    Indicator(
        code="J1",
        title=N_("Visits after the exit"),
        source="C",
        note=OWED,
        lines=(
            Line(
                key="done",
                title=N_("Visits that took place"),
                meaning=N_(
                    "Of the visits due in the month: those where the person was met or spoken with, in whatever way and whenever."
                ),
                fact="visits_due",
                unit=Unit.FACTS,
                of="due",
                keeps=_took_place,
            ),
            Line(
                key="due",
                title=N_("Visits that were due"),
                meaning=N_("Visits at 1, 3, 6 and 12 months whose day lies in the month."),
                fact="visits_due",
                unit=Unit.FACTS,
                lists=("follow_up_milestone",),
            ),
            Line(
                key="by_means",
                title=N_("Visits that took place, by what means"),
                meaning=N_("The same visits, by how the person was reached."),
                fact="visits_by_means",
                unit=Unit.FACTS,
                lists=("follow_up_via",),
            ),
            *_at("month_1", N_("Done at 1 month"), N_("Due at 1 month")),
            *_at("month_3", N_("Done at 3 months"), N_("Due at 3 months")),
            *_at("month_6", N_("Done at 6 months"), N_("Due at 6 months")),
            *_at("month_12", N_("Done at 12 months"), N_("Due at 12 months")),
        ),
    ),
    Indicator(
        code="J2",
        title=N_("Stable six months after the exit"),
        source="E",
        split=Split.SHORT,
        lines=(
            Line(
                key="stable",
                title=N_("In a stable situation at 6 months"),
                meaning=N_("Persons whose situation at the visit of 6 months was stable."),
                fact="situations_after_6_months",
                keys=frozenset({"stable"}),
                of="reached",
            ),
            Line(
                key="reached",
                title=REACHED,
                meaning=N_(
                    "Persons who were reached in the month for the visit of 6 months, and whose situation is known."
                ),
                fact="situations_after_6_months",
                lists=("follow_up_result",),
            ),
        ),
    ),
    Indicator(
        code="J3",
        title=N_("Exploited again"),
        source="X",
        split=Split.FULL,
        lines=(
            Line(
                key="re_exploited",
                title=N_("Exploited again after the exit"),
                meaning=N_("Persons of whom a visit of the month says that they are exploited again."),
                fact="situations",
                keys=frozenset({"re_exploited"}),
                of="reached",
            ),
            Line(
                key="reached",
                title=REACHED,
                meaning=N_("Persons who were reached in the month after their exit, and whose situation is known."),
                fact="situations",
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="J4",
        title=N_("Not found again"),
        source="X",
        note=OWED,
        lines=(
            Line(
                key="not_found",
                title=N_("Visits where nobody was found"),
                meaning=N_(
                    "Of the visits due in the month: those that were tried, each time in vain. By how far away."
                ),
                fact="visits_by_distance",
                unit=Unit.FACTS,
                of="due",
                lists=("distance_band",),
                keeps=_was_in_vain,
            ),
            Line(
                key="due",
                title=N_("Visits that were due"),
                meaning=N_("Visits at 1, 3, 6 and 12 months whose day lies in the month."),
                fact="visits_by_distance",
                unit=Unit.FACTS,
                lists=("distance_band",),
            ),
        ),
    ),
)
