"""The slip with a first passphrase: what stands on it, and that handing it out leaves a line."""

import pytest

from centre_app import accounts
from centre_app.documents.person_slip import person_slip_pdf, print_person_slip, slip_of
from centre_app.language import Language
from centre_app.records import StaffMember
from tests.centre_app.documents.reading import pages_of, words_of

WORDS = "mangue tabouret lampe tissu citron"


def let_in(register, name):
    member = StaffMember(name=name, staff_code="INF-2", roles=frozenset({"nurse"}))
    accounts.add_person(register, member)
    return register.get(StaffMember, member.id)


def test_the_slip_says_who_with_which_words_and_what_to_do(register):
    slip = slip_of(register, let_in(register, "Fanta Coulibaly"), WORDS)
    said = words_of(person_slip_pdf(slip, Language.of("fr")))
    for expected in ("Fanta Coulibaly", "INF-2", *WORDS.split(), "Devant l’ordinateur", "déchirez ce billet", "SÉGOU"):
        assert expected in said


@pytest.mark.parametrize("name", ["Ɲama Kɛita", 'O\'Brien "x" <b>', "a" * 300, "Robert'); DROP TABLE staff;--"])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_any_name_fits_on_one_sheet(register, name, code):
    slip = slip_of(register, let_in(register, name), WORDS)
    pages = pages_of(person_slip_pdf(slip, Language.of(code)))
    assert len(pages) == 1
    assert name[:12].replace("'", "’") in " ".join(pages[0].split())  # on paper an apostrophe is a printed one


def test_the_words_are_not_shown_by_accident(register):
    assert WORDS not in repr(slip_of(register, let_in(register, "Fanta Coulibaly"), WORDS))


def test_a_slip_that_is_printed_stands_in_history(register):
    member = let_in(register, "Fanta Coulibaly")
    print_person_slip(register, member, WORDS, Language.of("fr"))
    lines = register.vault.ask("SELECT who FROM main.history WHERE action = 'print' AND record_id = ?", (member.id,))
    assert [line["who"] for line in lines] == [register.who]
