"""Whether nights, stays and beds tell the same, night by night."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework.bed_nights import BedNights, bed_nights
from centre_app.casework.nights import Mark, mark_night
from centre_app.records import PresenceNight
from tests.makers import TODAY, YESTERDAY, a_bed, a_night, a_room, an_admission, an_assignment, reopened_as

TWO_DAYS_AGO = YESTERDAY - timedelta(days=1)


@pytest.fixture
def house(register):
    """Two girls since two days, one in a bed, one without."""
    room = a_room(name="Chambre A")
    bed = a_bed(room, label="A-01")
    register.save(room, bed)
    stays = []
    for given in ("Awa", "Mariam"):
        records = an_admission(given=given, admitted_on=TWO_DAYS_AGO)
        stays.append(register.save(*records)[-1])
    register.save(replace(an_assignment(stays[0], bed), from_on=TWO_DAYS_AGO))
    return stays


def only(register, night=YESTERDAY):
    (found,) = bed_nights(register, night, night)
    return found


def call(register, night, *present_or_why):
    stays, answers = present_or_why
    mark_night(
        register,
        night,
        [Mark(stay=stay, present=why is True, absence_type=None if why is True else why)
         for stay, why in zip(stays, answers, strict=True)],
    )  # fmt: skip


def test_present_and_away_are_all_stays_and_a_bed_is_held(register, house):
    call(register, YESTERDAY, house, ("hospital", "permission"))
    night = only(register)
    assert (night.stays, night.present, night.away, night.beds_held) == (2, 0, 2, 1)
    assert night.ties
    assert night.called_by == register.who


def test_who_is_present_without_a_bed_does_not_tie_unless_she_says_where(register, house):
    call(register, YESTERDAY, house, (True, True))
    assert (only(register).in_bed, only(register).without_bed, only(register).ties) == (1, 1, False)
    register.save(replace(house[1], room_in_words="Natte, salle commune"))
    assert only(register).ties


def test_a_night_that_nobody_answered_does_not_tie(register, house):
    assert (only(register).unanswered, only(register).was_called, only(register).ties) == (2, False, False)


def test_an_answer_after_she_left_and_a_bed_of_nobody_are_said(register, house):
    call(register, YESTERDAY, house, (True, "permission"))
    register.save(replace(house[0], ended_on=YESTERDAY), heed_findings=False)
    night = only(register)
    assert (night.stays, night.outside, night.beds_of_nobody, night.ties) == (1, 1, 1, False)


def test_two_answers_for_one_night_are_said(register, house):
    call(register, YESTERDAY, house, (True, "permission"))
    register.save(a_night(house[0], YESTERDAY), heed_findings=False)
    assert len(register.find(PresenceNight, night=YESTERDAY)) == 3
    assert (only(register).twice, only(register).present, only(register).ties) == (1, 1, False)


def test_a_span_is_added_up(register, house):
    call(register, TWO_DAYS_AGO, house, (True, "permission"))
    call(register, YESTERDAY, house, (True, "hospital"))
    nights = bed_nights(register, TWO_DAYS_AGO - timedelta(days=1), TODAY)
    assert [night.stays for night in nights] == [0, 2, 2, 2]
    together = BedNights.of(nights)
    assert (together.stays, together.present, together.away, together.unanswered) == (6, 2, 2, 2)
    assert (together.in_bed, together.not_tied) == (2, 1)


def test_the_auditor_reads_it(register, house):
    with reopened_as(register, "auditor") as auditor:
        assert len(bed_nights(auditor, YESTERDAY, TODAY)) == 2
