"""What can be answered at the roll call: its sign, its word, and the letter that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from centre_app.casework.roll_call import Answer
from centre_app.choices import choices
from centre_app.folding import fold
from centre_app.language import N_, Language
from ui import icons, theme
from ui.theme import Tone

PRESENT = "present"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One answer. `called` is the word whose first letter answers it; `word` is what the line then says."""

    key: str
    icon: str
    called: str
    word: str
    tone: Tone = theme.SOON_TONE

    @property
    def answer(self) -> Answer:
        is_here = self.key == PRESENT
        return Answer(present=is_here, absence_type=None if is_here else self.key)

    def letter(self, language: Language) -> str:
        """Return the letter in capitals: the first of its word in the language of the screen."""
        return fold(language.say(self.called))[:1].upper()


# Keys of `absence_type`, in the order of the signs on a line; those that are `_RARE` stand behind the three dots.
MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        mark.key: mark
        for mark in (
            Mark(key=PRESENT, icon=icons.DONE, called=N_("Present"), word=N_("present"), tone=theme.DONE_TONE),
            Mark(key="permission", icon=icons.AWAY, called=N_("Leave"), word=N_("on leave")),
            Mark(key="hospital", icon=icons.HOSPITAL, called=N_("Hospital"), word=N_("at hospital")),
            Mark(key="court", icon=icons.LEGAL, called=N_("Court"), word=N_("at court")),
            Mark(key="runaway", icon=icons.LATE, called=N_("Missing"), word=N_("missing tonight"), tone=theme.LATE_TONE),
            Mark(key="family_visit", icon=icons.FAMILY, called=N_("Family"), word=N_("with family")),
            Mark(key="school_trip", icon=icons.SCHOOL, called=N_("School"), word=N_("for school")),
            Mark(
                key="unauthorised", icon=icons.LATE, called=N_("Unauthorised"), word=N_("without leave"),
                tone=theme.LATE_TONE,
            ),
        )
    }
)  # fmt: skip
SHOWN = (PRESENT, "permission", "hospital", "court", "runaway")
RARE = tuple(key for key in MARKS if key not in SHOWN)


def key_of(answer: Answer | None) -> str | None:
    """Return which mark an answer is; "" for away and nobody said why, None for no answer."""
    if answer is None:
        return None
    return PRESENT if answer.present else answer.absence_type or ""


def said(key: str | None, language: Language, *, sex: str | None) -> str:
    """Return an answer as the end of a line says it; a reason that the house added itself in its own words."""
    if key is None:
        return ""
    mark = MARKS.get(key)
    if mark is not None:
        return language.say(mark.word, sex=sex)
    return choices("absence_type").label(key, language, sex) if key else language.say(N_("away"), sex=sex)


def letters(language: Language) -> dict[str, str]:
    """Return which mark each letter makes."""
    return {mark.letter(language): key for key, mark in MARKS.items()}
