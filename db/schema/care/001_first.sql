-- The person without her name, her stay, her plan, school, training. Opened by every role at the centre.

CREATE TABLE persons (
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
    sex TEXT,
    birth_from TEXT,
    birth_to TEXT,
    birth_prec TEXT,
    birth_said_on TEXT,
    age_basis TEXT,
    civil_registration TEXT,
    origin_country TEXT,
    origin_region TEXT,
    origin_cercle TEXT,
    marital_status TEXT,
    children_stated INTEGER,
    uasc_status TEXT,
    legal_status TEXT,
    deceased_on_from TEXT,
    deceased_on_to TEXT,
    deceased_on_prec TEXT
) STRICT;

CREATE TABLE person_nationalities (
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
    person_id TEXT NOT NULL,
    nationality TEXT,
    basis TEXT
) STRICT;

CREATE INDEX person_nationalities_by_person ON person_nationalities (centre_id, person_id);

CREATE TABLE person_languages (
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
    person_id TEXT NOT NULL,
    language TEXT,
    level TEXT,
    interpreter_needed INTEGER
) STRICT;

CREATE INDEX person_languages_by_person ON person_languages (centre_id, person_id);

CREATE TABLE person_links (
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
    from_person_id TEXT NOT NULL,
    to_person_id TEXT NOT NULL,
    relation TEXT,
    is_in_same_stay INTEGER,
    from_on TEXT,
    to_on TEXT
) STRICT;

CREATE INDEX person_links_by_from ON person_links (centre_id, from_person_id);

CREATE INDEX person_links_by_to ON person_links (centre_id, to_person_id);

CREATE TABLE case_files (
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
    code TEXT,
    person_id TEXT NOT NULL,
    status TEXT,
    referent_id TEXT,
    opened_on TEXT,
    confidentiality TEXT,
    share_hq INTEGER,
    share_hq_basis TEXT,
    reopened_count INTEGER,
    closed_on TEXT
) STRICT;

CREATE INDEX case_files_by_code ON case_files (centre_id, code);

-- holds all that a search asks of a file, so that who answers is found without reading a row
CREATE INDEX case_files_by_person ON case_files (centre_id, person_id, voided_at, code, id);

CREATE INDEX case_files_by_status ON case_files (centre_id, status);

-- the few that are not for everybody: asked for at every unlocking
CREATE INDEX case_files_confidential ON case_files (confidentiality) WHERE confidentiality IN ('restricted', 'sealed');

CREATE TABLE intakes (
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
    contact_on TEXT,
    source TEXT,
    source_in_words TEXT,
    setting TEXT,
    reason TEXT,
    brought_by TEXT,
    prior_living TEXT,
    separation_cause TEXT,
    immediate_needs TEXT,
    in_danger INTEGER
) STRICT;

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX intakes_by_case ON intakes (centre_id, case_id, contact_on, id, source, reason, voided_at);

CREATE TABLE stays (
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
    person_id TEXT NOT NULL,
    admission_type TEXT,
    admitted_on TEXT,
    admitted_by TEXT,
    room_in_words TEXT,
    exception_reason TEXT,
    rules_signed_on TEXT,
    entry_kit_done INTEGER,
    ended_on TEXT
) STRICT;

CREATE INDEX stays_by_case ON stays (centre_id, case_id);

CREATE INDEX stays_by_person ON stays (centre_id, person_id);

CREATE INDEX stays_open ON stays (centre_id, ended_on, admitted_on);

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX stays_counted ON stays (centre_id, admitted_on, voided_at, admission_type, case_id, person_id, ended_on);

CREATE TABLE exits (
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
    left_on TEXT,
    reason TEXT,
    quality TEXT,
    destination TEXT,
    with_whom TEXT,
    belongings_returned INTEGER,
    papers_returned INTEGER,
    medical_summary_given INTEGER,
    follow_up_plan TEXT,
    no_follow_up_reason TEXT
) STRICT;

CREATE INDEX exits_by_case ON exits (centre_id, case_id);

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX exits_counted ON exits (centre_id, left_on, reason, voided_at, case_id, stay_id);

CREATE TABLE births (
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
    born_from TEXT,
    born_to TEXT,
    born_prec TEXT,
    outcome TEXT,
    child_person_id TEXT,
    place TEXT,
    declared_on TEXT
) STRICT;

CREATE INDEX births_by_case ON births (centre_id, case_id);

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX births_counted ON births (centre_id, born_from, born_to, outcome, voided_at);

CREATE TABLE bed_assignments (
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
    bed_id TEXT NOT NULL,
    from_on TEXT,
    to_on TEXT,
    event TEXT,
    reason TEXT
) STRICT;

CREATE INDEX bed_assignments_by_case ON bed_assignments (centre_id, case_id);

CREATE INDEX bed_assignments_by_bed ON bed_assignments (centre_id, bed_id, to_on);

CREATE INDEX bed_assignments_by_stay ON bed_assignments (centre_id, stay_id);

CREATE TABLE presence_nights (
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
    night TEXT,
    present INTEGER,
    absence_type TEXT,
    note TEXT
) STRICT;

CREATE INDEX presence_nights_by_case ON presence_nights (centre_id, case_id);

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX presence_nights_by_night ON presence_nights (centre_id, night, stay_id, present, voided_at);

CREATE TABLE health_briefs (
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
    allergies TEXT,
    alerts TEXT,
    treatment TEXT,
    next_on TEXT,
    next_where TEXT
) STRICT;

CREATE INDEX health_briefs_by_case ON health_briefs (centre_id, case_id);

CREATE TABLE education_profiles (
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
    level_at_entry TEXT,
    last_school TEXT,
    last_year_from TEXT,
    last_year_to TEXT,
    last_year_prec TEXT,
    reads INTEGER,
    writes INTEGER,
    reason_left TEXT
) STRICT;

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX education_profiles_by_case ON education_profiles (centre_id, case_id, id, level_at_entry, voided_at);

CREATE TABLE school_enrolments (
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
    provision TEXT,
    level TEXT,
    establishment TEXT,
    timetable TEXT,
    status TEXT,
    fees_fcfa INTEGER,
    project_id TEXT,
    from_on TEXT,
    to_on TEXT,
    end_reason TEXT
) STRICT;

CREATE INDEX school_enrolments_by_case ON school_enrolments (centre_id, case_id);

CREATE TABLE term_results (
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
    enrolment_id TEXT NOT NULL,
    term TEXT,
    reported_on TEXT,
    average TEXT,
    rank INTEGER,
    absences INTEGER,
    note TEXT
) STRICT;

CREATE INDEX term_results_by_case ON term_results (centre_id, case_id);

CREATE TABLE training_enrolments (
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
    trade TEXT,
    mode TEXT,
    master TEXT,
    timetable TEXT,
    contract_signed_on TEXT,
    from_on TEXT,
    planned_to TEXT,
    to_on TEXT,
    status TEXT,
    hours_week INTEGER,
    allowance_fcfa INTEGER,
    project_id TEXT,
    director_reason TEXT
) STRICT;

CREATE INDEX training_enrolments_by_case ON training_enrolments (centre_id, case_id);

CREATE TABLE training_evaluations (
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
    enrolment_id TEXT NOT NULL,
    month TEXT,
    skill TEXT,
    attendance_percent INTEGER,
    note TEXT
) STRICT;

CREATE INDEX training_evaluations_by_case ON training_evaluations (centre_id, case_id);

CREATE TABLE kit_grants (
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
    kit TEXT,
    contents TEXT,
    value_fcfa INTEGER,
    given_on TEXT,
    project_id TEXT,
    receipt TEXT
) STRICT;

CREATE INDEX kit_grants_by_case ON kit_grants (centre_id, case_id, given_on, voided_at);

-- holds all that is counted of it, so that the month's figures read no row
CREATE INDEX kit_grants_counted ON kit_grants (centre_id, given_on, kit, value_fcfa, voided_at);

CREATE TABLE care_plans (
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
    version INTEGER,
    status TEXT,
    drafted_on TEXT,
    agreed_on TEXT,
    situation TEXT,
    wishes TEXT,
    wishes_in_french TEXT,
    worries TEXT,
    worries_in_french TEXT,
    strengths TEXT,
    strengths_in_french TEXT,
    explained_in TEXT,
    interpreter TEXT,
    exit_preparation TEXT,
    review_on TEXT,
    previous_id TEXT,
    copy_choice TEXT
) STRICT;

CREATE INDEX care_plans_by_case ON care_plans (centre_id, case_id);

CREATE TABLE plan_goals (
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
    plan_id TEXT NOT NULL,
    domain TEXT,
    need TEXT,
    objective TEXT,
    priority TEXT,
    due_on TEXT,
    status TEXT,
    closed_on TEXT,
    outcome TEXT
) STRICT;

CREATE INDEX plan_goals_by_case ON plan_goals (centre_id, case_id);

CREATE INDEX plan_goals_by_plan ON plan_goals (centre_id, plan_id);

CREATE TABLE plan_actions (
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
    plan_id TEXT NOT NULL,
    goal_id TEXT NOT NULL,
    what TEXT,
    who_id TEXT,
    who_in_words TEXT,
    due_on TEXT,
    rhythm TEXT,
    status TEXT,
    done_on TEXT,
    blocker TEXT,
    cost_fcfa INTEGER,
    paid_by TEXT,
    project_id TEXT
) STRICT;

CREATE INDEX plan_actions_by_case ON plan_actions (centre_id, case_id);

CREATE INDEX plan_actions_by_plan ON plan_actions (centre_id, plan_id);

CREATE INDEX plan_actions_by_due ON plan_actions (centre_id, due_on);

CREATE TABLE plan_reviews (
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
    plan_id TEXT NOT NULL,
    reviewed_on TEXT,
    participants TEXT,
    resident_view TEXT,
    decisions TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX plan_reviews_by_case ON plan_reviews (centre_id, case_id);

CREATE TABLE signatures (
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
    plan_id TEXT NOT NULL,
    role TEXT,
    name TEXT,
    mode TEXT,
    signed_on TEXT
) STRICT;

CREATE INDEX signatures_by_case ON signatures (centre_id, case_id);

CREATE TABLE printed_copies (
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
    plan_id TEXT,
    document TEXT,
    version INTEGER,
    copy_number INTEGER,
    level TEXT,
    printed_on TEXT
) STRICT;

CREATE INDEX printed_copies_by_case ON printed_copies (centre_id, case_id);
