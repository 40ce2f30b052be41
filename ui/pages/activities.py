"""The page of the activities: what was done with people who have no file, counted by sex and age for the donors.

Whoever leads groups writes them here; the director has them beside the month's numbers too (reports/activities.py).
"""

from collections.abc import Sequence
from datetime import date

from centre_app.choices import choices
from centre_app.forms.house import ACTIVITY
from centre_app.language import N_
from centre_app.records import Activity, Project
from ui import icons, theme
from ui.kit.chip import state
from ui.pages.case.records import Line, joined
from ui.pages.list_page import ListPage
from ui.session import Session


def reached(activity: Activity) -> int:
    """Return how many people an activity reached."""
    return sum(filter(None, (activity.women, activity.men, activity.girls, activity.boys)))


class ActivitiesPage(ListPage[Activity]):
    belongs_to = "groups"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="activities",
            title=say(N_("Activities")),
            subtitle=say(N_("Workers trained, people reached: those who have no file here. No names.")),
            icon=icons.RESIDENTS,
            add=say(N_("Add an activity")),
            empty=say(N_("No activity yet.")),
            form_title=say(N_("Activity")),
            lines=ACTIVITY,
        )

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("One line for each day and place. The donors’ sheets add them up by kind.")),
            self.say(N_("Residents are counted from their files: do not write them here a second time.")),
        ]

    def blank(self) -> Activity:
        return Activity(held_on=self.session.today)

    def day_of(self, record: Activity) -> date | None:
        return record.held_on

    def line_of(self, record: Activity) -> Line:
        language = self.language
        day = language.day(record.held_on) if record.held_on else ""
        kind = choices("activity_kind").label(record.kind, language)
        project = self.session.register.get(Project, record.project_id) if record.project_id else None
        people = language.say_n(N_("{n} person"), N_("{n} people"), reached(record))
        return Line(
            title=joined(record.title, day),
            second=joined(kind, record.place, project.code if project else None),
            state=state(people, theme.NEUTRAL_TONE, ""),
        )

    def said_of_month(self, records: Sequence[Activity]) -> str:
        return joined(
            self.language.say_n(N_("{n} activity this month"), N_("{n} activities this month"), len(records)),
            self.language.say_n(N_("{n} person"), N_("{n} people"), sum(map(reached, records))),
        )
