"""What a measure says of a small child's nutrition: a proposal, which whoever measured confirms.

Source: WHO and UNICEF, "WHO child growth standards and the identification of severe acute malnutrition" (2009), for 6 to
59 months: upper arm under 115 mm, or swollen feet, is severe; under 125 mm is moderate.
"""

from centre_app.choices.keys import NutritionStatus
from centre_app.dates import Birth, months_between
from centre_app.records import GrowthMeasure

SEVERE_UNDER_MM = 115
MODERATE_UNDER_MM = 125
MONTHS = range(6, 60)


def proposed_status(measure: GrowthMeasure, birth: Birth | None) -> str | None:
    """Return a key of nutrition_status; None where the measure says nothing, or the child may be of another age."""
    if measure.measured_on is None or birth is None or not _may_be_of_that_age(measure, birth):
        return None
    if measure.oedema:
        return NutritionStatus.RED
    if measure.muac_mm is None:
        return None
    if measure.muac_mm < SEVERE_UNDER_MM:
        return NutritionStatus.RED
    return NutritionStatus.YELLOW if measure.muac_mm < MODERATE_UNDER_MM else NutritionStatus.GREEN


def _may_be_of_that_age(measure: GrowthMeasure, birth: Birth) -> bool:
    """Of a child whose age is known roughly, that it may be one is enough: better one look too many."""
    assert measure.measured_on is not None
    youngest = months_between(birth.last, measure.measured_on)
    oldest = months_between(birth.first, measure.measured_on)
    return oldest >= MONTHS.start and youngest < MONTHS.stop
