"""What is strange about a bundle that can be received all the same: said beforehand, each with what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from centre_app.exchange.line import received_from
from centre_app.exchange.receive import Incoming
from centre_app.language import N_, Language
from centre_app.questions import moment_of
from centre_app.records import CaseFile
from centre_app.register import Register
from db import bundles

CLOCKS_MAY_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence and its way out; `parts` fill both."""

    message: str
    advice: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)

    def said_in(self, language: Language) -> str:
        said = [language.say(sentence, **self.parts) for sentence in (self.message, self.advice) if sentence]
        return " ".join(said)


def notices_of(register: Register, incoming: Incoming) -> tuple[Notice, ...]:
    """Return what whoever receives a bundle should know beside what it changes."""
    return (*_on_its_place(register, incoming), *_on_its_clock(register, incoming), *_on_its_program(incoming))


def _on_its_place(register: Register, incoming: Incoming) -> Iterator[Notice]:
    if incoming.place.is_late:
        yield Notice(message=N_("It comes late: what it holds came with later ones. It is noted, and no row changes."))
    if incoming.place.is_new_line:
        yield Notice(message=N_("It begins a new line: the centre’s register was restored."))
        if lost := _lost_files(register, incoming):
            yield Notice(
                message=N_("Files that were received before and are not in the restored register: {n}."),
                advice=N_("They stay readable here, crossed out. Tell the centre their numbers, to write them anew."),
                parts={"n": lost},
            )


def _lost_files(register: Register, incoming: Incoming) -> int:
    """Count the files that stand here and not in the restored register; one in several files tells only at its end."""
    if incoming.manifest.parts > 1:
        return 0
    carried = {row["id"] for row in incoming.carried.rows.get(CaseFile.table, ())}
    here = register.vault.select(CaseFile.table, {"centre_id": incoming.manifest.centre}, columns=("id",))
    return sum(row["id"] not in carried for row in here)


def _on_its_clock(register: Register, incoming: Incoming) -> Iterator[Notice]:
    """A wrong clock refuses nothing: the order comes from numbers. Where our own is suspect, it says nothing of others'."""
    made = moment_of(incoming.manifest.made_at)
    if made > register.now + CLOCKS_MAY_DIFFER and not register.clock_is_suspect:
        yield Notice(
            message=N_("The centre’s clock is ahead: the bundle says that it was made on {day}."),
            advice=N_("Call the centre: the date must be put right, and what was entered meanwhile looked at."),
            parts={"day": made.date()},
        )
    for bundle in received_from(register, incoming.manifest.centre):
        is_before = bundle.lineage == incoming.manifest.lineage and (bundle.seq or 0) < incoming.manifest.seq
        if is_before and bundle.written_at and bundle.written_at > made:
            yield Notice(
                message=N_("The centre’s clock was put back: the bundle says that it was made before no. {seq}."),
                advice=N_("Call the centre: the date must be put right, and what was entered meanwhile looked at."),
                parts={"seq": str(bundle.seq)},
            )
            return


def _on_its_program(incoming: Incoming) -> Iterator[Notice]:
    schema = incoming.manifest.schema
    if any(number < bundles.newest_schema(name) for name, number in schema.items()):
        yield Notice(
            message=N_("The centre works with an older version of the program; its rows were brought up to today’s."),
            advice=N_("Put the newer version on the stick that goes back."),
        )
