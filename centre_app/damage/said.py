"""Records that a damage touched, in words: what kind they are, whose file they belong to, who wrote them and when."""

from centre_app.acts import KINDS
from centre_app.damage.findings import Damage, FoundRecord, LostRecord
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import CaseFile, StaffMember
from centre_app.register import Register

MOST_KINDS = 8  # that a sentence can list
DAY = 10  # signs of a moment that tell the day
TORN_BESIDE_LOST = N_("The journal is torn after the backup: more may be missing than is listed here.")
TORN = N_("The journal is torn after the backup: nobody can say whether something is missing.")


def kind(table: str, language: Language) -> str:
    """Return what a kind of record is called."""
    return language.say(KINDS[table]) if table in KINDS else language.say(N_("Another line"))


def whose(register: Register, record: Record, damage: Damage) -> str:
    """Return the number of the file that a record belongs to, be the file itself among what was found; "" for none."""
    if isinstance(record, CaseFile):
        return record.code or ""
    case_id, person_id = getattr(record, "case_id", None), getattr(record, "person_id", None) or record.id
    found = [one.record for one in damage.found if isinstance(one.record, CaseFile)]
    for case in (*found, *register.as_stored.find(CaseFile)) if register.can_open(CaseFile) else found:
        if case.id == case_id or case.person_id == person_id:
            return case.code or ""
    return ""


def written(register: Register, one: FoundRecord, language: Language) -> str:
    """Return when a record was written last, and by whom."""
    at = one.record.updated_at
    return _by(register, language.moment(at) if at else "", one.record.updated_by, language)


def lost_together(register: Register, damage: Damage, language: Language) -> list[tuple[str, str]]:
    """Return what nobody can read, a line for each kind, author and day: "Nuit · 24", "écrit le 21/11/2026 à 18:40 …"."""
    alike: dict[tuple[str, str, str], list[LostRecord]] = {}
    for one in damage.lost:
        alike.setdefault((one.table, one.who or "", (one.at or "")[:DAY]), []).append(one)
    return [
        (
            f"{kind(table, language)} · {len(found)}" if len(found) > 1 else kind(table, language),
            _lost_at(register, found[-1], language),
        )
        for (table, _, _), found in alike.items()
    ]


def _lost_at(register: Register, one: LostRecord, language: Language) -> str:
    """Return when and by whom it was written; where its line is gone too, that nobody knows."""
    if one.moment is None:
        return language.say(N_("nobody knows when, nor by whom"))
    return _by(register, language.moment(one.moment), one.who or "", language)


def _by(register: Register, moment: str, who: str, language: Language) -> str:
    member = register.as_stored.get(StaffMember, who)
    name = (member.name or "") if member else ""
    return language.say(N_("written {moment} by {name}"), moment=moment, name=name) if name else moment


def missing(damage: Damage, language: Language) -> list[str]:
    """Return what nobody can read any more, in sentences, beside the list of single records; [] where nothing is."""
    said = []
    if damage.lost_lines:
        said.append(
            language.say_n(
                N_("{n} line of the journal written after the backup cannot be read: what it tells of may be missing."),
                N_(
                    "{n} lines of the journal written after the backup cannot be read: what they tell of may be missing."
                ),
                damage.lost_lines,
            )
        )
    elif damage.is_history_torn and damage.lost:
        said.append(language.say(TORN_BESIDE_LOST))
    elif damage.is_history_torn:
        said.append(language.say(TORN))
    if len(damage.unreadable) > MOST_KINDS:
        said.append(
            language.say(
                N_(
                    "Hardly anything of the damaged file can be read: nobody can say what was written in it after the backup."
                )
            )
        )
    elif damage.unreadable:
        kinds = language.list_of(sorted({kind(table, language) for table in damage.unreadable}))
        said.append(
            language.say(
                N_(
                    "What was written after the backup can be read no more in these lists: {kinds}. Look at your papers and "
                    "write it again."
                ),
                kinds=kinds,
            )
        )
    return said
