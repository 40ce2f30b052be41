"""I. Family and exit: searches, mediations, returns to the family, how exits were prepared, returns home."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When
from centre_app.language import N_

SETTLED, RETURN_HOME = frozenset({"agreement", "partial"}), frozenset({"voluntary_return", "repatriation"})
WITH_NAMES_ONLY = N_(
    "What names a family stands beside the names: headquarters counts it only for those whose name it may have."
)

_EXITS = Line(
    key="exits",
    title=N_("Exits"),
    meaning=N_("Exits of residents in the month."),
    fact="exits",
    unit=Unit.FACTS,
    split=Split.NONE,
)


def _by_quality(quality: str, title: str) -> Line:
    return Line(
        key=quality,
        title=title,
        meaning=N_("Exits of the month that were prepared in this way, of all exits of the month."),
        fact="exits_by_quality",
        unit=Unit.FACTS,
        keys=frozenset({quality}),
        of="exits",
    )


INDICATORS = (
    Indicator(
        code="I1",
        title=N_("Families looked for and found"),
        source="C",
        note=WITH_NAMES_ONLY,
        lines=(
            Line(
                key="begun",
                title=N_("Searches begun"),
                meaning=N_("Persons for whose family the first step of a search was taken in the month."),
                fact="searches_begun",
                lists=("tracing_method",),
            ),
            Line(
                key="found",
                title=N_("Families found"),
                meaning=N_("Persons whose family was found in the month, whether it agrees to a return or not."),
                fact="families_found",
                of="open",
                lists=("tracing_method",),
            ),
            Line(
                key="open",
                title=N_("Searches that were open"),
                meaning=N_("Persons for whose family a search was open on a day of the month."),
                fact="searches_open",
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
        lines=(
            Line(
                key="agreements",
                title=N_("Mediations with an agreement"),
                meaning=N_("Mediations of the month that came to an agreement, or to a part of one."),
                fact="mediations",
                unit=Unit.FACTS,
                keys=SETTLED,
                of="mediations",
            ),
            Line(
                key="mediations",
                title=N_("Mediations, by outcome"),
                meaning=N_("Mediations with the family held in the month."),
                fact="mediations",
                unit=Unit.FACTS,
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
            Line(
                key="returns",
                title=N_("Returns to the family or to somebody close"),
                meaning=N_("Exits of the month because of a return to the family, or to live with somebody close."),
                fact="returns",
                unit=Unit.FACTS,
                of="exits",
            ),
            Line(
                key="with_kit",
                title=N_("Of these, with a kit"),
                meaning=N_("Returns of somebody who was given a kit or a fund since the stay began."),
                fact="returns",
                unit=Unit.FACTS,
                keys=frozenset({"with_kit"}),
                of="returns",
            ),
            Line(
                key="without_kit",
                title=N_("Of these, without a kit"),
                meaning=N_("Returns of somebody who was given none since the stay began."),
                fact="returns",
                unit=Unit.FACTS,
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
        lines=(
            _by_quality("planned_positive", N_("Prepared, with a lasting solution")),
            _by_quality("planned_temporary", N_("Prepared, with a solution for a time")),
            _by_quality("unplanned", N_("Not prepared")),
            _by_quality("adverse", N_("Against the person’s interest")),
            _EXITS,
        ),
    ),
    Indicator(
        code="I5",
        title=N_("Departures that nobody had prepared"),
        source="C",
        split=Split.SHORT,
        lines=(
            Line(
                key="departures",
                title=N_("Runaways and exits that were not prepared"),
                meaning=N_("Exits of the month by running away, or that were not prepared; each counts once."),
                fact="departures_unprepared",
                unit=Unit.FACTS,
                of="stays",
            ),
            Line(
                key="runaways",
                title=N_("Of these, runaways"),
                meaning=N_("Exits of the month by running away."),
                fact="departures_unprepared",
                unit=Unit.FACTS,
                keys=frozenset({"runaway"}),
                of="stays",
            ),
            Line(
                key="stays",
                title=N_("Stays of the month"),
                meaning=N_("Stays of residents that lasted for a day of the month at least."),
                fact="stays",
                when=When.AT_ANY_TIME,
                unit=Unit.FACTS,
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
            Line(
                key="returns",
                title=N_("Voluntary returns and repatriations"),
                meaning=N_("Exits of the month to the home country, as a voluntary return or with the authorities."),
                fact="exits",
                unit=Unit.FACTS,
                keys=RETURN_HOME,
                lists=("exit_reason",),
            ),
        ),
    ),
)
