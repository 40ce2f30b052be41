"""The demonstration's world outside: organisations and places, her family and how it is looked for, referrals, a call after
an exit, somebody on leave."""

from datetime import UTC, datetime, time, timedelta

from centre_app.casework import directory, exits, lifecycle, referrals
from centre_app.dates import is_child
from centre_app.demo import invented
from centre_app.demo.house import House
from centre_app.records import (
    CaseFile,
    Consent,
    Exit,
    FamilyAssessment,
    FollowUp,
    KnownPlace,
    Leave,
    Organisation,
    Person,
    Referral,
    Relative,
    TracingAction,
)

CALL_AFTER = timedelta(days=7)

# Name, kind, what it offers, region, cercle, town, months since it was checked.
ORGANISATIONS = (
    ("Clinique juridique de Mopti", "legal_aid", ("legal_aid", "civil_status"), "ml-r-mopti", "ml-c-mopti", "Mopti", 2),
    ("Service social de Koro", "state_social", ("social_services", "family_tracing"), "ml-r-bandiagara", "ml-c-koro", "Koro", 1),
    ("Atelier Yiriwa", "workshop", ("vocational", "economic"), "ml-r-bandiagara", "ml-c-bankass", "Bankass", 15),
    ("Maison d’accueil de Sévaré", "shelter", ("shelter", "psychological"), "ml-r-mopti", "ml-c-mopti", "Sévaré", 5),
)  # fmt: skip
PLACES = (
    ("Kokoyo", "gold_site", "ml-r-koulikoro", "ml-c-kangaba", "Kɔkɔyo"),
    ("Koflatié", "gold_site", "ml-r-koulikoro", "ml-c-kangaba", None),
    ("Dinangourou", "village", "ml-r-bandiagara", "ml-c-koro", "Dinangurou"),
)
# Relation, whether contact is safe, why not.
RELATIVES = (
    ("mother", "yes", None),
    ("father", "with_care", "Il s’emporte ; passer par le chef de village."),
    ("uncle_maternal", "no", "Il a reçu de l’argent quand elle est partie."),
)
SAYS = "Je veux revoir ma mère. Pas le reste de la cour."


def know(house: House) -> None:
    """Write down whom the house works with, and places that no list of Mali holds."""
    register = house.register
    for name, kind, services, region, cercle, town, months in ORGANISATIONS:
        known = Organisation(
            name=name,
            org_type=kind,
            services=frozenset(services),
            region=region,
            cercle=cercle,
            locality=town,
            verified_on=register.today - timedelta(days=30 * months),
        )
        directory.keep_organisation(register, known)
    for name, kind, region, cercle, also in PLACES:
        place = KnownPlace(name=name, kind=kind, region=region, cercle=cercle, also_called=also)
        directory.keep_place(register, place)


def look_for_family(house: House, case: CaseFile) -> None:
    """Ask her, write down who there is, and take the first steps; nobody calls where she says no."""
    register, chance = house.register, house.chance
    _agree(house, case, "family_tracing")
    relatives = [
        Relative(
            case_id=case.id,
            name=f"{chance.choice(invented.GIRLS if relation == 'mother' else invented.BOYS)} {chance.choice(invented.FAMILIES)}",
            relation=relation,
            safe_to_contact=safe,
            why_unsafe=why,
            phone=f"+2237{chance.randint(1_000_000, 9_999_999)}" if chance.random() < 0.6 else None,
            place=chance.choice(invented.VILLAGES),
            alive="alive",
        )
        for relation, safe, why in chance.sample(RELATIVES, chance.choice((1, 2, 3)))
    ]
    register.save(*relatives)
    safe_one = next((one for one in relatives if one.safe_to_contact != "no"), None)
    if safe_one is None:
        return
    step = TracingAction(
        case_id=case.id,
        relative_id=safe_one.id,
        method=chance.choice(("phone", "village_chief", "home_visit")),
        acted_on=register.today,
        by_id=register.who,
        status="located",
        result="La famille est au village.",
        cost_fcfa=chance.choice((None, 2_500, 15_000)),
        next_on=register.today + timedelta(days=chance.randint(20, 60)),
    )
    register.save(step)
    if chance.random() < 0.4:
        register.save(
            FamilyAssessment(
                case_id=case.id,
                relative_id=safe_one.id,
                assessed_on=register.today,
                by_id=register.who,
                resident_opinion=SAYS,
                opinion=chance.choice(("favourable", "with_conditions")),
                conditions="Une visite du service social chaque mois.",
            )
        )


def refer(house: House, case: CaseFile) -> None:
    """Send her to another service and hear how it goes on."""
    register, chance = house.register, house.chance
    to = chance.choice(directory.organisations(register))
    _agree(house, case, "share_partner", partner_id=to.id)
    _agree(house, case, "share_authorities")
    referral = Referral(
        case_id=case.id,
        referral_type=chance.choice(sorted(to.services)) if to.services else "other",
        organisation_id=to.id,
        reason="services",
        needs="Un premier rendez-vous.",
    )
    referral = referrals.write(register, referral)
    for step in chance.choice(((), ("sent",), ("sent", "accepted"), ("sent", "accepted", "service_received"))):
        referral = referrals.VERBS[step](register, referral)


def call_whoever_left(house: House) -> None:
    """Call a week after an exit; now and then nobody answers."""
    register = house.register
    for left in register.find(Exit, left_on=register.today - CALL_AFTER):
        answers = house.chance.random() < 0.75
        register.save(
            FollowUp(
                case_id=left.case_id,
                milestone="between",
                follow_up_type="phone",
                done_on=register.today,
                by_id=register.who,
                via="phone" if answers else "attempt",
                result="stable" if answers else "not_found",
                resident_view="Tout va bien à la maison." if answers else None,
            )
        )


def visit_the_family(house: House, case: CaseFile) -> None:
    """Let somebody go home for two days, if she is in no danger."""
    register = house.register
    stay = exits.open_stay_of(register, case)
    if stay is not None and not lifecycle.is_in_danger(register, case):
        leave = Leave(
            case_id=case.id,
            stay_id=stay.id,
            absence_type="family_visit",
            out_at=datetime.combine(register.today, time(8, 30), UTC),
            expected_back_on=register.today + timedelta(days=2),
            accompanied_by="sa tante",
            place=house.chance.choice(invented.VILLAGES),
        )
        lifecycle.go_on_leave(register, case, leave)


def _agree(house: House, case: CaseFile, purpose: str, *, partner_id: str | None = None) -> None:
    register = house.register
    person = register.get(Person, case.person_id)
    young = person is not None and is_child(person.birth, register.today)
    register.save(
        Consent(
            case_id=case.id,
            purpose=purpose,
            status="given",
            given_on=register.today,
            giver="judge" if young else "self_adult",
            giver_name="Juge des enfants de Mopti" if young else None,
            child_agrees=True if young else None,
            mode="thumbprint",
            language="bam",
            partner_id=partner_id,
        )
    )
