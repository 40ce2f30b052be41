"""Aggregates for the figures: how many, by what. Each query is led by the centre and read from a covering index.

Every function gives pairs of key and number, without an order; the key None stands for "not answered". What a figure
means, and which keys are of which list, is none of this module's business. `centres` are the houses counted together.

Days decide the period: `first` and `last` are both in it. A fact known only as an interval (the birth of a child whose
mother's register gives no day) falls on the middle of its interval.
"""

import json
from collections.abc import Sequence

from db.vault import Vault

Counted = list[tuple[str | None, int]]

_OF_CENTRES = "{t}.centre_id IN (SELECT value FROM json_each(:centres)) AND {t}.voided_at IS NULL"
# A stay that stands in two files of one person, since they were merged, is counted once.
_ONCE = (
    "(:twice = '[]' OR s.case_id || ' ' || COALESCE(s.admitted_on, '') NOT IN (SELECT value FROM json_each(:twice)))"
)
_STAYS = f"{_OF_CENTRES.format(t='s')} AND {_ONCE}"
_HERSELF = "COALESCE(s.admission_type, '') NOT IN ('accompanying_child', 'born_in_centre')"
_ADMITTED = f"care.stays AS s WHERE {_STAYS} AND s.admitted_on BETWEEN :first AND :last AND {_HERSELF}"
_MIDDLE = "date((julianday({t}_from) + julianday({t}_to)) / 2)"

# What is said of an admission stands in the intake that led to it: the last one until that day, else the first after.
_OF_HER_INTAKE = (
    "(SELECT i.{column} FROM care.intakes AS i"
    " WHERE i.centre_id = s.centre_id AND i.case_id = s.case_id AND i.voided_at IS NULL"
    " ORDER BY COALESCE(i.contact_on > s.admitted_on, 1), i.contact_on DESC, i.id DESC LIMIT 1)"
)
_HER_LEVEL = (
    "(SELECT e.level_at_entry FROM care.education_profiles AS e"
    " WHERE e.centre_id = s.centre_id AND e.case_id = s.case_id AND e.voided_at IS NULL ORDER BY e.id LIMIT 1)"
)
_WHO = "CASE WHEN s.admission_type IN ('accompanying_child', 'born_in_centre') THEN s.admission_type ELSE 'herself' END"


class Period:
    """The houses and the days that are counted, as the queries take them; `twice` is what `written_twice` found."""

    def __init__(self, centres: Sequence[str], first: str, last: str, *, twice: Sequence[str] = ()) -> None:
        self.parameters = {
            "centres": json.dumps(list(centres)),
            "first": first,
            "last": last,
            "twice": json.dumps(list(twice)),
        }


def written_twice(vault: Vault, centres: Sequence[str]) -> list[str]:
    """Return the stays of merged files, as "case day", that overlap a stay in the file that was kept."""
    found = vault.ask(
        "SELECT DISTINCT d.case_id || ' ' || COALESCE(d.admitted_on, '')"
        " FROM care.case_files AS m INDEXED BY case_files_by_status"
        " JOIN care.stays AS d ON d.centre_id = m.centre_id AND d.case_id = m.id AND d.voided_at IS NULL"
        " JOIN care.stays AS k ON k.centre_id = m.centre_id AND k.case_id = m.merged_into_id AND k.voided_at IS NULL"
        " WHERE m.centre_id IN (SELECT value FROM json_each(:centres)) AND m.status = 'merged' AND m.voided_at IS NULL"
        " AND (d.admitted_on = k.admitted_on OR COALESCE(k.admitted_on, '') < COALESCE(d.ended_on, '9999')"
        "  AND COALESCE(d.admitted_on, '') < COALESCE(k.ended_on, '9999'))",
        {"centres": json.dumps(list(centres))},
    )
    return [row[0] for row in found]


def admissions_by_source(vault: Vault, period: Period) -> Counted:
    """Count stays begun, by who sent her."""
    return _counted(vault, period, f"SELECT {_OF_HER_INTAKE.format(column='source')}, 1 FROM {_ADMITTED}")


def admissions_by_reason(vault: Vault, period: Period) -> Counted:
    """Count stays begun, by the reason for admission."""
    return _counted(vault, period, f"SELECT {_OF_HER_INTAKE.format(column='reason')}, 1 FROM {_ADMITTED}")


def admissions_by_school_level(vault: Vault, period: Period) -> Counted:
    """Count stays begun, by her level at school on arrival."""
    return _counted(vault, period, f"SELECT {_HER_LEVEL}, 1 FROM {_ADMITTED}")


def admissions_by_origin(vault: Vault, period: Period) -> list[tuple[str | None, str | None, str | None, int]]:
    """Count stays begun, by region, cercle and country of origin."""
    sql = (
        "SELECT p.origin_region, p.origin_cercle, p.origin_country, COUNT(*)"
        f" FROM {_ADMITTED.replace(' WHERE', ' JOIN care.persons AS p ON p.id = s.person_id WHERE', 1)}"
        " GROUP BY p.origin_region, p.origin_cercle, p.origin_country"
    )
    return [tuple(row) for row in vault.ask(sql, period.parameters)]


def children_accompanying(vault: Vault, period: Period) -> Counted:
    """Count the stays of children who came with their mother, begun in the period."""
    return _counted(
        vault,
        period,
        f"SELECT s.admission_type, 1 FROM care.stays AS s WHERE {_STAYS}"
        " AND s.admitted_on BETWEEN :first AND :last AND s.admission_type = 'accompanying_child'",
    )


def births_by_outcome(vault: Vault, period: Period) -> Counted:
    """Count births at the centre, by outcome."""
    return _counted(
        vault,
        period,
        f"SELECT b.outcome, 1 FROM care.births AS b WHERE {_OF_CENTRES.format(t='b')}"
        f" AND b.born_from <= :last AND b.born_to >= :first AND {_MIDDLE.format(t='b.born')} BETWEEN :first AND :last",
    )


def exits_by_reason(vault: Vault, period: Period) -> Counted:
    """Count exits of women and girls, by reason; children leave with their mother."""
    return _counted(vault, period, f"SELECT x.reason, 1 FROM {_LEFT} AND {_HERSELF}")


def returns_with_kit(vault: Vault, period: Period) -> Counted:
    """Count returns to the family, by whether a kit was given since the stay began."""
    return _counted(
        vault,
        period,
        f"SELECT CASE WHEN {_HAS_KIT} THEN 'with_kit' ELSE 'without_kit' END, 1"
        f" FROM {_LEFT} AND {_HERSELF} AND x.reason = 'family_reunified'",
    )


_LEFT = (
    "care.exits AS x JOIN care.stays AS s ON s.id = x.stay_id AND s.voided_at IS NULL"
    f" AND {_ONCE} WHERE {_OF_CENTRES.format(t='x')} AND x.left_on BETWEEN :first AND :last"
)
_HAS_KIT = (
    "EXISTS (SELECT 1 FROM care.kit_grants AS k WHERE k.centre_id = x.centre_id AND k.case_id = x.case_id"
    " AND COALESCE(k.given_on, x.left_on) >= COALESCE(s.admitted_on, '') AND k.voided_at IS NULL)"
)
_GIVEN = f"care.kit_grants AS k WHERE {_OF_CENTRES.format(t='k')} AND k.given_on BETWEEN :first AND :last"


def kits_given(vault: Vault, period: Period) -> Counted:
    """Count kits given, by kit."""
    return _counted(vault, period, f"SELECT k.kit, 1 FROM {_GIVEN}")


def value_of_kits(vault: Vault, period: Period) -> Counted:
    """Sum the value of the kits given, in F CFA, by kit; a kit whose value is not written adds nothing."""
    return _counted(vault, period, f"SELECT k.kit, COALESCE(k.value_fcfa, 0) FROM {_GIVEN}")


def present_on_last_day(vault: Vault, period: Period) -> Counted:
    """Count persons who had come by the last day and had not left by its evening, by who they are.

    A child born at the centre of whom no day is known is there from the middle of the days it may have been born on.
    """
    began = f"COALESCE(s.admitted_on, {_MIDDLE.format(t='p.birth')})"
    return _counted(
        vault,
        period,
        f"SELECT {_WHO}, 1 FROM care.stays AS s"
        " LEFT JOIN care.persons AS p ON p.id = s.person_id AND s.admitted_on IS NULL"
        f" WHERE {_STAYS} AND (s.ended_on IS NULL OR s.ended_on > :last) AND {began} <= :last",
    )


def nights(vault: Vault, period: Period) -> Counted:
    """Count nights slept at the centre, by who they are; [] when no night was marked at all, not even an absence."""
    return _counted(
        vault,
        period,
        f"SELECT {_WHO}, COALESCE(n.present, 0) FROM care.presence_nights AS n JOIN care.stays AS s ON s.id = n.stay_id"
        f" AND {_ONCE} WHERE {_OF_CENTRES.format(t='n')} AND n.night BETWEEN :first AND :last",
    )


def _counted(vault: Vault, period: Period, sql: str) -> Counted:
    """Sum the second column of a query by its first."""
    whole = f"WITH fact (key, n) AS ({sql}) SELECT key, SUM(n) FROM fact GROUP BY key"
    return [(key, number) for key, number in vault.ask(whole, period.parameters)]
