"""Handing out: which things, how many for each, and who gets them. One act, however many they are."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import handing_out
from centre_app.casework.stock.handing_out import Gift, HandedOut
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.naming import names_of
from centre_app.records import CaseFile, Distribution
from centre_app.review import WARNS, Finding, review
from ui import theme
from ui.kit import layout
from ui.kit.panel import Card
from ui.pages.stock.several import SeveralThings
from ui.pages.stock.ticks import MODE, Ticks
from ui.record_form import RecordForm
from ui.session import Session

HAND_OUT = "hand_out"


class HandOut(SeveralThings):
    """`only` are the cases to whom something is given, where the list is not everybody of the house."""

    act = HAND_OUT

    def __init__(
        self,
        session: Session,
        *,
        over: QWidget,
        only: Sequence[str] | None = None,
        item_id: str = "",
        first: Distribution | None = None,
        kept: Kept | None = None,
    ) -> None:
        self._ticks = Ticks(session, only=only)
        self.outcome: HandedOut | None = None
        first = first or Distribution(
            item_id=item_id, quantity=1, given_on=session.today, given_by=session.register.acts_for,
            case_id=only[0] if only and len(only) == 1 else "",
        )  # fmt: skip
        super().__init__(
            session, first, (("given_on", "given_by"),), title=session.say(N_("Hand out")), over=over, kept=kept
        )
        self._ticks.added.connect(self.sheet.watch)
        self._ticks.ticked.connect(self._say_how_many)
        self.form.left.connect(self._on_left)
        self._say_how_many()
        self.form.go_to("quantity" if item_id else "item_id")

    def save_words(self) -> str:
        return self._session.say(N_("Hand out"))

    def add_more(self, card: Card) -> None:
        super().add_more(card)
        self._ticks.show_day(getattr(self._first, "given_on", None))
        title = theme.plain_label(self._session.say(N_("Who gets it")), theme.BODY, theme.MEDIUM)
        self._count = theme.plain_label("", theme.BODY, colour=theme.MUTED, name="ticked")
        card.add(layout.rule(), layout.boxed(layout.row(title, self._count, layout.STRETCH, gap=12)), self._ticks)

    def more_forms(self) -> Sequence[RecordForm]:
        return [*super().more_forms(), *self._ticks.forms.values()]

    def parts(self) -> Mapping[str, RecordForm]:
        return {**super().parts(), **self._ticks.parts(self.act)}

    def _on_left(self, question: str) -> None:
        """Another day, other people in the house."""
        if question == "given_on":
            self._ticks.show_day(getattr(self.form.record(), "given_on", None))

    def _say_how_many(self) -> None:
        people = len(self._ticks.marked())
        self._count.setText(self._session.language.say_n(N_("{n} ticked"), N_("{n} ticked"), people))

    # --- what is handed out ------------------------------------------------------------------------------------

    def _things(self) -> list[tuple[RecordForm, Distribution]]:
        written = [(form, form.record()) for form in self.thing_forms()]
        return [(form, one) for form, one in written if isinstance(one, Distribution)]

    def gifts(self) -> list[Gift]:
        """Return what each who is ticked gets."""
        return [
            Gift(case_id=case_id, item_id=thing.item_id, quantity=thing.quantity or 0, receipt_mode=mode)
            for case_id, mode in self._ticks.marked().items()
            for _, thing in self._things()
            if thing.item_id
        ]

    def put(self) -> None:
        record = self.form.record()
        self.outcome = self._session.do(
            handing_out.hand_out,
            self.gifts(),
            on=getattr(record, "given_on", None) or self._session.today,
            by=getattr(record, "given_by", None),
        )

    def _review(self) -> list[Finding]:
        """Say under each thing that there are not so many, and beside whom that she was not here."""
        head = self.form.record()
        asked = [one for one in review(self._session.register, [head]) if one.question in ("given_on", "given_by")]
        missing = list(self._what_lacks())
        day = getattr(head, "given_on", None)
        if missing or day is None:
            return [*asked, *missing]
        found = handing_out.looked_at(self._session.register, self.gifts(), on=day)
        return [*asked, *self._placed(found)]

    def _what_lacks(self) -> Iterator[Finding]:
        for form, thing in self._things():
            for question, is_there in (("item_id", bool(thing.item_id)), ("quantity", bool(thing.quantity))):
                if not is_there:
                    yield _blocking(form, question, N_("Without this answer it cannot be saved."))
        if self.sheet.was_asked and not self._ticks.marked():
            yield _blocking(self.form, "item_id", N_("Tick who gets it."))

    def _placed(self, found: Sequence[tuple[Gift | None, str, Finding]]) -> Iterator[Finding]:
        """Yield what was found where it can be seen: about a number under its thing, about a person beside her name."""
        forms = {thing.item_id: form for form, thing in self._things()}
        for gift, item_id, finding in found:
            if finding.question == "given_on" and gift is not None:
                form = self._ticks.forms[gift.case_id]
                yield dataclasses.replace(
                    finding, record_id=form.saved_record.id, question=MODE, severity=WARNS
                )  # the others get theirs
            elif finding.question == "quantity" and item_id in forms:
                yield dataclasses.replace(finding, record_id=forms[item_id].saved_record.id)


def _blocking(form: RecordForm, question: str, message: str) -> Finding:
    return Finding(
        rule="",
        severity="blocks",
        record_type="Distribution",
        record_id=form.saved_record.id,
        question=question,
        message=message,
    )


def told(done: HandedOut | None, session: Session) -> str:
    """Return how it went: how many got something, and who was left out because she was not here."""
    if done is None:
        return ""
    said = session.language.say_n(N_("Handed out to {n} person."), N_("Handed out to {n} people."), done.persons)
    if not done.refused:
        return said
    cases = session.register.find(CaseFile, id=[case_id for case_id, _ in done.refused])
    names = names_of(session.register, [case.person_id for case in cases])
    left = session.language.list_of(names[case.person_id].in_text or (case.code or "") for case in cases)
    return f"{said} {session.say(N_('Not written, because they were not here that day: {names}.'), names=left)}"
