"""Headquarters' coded copy, from which an analyst counts: made anew after every bundle, without names and without words.

What a SELECT finds is copied centre by centre (db/facts/copy). What the program looks for over all centres together,
which files look alike and who agreed to be counted, is copied once after a whole stick was received.
"""

import hashlib
from collections.abc import Sequence

from centre_app.casework import merging
from centre_app.indicators.report.agreement import AGREED, agreed_to_be_counted
from centre_app.indicators.sources import PAIRS, pairs_for_the_copy
from centre_app.register import Register, as_problems
from db.facts import copy
from db.facts.counting import Fact


def renew(register: Register, centres: Sequence[str]) -> list[str]:
    """Copy those of the centres whose records changed, and return them; nothing where a compartment is shut."""
    if not register.is_headquarters:
        return []
    with as_problems():
        return copy.renew(register.vault, centres)


def renew_all(register: Register) -> None:
    """Do the same with all centres, from which files may have moved, and copy what is looked for over all of them."""
    renew(register, register.centres)
    if not (register.is_headquarters and copy.can_copy(register.vault)):
        return
    with as_problems():
        state = _state_of_all(register)
        if copy.noted(register.vault).get(PAIRS) != state:
            begins, _ = copy.ALWAYS
            agreed = sorted(agreed_to_be_counted(register) or ())
            facts = (Fact(register.centre_id, person, None, begins, None, 1) for person in agreed)
            copy.put(register.vault, AGREED, facts, state=state)
            copy.put(register.vault, PAIRS, pairs_for_the_copy(register, begins), state=state)


def _state_of_all(register: Register) -> str:
    """Consents lapse, so the day is part of it; so are the files that headquarters told apart."""
    states = [copy.state_of(register.vault, centre) for centre in register.centres]
    apart = sorted(map(sorted, merging.all_told_apart(register)))
    return hashlib.sha256(repr((register.today, states, apart)).encode()).hexdigest()
