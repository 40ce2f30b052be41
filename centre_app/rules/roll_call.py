"""Rules about calling the roll: V26 the clock that jumped back between two roll calls, V27 whom its note may not name."""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.language import N_
from centre_app.named_in_words import people_named_in
from centre_app.questions import Record
from centre_app.records import RollCall
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

_LOOKED_AHEAD = 62  # days: a clock that is further behind is told by every line it writes


def v26_a_roll_call_is_taken_after_the_one_before(call: Record, around: Around) -> Iterator[Finding]:
    """A clock that jumped back calls a night again that was called, or one before it: it is saved, and said."""
    if not isinstance(call, RollCall) or call.taken_at is None or call.night is None:
        return
    before = around.before(call)
    if before is not None and before.taken_at == call.taken_at:
        return
    taken = [before] if before is not None else []
    days = [call.taken_at.date() + timedelta(days=number) for number in range(-1, _LOOKED_AHEAD)]
    taken += [one for one in around.find(RollCall, night=days) if one.id != call.id]
    later = [one.taken_at for one in taken if one.taken_at is not None and one.taken_at > call.taken_at]
    if later:
        yield say(
            call,
            "V26",
            WARNS,
            "taken_at",
            N_("By this laptop’s clock a roll call was taken later, {moment}. Look at the date and the hour."),
            moment=max(later),
        )


def v27_a_word_about_the_night_names_nobody(call: Record, around: Around) -> Iterator[Finding]:
    """It is about the house, and read by whoever reads that the night was called: what happened to somebody is an incident."""
    if isinstance(call, RollCall) and people_named_in(around.as_stored, call.note or ""):
        yield say(call, "V27", BLOCKS, "note", N_("Somebody of this register is named here. Take the name out."))


RULES = (v26_a_roll_call_is_taken_after_the_one_before, v27_a_word_about_the_night_names_nobody)
