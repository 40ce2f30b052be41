"""An arrival at night: a number and a bed at once, and what was not asked is asked within 72 hours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.agenda import agenda, agenda_of
from centre_app.agenda.emergency import AGE, BROUGHT_BY, HOSTED, NAME, NATIONALITY, REASON, SOURCE, TWINS
from centre_app.agenda.said import due_in_words, due_on_paper
from centre_app.casework import arrivals, beds, consents, emergencies
from centre_app.dates import Birth
from centre_app.language import Language
from centre_app.problems import ReadOnlyForYou
from centre_app.records import Bed, Consent, Intake, Person, PersonName, PersonNationality, Stay
from tests.makers import TODAY, a_bed, a_room, an_admission, an_assignment, reopened_as

FRENCH = Language.of("fr")


@pytest.fixture
def house(register):
    """Two rooms for girls with one bed each, one of them for emergencies, and one for boys."""
    girls, boys = a_room(name="Chambre A"), a_room(name="Chambre G", sex_rule="boys")
    urgent = a_room(name="Accueil", room_type="emergency")
    register.save(girls, boys, urgent)
    register.save(a_bed(girls, label="A-01"), a_bed(boys, label="G-01"), a_bed(urgent, label="E-01"))
    return register


OF_TWELVE = Birth.of_age(12, 12, said_on=TODAY)


def told(register, *, sex="female", birth=OF_TWELVE, **intake):
    """Return the little that is known at the door."""
    blank = emergencies.begin(register)
    arrival = replace(
        blank,
        person=replace(blank.person, sex=sex, birth=birth, age_basis="staff_estimate" if birth else None),
        intake=replace(blank.intake, **intake),
    )
    described = replace(blank.description, description=emergencies.description(arrival, FRENCH))
    return replace(arrival, description=described)


def rest_of(register, case):
    return next((due for due in agenda_of(register, case.id) if due.task == "emergency_rest"), None)


def labels(places):
    return [("natte " if one.is_mat else "") + (one.offered.bed.label or one.offered.room.name) for one in places]


# --- at the door -----------------------------------------------------------------------------------------------


def test_she_has_a_number_a_bed_and_the_minute_she_came_with_no_name(house):
    arrival = told(house, brought_by="La police", in_danger=False)
    place = emergencies.places_for(house, arrival)[0]
    taken = emergencies.take_in(house, arrival, place)
    stay = house.only(Stay, case_id=taken.case.id)
    assert (taken.case.code, taken.case.status) == ("SEG-26-0001", "admitted")
    assert (stay.admission_type, stay.arrived_at) == ("emergency", house.now)
    assert beds.bed_of(house, stay).bed_id == place.offered.bed.id
    assert house.find(PersonName) == []


def test_one_act_of_history_tells_of_it(house):
    emergencies.take_in(house, told(house), emergencies.places_for(house, told(house))[0])
    found = house.vault.connection.execute("SELECT DISTINCT action FROM care.history WHERE action <> 'create'")
    assert [row["action"] for row in found if row["action"] not in ("login", "save")] == ["admit"]


def test_what_nobody_asked_is_written_as_not_asked_yet(house):
    taken = emergencies.take_in(house, told(house, birth=None))
    assert house.only(Intake, case_id=taken.case.id).missing == dict.fromkeys(
        ("source", "reason", "brought_by"), "not_asked"
    )
    assert house.get(Person, taken.case.person_id).missing == dict.fromkeys(("birth", "age_basis"), "not_asked")


@pytest.mark.parametrize(
    ("sex", "birth", "words"),
    [
        ("female", Birth.of_age(12, 12, said_on=TODAY), "Fille d’environ 12 ans, arrivée le 21/11 à 09:00"),
        ("male", Birth.of_age(12, 14, said_on=TODAY), "Garçon d’environ 12–14 ans, arrivé le 21/11 à 09:00"),
        ("female", Birth.of_age(30, 30, said_on=TODAY), "Femme d’environ 30 ans, arrivée le 21/11 à 09:00"),
        ("female", None, "Fille ou femme d’un âge encore inconnu, arrivée le 21/11 à 09:00"),
        ("unknown", Birth.of_age(9, 9, said_on=TODAY), "Une personne d’environ 9 ans, arrivée le 21/11 à 09:00"),
    ],
)
def test_until_her_name_is_known_she_is_called_by_what_was_seen(register, sex, birth, words):
    assert told(register, sex=sex, birth=birth).description.description == words


# --- where she sleeps ------------------------------------------------------------------------------------------


def test_the_best_place_comes_first_and_a_mat_before_a_room_that_is_not_for_her(house):
    offered = labels(emergencies.places_for(house, told(house)))
    assert offered == ["E-01", "A-01", "natte Accueil", "natte Chambre A", "G-01", "natte Chambre G"]


def test_a_full_house_lays_a_mat_and_takes_her_in(house):
    for bed in house.find(Bed):
        *records, stay = an_admission(admitted_on=TODAY)
        house.save(*records, stay, an_assignment(stay, bed, from_on=TODAY))
    place = emergencies.places_for(house, told(house))[0]
    taken = emergencies.take_in(house, told(house), place)
    given = beds.bed_of(house, house.only(Stay, case_id=taken.case.id))
    mat = house.get(Bed, given.bed_id)
    assert (place.is_mat, mat.kind, mat.label) == (True, "mat", "E-02")


def test_a_bed_that_somebody_has_got_meanwhile_is_said_and_the_rest_is_saved(house):
    arrival = told(house)
    place = emergencies.places_for(house, arrival)[0]
    *records, stay = an_admission(admitted_on=TODAY)
    house.save(*records, stay, an_assignment(stay, place.offered.bed, from_on=TODAY))
    taken = emergencies.take_in(house, arrival, place)
    assert [found.rule for found in taken.about_the_bed] == ["V6"]
    assert [one.case_id for one in beds.without_a_bed(house)] == [taken.case.id]


# --- by whom ---------------------------------------------------------------------------------------------------


def test_the_night_guard_takes_somebody_in_on_a_mat_and_becomes_nobodys_case_manager(house):
    guard = reopened_as(house, "night_guard")
    mat = next(place for place in emergencies.places_for(guard, told(guard)) if place.is_mat)
    taken = emergencies.take_in(guard, told(guard, in_danger=True), mat, basis_reason="Nobody could be asked")
    assert taken.case.referent_id is None
    assert guard.find(Bed, kind="mat") != []
    assert not guard.as_stored.find(Consent, case_id=taken.case.id)
    guard.close()


def test_a_mat_that_nobody_sleeps_on_is_the_houses_to_buy(house):
    guard = reopened_as(house, "night_guard")
    room_id = guard.find(Bed)[0].room_id
    with pytest.raises(ReadOnlyForYou):
        guard.save(Bed(room_id=room_id, label="A-09", kind="mat"))
    guard.close()


def test_in_danger_the_director_decides_by_which_right_she_stays(house):
    taken = emergencies.take_in(house, told(house, in_danger=True), basis_reason="Brought in danger at night")
    line = house.only(Consent, case_id=taken.case.id)
    assert (line.purpose, line.legal_basis, line.authorised_by) == ("hosting", "vital_interest", house.who)
    assert consents.may(house, taken.case.id, "hosting")
    assert HOSTED not in rest_of(house, taken.case).missing


def test_danger_told_at_the_door_is_looked_at_the_same_day(house):
    case = emergencies.take_in(house, told(house, in_danger=True)).case
    assert [due.due_on for due in agenda_of(house, case.id) if due.task == "risk_due"] == [TODAY]


# --- the rest --------------------------------------------------------------------------------------------------


def test_what_is_open_is_due_in_72_hours_by_the_hour_and_named(house):
    case = emergencies.take_in(house, told(house)).case
    due = rest_of(house, case)
    assert due.due_at - house.now == timedelta(hours=72)
    assert due.missing == (NAME, NATIONALITY, BROUGHT_BY, SOURCE, REASON, HOSTED)
    assert due in agenda(house, until=due.due_on)
    assert due_in_words(due, FRENCH).startswith("Arrivée d’urgence à compléter (72 h) · son nom, sa nationalité")
    assert due_on_paper(due, FRENCH) == "Arrivée d’urgence à compléter (72 h)"


def test_nothing_else_asks_for_the_same_answers_by_the_day(house):
    case = emergencies.take_in(house, told(house)).case
    assert "data_quality" not in {due.task for due in agenda_of(house, case.id)}


def test_it_is_late_once_the_hours_are_over(house, clock):
    case = emergencies.take_in(house, told(house)).case
    clock.move(hours=73)
    assert rest_of(house, case).is_late(house.now)


def test_it_is_gone_once_all_is_answered_or_said_not_to_be_known(house):
    case = emergencies.take_in(house, told(house, birth=None, brought_by="La police")).case
    intake, person = house.only(Intake, case_id=case.id), house.get(Person, case.person_id)
    house.save(replace(intake, source="police", reason="violence", missing={}))
    house.save(replace(person, missing={"birth": "unknown", "age_basis": "unknown"}))
    assert rest_of(house, case).missing == (NAME, NATIONALITY, HOSTED)
    house.save(PersonName(person_id=person.id, given="Awa", is_display=True))
    house.save(PersonNationality(person_id=person.id, missing={"nationality": "refused"}))
    house.save(
        Consent(
            case_id=case.id,
            purpose="hosting",
            status="refused",
            given_on=TODAY,
            giver="self_minor_assent",
            mode="verbal",
        ),
        heed_findings=False,
    )
    assert rest_of(house, case) is None


def test_age_not_asked_is_named(house):
    assert AGE in rest_of(house, emergencies.take_in(house, told(house, birth=None)).case).missing


def test_whoever_may_have_a_file_already_is_to_be_compared_by_day(house):
    """Nobody is made to search at night."""
    house.save(*an_admission(family="Sangaré", given="Kadidia", ended_on=None))
    arrival = told(house, birth=Birth.of_age(16, 16, said_on=TODAY))
    named = replace(arrival, name=replace(arrival.name, family="Sangaré", given="Kadidia"))
    case = emergencies.take_in(house, named).case
    assert TWINS in rest_of(house, case).missing


def test_an_arrival_by_day_is_not_asked_by_the_hour(house):
    blank = arrivals.begin(house)
    arrival = replace(blank, person=replace(blank.person, sex="female"), name=replace(blank.name, given="Awa"),
                      stay=replace(blank.stay, admission_type="emergency"))  # fmt: skip
    assert rest_of(house, arrivals.admit(house, arrival)) is None
