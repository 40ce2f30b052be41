"""What the histories of a register tell of: every act by its key, in the words that people read, and what it is one of.

Whoever lets history tell of something new gives it its words here; a test reads the program for acts without.
"""

from collections.abc import Mapping
from types import MappingProxyType

from centre_app.language import N_, Language

CHANGES, LOOKS, PAPER, DOOR, KEYS = "changes", "looks", "paper", "door", "keys"

KINDS_OF_ACT: Mapping[str, str] = MappingProxyType(
    {
        CHANGES: N_("Written or changed"),
        LOOKS: N_("Looked at or searched"),
        PAPER: N_("Printed or exchanged"),
        DOOR: N_("Opened and locked"),
        KEYS: N_("People, keys, clock"),
    }
)

_BY_KIND: Mapping[str, Mapping[str, str]] = {
    CHANGES: {
        "admit": N_("Arrival"),
        "readmit": N_("Came back"),
        "birth": N_("Birth at the centre"),
        "exit": N_("Exit"),
        "leave": N_("Gone on leave"),
        "back": N_("Back at the centre"),
        "missing": N_("Missing"),
        "transfer": N_("Transfer to another centre"),
        "take_over": N_("Came by a transfer"),
        "hand_over": N_("Words taken out after the transfer"),
        "transfer_received": N_("Receipt of a transfer read"),
        "external": N_("Supported without housing"),
        "registered": N_("Registered without a stay"),
        "referral": N_("A step of a referral"),
        "close": N_("File closed"),
        "reopen": N_("File reopened"),
        "assess_risk": N_("Risk assessed"),
        "assess_needs": N_("Needs assessed"),
        "notify": N_("Word to an authority"),
        "consent": N_("Consent asked"),
        "withdraw_consent": N_("Consent withdrawn"),
        "take_in_paper": N_("Document added"),
        "bed": N_("Bed"),
        "roll_call": N_("Roll call"),
        "draft_plan": N_("Plan being written"),
        "next_version": N_("Next version of the plan"),
        "propose_plan": N_("Plan proposed"),
        "sign_plan": N_("Plan signed"),
        "review_plan": N_("Plan reviewed"),
        "psychosocial_session": N_("Session held"),
        "talk_group": N_("Talk group"),
        "group_session": N_("Group session held"),
        "dose": N_("Treatment round"),
        "delivery": N_("Delivery written down"),
        "import": N_("Taken from the old register"),
        "close_month": N_("Month closed"),
        "letter_sealed": N_("A letter sealed"),
        "letter_filed": N_("A letter filed"),
        "psea": N_("A report of abuse to headquarters"),
        "propose_correction": N_("A correction asked for"),
        "correct": N_("A correction answered"),
        "publish": N_("Published for all centres"),
        "void": N_("A withdrawal"),
        "restore": N_("An earlier state brought back"),
        "merge": N_("Two files made one"),
        "unmerge": N_("Two files made of one again"),
        "create": N_("An addition"),
        "save": N_("A change"),
    },
    LOOKS: {
        "view": N_("Looked at"),
        "search": N_("A search"),
        "break_glass": N_("Opened with a reason"),
        "break_glass_seen": N_("Openings read by the director"),
    },
    PAPER: {
        "print": N_("A printout"),
        "print_list": N_("List of residents printed"),
        "print_beds": N_("Plan of the beds printed"),
        "print_week": N_("Sheet of the week printed"),
        "print_sheet": N_("Recovery sheet printed"),
        "print_journal": N_("The journal printed"),
        "print_report": N_("Report of the month printed"),
        "donor_report": N_("A donor’s sheet written"),
        "export": N_("Month’s export"),
        "export_cases": N_("Case data given out"),
        "publish": N_("Coded tables published for analysts"),
        "stage_cases": N_("Case data from elsewhere put on the list"),
        "receive": N_("A centre’s file received"),
        "forget": N_("Name and words erased: the consent has ended"),
        "begin_line": N_("A new line of bundles begun"),
        "acknowledge": N_("Receipt from headquarters read"),
        "enrol": N_("Keys exchanged with headquarters"),
    },
    DOOR: {
        "login": N_("Register opened"),
        "wrong_passphrase": N_("Wrong passphrase"),
        "lock": N_("Locked"),
        "type_for": N_("Typed for somebody else"),
    },
    KEYS: {
        "add_person": N_("A person let in"),
        "reset": N_("New first passphrase"),
        "suspend": N_("A person kept out for a while"),
        "let_in_again": N_("A person let in again"),
        "change_roles": N_("Roles changed"),
        "revoke": N_("Key taken back"),
        "change_passphrase": N_("Passphrase changed"),
        "show_names": N_("Names at the door changed"),
        "new_paper_code": N_("New recovery sheet"),
        "headquarters_recovery": N_("Headquarters may help to recover"),
        "recover_with_paper": N_("Recovered with the sheet"),
        "recover_with_headquarters": N_("Recovered with headquarters"),
        "answer_recovery": N_("A recovery request answered"),
        "rehearse": N_("Recovery tried out"),
        "rehearse_failed": N_("Recovery tried out without success"),
        "clock_stated": N_("The right time stated"),
    },
}

ACTS: Mapping[str, str] = MappingProxyType(
    {act: words for of_kind in _BY_KIND.values() for act, words in of_kind.items()}
)
UNKNOWN = N_("Another act")  # of a newer program
_OF_A_KIND = frozenset(_BY_KIND[CHANGES]) | {"view", "break_glass", "print"}


def acts_of(kind: str) -> frozenset[str]:
    """Return the acts of one kind."""
    return frozenset(_BY_KIND[kind])


def act_said(act: str, table: str, language: Language) -> str:
    """Return a line in words: what was done, and of what kind the record is where the act does not say it itself."""
    done = language.say(ACTS.get(act, UNKNOWN))
    kind = language.say(KINDS[table]) if table in KINDS else ""
    if not kind or kind == done or act not in _OF_A_KIND:
        return done
    return language.say(N_("{kind}: {act}"), kind=kind, act=done[:1].lower() + done[1:])


# What kinds of record are called.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "organisations": N_("Organisation"),
        "centres": N_("Centre"),
        "rooms": N_("Room"),
        "beds": N_("Bed of the house"),
        "staff": N_("Member of the team"),
        "projects": N_("Project"),
        "bundles": N_("Month’s file"),
        "cards": N_("Card with keys"),
        "import_mappings": N_("Columns of an old register"),
        "letters": N_("Letter"),
        "psea_reports": N_("Sealed report"),
        "break_glasses": N_("Opening with a reason"),
        "persons": N_("Identity"),
        "person_names": N_("Name"),
        "person_descriptions": N_("What stands for a name"),
        "person_nationalities": N_("Nationality"),
        "person_languages": N_("Language"),
        "person_links": N_("Family"),
        "case_files": N_("Case file"),
        "intakes": N_("Arrival"),
        "stays": N_("Stay"),
        "transfers": N_("Transfer"),
        "exits": N_("Exit"),
        "births": N_("Birth at the centre"),
        "imported_lines": N_("Line of the old register"),
        "bed_assignments": N_("Bed"),
        "presence_nights": N_("Night"),
        "health_briefs": N_("Health, for the team"),
        "health_profiles": N_("Health"),
        "medical_visits": N_("Medical visit"),
        "prescriptions": N_("Treatment"),
        "education_profiles": N_("School level"),
        "school_enrolments": N_("Schooling"),
        "term_results": N_("School report"),
        "training_enrolments": N_("Training"),
        "training_evaluations": N_("Training report"),
        "kit_grants": N_("Kit"),
        "care_plans": N_("Care plan"),
        "plan_goals": N_("Goal"),
        "plan_actions": N_("Action"),
        "plan_reviews": N_("Review of the plan"),
        "signatures": N_("Signature"),
        "printed_copies": N_("Printed copy"),
        "incidents": N_("Incident"),
        "known_places": N_("Place"),
        "person_identifiers": N_("Number or paper"),
        "person_contacts": N_("Contact"),
        "twin_decisions": N_("Two files compared"),
        "leaves": N_("Absence"),
        "consents": N_("Consent"),
        "told_topics": N_("Already told"),
        "risk_assessments": N_("Risk assessment"),
        "safety_plans": N_("Safety plan"),
        "needs_assessments": N_("Needs assessment"),
        "domain_needs": N_("Need"),
        "functional_difficulties": N_("Everyday difficulties"),
        "doses": N_("Dose of medicine"),
        "cares_after_rape": N_("Care after rape"),
        "vaccinations": N_("Vaccine"),
        "pregnancies": N_("Pregnancy"),
        "deliveries": N_("Delivery"),
        "growth_measures": N_("Growth"),
        "first_accounts": N_("First account"),
        "trafficking_profiles": N_("Trafficking"),
        "exploitations": N_("Exploitation"),
        "vulnerabilities": N_("Vulnerability"),
        "journey_events": N_("Journey"),
        "alleged_perpetrators": N_("Alleged perpetrator"),
        "risk_drivers": N_("What drives the risk"),
        "psychosocial_sessions": N_("Session"),
        "wellbeing_measures": N_("Wellbeing"),
        "session_observations": N_("Psychologist’s note"),
        "talk_groups": N_("Talk group"),
        "group_sessions": N_("Group session"),
        "group_attendances": N_("Attendance in a group"),
        "legal_cases": N_("Legal case"),
        "legal_steps": N_("Legal step"),
        "custody_orders": N_("Custody order"),
        "notifications": N_("Notification to an authority"),
        "relatives": N_("Relative"),
        "tracing_actions": N_("Family tracing"),
        "family_assessments": N_("Family assessment"),
        "mediations": N_("Mediation"),
        "reunifications": N_("Return to the family"),
        "referrals": N_("Referral"),
        "service_records": N_("Service"),
        "follow_ups": N_("Follow-up"),
        "case_notes": N_("Note"),
        "papers": N_("Document"),
        "health_papers": N_("Medical document"),
        "protection_papers": N_("Legal document"),
        "items": N_("Thing in the stock room"),
        "stock_movements": N_("Movement of the stock"),
        "month_reports": N_("Report of the month"),
        "activities": N_("Activity"),
        "data_exports": N_("Export of case data"),
        "exported_cases": N_("File in an export"),
        "staged_lines": N_("Line from elsewhere"),
        "list_entries": N_("Choice of a list"),
        "case_projects": N_("Project of the file"),
        "place_requests": N_("Request for a place"),
        "school_attendances": N_("Attendance at school"),
        "centre_corrections": N_("Correction"),
        "identity_corrections": N_("Correction"),
        "care_corrections": N_("Correction"),
        "health_corrections": N_("Correction"),
        "protection_corrections": N_("Correction"),
        "correction_answers": N_("Answer to a correction"),
    }
)
