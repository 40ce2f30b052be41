"""The indicators of the monthly report, A1 to M5, one module a chapter; `INDICATORS` is all of them in order."""

from centre_app.indicators.definition import Indicator
from centre_app.indicators.monthly import (
    a_flows,
    b_identification,
    c_protection,
    d_health,
    e_psychosocial,
    f_schooling,
    g_livelihood,
    h_law,
    i_family,
    j_after_leaving,
    k_services,
    l_incidents,
    m_data,
)

INDICATORS: tuple[Indicator, ...] = (
    *a_flows.INDICATORS,
    *b_identification.INDICATORS,
    *c_protection.INDICATORS,
    *d_health.INDICATORS,
    *e_psychosocial.INDICATORS,
    *f_schooling.INDICATORS,
    *g_livelihood.INDICATORS,
    *h_law.INDICATORS,
    *i_family.INDICATORS,
    *j_after_leaving.INDICATORS,
    *k_services.INDICATORS,
    *l_incidents.INDICATORS,
    *m_data.INDICATORS,
)
