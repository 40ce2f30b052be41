"""Any record of any kind goes from a centre by bundle to headquarters as it stands, except what the consent gate withholds."""

from dataclasses import fields, replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from centre_app.exchange import manifest
from centre_app.exchange.withheld import withheld_of
from centre_app.places import place
from centre_app.questions import IDENTITY, NOTES, Place
from centre_app.records import RECORD_TYPES, CaseFile, Consent, MonthReport, Transfer
from db.strict_json import TOO_LARGE
from tests.answers import records_of
from tests.makers import an_admission

# What anybody of the house may write and what is sent; what is about exchanging itself has tests of its own.
TRAVELLING = [one for one in RECORD_TYPES if manifest.travels(one) and one.compartment not in ("", NOTES)]
EXAMPLES = 3  # bundles; each holds one record of every kind


def of_a_case(record, case):
    """Let a record be about this file and whose it is, where it is about one: nobody's consent can be asked else.

    What she answered is about a photograph, and nobody hands her over to another centre of ours: who is named, and whose
    she is, is what the tests below say. A number that no reader of JSON holds exactly cannot be saved (rule "This number
    is too large"): it is brought within.
    """
    owners = {"case_id": case.id, "person_id": case.person_id}
    numbers = {name: getattr(record, name) for name in record.questions if type(getattr(record, name)) is int}
    within = {name: number % TOO_LARGE for name, number in numbers.items()}
    if isinstance(record, Consent):
        record = replace(record, purpose="photo")
    if isinstance(record, Transfer):
        record = replace(record, to_centre_id=None)
    return replace(record, **within, **{name: owner for name, owner in owners.items() if name in record.questions})


# The numbers of a closed month are no answers of people: only sound ones are received (test_closed_months.py sends some).
ONE_OF_EACH = st.tuples(*(records_of(one) for one in TRAVELLING if one not in (CaseFile, MonthReport)))


def test_any_answers_of_every_kind_of_record_arrive_as_they_were_written(pair):
    person, name, case, intake, stay = an_admission()
    pair.centre.save(person, name, replace(case, share_hq=True), intake, stay, heed_findings=False)

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],  # each example is sent: there is nothing to shrink
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(records=ONE_OF_EACH)
    def arrives(records):
        wired = [of_a_case(record, case) for record in records]
        saved = pair.centre.save(*wired, heed_findings=False)
        pair.exchange()
        for record in saved:
            there = there_of(pair, record)
            assert there is not None, type(record).__name__
            kept_here = set() if tells_of_nobody_else(record, case) else in_words(record)
            others = set(record.questions) - kept_here
            assert not any(getattr(there, one) for one in kept_here), type(record).__name__
            assert answers_of(there, others) == answers_of(record, others), type(record).__name__

    arrives()


def test_without_her_consent_no_words_about_her_arrive_and_everything_else_does(pair):
    person, name, case, intake, stay = an_admission()
    pair.centre.save(person, name, replace(case, share_hq=False), intake, stay, heed_findings=False)

    @settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True)
    @given(records=ONE_OF_EACH)
    def arrives(records):
        saved = pair.centre.save(*(of_a_case(record, case) for record in records), heed_findings=False)
        pair.exchange()
        for record in saved:
            there = there_of(pair, record)
            if there is None:
                assert record.compartment == IDENTITY, type(record).__name__
                continue
            assert not any(getattr(there, one) for one in in_words(record)), type(record).__name__
            others = set(record.questions) - in_words(record)
            assert answers_of(there, others) == answers_of(record, others), type(record).__name__

    arrives()


def tells_of_nobody_else(record, case):
    """Say whether a record is about her alone, who agreed: for the house nobody can, and of others nobody asked."""
    named = {getattr(record, column) for column in withheld_of(type(record)).tells_of} - {None, ""}
    return bool(named) and named <= {case.id, case.person_id}


def in_words(record):
    """Return the questions to which this record has an answer in words that may tell of somebody."""
    asked = {name: one for name, one in record.questions.items() if not one.harmless}
    places = {name for name, one in asked.items() if isinstance(one.kind, Place)}
    in_no_list = {name for name in places if getattr(record, name) is not None and not place(getattr(record, name))}
    return {name for name, one in asked.items() if one.may_identify} | in_no_list


def there_of(pair, record):
    """Return the record as headquarters stores it, whatever is confidential in it."""
    return next(iter(pair.headquarters.as_stored.find(type(record), id=record.id)), None)


def answers_of(record, names=None):
    """Return what was answered, and why not where nothing was."""
    asked = [
        one.name for one in fields(record) if one.name in record.questions and (names is None or one.name in names)
    ]
    missing = {name: why for name, why in record.missing.items() if names is None or name in names}
    return {**{name: getattr(record, name) for name in asked}, "missing": missing}
