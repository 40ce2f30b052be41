"""Three invented stays, as plain tables: what is typed into each form of a file, section by section, from identity to the first
visit after the exit.

A mother of 14 or 15 from a gold site, with her baby; a boy out of forced begging; a woman who goes back with a sewing kit.
Days are told as so many days ago, so that nothing lies ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from centre_app.dates import Birth, PartialDate
from centre_app.questions import Record
from centre_app.records import (
    AllegedPerpetrator,
    CaseNote,
    Consent,
    CustodyOrder,
    DomainNeed,
    EducationProfile,
    Exploitation,
    FamilyAssessment,
    FirstAccount,
    FunctionalDifficulties,
    GrowthMeasure,
    HealthBrief,
    HealthProfile,
    Incident,
    Intake,
    JourneyEvent,
    KitGrant,
    LegalCase,
    LegalStep,
    Mediation,
    MedicalVisit,
    NeedsAssessment,
    Notification,
    Person,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    Pregnancy,
    Prescription,
    PsychosocialSession,
    Referral,
    Relative,
    Reunification,
    RiskAssessment,
    RiskDrivers,
    SafetyPlan,
    SchoolEnrolment,
    ServiceRecord,
    SessionObservation,
    TermResult,
    ToldTopic,
    TracingAction,
    TraffickingProfile,
    TrainingEnrolment,
    TrainingEvaluation,
    Vaccination,
    Vulnerability,
    WellbeingMeasure,
)
from tests.journeys.by_keyboard import Answers, NoAnswer, Typed

TODAY = date.today()  # noqa: DTZ011 - the laptop's own day, as the window knows it
CAME, LEFT = 200, 35  # days ago


def day(ago: int, how: str = "%d/%m/%y") -> Typed:
    """A day as people type it: 9/3/15."""
    meant = TODAY - timedelta(days=ago)
    return Typed(meant.strftime(how), meant)


def in_one(ago: int) -> Typed:
    """090315."""
    return day(ago, "%d%m%y")


def month(typed: str, year: int, number: int) -> Typed:
    return Typed(typed, PartialDate.in_month(year, number))


def year(typed: int) -> Typed:
    return Typed(str(typed), PartialDate.in_year(typed))


@dataclass(frozen=True)
class Sheet:
    """One form: the section in which it stands, the button that opens it, what is typed, and whose record that makes."""

    section: str
    opened_by: str
    record_type: type[Record]
    answers: Answers
    besides: tuple[tuple[type[Record], Answers], ...] = ()  # records of other kinds that the same form writes


@dataclass(frozen=True)
class Stay:
    """Whose stay it is, and its sheets in the order of the file."""

    key: str
    family: str
    given: str
    sex: str
    birth: Birth
    identity: Sequence[tuple[type[Record], Answers]]
    sheets: Sequence[Sheet]
    leaves: Answers
    kit: Answers
    follow_up: Answers
    has_baby: bool = False


def _sheet(section: str, opened_by: str, record_type: type[Record], *answers: tuple[str, object]) -> Sheet:
    return Sheet(section, opened_by, record_type, answers)


_consents = partial(_sheet, "consents")
_health = partial(_sheet, "health")
_psychosocial = partial(_sheet, "psychosocial")
_schooling = partial(_sheet, "schooling")
_training = partial(_sheet, "training")
_legal = partial(_sheet, "legal")
_family = partial(_sheet, "family")
_protection = partial(_sheet, "protection")
_safety = partial(_sheet, "safety")
_referrals = partial(_sheet, "referrals")


def _agrees(purpose: str, who: str, *more: tuple[str, object]) -> Sheet:
    whom = (("partner_in_words", "CSRéf de Ségou"),) if purpose == "share_partner" else ()
    answers = (("status", "given"), ("given_on", day(CAME - 1)), *whom, ("giver", who), *more, ("mode", "thumbprint"))
    return _consents(f"consent.{purpose}.ask", Consent, *answers)


def _six(**hard: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, hard.get(name, "1"))
        for name in ("seeing", "hearing", "walking", "remembering", "selfcare", "communicating")
    )


def _needs(*scores: tuple[str, str]) -> Sheet:
    """The first domains of the form, in its order: how urgent, and what is needed."""
    told = [("assessed_on", day(CAME - 9)), ("strengths", "Elle apprend vite et rit facilement.")]
    needs: list[tuple[str, object]] = []
    for score, need in scores:
        needs += [("domain_needs.score", score), ("domain_needs.need", need)]
    last = tuple((name.rpartition(".")[2], what) for name, what in needs[-2:])
    return Sheet("safety", "assess_needs needs.empty.act", NeedsAssessment, [*told, *needs], ((DomainNeed, last),))


def _common(stay: str, what_she_says: str) -> list[Sheet]:
    """What is filled in of everybody, each time the same."""
    return [
        _health("visits", MedicalVisit, ("visit_type", "admission_check"), ("seen_on", in_one(CAME - 2)),
                ("facility", "CSRéf de Ségou"), ("complaint", "Fatigue, maux de ventre"), ("diagnosis", "Anémie légère"),
                ("cost_fcfa", Typed("12 500 F", 12500)), ("next_on", day(CAME - 16))),
        _health("treatments", Prescription, ("drug", "Fer et acide folique"), ("dose", "1 comprimé"), ("times_per_day", "1"),
                ("from_on", day(CAME - 2)), ("to_on", in_one(CAME - 92))),
        _health("vaccines", Vaccination, ("vaccine", "td"), ("dose_number", "1"), ("given_on", day(CAME - 4)),
                ("batch", "TD-2291"), ("facility", "CSCom")),
        _health("growth", GrowthMeasure, ("measured_on", day(CAME - 3)), ("weight_kg", Typed("41,5", "41.5")),
                ("height_cm", "152"), ("oedema", False)),
        replace(
            _psychosocial("sessions", PsychosocialSession, ("session_type", "first_listening"), ("held_on", day(CAME - 5)),
                          ("minutes", "45"), ("attended", "present"), ("theme", "emotions"), ("ladder", "4"),
                          ("session_observations.observation", what_she_says)),
            besides=((SessionObservation, [("observation", what_she_says)]),),
        ),
        _psychosocial("wellbeing", WellbeingMeasure, ("measured_on", in_one(CAME - 6)), ("sleep", "1"), ("appetite", "2"),
                      ("safety", "3"), ("mood", "1"), ("hope", NoAnswer("refused"))),
        _schooling("education", EducationProfile, ("reads", False), ("writes", False), ("last_year", month("mars 2015", 2015, 3)),
                   ("reason_left", "Les frais, puis le départ")),
        _referrals("referrals", Referral, ("referral_type", "health"), ("organisation_in_words", "CSRéf de Ségou"),
                   ("reason", "services"), ("needs", "Consultation et analyses"), ("urgency", "days")),
        _referrals("services", ServiceRecord, ("domain", "medical"), ("service", "health"), ("what", "Transport au CSRéf"),
                   ("given_on", day(CAME - 2))),
        _sheet("notes", "notes", CaseNote, ("heading", f"Ce que {stay} aime"), ("noted_on", day(150)),
               ("text", "Chanter le soir dans la cour.\nLe riz au gras ; pas le poisson.\nŊɔ ɲuman, ɛ.")),
    ]  # fmt: skip


# --- a mother of 14 or 15 from a gold site, with her baby --------------------------------------------------------

MOTHER = Stay(
    key="mother",
    family="Ouologuem",
    given="Aïssata",
    sex="female",
    birth=Birth.of_age(14, 14, said_on=TODAY - timedelta(days=CAME)),
    has_baby=True,
    identity=[
        (PersonDescription, [("description", "Une cicatrice au poignet gauche"), ("village", "Dinangourou")]),
        (Person, [
            ("persons.birth.way", "age_estimate"), ("persons.birth.youngest", "14"), ("persons.birth.oldest", "15"),
            ("age_basis", "self_declared"), ("civil_registration", "not_registered"), ("marital_status", NoAnswer("refused")),
            ("children_stated", "1"),
        ]),
        (Intake, [
            ("source", "gold_site_outreach"), ("setting", "gold_site"), ("gold_site", "Kokoyo"), ("reason", "girl_mother"),
            ("brought_by", "Une dame de l’association du site"), ("separation_cause", NoAnswer("not_asked")),
            ("immediate_needs", frozenset({"food", "medical"})), ("in_danger", True),
        ]),
    ],
    sheets=[
        _sheet("identity", "add_person_contacts", PersonContact, ("kind", "address"), ("value", "Chez sa tante, Bla"),
               ("belongs_to", "relative"), ("safe_to_call", "with_care")),
        _agrees("services", "social_services", ("giver_name", "Service social de Ségou"), ("child_agrees", True)),
        _agrees("family_tracing", "social_services", ("child_agrees", True)),
        _agrees("share_partner", "social_services", ("child_agrees", True)),
        _consents("told_topics", ToldTopic, ("topic", "exploitation"), ("told_on", day(CAME - 5)),
                  ("where_written", "Premier récit")),
        _health("brief", HealthBrief, ("allergies", "Arachides"), ("alerts", "Vertiges quand elle reste debout"),
                ("next_where", "CSCom")),
        _health("profile", HealthProfile, ("blood_group", "O+"), ("is_pregnant", True), ("is_breastfeeding", False),
                ("height_cm", "152"), ("hiv_status", NoAnswer("not_safe"))),
        _health("pregnancies", Pregnancy, ("noted_on", day(CAME - 2)), ("last_period", month("mars 2026", 2026, 3)),
                ("antenatal_visits", "2"), ("birth_planned_at", "CSRéf de Ségou"), ("conceived_in_violence", NoAnswer("not_safe"))),
        *_common("Aïssata", "Elle dort mal ; elle a peur des motos."),
        _schooling("schooling", SchoolEnrolment, ("provision", "literacy_centre"), ("level", "literacy_nat"),
                   ("timetable", "Deux heures par jour"), ("from_on", day(170))),
        _schooling("reports", TermResult, ("term", "term_1"), ("average", Typed("12,5", "12.5")), ("absences", "3"),
                   ("note", "Elle écrit son nom.")),
        _training("trainings", TrainingEnrolment, ("trade", "soap"), ("mode", "centre"), ("hours_week", "6"),
                  ("from_on", day(160))),
        _training("evaluations", TrainingEvaluation, ("month", day(120)), ("skill", "2"), ("attendance_percent", "90")),
        _training("kits", KitGrant, ("kit", "soap_kit"), ("value_fcfa", Typed("35 000", 35000)), ("given_on", day(60)),
                  ("project_id", "UNI-7"), ("receipt", "R-14")),
        _legal("orders", CustodyOrder, ("kind", "ogp"), ("authority", "Juge des enfants de Ségou"), ("reference", "114/26"),
               ("from_on", day(CAME - 1)), ("to_on", day(10))),
        _legal("legal_cases", LegalCase, ("kind", "criminal"), ("court", "TGI de Ségou"), ("opened_on", day(190)),
               ("status", "waiting")),
        _legal("legal_steps", LegalStep, ("action", "complaint"), ("done_on", in_one(188)), ("wanted", True),
               ("result", "Plainte reçue")),
        _legal("notifications", Notification, ("target", "brigade_moeurs"), ("event", "trafficking"), ("happened_on", day(CAME)),
               ("notifications.due_at", Typed(f"{day(CAME - 1).words}|8:30", None)), ("mode", "letter")),
        _family("relatives", Relative, ("name", "Yapèrè Ouologuem"), ("relation", "aunt_maternal"), ("safe_to_contact", "yes"),
                ("phone", Typed("76 12 34 56", None)), ("place", "Bla"), ("alive", "alive"), ("may_take_her_in", True)),
        _family("tracing", TracingAction, ("relative_id", "Yapèrè"), ("method", "phone"), ("acted_on", day(180)),
                ("result", "Elle veut la voir."), ("status", "verified")),
        _family("assessments", FamilyAssessment, ("assessed_on", day(100)), ("household", "La tante, trois enfants"),
                ("resident_opinion", "Oui, avec le bébé."), ("opinion", "favourable")),
        _family("mediations", Mediation, ("held_on", in_one(90)), ("relatives_there", "La tante"), ("outcome", "agreement"),
                ("agreement", "Elle revient avec l’enfant.")),
        _family("reunifications", Reunification, ("relative_id", "Yapèrè"), ("resident_agrees", True),
                ("travel_cost_fcfa", Typed("25 000 FCFA", 25000)), ("best_interest", "Sa tante l’a élevée.")),
        _protection("first_account", FirstAccount, ("told_on", day(CAME - 5)), ("language", "bam"),
                    ("account", "Une femme m’a dit qu’il y avait du travail.")),
        _protection("trafficking", TraffickingProfile, ("acts", frozenset({"recruitment", "transport"})),
                    ("means", frozenset({"fraud_deception"})), ("control", frozenset({"takes_earnings", "threats"})),
                    ("recruiter_relationship", "logeuse"), ("age_when_min", "13"), ("age_when_max", NoAnswer("unknown")),
                    ("status", "confirmed"), ("status_by", "centre_ngo")),
        _protection("exploitations", Exploitation, ("form", "sexual_site"), ("is_main", True), ("place", "Kokoyo"),
                    ("region", Typed("Koulikoro", "ml-r-koulikoro")), ("began", year(2025)), ("paid", "none"), ("debt_fcfa", Typed("150.000", 150000)),
                    ("children_with_her", False)),
        _protection("journey", JourneyEvent, ("event", "departure"), ("happened", month("avril 2025", 2025, 4)),
                    ("place", "Dinangourou"), ("transport", "bus"), ("with_whom", "Une logeuse")),
        _protection("vulnerabilities", Vulnerability, ("factor", "minor_mother"), ("since", year(2026))),
        _protection("perpetrators", AllegedPerpetrator, ("name", "La vieille Mah"), ("roles", frozenset({"recruiter", "controlled"})),
                    ("relationship", "logeuse"), ("sex", "female"), ("still_threat", True), ("knows_centre", False)),
        replace(
            _safety("risks", RiskAssessment, ("level", "high"), ("assessed_on", day(CAME - 1)),
                    ("protective_factors", "Elle ne sort pas seule."), ("risk_drivers.drivers", frozenset({"knows_place", "debt"}))),
            besides=((RiskDrivers, [("drivers", frozenset({"knows_place", "debt"}))]),),
        ),
        _safety("safety_plan", SafetyPlan, ("triggers", "Un appel de la logeuse"), ("what_to_do", "Elle vient tout de suite nous voir."),
                ("trusted_people", "L’infirmière"), ("phone_numbers", NoAnswer("not_applicable"))),
        _needs(("1", "Une moustiquaire"), ("2", "Du lait pour le bébé"), ("0", "Rien")),
        _safety("difficulties", FunctionalDifficulties, *_six(seeing="2")),
        _sheet("incidents", "incidents", Incident, ("incident_type", "threat"), ("occurred", month("mai 2026", 2026, 5)),
               ("place", "gold_site"), ("description", "La logeuse a envoyé quelqu’un."), ("still_in_danger", True)),
    ],
    leaves=[("left_on", day(LEFT)), ("reason", "kinship"), ("quality", "planned_positive"), ("destination_kind", "relatives"),
            ("destination", "Chez sa tante, à Bla"), ("belongings_returned", True), ("follow_up_plan", "Visites à 1, 3, 6 et 12 mois")],
    kit=(),
    follow_up=[("via", "visit"), ("done_on", day(4)), ("follow_up_type", "after_reunification"), ("result", "stable"),
               ("safety", "0"), ("family", "1"), ("resident_view", "Je vends du savon avec ma tante."), ("work", NoAnswer("not_asked"))],
)  # fmt: skip

# --- a boy out of forced begging ---------------------------------------------------------------------------------

BOY = Stay(
    key="boy",
    family="Tembely",
    given="Oumar",
    sex="male",
    birth=Birth.of_age(11, 12, said_on=TODAY - timedelta(days=CAME)),
    identity=[
        (Person, [
            ("persons.birth.way", "year"), ("persons.birth.year", "vers 2015"), ("age_basis", "staff_estimate"),
            ("civil_registration", "unknown"), ("uasc_status", "separated"),
        ]),
        (Intake, [
            ("source", "street_outreach"), ("setting", "bus_station"), ("reason", "street"), ("brought_by", "Deux éducateurs de rue"),
            ("prior_living", "koranic_school"), ("separation_cause", "koranic"), ("in_danger", False),
        ]),
    ],
    sheets=[
        *[sheet for sheet in MOTHER.sheets if sheet.record_type in (
            ToldTopic, SchoolEnrolment, TermResult, TrainingEnrolment, TrainingEvaluation, LegalCase, LegalStep, Notification,
            Mediation, FirstAccount, AllegedPerpetrator, SafetyPlan, FunctionalDifficulties)],
        _agrees("services", "parent", ("giver_name", "Son père, au téléphone"), ("child_agrees", True)),
        _agrees("family_tracing", "parent", ("child_agrees", True)),
        _agrees("share_partner", "parent", ("child_agrees", True)),
        _health("brief", HealthBrief, ("allergies", NoAnswer("unknown")), ("alerts", "Une plaie au pied droit")),
        _health("profile", HealthProfile, ("blood_group", NoAnswer("not_asked")), ("chronic", "Aucune"), ("height_cm", "138")),
        *_common("Oumar", "Il parle du maître, puis se tait."),
        _legal("orders", CustodyOrder, ("kind", "social_services"), ("authority", "Service social de Koro"), ("from_on", day(CAME - 1))),
        _family("relatives", Relative, ("name", "Amadou Tembely"), ("relation", "father"), ("safe_to_contact", "with_care"),
                ("why_unsafe", "Il l’a confié au maître."), ("place", "Koro"), ("alive", "alive")),
        _family("tracing", TracingAction, ("relative_id", "Amadou"), ("method", "village_chief"), ("acted_on", day(180)),
                ("result", "Le père est au village."), ("status", "contact")),
        _family("assessments", FamilyAssessment, ("assessed_on", day(100)), ("dangers", "Un autre départ est prévu."),
                ("siblings_at_risk", True), ("resident_opinion", "Je veux aller à l’école."), ("opinion", "with_conditions")),
        _family("reunifications", Reunification, ("relative_id", "Amadou"), ("resident_agrees", True), ("resident_view", "Si j’ai un cahier.")),
        _protection("trafficking", TraffickingProfile, ("acts", frozenset({"transfer", "receipt"})), ("control", frozenset({"physical_abuse", "takes_earnings"})),
                    ("recruiter_relationship", "koranic_master"), ("recruitment_method", frozenset({"koranic_master"})),
                    ("age_when_min", "8"), ("age_when_max", "9"), ("status", "possible")),
        _protection("exploitations", Exploitation, ("form", "forced_begging"), ("is_main", True), ("place", "La gare routière"),
                    ("began", year(2023)), ("hours_day", "9")),
        _protection("journey", JourneyEvent, ("event", "transit"), ("place", "Mopti"), ("transport", "truck"), ("with_whom", "Le maître et dix garçons")),
        _protection("vulnerabilities", Vulnerability, ("factor", "out_of_school"), ("note", "Jamais inscrit")),
        _safety("risks", RiskAssessment, ("level", "medium"), ("assessed_on", day(CAME - 1)), ("done_at_once", "Le portail reste fermé.")),
        _needs(("0", "Rien"), ("1", "Un repas de plus"), ("2", "Des chaussures")),
        _sheet("incidents", "incidents", Incident, ("incident_type", "physical_assault"), ("occurred", Typed("2025", PartialDate.in_year(2025))),
               ("place", "koranic_school"), ("description", "Des coups quand la quête était maigre."), ("still_in_danger", False)),
    ],
    leaves=[("left_on", in_one(LEFT)), ("reason", "family_reunified"), ("quality", "planned_positive"), ("destination_kind", "parents"),
            ("destination", "Chez ses parents, à Koro"), ("with_whom", "Son père"), ("follow_up_plan", "Visites à 1, 3, 6 et 12 mois")],
    kit=(),
    follow_up=[("via", "phone"), ("done_on", in_one(4)), ("follow_up_type", "after_reunification"), ("result", "fragile"),
               ("schooling", "2"), ("resident_view", "Je vais à l’école le matin.")],
)  # fmt: skip

# --- a woman who goes back with a kit ----------------------------------------------------------------------------

WOMAN = Stay(
    key="woman",
    family="Poudiougo",
    given="Fatoumata",
    sex="female",
    birth=Birth.of_age(22, 23, said_on=TODAY - timedelta(days=CAME)),
    identity=[
        (Person, [
            ("persons.birth.way", "day"), ("persons.birth.day", "9/3/04"), ("age_basis", "other_document"),
            ("marital_status", "separated"),
        ]),
        (Intake, [
            ("source", "police"), ("setting", "border"), ("reason", "migrant_distress"), ("prior_living", "employer"),
            ("separation_cause", "migration_abroad"), ("papers_received", frozenset({"travel_document"})),
        ]),
    ],
    sheets=[
        _sheet("identity", "add_person_identifiers", PersonIdentifier, ("identifier_type", "ecowas_id"), ("value", "ML-204-771"),
               ("issued", month("mars 2015", 2015, 3)), ("seen_original", True)),
        *[sheet for sheet in MOTHER.sheets if sheet.record_type in (
            ToldTopic, Pregnancy, LegalCase, LegalStep, Relative, TracingAction, FamilyAssessment, Mediation, Reunification,
            FirstAccount, TraffickingProfile, Vulnerability, AllegedPerpetrator, SafetyPlan, FunctionalDifficulties)],
        _agrees("services", "self_adult"),
        _agrees("family_tracing", "self_adult"),
        _agrees("share_partner", "self_adult"),
        _health("brief", HealthBrief, ("treatment", "Fer, un comprimé le matin")),
        _health("profile", HealthProfile, ("blood_group", "A+"), ("is_pregnant", False), ("hiv_status", "negative")),
        *_common("Fatoumata", "Elle compte l’argent que sa patronne lui doit."),
        _schooling("schooling", SchoolEnrolment, ("provision", "literacy_functional"), ("level", "literacy_fr"), ("from_on", day(170))),
        _training("trainings", TrainingEnrolment, ("trade", "sewing"), ("mode", "workshop"), ("master", "Atelier Yiriwa"),
                  ("contract_signed_on", in_one(165)), ("from_on", day(160)), ("allowance_fcfa", Typed("15 000 F", 15000))),
        _training("evaluations", TrainingEvaluation, ("month", day(60)), ("skill", "3"), ("note", "Elle coud seule une robe.")),
        _legal("orders", CustodyOrder, ("kind", "requisition"), ("authority", "Procureur"), ("from_on", day(CAME - 1)), ("to_on", day(CAME - 8))),
        _legal("notifications", Notification, ("target", "prosecutor"), ("event", "trafficking"), ("happened_on", day(CAME)),
               ("notifications.due_at", Typed(f"{in_one(CAME - 2).words}|17h", None)), ("mode", "visit")),
        _protection("exploitations", Exploitation, ("form", "forced_labour_domestic"), ("is_main", True), ("country", "MR"),
                    ("began", month("mars 2024", 2024, 3)), ("ended", year(2026)), ("paid", "partial"), ("hours_day", "15")),
        _protection("journey", JourneyEvent, ("event", "border_crossing"), ("country", "MR"), ("paid_by", "La patronne")),
        _safety("risks", RiskAssessment, ("level", "low"), ("assessed_on", day(CAME - 1))),
        _needs(("0", "Rien"), ("0", "Rien"), ("1", "Deux pagnes")),
        _sheet("incidents", "incidents", Incident, ("incident_type", "confiscation_docs"), ("occurred", month("janvier 2026", 2026, 1)),
               ("place", "employer_home"), ("description", "La patronne a gardé son passeport.")),
    ],
    leaves=[("left_on", day(LEFT)), ("reason", "independent"), ("quality", "planned_positive"), ("destination_kind", "relatives"),
            ("destination", "Bandiagara, chez sa sœur"), ("papers_returned", True), ("follow_up_plan", "Visites à 1, 3, 6 et 12 mois")],
    kit=[("kit", "sewing_kit"), ("contents", "Machine, fil, ciseaux"), ("value_fcfa", Typed("120 000", 120000)), ("project_id", "UNI-7"),
         ("receipt", "R-31")],
    follow_up=[("via", "visit"), ("done_on", day(4)), ("follow_up_type", "work_place"), ("result", "stable"), ("kit_running", True),
               ("income_band", "15000_40000"), ("work", "0"), ("resident_view", "J’ai trois clientes.")],
)  # fmt: skip
STAYS = (MOTHER, BOY, WOMAN)
