"""The derivations that a mapping may name: how an answer of the standard comes from the records of a case.

Each is a plain function of one line and the mapping's argument. It gives back a value as it is: keys of a code list,
a day, a number, yes or no, coded text; or words that a person wrote, which leave only in a file that carries names.

general   what any question answers, organisations, days known in part
person    who it is, when born, where from
case      what was done to the person, the case, its referrals and its plan
"""

from collections.abc import Callable, Mapping
from types import FunctionType

from centre_app.case_data.derivations import case, general, person
from centre_app.case_data.derivations.values import Line, Value

Derivation = Callable[[Line, str], Value]


def _public(module: object) -> dict[str, Derivation]:
    """Return the functions that a module offers to mappings: those of its own that are not kept to itself."""
    own = {name: one for name, one in vars(module).items() if isinstance(one, FunctionType) and name[0] != "_"}
    return {name: one for name, one in own.items() if one.__module__ == vars(module)["__name__"]}


DERIVATIONS: Mapping[str, Derivation] = {**_public(general), **_public(person), **_public(case)}
