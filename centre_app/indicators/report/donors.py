"""The sheets that donors ask for: which lines each holds, and which activities stand beside them.

ECPAT's asks for care, schooling and the gold sites, with workers trained and people reached; ACCEL's for work of 15 to 17
years; Kafamuya's for groups, violations and referrals by town. More lines than these leave in no sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from centre_app.language import N_

ECPAT, ACCEL, KAFAMUYA = "ecpat", "accel", "kafamuya"
TRAINED, SENSITISED = "workers_trained", "people_sensitised"
CENTRE, REGION = "centre", "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines under one heading, by their addresses."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One donor's sheet. `by_place`: whether numbers are also shown by centre or by region; `activities` by their kind."""

    key: str
    donor: str
    title: str
    parts: tuple[Part, ...]
    activities: tuple[str, ...] = ()
    by_place: str = CENTRE

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def codes(self) -> frozenset[str]:
        """The indicators to count for it: those read together as well."""
        return frozenset(code for line in self.lines for code in line.partition(".")[0].split("+"))


def _service(code: str) -> tuple[str, str, str]:
    """Return a service's three counters: in the period, new, since the project began."""
    return f"{code}.S", f"{code}.N", f"{code}.C"


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        ECPAT: Preset(
            key=ECPAT,
            donor="ECPAT",
            title=N_("Sheet for ECPAT"),
            parts=(
                Part(title=N_("Psychosocial care"), lines=_service("E1")),
                Part(title=N_("Psychotherapeutic and legal care"), lines=_service("E4+H1")),
                Part(title=N_("School and training"), lines=(*_service("F1"), *_service("G1"))),
                Part(title=N_("Gold sites"), lines=("B1.found", "B2.interviews", "B2.persons", "B3.sent", "B3.found")),
            ),
            activities=(TRAINED, SENSITISED),
        ),
        ACCEL: Preset(
            key=ACCEL,
            donor="ACCEL",
            title=N_("Sheet for ACCEL"),
            parts=(
                Part(title=N_("Learning a trade"), lines=(*_service("G1"), "G2.of_15_to_17")),
                Part(title=N_("Trainings that ended"), lines=("G3.completed", "G3.certified", "G3.ended")),
                Part(title=N_("Mothers and children"), lines=("G6.mothers", "G7.children")),
            ),
        ),
        KAFAMUYA: Preset(
            key=KAFAMUYA,
            donor="Kafamuya",
            title=N_("Sheet for Kafamuya"),
            parts=(
                Part(
                    title=N_("Talk groups"),
                    lines=("E3.sessions", "E3.participants", "E3.contacts", "E3.visitors"),
                ),
                Part(title=N_("Violations of rights"), lines=("L3.violations",)),
                Part(title=N_("Referrals"), lines=("K1.sent", "K1.accepted", "K1.received")),
            ),
            by_place=REGION,
        ),
    }
)
