"""Sessions with one person, groups and who came, psychotherapy and psychiatry, wellbeing from the first measure to the last."""

from db.facts.parts import moments, of_women

_CAME = "r.{status} IN ('present', 'late')"
_HELD = (
    f"{of_women('protection.psychosocial_sessions')} AND r.held_on IS NOT NULL AND {_CAME.format(status='attended')}"
)
# Interviews on a gold site identify (B2); mediation, surveys and visits to the family are work around a person (I2).
_NOT_CARE = "('interview_site', 'mediation', 'social_survey', 'home_visit')"
_SESSIONS = f"{_HELD} AND COALESCE(r.session_type, '') NOT IN {_NOT_CARE}"
_ATTENDED = (
    of_women("care.group_attendances").replace(
        " WHERE ",
        " JOIN care.group_sessions AS s ON s.id = r.group_session_id AND s.centre_id = r.centre_id"
        " AND s.voided_at IS NULL JOIN care.talk_groups AS g ON g.id = s.group_id AND g.voided_at IS NULL WHERE ",
        1,
    )
    + f" AND s.held_on IS NOT NULL AND {_CAME.format(status='status')}"
)
_IS_TALK_GROUP = "COALESCE(g.kind, 'talk_group') IN ('talk_group', 'peer_group')"
# What is learnt in a group is schooling or training (F1, G1) where she is enrolled in it, and no care of the mind.
_IS_CARE = "COALESCE(g.kind, 'talk_group') NOT IN ('literacy', 'life_skills', 'workshop')"
_GROUP_SESSIONS = (
    "SELECT s.centre_id, NULL AS person_id, NULL AS case_id, s.held_on AS day, NULL AS until,"
    " COALESCE(s.theme, g.theme) AS key, {amount} AS amount"
    " FROM care.group_sessions AS s JOIN care.talk_groups AS g ON g.id = s.group_id AND g.voided_at IS NULL"
    f" WHERE s.voided_at IS NULL AND s.held_on IS NOT NULL AND {_IS_TALK_GROUP}"
)

# --- wellbeing -------------------------------------------------------------------------------------------------

_SENTENCES = ("sleep", "appetite", "safety", "mood", "hope")


def _total(of: str) -> str:
    return f"({' + '.join(f'CAST({of}.{sentence} AS INTEGER)' for sentence in _SENTENCES)})"


def _is_whole(of: str) -> str:
    return " AND ".join(f"{of}.{sentence} IN ('0', '1', '2', '3', '4')" for sentence in _SENTENCES)


_FIRST = (
    "(SELECT {column} FROM protection.wellbeing_measures AS w WHERE w.centre_id = r.centre_id AND w.case_id = r.case_id"
    f" AND w.voided_at IS NULL AND w.measured_on IS NOT NULL AND {_is_whole('w')} ORDER BY w.measured_on, w.id LIMIT 1)"
)
_GAIN = f"({_total('r')} - {_FIRST.format(column=_total('w'))})"
_APART, _BETTER_BY = 60, 3  # days and points (wellbeing.py)

SELECTS = {
    # E1: `key` is the kind of session or of group
    "psychosocial_care": moments(_SESSIONS, day="r.held_on", key="r.session_type")
    + " UNION ALL "
    + moments(f"{_ATTENDED} AND {_IS_CARE}", day="s.held_on", key="COALESCE(g.kind, 'talk_group')"),
    # E2
    "sessions": moments(_SESSIONS, day="r.held_on", key="r.session_type"),
    # E3: sessions are facts of the house; `key` is the theme
    "group_sessions": _GROUP_SESSIONS.format(amount="1"),
    "group_visitors": _GROUP_SESSIONS.format(amount="COALESCE(s.visitors, 0)"),
    "group_attendances": moments(
        f"{_ATTENDED} AND {_IS_TALK_GROUP}", day="s.held_on", key="COALESCE(s.theme, g.theme)"
    ),
    # E4
    "psychotherapy": moments(f"{_HELD} AND r.session_type = 'psychotherapy'", day="r.held_on", key="r.session_type")
    + " UNION ALL "
    + moments(
        f"{of_women('health.medical_visits')} AND r.visit_type = 'mental_health' AND r.seen_on IS NOT NULL",
        day="r.seen_on",
        key="r.visit_type",
    ),
    # E5: every whole measure far enough from the first one; `amount` is the gain
    "wellbeing": moments(
        f"{of_women('protection.wellbeing_measures')} AND r.measured_on IS NOT NULL AND {_is_whole('r')}"
        f" AND julianday(r.measured_on) - julianday({_FIRST.format(column='w.measured_on')}) >= {_APART}",
        day="r.measured_on",
        key=f"CASE WHEN {_GAIN} >= {_BETTER_BY} THEN 'better' ELSE 'not_better' END",
        amount=_GAIN,
    ),
}
