"""What is asked of somebody who comes, in cards, in the order of the paper."""

from PySide6.QtWidgets import QWidget

from centre_app.forms.arrival import ARRIVAL
from centre_app.language import N_
from centre_app.residents import ResidentLine
from ui import icons
from ui.form_printing import paper_button
from ui.kit import buttons, layout
from ui.kit.panel import Card, note
from ui.kit.person_head import PersonHead
from ui.kit.pills import Pills
from ui.pages.arrival.forms import ArrivalForms
from ui.session import Session

# Sources of which the name is asked too: "an association" alone cannot be called back.
NAMED_SOURCES = frozenset(
    {"ngo", "un_agency", "other_centre", "social_services", "school", "health", "media", "police", "gendarmerie",
     "community_committee", "consulate", "other"}
)  # fmt: skip

HERE = "here"
HOUSING = {
    HERE: N_("Sleeps here"),
    "external": N_("Supported without housing"),
    "registered": N_("Registered only, for now"),
}
_HOW, _ORIGIN = N_("How she came"), N_("Where she comes from")


class KnownHead(PersonHead):
    """Whose file it is, when she comes back."""

    def __init__(self, session: Session) -> None:
        super().__init__(name="known_person")
        self._say = session.say
        self.forget = buttons.button("", icons.REMOVE, name="forget_known")
        self.put_actions(self.forget)

    def show_line(self, line: ResidentLine) -> None:
        left = self._say(N_("Left on {day}"), day=line.ended_on, sex=line.sex) if line.ended_on else ""
        back = self._say(N_("She comes back: a new stay in her own file"), sex=line.sex)
        self.forget.setText(self._say(N_("It is not her"), sex=line.sex))
        self.show_person_low(line.name.in_text, line.code, " · ".join(part for part in (back, left) if part))


class WhoCard(Card):
    """Her name, sex and birth: enough to search by. What tells her apart is asked once nobody was found."""

    def __init__(self, session: Session, forms: ArrivalForms) -> None:
        say = session.say
        on_paper = paper_button(session, ARRIVAL, over=self)
        head_end = layout.boxed(layout.row(note(say(N_("* to fill in"))), on_paper, gap=12))
        super().__init__(say(N_("Who is coming?")), icons.PERSON, head_end=head_end, name="who")
        self._rest = (
            forms.person.line("age_basis", may_be_missing=True),
            forms.description.line("description"),
        )
        self.add(
            forms.name.line("family", "given"),
            forms.person.line("sex"),
            forms.person.line("birth", may_be_missing=True),
            *self._rest,
        )

    def unfold(self, whole: bool) -> None:
        for line in self._rest:
            line.setVisible(whole)


class HowCard(Card):
    """How she came and where she sleeps tonight."""

    def __init__(self, session: Session, forms: ArrivalForms) -> None:
        say = session.say
        super().__init__(say(_HOW), icons.ARRIVAL, head_end=note(say(N_("* to fill in"))), name="how")
        self._forms = forms
        self._named = forms.intake.line("source_in_words")
        self._reason = forms.bed.line("reason", label=say(N_("Why this bed")))
        self._housed = forms.stay.line("admission_type"), forms.bed.line("bed_id", label=say(N_("Bed for tonight")))
        self._housing = Pills({key: say(words) for key, words in HOUSING.items()}, may_be_none=False, name="housing")
        self._housing.chosen.connect(self._on_housing)
        self.add(
            self._housing,
            forms.stay.line("admitted_on"),
            forms.intake.line("brought_by", may_be_missing=True),
            forms.intake.line("source", may_be_missing=True),
            self._named,
            forms.intake.line("reason", may_be_missing=True),
            *self._housed,
            self._reason,
        )
        forms.spoken_of.connect(lambda sex: self.retitle(say(_HOW, sex=sex)))
        forms.changed.connect(self.show_what_is_asked)
        self.show_what_is_asked()

    def show_what_is_asked(self) -> None:
        """Ask for a name where the source has one, and for a reason where something speaks against the bed."""
        intake, bed = self._forms.intake.record(), self._forms.bed.record()
        self._named.setVisible(intake.source in NAMED_SOURCES or bool(intake.source_in_words))
        sleeps_here = self._forms.housing is None
        self._housing.show_key(self._forms.housing or HERE)
        self._housing.setVisible(self._forms.is_new)
        self._reason.setVisible(sleeps_here and (bool(bed.reason) or self._forms.doubts_about_bed()))
        for line in self._housed:
            line.setVisible(sleeps_here)

    def _on_housing(self, key: object) -> None:
        """Ask for no bed of somebody who is only registered, or lives elsewhere."""
        self._forms.housing = None if key in (HERE, None) else str(key)
        self.show_what_is_asked()
        self._forms.changed.emit()


class OriginCard(Card):
    """Where she comes from, what she speaks, how far she went to school."""

    def __init__(self, session: Session, forms: ArrivalForms) -> None:
        say = session.say
        super().__init__(say(_ORIGIN), icons.PLACE, name="origin")
        forms.spoken_of.connect(lambda sex: self.retitle(say(_ORIGIN, sex=sex)))
        lines: tuple[QWidget, ...] = (
            forms.nationality.line("nationality", may_be_missing=True),
            forms.person.line("origin_region", "origin_cercle", may_be_missing=True),
            forms.description.line("village", may_be_missing=True),
            forms.language.line("language", may_be_missing=True),
            forms.education.line("level_at_entry", may_be_missing=True),
        )
        self.add(*lines)
