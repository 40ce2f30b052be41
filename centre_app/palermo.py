"""Act, means and purpose: which of the three elements of trafficking her answers speak of.

It says what is answered and what is missing, and suggests. It never decides and writes nothing: whether she is a victim
is decided by somebody, who signs with a name (`TraffickingProfile.status`, `status_by`).

Source: Palermo Protocol (2000), article 3: (a) act, means and purpose; (c) of a child no means is asked for; (d) a child
is anybody under 18. Mali's Loi 2012-023 follows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from centre_app.dates import ADULT_FROM, PartialDate, ages_on, is_child
from centre_app.records import Exploitation, TraffickingProfile

ACT, MEANS, PURPOSE = "act", "means", "purpose"

# Answers that say nothing of an element.
_SAYS_NOTHING = frozenset({"unknown", "other", "none"})
NO_MEANS = frozenset({"none"})
# How she was held speaks of a means too; long hours alone are work, not a way of getting hold of somebody.
_NO_MEANS_OF_HOLDING = _SAYS_NOTHING | {"excessive_hours"}
# No exploitation, or not of her: smuggling is a crime beside trafficking, reported separately (code list, exploitation_form).
_NO_PURPOSE = frozenset({"none_identified", "unknown", "migrant_smuggling"})
# By which of the ways of recruiting it is known that somebody recruited her.
_NO_ACT = frozenset({"unknown"})

LISTS = MappingProxyType(
    {
        "acts": "trafficking_act",
        "recruitment_method": "recruitment_method",
        "means": "trafficking_means",
        "control": "means_of_control",
        "form": "exploitation_form",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One of the three. `answers` are (question, key) in the order in which they were asked; empty while nothing speaks of it.

    `is_denied` says that somebody looked for it and found none.
    """

    key: str
    answers: tuple[tuple[str, str], ...]
    is_needed: bool = True
    is_denied: bool = False

    @property
    def is_present(self) -> bool:
        return bool(self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The three elements. `by_age_today` says that her age then is not known and today's stands for it."""

    act: Element
    means: Element
    purpose: Element
    of_a_child: bool
    by_age_today: bool

    @property
    def elements(self) -> tuple[Element, ...]:
        return (self.act, self.means, self.purpose)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the elements that are needed and of which no answer speaks."""
        return tuple(one.key for one in self.elements if one.is_needed and not one.is_present)

    @property
    def suggests_a_victim(self) -> bool:
        return not self.missing


def panel(
    profile: TraffickingProfile | None,
    exploitations: Sequence[Exploitation],
    *,
    birth: PartialDate | None,
    today: date,
) -> Panel:
    """Return what the answers say of act, means and purpose. Who may have been under 18 is taken as a child."""
    profile = profile or TraffickingProfile(case_id="")
    of_a_child, by_age_today = _age_then(profile, exploitations, birth, today)
    acts = _spoken("acts", profile.acts) + _spoken("recruitment_method", profile.recruitment_method, but=_NO_ACT)
    means = _spoken("means", profile.means) + _spoken("control", profile.control, but=_NO_MEANS_OF_HOLDING)
    forms = dict.fromkeys(one.form for one in exploitations if one.form and one.form not in _NO_PURPOSE)
    purpose = tuple(("form", form) for form in forms)
    return Panel(
        act=Element(key=ACT, answers=acts),
        means=Element(
            key=MEANS, answers=means, is_needed=not of_a_child, is_denied=not means and profile.means == NO_MEANS
        ),
        purpose=Element(
            key=PURPOSE,
            answers=purpose,
            is_denied=not purpose and any(one.form == "none_identified" for one in exploitations),
        ),
        of_a_child=of_a_child,
        by_age_today=by_age_today,
    )


def _spoken(question: str, keys: frozenset[str], *, but: frozenset[str] = _SAYS_NOTHING) -> tuple[tuple[str, str], ...]:
    return tuple((question, key) for key in sorted(keys - but))


def _age_then(
    profile: TraffickingProfile, exploitations: Sequence[Exploitation], birth: PartialDate | None, today: date
) -> tuple[bool, bool]:
    """Return whether she may have been a child when it began, and whether only her age today tells.

    Whoever is surely a child today was one then, whatever age was written down.
    """
    if birth is not None and ages_on(birth, today)[1] < ADULT_FROM:
        return True, False
    if profile.age_when_min is not None:
        return profile.age_when_min < ADULT_FROM, False
    if profile.age_when_max is not None:
        return profile.age_when_max < ADULT_FROM or is_child(birth, today), False
    began = [one.began.first for one in exploitations if one.began is not None]
    return is_child(birth, min(began, default=today)), not began
