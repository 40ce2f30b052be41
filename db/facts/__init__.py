"""Coded facts: what happened to whom on which day, without a name and without a word, for whoever counts.

Each kind of fact is one SELECT with the same seven columns: centre_id, person_id, case_id, day, until, key, amount.
`day` and `until` are ISO days; of a fact that lasts, `until` is the day on which it no longer holds (NULL: it still
holds). `key` is a choice of the fact's own list, `amount` what is summed where persons are not the unit. What an
indicator means is none of this package's business.

A SELECT may name the houses and days asked for (:centres, :first, :last), so as to read no file that was closed long
before. Asked for all days at once it gives every fact there is; it is not for counting since a beginning (`served`).

counting   reading facts within days, on a day, and person by person since a beginning
copy       the same facts once more at headquarters, for whoever may count and read nothing else
flows … data   the SELECTs, by chapter of the monthly report
"""

from collections.abc import Mapping

from db.facts import (
    after_leaving,
    data,
    family,
    flows,
    health,
    house,
    identification,
    incidents,
    law,
    nights,
    protection,
    psychosocial,
    referrals,
    schooling,
    training,
)

SELECTS: Mapping[str, str] = {
    **flows.SELECTS,
    **psychosocial.SELECTS,
    **protection.SELECTS,
    **nights.SELECTS,
    **identification.SELECTS,
    **health.SELECTS,
    **schooling.SELECTS,
    **training.SELECTS,
    **law.SELECTS,
    **family.SELECTS,
    **after_leaving.SELECTS,
    **referrals.SELECTS,
    **house.SELECTS,
    **incidents.SELECTS,
    **data.SELECTS,
}

# Kinds that last and are served for as long as they do: who is at school receives it every month.
LASTING = frozenset({"schooling", "schooling_by_level", "training", "training_by_mode"})

# Kinds of which one house's depend on what another house wrote: who comes back may have stayed elsewhere before, and who
# moved may have been seen out of work there.
ACROSS = frozenset({"readmissions", "out_of_work"})

# Kinds of which no record is kept that may be counted. Counting them gives "no data", not nought.
NOT_KEPT = frozenset({"psea_in_time"})
