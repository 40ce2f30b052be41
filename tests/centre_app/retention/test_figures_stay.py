"""Whoever is anonymised, every figure and every monthly report stays as it was, at every day that can be asked."""

from datetime import date
from random import Random

import pytest

from centre_app.choices import choices
from centre_app.consent_ledger import SHARE_PARTNER, ledger_of, names_of, standing
from centre_app.dates import Birth, months_after
from centre_app.indicators import figures
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked, ends_of
from centre_app.questions import to_row
from centre_app.records import CaseFile, Consent, Intake, Person, RetentionEvent
from centre_app.retention import erasing
from centre_app.retention.dossier import dossier_of
from centre_app.retention.left import Rest, birth_left, places_known, words_in
from centre_app.retention.standing import ANONYMISE
from tests.centre_app.a_full_house import a_full_house
from tests.centre_app.retention import files
from tests.makers import TODAY

MONTHS = 6
OF_NOW = {"M1": "pairs"}  # how many files look alike is a measure of the day on which it is asked


def figures_of(register, months):
    """Return everything that can be counted of some months, of all of them together, and of each quarter."""
    found = {}
    spans = [ends_of(month) for month in months] + [(min(months), ends_of(max(months))[1])]
    for first, last in spans:
        numbers = as_numbers(register, count_asked(register, Asked(first=first, last=last)))
        found |= {(first, last, name): line for name, line in numbers.lines.items() if name not in OF_NOW}
        counted = figures.count(register, first, last).figures
        found |= {(first, last, each.definition.key): each.counts for each in counted}
    return found


def anonymise(register, case):
    """Erase as two people would have it erased, whatever state the file is in."""
    asked = RetentionEvent(case_id=case.id, act=ANONYMISE, asked_on=register.today, reason="Time")
    (event,) = register.save(asked, heed_findings=False)
    erasing.carry_out(register, event, dossier_of(register, case.id), register.author)


def months_until(day):
    return [months_after(day.replace(day=1), -ago) for ago in range(MONTHS)]


def changed_by_anonymising_everybody(register, months):
    """Return each number that is another one once all files are anonymised, as it was and as it is."""
    before = figures_of(register, months)
    for case in register.as_stored.find(CaseFile):
        anonymise(register, case)
    after = figures_of(register, months)
    return {where: (told, after[where]) for where, told in before.items() if after[where] != told}


@pytest.mark.parametrize("seed", range(2))
def test_every_file_of_a_house_made_up_by_chance_is_counted_as_before(register, seed):
    files.as_everybody(register)
    for record in a_full_house(Random(seed), 8):
        register.save(record, heed_findings=False)
    months = months_until(TODAY)
    assert changed_by_anonymising_everybody(register, months) == {}


def test_the_ledger_goes_on_saying_no_to_whom_it_said_no(register):
    case = files.gone(register)
    said = {"case_id": case.id, "purpose": SHARE_PARTNER, "giver": "self_adult", "mode": "signature"}
    register.save(
        Consent(**said, status="refused", given_on=TODAY, partner_in_words="Her uncle’s friends"),
        Consent(**said, status="given", given_on=TODAY, partner_in_words="The sisters of Markala"),
        heed_findings=False,
    )
    files.erase(register, case)
    ledger = ledger_of(register.as_stored, case.id)
    (no, yes) = ledger
    assert {no.partner_in_words, yes.partner_in_words} == {"…1", "…2"}
    assert standing(ledger, SHARE_PARTNER, on=TODAY, partner=names_of(no)).status == "refused"
    assert standing(ledger, SHARE_PARTNER, on=TODAY, partner=names_of(yes)).status == "given"


def test_why_an_answer_is_missing_stays_where_it_was_chosen_and_goes_where_it_was_written():
    chosen = choices("missing_reason").keys[0]
    person = to_row(Person(missing={"birth": chosen, "sex": "she hides from her uncle"}))
    assert Rest(TODAY, TODAY).of(Person, person)["missing"] == f'{{"birth": "{chosen}"}}'


def test_a_gold_site_stays_where_the_directory_knows_it_and_goes_where_it_is_told_in_words():
    rest = Rest(TODAY, TODAY, places=places_known(["Kokoyo", None]))
    for told, left in (("kokoyo", "kokoyo"), ("Behind the well of Kokoyo", None)):
        row = to_row(Intake(case_id="x", gold_site=told))
        assert rest.of(Intake, row)["gold_site"] == left
        assert words_in(Intake, row, rest.places) == ([] if left else ["gold_site"])


@pytest.mark.parametrize(
    ("born", "counted", "left"),
    [
        (date(1987, 7, 14), (date(2016, 3, 1), date(2016, 5, 4)), "year"),
        (
            date(1998, 7, 14),
            (date(2016, 3, 1), date(2016, 12, 31)),
            "day",
        ),  # she turned 18 here, and is counted by the day
        (date(2001, 7, 14), (date(2016, 8, 1), date(2016, 12, 31)), "month"),  # she was 15 since July
    ],
)
def test_a_birth_becomes_as_rough_as_no_table_of_ages_can_tell(born, counted, left):
    assert birth_left(Birth.exact(born), *counted).precision == left
