"""E. Psychosocial care: sessions, groups, psychotherapy, and whether people feel better."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, n_s_c
from centre_app.language import N_

SESSION, THEME = "psychosocial_type", "group_theme"
_BETTER = frozenset({"better"})

INDICATORS = (
    Indicator(
        code="E1",
        title=N_("Persons in psychosocial care"),
        source="E",
        split=Split.FULL,
        lines=n_s_c(
            "psychosocial_care",
            title=N_("Persons with a session or a group"),
            meaning=N_(
                "Residents who came to at least one session of their own or one group session. Interviews on a gold site"
                " (B2), mediation, social surveys and visits to the family are not among them, nor are literacy, life"
                " skills and workshops: what is learnt counts with the enrolments (F1, G1)."
            ),
            lists=(SESSION,),
        ),
    ),
    Indicator(
        code="E2",
        title=N_("Individual sessions"),
        source="E",
        split=Split.CENTRE,
        lines=(
            Line(
                key="sessions",
                title=N_("Sessions held, by kind"),
                meaning=N_("Sessions with one person, held in the month and attended; each session is a contact."),
                fact="sessions",
                unit=Unit.FACTS,
                lists=(SESSION,),
            ),
            Line(
                key="persons",
                title=N_("Persons who came to them"),
                meaning=N_("Those who came to at least one of these sessions, each counted once."),
                fact="sessions",
            ),
        ),
    ),
    Indicator(
        code="E3",
        title=N_("Talk groups"),
        source="K",
        split=Split.SHORT,
        note=N_("Talk groups and groups among peers; other group activities count in E1."),
        lines=(
            Line(
                key="sessions",
                title=N_("Sessions of talk groups, by theme"),
                meaning=N_("Sessions of talk groups held in the month; without a theme of its own, that of the group."),
                fact="group_sessions",
                unit=Unit.FACTS,
                lists=(THEME,),
                split=Split.CENTRE,
            ),
            Line(
                key="participants",
                title=N_("Participants, each counted once"),
                meaning=N_("Residents with a file who came to at least one of these sessions, on time or late."),
                fact="group_attendances",
                lists=(THEME,),
            ),
            Line(
                key="contacts",
                title=N_("Contacts"),
                meaning=N_("Every time somebody with a file came to one of these sessions."),
                fact="group_attendances",
                unit=Unit.FACTS,
                lists=(THEME,),
            ),
            Line(
                key="visitors",
                title=N_("Visitors without a file"),
                meaning=N_("People from outside who came to these sessions, as many as were counted each time."),
                fact="group_visitors",
                unit=Unit.SUM,
                measure=N_("visits"),
                split=Split.CENTRE,
            ),
        ),
    ),
    Indicator(
        code="E4",
        title=N_("Psychotherapy or psychiatry"),
        source="E",
        split=Split.SHORT,
        lines=n_s_c(
            "psychotherapy",
            title=N_("Persons in psychotherapy or psychiatry"),
            meaning=N_("Residents who came to a session of psychotherapy or had a visit for mental health."),
        ),
    ),
    Indicator(
        code="E5",
        title=N_("Wellbeing improved"),
        source="C",
        split=Split.SHORT,
        lines=(
            Line(
                key="better",
                title=N_("Persons who feel better"),
                meaning=N_(
                    "Of these persons, those whose last measure of the month is at least 3 points of 20 above their first one."
                ),
                fact="wellbeing",
                when=When.LATEST,
                keys=_BETTER,
                of="measured",
            ),
            Line(
                key="measured",
                title=N_("Persons measured again"),
                meaning=N_(
                    "Residents who answered the five questions on wellbeing in the month, at least 60 days after the first"
                    " time."
                ),
                fact="wellbeing",
                when=When.LATEST,
            ),
        ),
    ),
)
