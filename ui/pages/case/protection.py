"""Protection: what she first told, how she was trafficked and held, where she was exploited, her way, and who did it.

Nothing of it is read by those whose keys do not open it. What hurts to read stays covered until somebody uncovers it.
"""

from centre_app.case_view import CaseView
from centre_app.casework.perpetrators import named_elsewhere
from centre_app.choices import choices
from centre_app.dates import PartialDate
from centre_app.forms.protection import EXPLOITATION, JOURNEY, PERPETRATOR, TRAFFICKING, VULNERABILITY
from centre_app.kept_said import written_by
from centre_app.language import N_
from centre_app.places import place_name
from centre_app.records import (
    AllegedPerpetrator,
    Exploitation,
    FirstAccount,
    JourneyEvent,
    TraffickingProfile,
    Vulnerability,
)
from centre_app.wording import partial_day
from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.messages import Message
from ui.kit.scroll import Scroll
from ui.pages.case.closed import ClosedRecords
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.first_account import FirstAccountCard
from ui.pages.case.palermo_card import PalermoCard
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.pages.case.told_notice import ToldNotice
from ui.session import Session

# What of this section may have been told once, to whomever it was.
TOPICS = (
    "exploitation",
    "recruitment",
    "journey",
    "departure",
    "sexual_violence",
    "violence",
    "perpetrators",
    "arrest",
)


class ProtectionSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="protection")
        say = self.say
        self._sex: str | None = None
        self._elsewhere: dict[str, int] = {}
        self._told = ToldNotice(session, *TOPICS)
        who_writes = written_by(TraffickingProfile, self.language)
        self._only_read = Message(who_writes, theme.SHUT_TONE, name="only_read")
        self._account = FirstAccountCard(session)
        self._palermo = PalermoCard(session)
        self._profile = FactsCard(
            session,
            title=say(N_("How it was done, and who decided")),
            icon=icons.PROTECTION,
            names=TRAFFICKING,
            name="trafficking",
        )
        self._exploitations: RecordsCard[Exploitation] = RecordsCard(
            session,
            title=say(N_("Exploitation")),
            icon=icons.PLACE,
            add=say(N_("Add a form of exploitation")),
            empty=say(N_("No exploitation is written down.")),
            form_title=say(N_("Exploitation")),
            lines=EXPLOITATION,
            shown=self._exploitation,
            name="exploitations",
            calm=True,
        )
        self._journey: RecordsCard[JourneyEvent] = RecordsCard(
            session,
            title=say(N_("The way here")),
            icon=icons.FOLLOW_UP,
            add=say(N_("Add a step of the way")),
            empty=say(N_("No step of the way is written down.")),
            form_title=say(N_("A step of the way")),
            lines=JOURNEY,
            shown=self._step,
            name="journey",
            calm=True,
        )
        self._vulnerabilities: RecordsCard[Vulnerability] = RecordsCard(
            session,
            title=say(N_("Vulnerabilities")),
            icon=icons.HOSPITAL,
            add=say(N_("Add one")),
            empty=say(N_("Nothing is written down.")),
            form_title=say(N_("A vulnerability")),
            lines=VULNERABILITY,
            shown=self._vulnerability,
            name="vulnerabilities",
            calm=True,
        )
        self._perpetrators: RecordsCard[AllegedPerpetrator] = RecordsCard(
            session,
            title=say(N_("Who is said to have done it")),
            icon=icons.PERSON,
            add=say(N_("Add somebody")),
            empty=say(N_("Nobody is named.")),
            form_title=say(N_("Alleged perpetrator")),
            lines=PERPETRATOR,
            shown=self._perpetrator,
            name="perpetrators",
            calm=True,
        )
        self._closed = {
            kind: ClosedRecords(session, kind, words)
            for kind, words in (
                (FirstAccount, say(N_("First account"))),
                (AllegedPerpetrator, say(N_("Alleged perpetrator"))),
                (Vulnerability, say(N_("A vulnerability"))),
            )
        }
        cards = (
            self._account, self._palermo, self._profile, self._exploitations, self._journey, self._vulnerabilities,
            self._perpetrators,
        )  # fmt: skip
        everything = layout.column(self._only_read, self._told, *cards, *self._closed.values(), layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="protection.scroll"), gap=0))
        for card in cards:
            if isinstance(card, (RecordsCard, FactsCard)):
                card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._sex = sex = file.person.sex
        case_id = file.case.id
        self._only_read.setVisible(not self.session.register.may_write(TraffickingProfile(case_id=case_id)))
        self._told.show_file(file)
        self._account.show_account(file)
        self._palermo.show_file(file)
        self._profile.show_record(file.last(TraffickingProfile) or TraffickingProfile(case_id=case_id), sex=sex)
        self._exploitations.show_records(file.of(Exploitation), blank=lambda: Exploitation(case_id=case_id), sex=sex)
        self._journey.show_records(
            sorted(file.of(JourneyEvent), key=_when, reverse=True),  # the first step on top
            blank=lambda: JourneyEvent(case_id=case_id),
            sex=sex,
        )
        perpetrators, vulnerabilities = file.of(AllegedPerpetrator), file.of(Vulnerability)
        for confidential in (perpetrators, vulnerabilities):
            self.session.register.note_views(confidential)
        self._elsewhere = named_elsewhere(self.session.register, perpetrators)
        self._vulnerabilities.show_records(vulnerabilities, blank=lambda: Vulnerability(case_id=case_id), sex=sex)
        self._perpetrators.show_records(perpetrators, blank=lambda: AllegedPerpetrator(case_id=case_id), sex=sex)
        self._show_closed(file)

    def _show_closed(self, file: CaseView) -> None:
        """Say what a reason would open; a card that shows nothing else gives way, so that it never says that there is none."""
        cards = {
            FirstAccount: self._account,
            AllegedPerpetrator: self._perpetrators,
            Vulnerability: self._vulnerabilities,
        }
        for kind, closed in self._closed.items():
            ids = self.session.register.closed(kind, case_id=file.case.id)
            closed.show_ids(ids)
            cards[kind].setVisible(not ids or bool(file.of(kind)))

    # --- lines -------------------------------------------------------------------------------------------------

    def _exploitation(self, one: Exploitation) -> Line:
        form = choices("exploitation_form").label(one.form, self.language, self._sex)
        where = joined(one.place, place_name(one.cercle or one.region or ""), self._country(one.country))
        main = state(self.say(N_("The main one")), theme.DONE_TONE) if one.is_main else None
        return Line(
            title=form or self.say(N_("Exploitation")),
            second=joined(self._span(one.began, one.ended), where),
            state=main,
        )

    def _step(self, one: JourneyEvent) -> Line:
        step = choices("journey_event").label(one.event, self.language)
        where = joined(one.place, place_name(one.cercle or one.region or ""), self._country(one.country))
        how = choices("transport").label(one.transport, self.language)
        return Line(
            title=joined(partial_day(one.happened, self.language), step), second=joined(where, how, one.with_whom)
        )

    def _vulnerability(self, one: Vulnerability) -> Line:
        factor = choices("vulnerability").label(one.factor, self.language, self._sex)
        return Line(title=factor, second=joined(self._span(one.since, one.ended), one.note))

    def _perpetrator(self, one: AllegedPerpetrator) -> Line:
        roles = self.language.list_of(choices("perpetrator_role").labels(one.roles, self.language, one.sex))
        relation = choices("recruiter_relationship").label(one.relationship, self.language, one.sex)
        danger = state(self.say(N_("Still a danger")), theme.LATE_TONE) if one.still_threat else None
        return Line(
            title=one.name or self.say(N_("Name not told")),
            second=joined(self._also_named(one), roles, relation, one.whereabouts),
            state=danger,
        )

    def _also_named(self, one: AllegedPerpetrator) -> str:
        files = self._elsewhere.get(one.id, 0)
        return (
            self.language.say_n(N_("named in {n} other file"), N_("named in {n} other files"), files) if files else ""
        )

    def _country(self, key: str | None) -> str:
        return choices("country").label(key, self.language)

    def _span(self, began: PartialDate | None, ended: PartialDate | None) -> str:
        first, last = partial_day(began, self.language), partial_day(ended, self.language)
        if first and last:
            return self.say(N_("{first} – {last}"), first=first, last=last)
        if first:
            return self.say(N_("beginning: {when}"), when=first)
        return self.say(N_("end: {when}"), when=last) if last else ""


def _when(step: JourneyEvent) -> tuple[bool, object, int]:
    """The order of time; a step without a day stands where its kind has its place, after those with one."""
    keys = choices("journey_event").all_keys
    place = keys.index(step.event) if step.event in keys else len(keys)
    return (step.happened is None, step.happened.first if step.happened else place, place)
