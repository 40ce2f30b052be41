"""The certificate of an erasing: which file, what went, who asked and who decided; and not a word about whom."""

import pytest

from centre_app.documents.certificate import print_certificate
from centre_app.language import Language
from centre_app.retention.standing import ANONYMISE, DESTROY
from tests.centre_app.documents.reading import pages_of, words_of
from tests.centre_app.retention import files


@pytest.mark.parametrize(("act", "because"), [(ANONYMISE, "family_reunified"), (DESTROY, "case_error")])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_certificate_is_one_sheet_that_names_the_two_and_not_her(register, act, because, code):
    case = files.gone(register, because=because)
    event = files.erase(register, case, act)
    pdf = print_certificate(register, event, Language.of(code))
    said = words_of(pdf)
    assert len(pages_of(pdf)) == 1
    for expected in ("SEG-16-0007", "SEG-C26-0001", "Awa Diarra", "Somebody the-deputy", event.line[:20]):
        assert expected in said
    assert "Sangaré" not in said
    assert "Kadidia" not in said


def test_it_says_until_when_copies_may_hold_it_and_what_is_still_to_be_done(register):
    files.another(register, "psychologist", who="a-psychologist")
    event = files.erase(register, files.gone(register))
    said = words_of(print_certificate(register, event, Language.of("en")))
    assert "until 01/12/2027" in said
    assert "the psychologist’s notes" in said


def test_a_certificate_that_is_printed_stands_in_history(register):
    event = files.erase(register, files.gone(register))
    print_certificate(register, event, Language.of("fr"))
    lines = register.vault.ask("SELECT who FROM care.history WHERE action = 'print' AND record_id = ?", (event.id,))
    assert [line["who"] for line in lines] == [register.who]
