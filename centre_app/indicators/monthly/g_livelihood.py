"""G. A trade and a living: who learns one, what is given to begin with, what it became, and children out of work."""

from collections.abc import Callable

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, n_s_c
from centre_app.indicators.members import CHILD_BANDS, Member
from centre_app.language import N_

IN_TRAINING = N_("Residents learning a trade")
LEARNS = N_(
    "Persons with a training that lasted for a day of the period at least, at the centre or elsewhere. Who waits for a place is not counted."
)
WORKING_AGE = frozenset({"15_17"})
CREDIT = frozenset({"cooperative", "microcredit"})

# Child labour in the sense of the ILO conventions 138 and 182: work too early or too dangerous, and its worst forms.
# A marriage, an adoption or a journey is something else.
CHILD_LABOUR = frozenset(
    {
        "child_labour_wfcl", "child_labour_other", "forced_labour_mining", "forced_labour_salt",
        "forced_labour_agriculture", "forced_labour_domestic", "forced_labour_trade", "forced_labour_food",
        "forced_labour_fishing", "forced_labour_other", "forced_begging", "koranic_exploitation", "forced_crime",
        "armed_group", "descent_slavery", "placement", "serfdom", "debt_bondage", "sexual_slavery",
        "sexual_prostitution", "sexual_site", "sexual_survival", "sexual_tourism", "sexual_material", "sexual_online",
    }
)  # fmt: skip

_COMPLETED, _CERTIFIED = 1, 2  # what the amount of an ended training says


def _at_least(amount: float) -> Callable[[Member], bool]:
    return lambda member: member.amount >= amount


INDICATORS = (
    Indicator(
        code="G1",
        title=N_("Learning a trade"),
        source="E,I",
        split=Split.FULL,
        lines=(
            *n_s_c("training", title=IN_TRAINING, meaning=LEARNS, lists=("trade",)),
            Line(
                key="by_mode",
                title=N_("Residents learning a trade, by way of learning"),
                meaning=N_("The persons of the period, by where and how they learn."),
                fact="training_by_mode",
                when=When.SERVED,
                lists=("training_mode",),
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="G2",
        title=N_("Learning a trade at 15 to 17 years"),
        source="I",
        split=Split.SHORT,
        lines=(
            Line(
                key="of_15_to_17",
                title=N_("Learning a trade, 15 to 17 years old"),
                meaning=N_("The persons of G1 who were 15 to 17 years old on the first day counted in the period."),
                fact="training",
                when=When.SERVED,
                of="in_training",
                keeps=lambda member: member.band in WORKING_AGE,
            ),
            Line(
                key="in_training",
                title=N_("Residents learning a trade, of all ages (denominator)"),
                meaning=LEARNS,
                fact="training",
                when=When.SERVED,
            ),
        ),
    ),
    Indicator(
        code="G3",
        title=N_("Trainings completed and certified"),
        source="E",
        lines=(
            Line(
                key="completed",
                title=N_("Trainings completed"),
                meaning=N_("Trainings that ended in the month and were completed."),
                fact="training_ended",
                unit=Unit.FACTS,
                of="ended",
                lists=("trade",),
                keeps=_at_least(_COMPLETED),
            ),
            Line(
                key="certified",
                title=N_("Trainings completed, with a certificate"),
                meaning=N_("Trainings that were completed in the month, with the day on which the certificate came."),
                fact="training_ended",
                unit=Unit.FACTS,
                of="ended",
                lists=("trade",),
                keeps=_at_least(_CERTIFIED),
            ),
            Line(
                key="ended",
                title=N_("Trainings that ended"),
                meaning=N_("Trainings whose last day lies in the month, completed or not."),
                fact="training_ended",
                unit=Unit.FACTS,
                lists=("trade",),
            ),
        ),
    ),
    Indicator(
        code="G4",
        title=N_("Kits and funds given"),
        source="E",
        lines=(
            Line(
                key="kits",
                title=N_("Kits and funds, by kind"),
                meaning=N_("Kits, funds and memberships given in the month."),
                fact="kits",
                unit=Unit.FACTS,
                lists=("kit_type",),
            ),
            Line(
                key="value",
                title=N_("Value of the kits and funds"),
                meaning=N_("The sum of what they were worth. One whose value is not written adds nothing."),
                fact="kits",
                unit=Unit.SUM,
                lists=("kit_type",),
                measure=N_("F CFA"),
            ),
            Line(
                key="by_project",
                title=N_("Kits and funds, by project"),
                meaning=N_("The same kits and funds, by the project that paid."),
                fact="kits_by_project",
                unit=Unit.FACTS,
                lists=("projects",),
            ),
            Line(
                key="persons",
                title=N_("Residents who received one"),
                meaning=N_("Persons who were given a kit, a fund or a membership in the month."),
                fact="kits",
                split=Split.SHORT,
            ),
        ),
    ),
    Indicator(
        code="G5",
        title=N_("Activity running six months after the kit"),
        source="I",
        lines=(
            Line(
                key="running",
                title=N_("Whose activity is running"),
                meaning=N_("Persons of whom a visit of the month says that the activity with the kit is running."),
                fact="kits_checked",
                of="checked",
                lists=("trade",),
                keeps=_at_least(1),
            ),
            Line(
                key="checked",
                title=N_("Whose activity was looked at"),
                meaning=N_(
                    "Persons with a kit or a fund given at least 180 days before, of whom a visit of the month says whether the activity is running. By the trade learnt last."
                ),
                fact="kits_checked",
                lists=("trade",),
            ),
        ),
    ),
    Indicator(
        code="G6",
        title=N_("Mothers in a cooperative or with a credit"),
        source="I",
        split=Split.SHORT,
        lines=(
            Line(
                key="mothers",
                title=N_("Mothers linked to a cooperative or a microcredit"),
                meaning=N_(
                    "Persons who became members of a cooperative or received a microcredit in the month, and who have a child: here, born here, or as they said."
                ),
                fact="kits_of_mothers",
                keys=CREDIT,
                lists=("kit_type",),
            ),
        ),
    ),
    Indicator(
        code="G7",
        title=N_("Children taken out of work"),
        source="I",
        split=Split.FULL,
        lines=(
            Line(
                key="children",
                title=N_("Children out of child labour for 30 days"),
                meaning=N_(
                    "Children under 18 who had left child labour, its worst forms included, and were seen out of it at least 30 days later: at the centre, or at a visit that found them well. The month is that of this day."
                ),
                fact="out_of_work",
                keys=CHILD_LABOUR,
                lists=("exploitation_form",),
                keeps=lambda member: member.band in CHILD_BANDS,
            ),
        ),
    ),
)
