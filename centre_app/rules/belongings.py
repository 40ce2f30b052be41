"""Rules about what the house keeps for her: money is counted, she confirms it, and nothing is kept once she has left."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Belonging, Exit, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding


def money_is_counted(thing: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(thing, Belonging) or thing.kind != "money" or "value_fcfa" in thing.missing:
        return
    if thing.value_fcfa is None:
        yield say(thing, "", BLOCKS, "value_fcfa", N_("Count the money with her, and write how much it is."))


def numbers_can_be(thing: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(thing, Belonging):
        return
    if thing.quantity is not None and thing.quantity < 1:
        yield say(thing, "", BLOCKS, "quantity", N_("Write how many there are, 1 or more."))
    if thing.value_fcfa is not None and thing.value_fcfa < 0:
        yield say(thing, "", BLOCKS, "value_fcfa", N_("An amount cannot be below 0."))


def it_is_confirmed(thing: Record, around: Around) -> Iterator[Finding]:
    """A signature, a thumb, or a witness: what she has in hand when she says that something is not there any more."""
    if not isinstance(thing, Belonging):
        return
    if thing.deposited_on is not None and thing.deposit_mode is None and "deposit_mode" not in thing.missing:
        yield say(thing, "", WARNS, "deposit_mode", N_("Let her confirm the list: signature, thumbprint or a witness."))
    if thing.returned_on is not None and thing.return_mode is None and "return_mode" not in thing.missing:
        message = N_("Let her confirm that she has it back: signature, thumbprint or a witness.")
        yield say(thing, "", WARNS, "return_mode", message)


def it_lies_in_her_stay(thing: Record, around: Around) -> Iterator[Finding]:
    stay = around.get(Stay, thing.stay_id) if isinstance(thing, Belonging) else None
    if not isinstance(thing, Belonging) or stay is None or thing.deposited_on is None:
        return
    if stay.admitted_on is not None and thing.deposited_on < stay.admitted_on:
        yield say(thing, "", WARNS, "deposited_on", N_("On this day she had not come yet. Check the date."))
    elif stay.ended_on is not None and thing.deposited_on > stay.ended_on:
        yield say(thing, "", WARNS, "deposited_on", N_("On this day she had already left. Check the date."))


def it_comes_back_once_and_later(thing: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(thing, Belonging) or thing.returned_on is None:
        return
    if thing.deposited_on is not None and thing.returned_on < thing.deposited_on:
        message = N_("This is before the day on which it was handed in. Check both dates.")
        yield say(thing, "", BLOCKS, "returned_on", message)
    if (thing.not_returned or "").strip():
        message = N_("Either it was given back, or there is a reason why not. Keep one of the two.")
        yield say(thing, "", BLOCKS, "not_returned", message)


def whoever_leaves_has_her_things(left: Record, around: Around) -> Iterator[Finding]:
    """Asked as she goes: afterwards she is hard to find. An exit at night is saved all the same."""
    if not isinstance(left, Exit):
        return
    things = around.find(Belonging, stay_id=left.stay_id)
    kept = [one for one in things if one.returned_on is None and not (one.not_returned or "").strip()]
    if kept:
        yield say(
            left,
            "",
            WARNS,
            "belongings_returned",
            N_("The house still keeps things of hers ({n}). Give them back, or write why not."),
            n=len(kept),
        )


RULES = (
    money_is_counted,
    numbers_can_be,
    it_is_confirmed,
    it_lies_in_her_stay,
    it_comes_back_once_and_later,
    whoever_leaves_has_her_things,
)
