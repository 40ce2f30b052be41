"""The figures of a period: what is counted where, and what is not."""

import csv
import dataclasses
import io
import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from centre_app.dates import Birth, PartialDate
from centre_app.indicators.figures import DEFINITIONS, NO_ANSWER, count, name_of
from centre_app.indicators.writing import as_csv, as_json, as_text
from centre_app.language import Language
from centre_app.records import Centre, EducationProfile
from centre_app.register import AT_HEADQUARTERS
from db import counting
from tests.makers import (
    LONG_AGO,
    TODAY,
    YESTERDAY,
    a_birth_at_the_centre,
    a_case,
    a_kit,
    a_night,
    a_person,
    a_register,
    a_stay,
    an_admission,
    an_exit,
    an_intake,
    as_received,
)

FRENCH = Language.of("fr")
FROM = LONG_AGO - timedelta(days=10)


def counts(register, figure, from_=FROM, to=TODAY):
    return count(register, from_, to).of(figure).counts


def save(register, *records):
    register.save(*records, heed_findings=False)


# --- admissions ------------------------------------------------------------------------------------------------


def test_an_admission_counts_in_the_period_of_its_day_both_ends_in_it(register):
    save(register, *an_admission())
    for from_, to, expected in (
        (LONG_AGO, LONG_AGO, {"girl_mother": 1}),
        (LONG_AGO + timedelta(days=1), TODAY, {}),
        (FROM, LONG_AGO - timedelta(days=1), {}),
    ):
        assert counts(register, "admissions_by_reason", from_, to) == expected


def test_children_stand_in_rows_of_their_own(register):
    for kind in ("accompanying_child", "born_in_centre"):
        save(register, *an_admission(admission_type=kind))
    assert counts(register, "admissions_by_source") == {}
    assert counts(register, "children_accompanying") == {"accompanying_child": 1}


def test_what_is_not_written_is_counted_as_not_written(register):
    person = a_person(origin_region=None)
    case = a_case(person)
    save(register, person, case, a_stay(case))
    for figure in ("admissions_by_source", "admissions_by_region", "admissions_by_school_level"):
        assert counts(register, figure) == {NO_ANSWER: 1}


def test_a_stay_is_counted_by_the_intake_that_led_to_it(register):
    person, name, case, first, stay = an_admission(ended_on=date(2026, 4, 1))
    again = an_intake(case, contact_on=date(2026, 6, 1), source="police", reason="violence")
    second = a_stay(case, admitted_on=date(2026, 6, 2), admission_type="readmission")
    save(register, person, name, case, first, stay, again, second)
    assert counts(register, "admissions_by_source") == {"ngo": 1, "police": 1}
    assert counts(register, "admissions_by_source", date(2026, 6, 1), TODAY) == {"police": 1}


def test_what_was_voided_is_not_counted(register):
    *_, case, _, stay = records = an_admission()
    save(register, *records)
    register.void(*(register.get(type(one), one.id) for one in (case, stay)), reason="twice")
    assert counts(register, "admissions_by_reason") == {}


def test_the_level_at_school_is_the_one_on_arrival(register):
    *_, case, intake, stay = records = an_admission()
    save(register, *records, EducationProfile(case_id=case.id, level_at_entry="f3"))
    assert counts(register, "admissions_by_school_level") == {"f3": 1}


def test_a_region_is_counted_as_said_and_as_it_is_today(register):
    save(register, *an_admission(a_person(origin_region="ml-r-mopti", origin_cercle="ml-c-koro", origin_country="ML")))
    save(register, *an_admission(a_person(origin_region="Casamance", origin_country="SN")))
    save(register, *an_admission(a_person(origin_region=None, origin_country="CI")))
    assert counts(register, "admissions_by_region") == {"CI": 1, "Casamance": 1, "ml-r-mopti": 1}
    assert counts(register, "admissions_by_region_now") == {"CI": 1, "Casamance": 1, "ml-r-bandiagara": 1}


# --- births, exits, kits ---------------------------------------------------------------------------------------


def test_a_birth_known_as_an_interval_falls_on_its_middle(register):
    *_, case, intake, stay = records = an_admission()
    born = PartialDate.between(date(2026, 3, 20), date(2026, 4, 20))
    save(register, *records, a_birth_at_the_centre(case, born=born))
    assert counts(register, "births_at_centre", date(2026, 3, 1), date(2026, 3, 31)) == {}
    assert counts(register, "births_at_centre", date(2026, 4, 1), date(2026, 4, 30)) == {"live_birth": 1}


def test_an_exit_of_a_child_is_not_an_exit_of_a_girl(register):
    for kind in ("emergency", "accompanying_child"):
        *_, stay = records = an_admission(admission_type=kind)
        save(register, *records, an_exit(stay))
    assert counts(register, "exits_by_reason") == {"family_reunified": 1}


def test_a_kit_of_an_earlier_stay_is_not_one_of_this_return(register):
    *_, case, intake, stay = records = an_admission()
    early = a_kit(case, given_on=LONG_AGO - timedelta(days=40))
    save(register, *records, an_exit(stay), early)
    assert counts(register, "returned_with_kit") == {"without_kit": 1}
    save(register, a_kit(case, given_on=TODAY))
    assert counts(register, "returned_with_kit") == {"with_kit": 1}


def test_kits_are_counted_and_their_value_summed(register):
    case = a_case()
    save(register, a_kit(case), a_kit(case, value_fcfa=None), a_kit(case, kit="cash", value_fcfa=5_000))
    assert counts(register, "kits_given") == {"sewing_kit": 2, "cash": 1}
    assert counts(register, "value_of_kits") == {"sewing_kit": 120_000, "cash": 5_000}


# --- presence --------------------------------------------------------------------------------------------------


def test_who_leaves_on_a_day_is_not_there_in_its_evening(register):
    save(register, *an_admission(ended_on=TODAY), *an_admission())
    assert counts(register, "present_on_last_day") == {"herself": 1}
    assert counts(register, "present_on_last_day", to=YESTERDAY) == {"herself": 2}


def test_a_child_born_on_an_unknown_day_is_there_from_the_middle_of_its_interval(register):
    child = a_person(birth=Birth.between(date(2026, 3, 1), date(2026, 3, 31)))
    save(register, *an_admission(child, admission_type="born_in_centre", admitted_on=None))
    assert counts(register, "present_on_last_day", to=date(2026, 3, 15)) == {}
    assert counts(register, "present_on_last_day", to=date(2026, 3, 16)) == {"born_in_centre": 1}


def test_nights_of_which_none_was_marked_are_no_data_and_an_absence_is_nought(register):
    *_, stay = records = an_admission()
    save(register, *records)
    assert counts(register, "nights") is None
    save(register, a_night(stay, present=False))
    assert counts(register, "nights") == {"herself": 0}
    save(register, a_night(stay, TODAY))
    assert counts(register, "nights") == {"herself": 1}


def test_births_do_not_apply_to_a_house_for_boys(register):
    house = register.get(Centre, register.centre_id)
    save(register, dataclasses.replace(house, sex_rule="boys"))
    figure = count(register, FROM, TODAY).of("births_at_centre")
    assert (figure.counts, figure.applies) == (None, False)


# --- headquarters ----------------------------------------------------------------------------------------------


def test_headquarters_counts_the_houses_it_is_asked_for(tmp_path):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="HQS") as headquarters:
        for code in ("SEG", "KOR"):
            house = Centre(name=code, code=code)
            house = dataclasses.replace(house, centre_id=house.id)
            records = [dataclasses.replace(record, centre_id=house.id) for record in an_admission()]
            as_received(headquarters, house, *records)
        both = count(headquarters, FROM, TODAY)
        one = count(headquarters, FROM, TODAY, centre_ids=[house.id])
    assert both.of("admissions_by_reason").total == 2
    assert one.of("admissions_by_reason").total == 1


# --- written ---------------------------------------------------------------------------------------------------


def test_json_is_one_object_a_figure_keyed_by_choice_keys(register):
    save(register, *an_admission())
    written = json.loads(as_json(count(register, FROM, TODAY)))
    assert list(written) == [definition.key for definition in DEFINITIONS]
    assert written["admissions_by_source"] == {"ngo": 1}
    assert written["exits_by_reason"] == {}
    assert written["nights"] is None


def test_csv_has_a_line_a_number_with_names_in_the_language(register):
    save(register, *an_admission(), *an_admission(a_person(origin_region="=1+1")))
    rows = list(csv.reader(io.StringIO(as_csv(count(register, FROM, TODAY), FRENCH)), delimiter=";"))
    assert ["admissions_by_source", "ngo", "Entrées, selon qui les a orientées", "ONG / association", "2"] in rows
    assert ["nights", "", "Nuitées", "", "–"] in rows
    assert ["exits_by_reason", "", "Sorties, selon le motif", "", "0"] in rows
    assert any(row[1] == "'=1+1" for row in rows)


def test_text_tells_nought_from_no_data(register):
    text = as_text(count(register, FROM, TODAY), FRENCH)
    assert "Chiffres du 20/02/2026 au 21/11/2026" in text
    assert "Sorties, selon le motif  0" in text
    assert "Nuitées  –" in text


def test_every_figure_is_defined_in_both_languages():
    for definition in DEFINITIONS:
        for message in (definition.title, definition.meaning):
            assert FRENCH.say(message) != message
    assert name_of("ml-r-segou", DEFINITIONS[2], FRENCH) == "Ségou"
    assert name_of("CI", DEFINITIONS[2], FRENCH) == "Côte d’Ivoire"


# --- how they are read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.key)
def test_no_figure_reads_a_whole_table(register, definition):
    """Each fact is found through an index led by the centre; full scans made a month's report a hundred times slower."""
    plans = []

    def ask(sql, parameters):
        plans.extend(row["detail"] for row in register.vault.ask(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return register.vault.ask(sql, parameters)

    definition.count(SimpleNamespace(ask=ask), counting.Period([register.centre_id], "2026-01-01", "2026-12-31"))
    tables = [plan for plan in plans if plan.startswith(("SCAN", "SEARCH")) and "json_each" not in plan]
    assert not [plan for plan in tables if plan.startswith("SCAN") and "fact" not in plan]
    led = [plan for plan in tables if "centre_id=?" in plan]
    assert led
    if definition.key != "present_on_last_day":
        assert all("COVERING INDEX" in plan for plan in led)
