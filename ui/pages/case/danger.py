"""How great the danger is, as a chip over every section: who opens a file for another reason sees it too."""

from centre_app import risk
from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.records import RiskAssessment
from ui import icons, theme
from ui.kit.chip import Chip


def danger_chips(file: CaseView, language: Language) -> list[Chip]:
    """Return a chip while the danger is great, for those who may know it; else none."""
    assessment = risk.latest(file.of(RiskAssessment))
    if assessment is None or assessment.level not in risk.DANGEROUS:
        return []
    level = choices("risk_level").label(assessment.level, language).lower()
    return [Chip(language.say(N_("Risk: {level}"), level=level), theme.LATE_TONE, icons.PROTECTION, name="danger")]
