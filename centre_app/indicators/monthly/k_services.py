"""K. Services and referrals: who was sent where and received what, who does not answer, what was handed out, meals."""

from centre_app.indicators.definition import Indicator, Line, Unit
from centre_app.indicators.members import Member
from centre_app.language import N_


def _nobody_answered(member: Member) -> bool:
    return member.amount == 1


INDICATORS = (
    Indicator(
        code="K1",
        title=N_("Referrals"),
        source="C,O",
        note=N_(
            "Each step is counted in the month in which it happened: what was accepted or received may have been sent earlier."
        ),
        lines=(
            Line(
                key="received",
                title=N_("Services received"),
                meaning=N_("Services received in the month after a referral, for each 100 referrals sent in it."),
                fact="services_received",
                unit=Unit.FACTS,
                of="sent",
                lists=("referral_type",),
            ),
            Line(
                key="accepted",
                title=N_("Referrals accepted"),
                meaning=N_("Referrals that were accepted in the month, for each 100 sent in it."),
                fact="referrals_accepted",
                unit=Unit.FACTS,
                of="sent",
                lists=("referral_type",),
            ),
            Line(
                key="sent",
                title=N_("Referrals sent"),
                meaning=N_(
                    "Referrals to another service that were sent in the month. Drafts and cancelled ones do not count."
                ),
                fact="referrals_sent",
                unit=Unit.FACTS,
                lists=("referral_type",),
            ),
        ),
    ),
    Indicator(
        code="K2",
        title=N_("No answer after 14 days"),
        source="O",
        lines=(
            Line(
                key="no_answer",
                title=N_("Referrals without an answer after 14 days"),
                meaning=N_(
                    "Of the referrals whose 14 days ended in the month: those to which nobody had answered by then."
                ),
                fact="referrals_awaited",
                unit=Unit.FACTS,
                of="awaited",
                lists=("organisations",),
                keeps=_nobody_answered,
            ),
            Line(
                key="awaited",
                title=N_("Referrals sent 14 days before"),
                meaning=N_("Referrals whose 14 days for an answer ended in the month."),
                fact="referrals_awaited",
                unit=Unit.FACTS,
                lists=("organisations",),
            ),
        ),
    ),
    Indicator(
        code="K3",
        title=N_("Items handed out"),
        source="E",
        note=N_(
            "Of a house that writes nothing of its store there is no number. Pieces, kilos and litres are added up."
        ),
        lines=(
            Line(
                key="persons",
                title=N_("Persons who received something"),
                meaning=N_(
                    "Persons to whom something was handed out from the store in the month, children among them."
                ),
                fact="distributions",
                lists=("item_category",),
                nothing_is_no_data=True,
            ),
            Line(
                key="units",
                title=N_("Things handed out"),
                meaning=N_("How many pieces were handed out in the month."),
                fact="distributions",
                unit=Unit.SUM,
                lists=("item_category",),
                measure=N_("pieces"),
                nothing_is_no_data=True,
            ),
        ),
    ),
    Indicator(
        code="K4",
        title=N_("Meals served"),
        source="E",
        note=N_("What those who work in the house and visitors eat is not among them."),
        lines=(
            Line(
                key="meals",
                title=N_("Meals served"),
                meaning=N_("Each meal times the heads it was served to, children included."),
                fact="meals",
                unit=Unit.SUM,
                measure=N_("meals"),
                nothing_is_no_data=True,
            ),
        ),
    ),
)
