"""What is typed and not saved: kept as records, given back to its author, let go once it is saved."""

from dataclasses import replace

import pytest

from centre_app import drafts
from centre_app.dates import Birth
from centre_app.drafts import Draft, Spot
from centre_app.records import RECORD_TYPES, MedicalVisit, Person, PersonDescription, PersonName
from tests.makers import TODAY, a_name, a_person, an_admission, reopened

IDENTITY = Spot(page="case", section="identity", case_id="c1")


@pytest.fixture
def kadidia(register):
    """Her person and her name, saved."""
    person, name, *_ = register.save(*an_admission())
    return person, name


def typed_over(record, part="", unclear=None, **answers) -> Draft:
    return Draft(begun=record, typed=replace(record, **answers), part=part, unclear=unclear or {})


def words_kept(register):
    return [
        {name: value for draft in kept.drafts for name, value in draft.changed.items()}
        for kept in drafts.all_kept(register)
    ]


def test_what_was_typed_comes_back_after_the_register_was_closed(register, kadidia, clock):
    person, name = kadidia
    birth = Birth.of_age(15, 16, said_on=TODAY)
    typed = (typed_over(name, "name", given="Kadiatou ɲ"), typed_over(person, "person", birth=birth))
    drafts.keep(register, IDENTITY, typed)
    folder = register.folder
    register.close()
    with reopened(folder, clock=clock) as again:
        (kept,) = drafts.all_kept(again)
    assert kept.spot == IDENTITY
    assert {one.part: one.changed for one in kept.drafts} == {
        "name": {"given": "Kadiatou ɲ"},
        "person": {"birth": birth},
    }


def test_a_draft_of_every_kind_of_record_is_read_back_as_it_was(register):
    kept = None
    for record_type in RECORD_TYPES:
        draft = Draft(begun=record_type(), typed=record_type(missing={"note": "unknown"}))
        kept = drafts.keep(register, IDENTITY, [draft], instead_of=kept)
        (read,) = drafts.all_kept(register)
        assert read.drafts == (draft,)


def test_what_was_typed_into_a_new_record_is_found_by_its_kind_and_by_what_it_is_about(register, kadidia):
    person, name = kadidia
    visit = MedicalVisit(case_id="c1")
    kept = drafts.keep(register, IDENTITY, [typed_over(visit, facility="Bla")])
    drafts.keep(register, IDENTITY, [typed_over(name, given="Kadi")])
    assert drafts.kept_new(register, MedicalVisit) == kept
    assert drafts.kept_new(register, MedicalVisit, lambda typed: typed.case_id == "c2") is None
    assert drafts.kept_new(register, PersonName) is None


def test_only_the_answers_typed_are_laid_over_the_record_as_it_stands(register, kadidia):
    _, name = kadidia
    kept = drafts.keep(register, IDENTITY, [typed_over(name, given="Kadi")])
    (saved,) = register.save(replace(name, family="Coulibaly"))
    again = kept.drafts[0].over(saved)
    assert (again.family, again.given, again.rev) == ("Coulibaly", "Kadi", saved.rev)


def test_a_reason_for_no_answer_comes_back_and_so_does_its_end(register):
    described = PersonDescription(missing={"village": "refused"}, description="Grande")
    draft = typed_over(described, missing={"description": "not_safe"}, description=None)
    assert draft.reasons == {"village": None, "description": "not_safe"}
    assert dict(draft.over(described).missing) == {"description": "not_safe"}


def test_what_cannot_be_understood_is_kept_letter_for_letter(register, kadidia):
    person, _ = kadidia
    drafts.keep(register, IDENTITY, [typed_over(person, unclear={"children_stated": {"field": "deux ou 3"}})])
    assert drafts.all_kept(register)[0].drafts[0].unclear == {"children_stated": {"field": "deux ou 3"}}


def test_another_person_is_given_nothing(register, kadidia):
    drafts.keep(register, IDENTITY, [typed_over(kadidia[1], given="Kadi")])
    register.who = "somebody-else"
    assert drafts.all_kept(register) == []
    assert drafts.kept_of(register, kadidia[1]) is None
    assert drafts.kept_at(register, IDENTITY) is None


def test_keeping_again_takes_the_place_of_what_was_kept_before(register, kadidia):
    person, name = kadidia
    first = drafts.keep(register, IDENTITY, [typed_over(name, given="K"), typed_over(person, sex="male")])
    second = drafts.keep(register, IDENTITY, [typed_over(name, given="Kadi")], instead_of=first)
    assert second.id == first.id
    assert words_kept(register) == [{"given": "Kadi"}]


def test_the_latest_comes_first(register, clock):
    for words in ("Le matin", "Le soir"):
        drafts.keep(register, Spot(page="case", case_id=words), [typed_over(MedicalVisit(), complaint=words)])
        clock.move(hours=3)
    assert words_kept(register) == [{"complaint": "Le soir"}, {"complaint": "Le matin"}]


def test_what_is_let_go_is_gone(register, kadidia):
    kept = drafts.keep(register, IDENTITY, [typed_over(kadidia[1], given="Kadi")])
    drafts.let_go(register, kept)
    assert drafts.all_kept(register) == []
    assert register.vault.ask("SELECT count(*) FROM identity.drafts")[0][0] == 0


def test_a_form_saved_just_before_the_cut_is_no_draft_any_more(register, kadidia):
    person, name = kadidia
    described = PersonDescription(person_id=person.id)
    typed = [typed_over(name, given="Kadi"), typed_over(described, village="Bla")]
    drafts.keep(register, IDENTITY, typed)
    register.save(*(draft.typed for draft in typed))
    assert drafts.all_kept(register) == []
    assert register.vault.ask("SELECT count(*) FROM identity.drafts")[0][0] == 0


def test_another_act_on_the_same_record_takes_no_words_away(register, kadidia):
    """She typed a name, the program was cut, and before she takes it up the same name is saved for another reason."""
    drafts.keep(register, IDENTITY, [typed_over(kadidia[1], given="Kadi")])
    register.save(replace(kadidia[1], family="Coulibaly"))
    assert words_kept(register) == [{"given": "Kadi"}]


def test_who_saved_in_between_is_found_and_both_answers_are_there(register, kadidia):
    _, name = kadidia
    kept = drafts.keep(register, IDENTITY, [typed_over(name, given="Kadi")])
    assert drafts.saved_since(register, kept) == []
    register.who = "mariam"
    (saved,) = register.save(replace(name, given="Kadiatou", family="Diallo"))
    assert drafts.saved_since(register, kept) == [saved]
    assert kept.drafts[0].answered_otherwise(saved) == ["given"]
    assert kept.drafts[0].over(saved).given == "Kadi"


def test_what_was_typed_over_a_record_taken_back_since_begins_a_new_one(register, kadidia):
    _, name = kadidia
    kept = drafts.keep(register, IDENTITY, [typed_over(name, given="Kadi")])
    register.void(name, reason="twice")
    again = drafts.stands_now(register, kept.drafts[0])
    assert (again.rev, again.is_void, again.family) == (0, False, name.family)
    assert again.id != name.id


def test_a_new_record_is_shown_as_it_was_begun(register):
    visit = MedicalVisit(case_id="c1", seen_on=TODAY)
    kept = drafts.keep(register, IDENTITY, [typed_over(visit, complaint="Fièvre")])
    assert drafts.stands_now(register, kept.drafts[0]) == visit


def test_a_question_that_was_added_since_does_not_hide_the_words(register, kadidia):
    """A draft outlives a new version of the program, which asks one question more."""
    drafts.keep(register, IDENTITY, [typed_over(kadidia[1], given="Kadi")])
    with register.vault.transaction():
        register.vault.connection.execute(
            "UPDATE identity.drafts SET answers ="
            " json_remove(answers, '$.typed.name_type', '$.begun.name_type', '$.typed.missing')"
        )
    assert words_kept(register) == [{"given": "Kadi"}]


def test_words_that_no_encoding_knows_are_kept_too(register):
    half_a_sign = "Kad\ud83d"
    drafts.keep(register, IDENTITY, [typed_over(a_name(a_person()), given=half_a_sign)])
    assert words_kept(register) == [{"given": half_a_sign}]


def test_nothing_is_kept_in_history(register, kadidia):
    before = [register.vault.ask(f"SELECT count(*) FROM {name}.history")[0][0] for name in ("care", "identity")]
    drafts.keep(register, IDENTITY, [typed_over(kadidia[0], sex="male"), typed_over(kadidia[1], given="K")])
    after = [register.vault.ask(f"SELECT count(*) FROM {name}.history")[0][0] for name in ("care", "identity")]
    assert before == after
    assert register.get(Person, kadidia[0].id).sex == "female"
    assert register.get(PersonName, kadidia[1].id).given == "Kadidia"
