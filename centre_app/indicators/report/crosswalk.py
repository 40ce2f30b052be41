"""The bands of age of other systems, counted from the births again and never from our own bands.

Source: the age groups of CPIMS+ (0-5, 6-11, 12-17, 18 and more), of the GBVIMS and of UNHCR's population figures.
"""

from collections.abc import Mapping

from centre_app.indicators.definition import Counted, Unit
from centre_app.indicators.members import CPIMS, GBVIMS, UNHCR, Bands, Member, band_of
from centre_app.indicators.month import told_apart

SYSTEMS: Mapping[str, Bands] = {"CPIMS+": CPIMS, "GBVIMS": GBVIMS, "UNHCR": UNHCR}


def crosswalk_of(counted: Counted) -> dict[str, dict[str, int]]:
    """Return how many of a line are in each band of each system; lines of persons and of facts alone have it."""
    if counted.line.unit not in (Unit.PERSONS, Unit.FACTS):
        return {}
    members = told_apart(counted, "band")
    return {name: _by_band(members, bands) for name, bands in SYSTEMS.items()} if members else {}


def _by_band(members: tuple[Member, ...], bands: Bands) -> dict[str, int]:
    found = {key: 0 for _, key in bands}
    for each in members:
        key, _ = band_of(each.ages, bands)
        found[key] = found.get(key, 0) + 1
    return found
