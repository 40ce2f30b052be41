-- Consents, safety and needs, referrals, groups, leave, follow-up, notes, and files that were merged.

ALTER TABLE persons ADD COLUMN gender_identity TEXT;

ALTER TABLE case_files ADD COLUMN closed_because TEXT;
ALTER TABLE case_files ADD COLUMN merged_into_id TEXT;
ALTER TABLE case_files ADD COLUMN merged_on TEXT;
ALTER TABLE case_files ADD COLUMN status_before_merge TEXT;

-- A consent is looked for in the files that were merged into one, too.
CREATE INDEX case_files_by_merge ON case_files (centre_id, merged_into_id) WHERE merged_into_id IS NOT NULL;

ALTER TABLE intakes ADD COLUMN source_id TEXT;
ALTER TABLE intakes ADD COLUMN source_contact TEXT;
ALTER TABLE intakes ADD COLUMN referred_on TEXT;
ALTER TABLE intakes ADD COLUMN referral_reason TEXT;
ALTER TABLE intakes ADD COLUMN gold_site TEXT;
ALTER TABLE intakes ADD COLUMN papers_received TEXT;
ALTER TABLE intakes ADD COLUMN note TEXT;

ALTER TABLE exits ADD COLUMN destination_kind TEXT;
ALTER TABLE exits ADD COLUMN exit_interview TEXT;

ALTER TABLE printed_copies ADD COLUMN to_whom TEXT;
ALTER TABLE printed_copies ADD COLUMN organisation_id TEXT;
ALTER TABLE printed_copies ADD COLUMN domain TEXT;

CREATE TABLE transfers (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    organisation_id TEXT,
    organisation_in_words TEXT,
    transferred_on TEXT,
    best_interest TEXT,
    resident_view TEXT,
    accompanied_by TEXT,
    consent_id TEXT,
    legal_basis TEXT,
    basis_reason TEXT,
    decided_by TEXT,
    received_on TEXT,
    receipt TEXT
) STRICT;

CREATE INDEX transfers_by_case ON transfers (centre_id, case_id);

CREATE TABLE twin_decisions (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    other_case_id TEXT NOT NULL,
    verdict TEXT,
    score INTEGER,
    decided_on TEXT,
    reason TEXT
) STRICT;

CREATE INDEX twin_decisions_by_case ON twin_decisions (centre_id, case_id);

CREATE INDEX twin_decisions_by_other_case ON twin_decisions (centre_id, other_case_id);

CREATE TABLE leaves (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    stay_id TEXT NOT NULL,
    absence_type TEXT,
    out_at TEXT,
    expected_back_on TEXT,
    accompanied_by TEXT,
    place TEXT,
    last_seen TEXT,
    told_to TEXT,
    despite_danger TEXT,
    back_on TEXT,
    note TEXT
) STRICT;

CREATE INDEX leaves_by_case ON leaves (centre_id, case_id);

CREATE INDEX leaves_by_stay ON leaves (centre_id, stay_id);

CREATE TABLE consents (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    purpose TEXT,
    status TEXT,
    given_on TEXT,
    giver TEXT,
    giver_name TEXT,
    child_agrees INTEGER,
    mode TEXT,
    witness TEXT,
    language TEXT,
    interpreter TEXT,
    partner_id TEXT,
    partner_in_words TEXT,
    restrictions TEXT,
    expires_on TEXT,
    legal_basis TEXT,
    basis_reason TEXT,
    authorised_by TEXT
) STRICT;

CREATE INDEX consents_by_case ON consents (centre_id, case_id);

CREATE TABLE told_topics (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    topic TEXT,
    told_on TEXT,
    told_to TEXT,
    told_elsewhere TEXT,
    where_written TEXT
) STRICT;

CREATE INDEX told_topics_by_case ON told_topics (centre_id, case_id);

CREATE TABLE risk_assessments (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    assessed_on TEXT,
    assessed_by TEXT,
    level TEXT,
    protective_factors TEXT,
    done_at_once TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX risk_assessments_by_case ON risk_assessments (centre_id, case_id);

CREATE TABLE safety_plans (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    drawn_up_on TEXT,
    triggers TEXT,
    signs TEXT,
    what_to_do TEXT,
    safe_places TEXT,
    trusted_people TEXT,
    phone_numbers TEXT,
    agreed_on TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX safety_plans_by_case ON safety_plans (centre_id, case_id);

CREATE TABLE needs_assessments (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    assessed_on TEXT,
    assessed_by TEXT,
    strengths TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX needs_assessments_by_case ON needs_assessments (centre_id, case_id);

CREATE TABLE domain_needs (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    assessment_id TEXT NOT NULL,
    domain TEXT,
    score TEXT,
    need TEXT,
    strength TEXT
) STRICT;

CREATE INDEX domain_needs_by_case ON domain_needs (centre_id, case_id);

CREATE INDEX domain_needs_by_assessment ON domain_needs (centre_id, assessment_id);

CREATE TABLE functional_difficulties (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    asked_on TEXT,
    seeing TEXT,
    hearing TEXT,
    walking TEXT,
    remembering TEXT,
    selfcare TEXT,
    communicating TEXT,
    aids TEXT
) STRICT;

CREATE INDEX functional_difficulties_by_case ON functional_difficulties (centre_id, case_id);

CREATE TABLE talk_groups (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    name TEXT,
    kind TEXT,
    theme TEXT,
    cycle INTEGER,
    sessions_planned INTEGER,
    max_size INTEGER,
    facilitator_id TEXT,
    second_facilitator_id TEXT,
    from_on TEXT,
    to_on TEXT,
    project_id TEXT
) STRICT;

CREATE TABLE group_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    group_id TEXT NOT NULL,
    held_on TEXT,
    theme TEXT,
    minutes INTEGER,
    place TEXT,
    facilitator_id TEXT,
    visitors INTEGER,
    collective_note TEXT
) STRICT;

CREATE INDEX group_sessions_by_group ON group_sessions (centre_id, group_id);

CREATE TABLE group_attendances (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    group_session_id TEXT NOT NULL,
    status TEXT
) STRICT;

CREATE INDEX group_attendances_by_case ON group_attendances (centre_id, case_id);

CREATE INDEX group_attendances_by_group_session ON group_attendances (centre_id, group_session_id);

CREATE TABLE referrals (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    direction TEXT,
    referral_type TEXT,
    organisation_id TEXT,
    organisation_in_words TEXT,
    contact TEXT,
    reason TEXT,
    needs TEXT,
    urgency TEXT,
    consent_id TEXT,
    legal_basis TEXT,
    basis_reason TEXT,
    sent_on TEXT,
    status TEXT,
    answered_on TEXT,
    answer TEXT,
    service_received_on TEXT,
    accompanied_by TEXT,
    cost_fcfa INTEGER,
    confidentiality TEXT
) STRICT;

CREATE INDEX referrals_by_case ON referrals (centre_id, case_id);

CREATE TABLE service_records (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    domain TEXT,
    service TEXT,
    what TEXT,
    given_on TEXT,
    given_by TEXT,
    organisation_id TEXT,
    action_id TEXT,
    project_id TEXT
) STRICT;

CREATE INDEX service_records_by_case ON service_records (centre_id, case_id);

CREATE TABLE follow_ups (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    milestone TEXT,
    follow_up_type TEXT,
    done_on TEXT,
    by_id TEXT,
    via TEXT,
    partner_id TEXT,
    result TEXT,
    safety TEXT,
    health TEXT,
    schooling TEXT,
    work TEXT,
    family TEXT,
    kit_running INTEGER,
    income_band TEXT,
    resident_view TEXT,
    note TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX follow_ups_by_case ON follow_ups (centre_id, case_id);

CREATE TABLE case_notes (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    heading TEXT,
    noted_on TEXT,
    text TEXT,
    confidentiality TEXT
) STRICT;

CREATE INDEX case_notes_by_case ON case_notes (centre_id, case_id);
