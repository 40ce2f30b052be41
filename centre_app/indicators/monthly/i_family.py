"""I. Family and exit: searches, mediations, returns to the family, how exits were prepared, returns home."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, facts, persons, shares
from centre_app.language import N_

SETTLED, RETURN_HOME = frozenset({"agreement", "partial"}), frozenset({"voluntary_return", "repatriation"})
WITH_NAMES_ONLY = N_(
    "What names a family stands beside the names: headquarters counts it only for those whose name it may have."
)

_EXITS = facts("exits", "exits", N_("Exits"), N_("Exits of residents in the month."), split=Split.NONE)


def _by_quality(quality: str, title: str) -> Line:
    meaning = N_("Exits of the month that were prepared in this way, of all exits of the month.")
    return facts(quality, "exits_by_quality", title, meaning, keys=frozenset({quality}))


INDICATORS = (
    Indicator(
        code="I1",
        title=N_("Families looked for and found"),
        source="C",
        note=WITH_NAMES_ONLY,
        lines=(
            persons(
                "begun",
                "searches_begun",
                N_("Searches begun"),
                N_("Persons for whose family the first step of a search was taken in the month."),
                lists=("tracing_method",),
            ),
            persons(
                "found",
                "families_found",
                N_("Families found"),
                N_("Persons whose family was found in the month, whether it agrees to a return or not."),
                of="open",
                lists=("tracing_method",),
            ),
            persons(
                "open",
                "searches_open",
                N_("Searches that were open"),
                N_("Persons for whose family a search was open on a day of the month."),
                when=When.AT_ANY_TIME,
            ),
            Line(
                key="median",
                title=N_("Median time until a family was found"),
                meaning=N_("Days from the first step of the search to the day the family was found, of those found."),
                fact="families_found",
                unit=Unit.MEDIAN,
                measure=N_("days"),
            ),
        ),
    ),
    Indicator(
        code="I2",
        title=N_("Mediations"),
        source="X",
        note=WITH_NAMES_ONLY,
        lines=shares(
            facts(
                "agreements",
                "mediations",
                N_("Mediations with an agreement"),
                N_("Mediations of the month that came to an agreement, or to a part of one."),
                keys=SETTLED,
            ),
            of=facts(
                "mediations",
                "mediations",
                N_("Mediations, by outcome"),
                N_("Mediations with the family held in the month."),
                lists=("mediation_outcome",),
            ),
        ),
    ),
    Indicator(
        code="I3",
        title=N_("Returns to the family"),
        source="C",
        split=Split.FULL,
        lines=(
            facts(
                "returns",
                "returns",
                N_("Returns to the family or to somebody close"),
                N_("Exits of the month because of a return to the family, or to live with somebody close."),
                of="exits",
            ),
            facts(
                "with_kit",
                "returns",
                N_("Of these, with a kit"),
                N_("Returns of somebody who was given a kit or a fund since the stay began."),
                keys=frozenset({"with_kit"}),
                of="returns",
            ),
            facts(
                "without_kit",
                "returns",
                N_("Of these, without a kit"),
                N_("Returns of somebody who was given none since the stay began."),
                keys=frozenset({"without_kit"}),
                of="returns",
            ),
            _EXITS,
        ),
    ),
    Indicator(
        code="I4",
        title=N_("Exits, by how they were prepared"),
        source="X",
        split=Split.SHORT,
        lines=shares(
            _by_quality("planned_positive", N_("Prepared, with a lasting solution")),
            _by_quality("planned_temporary", N_("Prepared, with a solution for a time")),
            _by_quality("unplanned", N_("Not prepared")),
            _by_quality("adverse", N_("Against the person’s interest")),
            of=_EXITS,
        ),
    ),
    Indicator(
        code="I5",
        title=N_("Departures that nobody had prepared"),
        source="C",
        split=Split.SHORT,
        lines=shares(
            facts(
                "departures",
                "departures_unprepared",
                N_("Runaways and exits that were not prepared"),
                N_("Exits of the month by running away, or that were not prepared; each counts once."),
            ),
            facts(
                "runaways",
                "departures_unprepared",
                N_("Of these, runaways"),
                N_("Exits of the month by running away."),
                keys=frozenset({"runaway"}),
            ),
            of=facts(
                "stays",
                "stays",
                N_("Stays of the month"),
                N_("Stays of residents that lasted for a day of the month at least."),
                when=When.AT_ANY_TIME,
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="I6",
        title=N_("Returns to the home country"),
        source="O",
        split=Split.FULL,
        lines=(
            facts(
                "returns",
                "exits",
                N_("Voluntary returns and repatriations"),
                N_("Exits of the month to the home country, as a voluntary return or with the authorities."),
                keys=RETURN_HOME,
                lists=("exit_reason",),
            ),
        ),
    ),
)
