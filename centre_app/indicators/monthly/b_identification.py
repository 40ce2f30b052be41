"""B. Who was found on the gold sites, who was sent to a shelter from there, and who is held to be trafficked.

A site is told apart where the directory of places knows it by that name; the key is the place's id.
"""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When
from centre_app.language import N_

SITE = "known_places"  # where the keys of sites have their names: not a list of choices but records of the house

_FOUND = N_("Residents whose first contact was on a gold site, on a day of the month.")

INDICATORS = (
    Indicator(
        code="B1",
        title=N_("Identified on a gold site"),
        source="E",
        split=Split.FULL,
        lines=(
            Line(
                key="found",
                title=N_("Persons identified, by site"),
                meaning=_FOUND,
                fact="found_on_site",
                lists=(SITE,),
            ),
        ),
    ),
    Indicator(
        code="B2",
        title=N_("Psychosocial interviews on site"),
        source="E",
        split=Split.SHORT,
        lines=(
            Line(
                key="interviews",
                title=N_("Interviews held on site"),
                meaning=N_(
                    "Psychosocial interviews on a gold site, held in the month with somebody who has a file and came to it."
                ),
                fact="interviews_on_site",
                unit=Unit.FACTS,
                lists=(SITE,),
            ),
            Line(
                key="persons",
                title=N_("Persons interviewed on site"),
                meaning=N_("Those who had at least one such interview in the month, each counted once."),
                fact="interviews_on_site",
                lists=(SITE,),
            ),
        ),
    ),
    Indicator(
        code="B3",
        title=N_("Sent to a shelter after being identified on a site"),
        source="E",
        split=Split.SHORT,
        lines=(
            Line(
                key="sent",
                title=N_("Persons sent to a shelter"),
                meaning=N_(
                    "Of the persons of B1, those sent to a shelter since: to another centre by a referral that left, or to"
                    " this one, where the day they were sent to us is written or they were admitted."
                ),
                fact="sent_from_site",
                of="found",
            ),
            Line(
                key="found",
                title=N_("Persons identified on a gold site"),
                meaning=_FOUND,
                fact="found_on_site",
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="B4",
        title=N_("Victims of trafficking, presumed and confirmed"),
        source="O",
        split=Split.SHORT,
        lines=(
            Line(
                key="possible",
                title=N_("Presumed victims, by who decided"),
                meaning=N_("Residents held to be presumed victims of trafficking by a decision of the month."),
                fact="trafficking_possible",
                of="opened",
                lists=("trafficking_status_by",),
            ),
            Line(
                key="confirmed",
                title=N_("Confirmed victims, by who decided"),
                meaning=N_("Residents confirmed as victims of trafficking by a decision of the month."),
                fact="trafficking_confirmed",
                of="opened",
                lists=("trafficking_status_by",),
            ),
            Line(
                key="opened",
                title=N_("Files opened"),
                meaning=N_("Residents whose file was opened in the month, housed or not."),
                fact="files",
            ),
        ),
    ),
    Indicator(
        code="B5",
        title=N_("Forms of exploitation"),
        source="O",
        split=Split.SHORT,
        note=N_("Somebody with several forms counts under each of them, and once in the total."),
        lines=(
            Line(
                key="opened",
                title=N_("Files opened in the month, by form of exploitation"),
                meaning=N_("Residents whose file was opened in the month and names at least one form of exploitation."),
                fact="exploitation_forms",
                lists=("exploitation_form",),
            ),
            Line(
                key="open",
                title=N_("Files open on the last day, by form of exploitation"),
                meaning=N_(
                    "Residents whose file was open on the last day and names at least one form of exploitation."
                ),
                fact="exploitation_forms",
                when=When.ON_LAST_DAY,
                lists=("exploitation_form",),
            ),
        ),
    ),
    Indicator(
        code="B6",
        title=N_("Time from identification to admission"),
        source="O",
        lines=(
            Line(
                key="median",
                title=N_("Median time until the arrival"),
                meaning=N_(
                    "Of the residents admitted here in the month after a first contact on a gold site: hours from that"
                    " contact to the arrival; half waited longer, half less. Days are written and no hours: a day counts 24."
                ),
                fact="days_until_admission",
                unit=Unit.MEDIAN,
                measure=N_("hours"),
                lists=(SITE,),
            ),
            Line(
                key="admitted",
                title=N_("Admitted after being identified on a site"),
                meaning=N_("The admissions of the month that this median is taken of."),
                fact="days_until_admission",
                unit=Unit.FACTS,
                lists=(SITE,),
            ),
        ),
    ),
)
