"""The forms of the house itself: groups and their sessions, activities."""

from centre_app.forms.form import Group, Line, form
from centre_app.language import N_
from centre_app.records import Activity, GroupAttendance, GroupSession, TalkGroup

TALK_GROUP = form(
    53, N_("Group"), TalkGroup,
    "name", "kind", "theme", "cycle", "sessions_planned", "max_size", "facilitator_id", "second_facilitator_id",
    "from_on", "to_on", "project_id",
)  # fmt: skip
GROUP_SESSION = form(
    54, N_("Session of the group"), GroupSession,
    "held_on", "theme", "minutes", "place", "facilitator_id", "visitors", "collective_note",
    also=(Group(head=N_("Who came"), lines=(Line(GroupAttendance, ("status",)),), rows=15),),
)  # fmt: skip
ACTIVITY = form(
    97, N_("Activity"), Activity,
    ("kind", "held_on"), "title", ("place", "project_id"), ("women", "men"), ("girls", "boys"), "note",
)  # fmt: skip
