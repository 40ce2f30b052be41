"""The page of the requests for a place: who asked for a bed, and what was answered. Nobody on it is named."""

from collections.abc import Sequence
from datetime import date

from centre_app.choices import choices
from centre_app.forms.arrival import PLACE_REQUEST
from centre_app.language import N_
from centre_app.records import Organisation, PlaceRequest
from ui import icons, theme
from ui.kit.chip import state
from ui.pages.case.records import Line, joined
from ui.pages.list_page import ListPage
from ui.session import Session

ACCEPTED, NO_PLACE = "accepted", "refused_no_place"


class PlaceRequestsPage(ListPage[PlaceRequest]):
    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="place_requests",
            title=say(N_("Requests for a place")),
            subtitle=say(N_("Who asked for a bed, and what was answered. No names.")),
            icon=icons.BED,
            add=say(N_("Write a request")),
            empty=say(N_("No request for a place yet.")),
            form_title=say(N_("Request for a place")),
            lines=PLACE_REQUEST,
        )

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Every request counts, also the one that was accepted: the month’s report says how many of how many were refused.")),
            self.say(N_("Somebody who was refused has no file. Sex and age are enough; write no name.")),
        ]  # fmt: skip

    def blank(self) -> PlaceRequest:
        return PlaceRequest(asked_on=self.session.today)

    def day_of(self, record: PlaceRequest) -> date | None:
        return record.asked_on

    def line_of(self, record: PlaceRequest) -> Line:
        language = self.language
        day = language.day(record.asked_on) if record.asked_on else ""
        who = choices("identification_source").label(record.source, language)
        sex = choices("sex").label(record.sex, language)
        age = self.say(N_("about {years} years old"), years=record.age) if record.age is not None else ""
        found = choices("identification_setting").label(record.setting, language)
        answer = choices("place_answer").label(record.answer, language, record.sex)
        tone = theme.DONE_TONE if record.answer == ACCEPTED else theme.NEUTRAL_TONE
        return Line(
            title=joined(day, who, self._named(record.source_id)),
            second=joined(sex, age, found, self._named(record.sent_to_id)),
            state=state(answer, tone, None if record.answer == ACCEPTED else ""),
            state_width=250,
        )

    def said_of_month(self, records: Sequence[PlaceRequest]) -> str:
        refused = sum(record.answer == NO_PLACE for record in records)
        asked = self.language.say_n(N_("{n} request this month"), N_("{n} requests this month"), len(records))
        return joined(asked, self.language.say_n(N_("{n} for want of a place"), N_("{n} for want of a place"), refused))

    def _named(self, organisation_id: str | None) -> str:
        found = self.session.register.get(Organisation, organisation_id) if organisation_id else None
        return (found.name or "") if found else ""
