"""Enrolment between two registers, and headquarters' board of what came and what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.exchange import board, bundle, enrolment, inbox, partners, refusals
from centre_app.records import Card
from centre_app.register import AT_HEADQUARTERS
from tests.makers import a_register, reopened


@pytest.fixture
def headquarters(tmp_path, clock):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as opened:
        partners.make_offline_keys(opened)
        yield opened


def asked(register, headquarters):
    return partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(register)))


def test_nothing_is_trusted_before_the_words_are_compared(register, headquarters):
    kept = asked(register, headquarters)
    assert partners.known_signers(headquarters) == {}
    with pytest.raises(partners.WordsNotCompared):
        partners.make_card(headquarters, kept)
    card = partners.make_card(headquarters, partners.confirm_words(headquarters, kept))
    partners.take_card(register, enrolment.to_bytes(card))
    with pytest.raises(partners.WordsNotCompared):
        partners.must_have_headquarters(register)


def test_both_sides_see_the_same_eight_words(register, headquarters):
    kept = asked(register, headquarters)
    assert partners.words_of(kept) == enrolment.eight_words(partners.own_request(register))
    card = partners.make_card(headquarters, partners.confirm_words(headquarters, kept))
    assert partners.words_of(partners.take_card(register, enrolment.to_bytes(card))) == enrolment.eight_words(card)


def test_the_request_stays_the_same_until_the_card_comes(register):
    assert partners.own_request(register) == partners.own_request(register)


def test_the_same_request_read_twice_is_kept_once(register, headquarters):
    assert asked(register, headquarters) == asked(register, headquarters)
    assert len(headquarters.find(Card)) == 1


def test_a_later_card_is_trusted_at_once(register, headquarters):
    kept = partners.confirm_words(headquarters, asked(register, headquarters))
    first = partners.take_card(register, enrolment.to_bytes(partners.make_card(headquarters, kept)))
    partners.confirm_words(register, first)
    second = partners.make_card(headquarters, kept)
    assert partners.take_card(register, enrolment.to_bytes(second)).words_checked_on == register.today
    assert partners.headquarters_of(register) == second
    with pytest.raises(refusals.OldCard):
        partners.take_card(register, enrolment.to_bytes(second))


def test_headquarters_without_offline_keys_makes_no_card(register, tmp_path, clock):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as headquarters:
        kept = partners.confirm_words(headquarters, asked(register, headquarters))
        with pytest.raises(partners.OfflineKeysMissing):
            partners.make_card(headquarters, kept)


def test_the_offline_keys_are_on_the_sticks_and_not_in_the_register(headquarters):
    text = partners.make_offline_keys(headquarters).text
    identity, *recovery = text.splitlines()
    assert identity.startswith("AGE-SECRET-KEY-1")
    assert len(recovery) == 2
    kept = str(headquarters.vault.meta()) + str(headquarters.keys.own_secrets)
    for secret in text.splitlines():
        assert secret not in kept


def test_a_centre_that_is_not_enrolled_is_told_how(register):
    with pytest.raises(partners.NotEnrolled):
        partners.must_have_headquarters(register)


def test_the_keys_are_the_same_after_the_register_was_closed(register, clock):
    identity, request = partners.identity(register), partners.own_request(register)
    folder = register.folder
    register.close()
    with reopened(folder, clock=clock) as again:
        assert partners.identity(again) == identity
        assert partners.own_request(again) == request


def test_the_board_shows_what_came_what_is_missing_and_what_is_not_due(pair):
    pair.clock.set(date(2027, 2, 3))
    pair.received(pair.sealed())
    months = board.months_until(pair.clock().date(), 5)
    (line,) = board.board(pair.headquarters, months)
    assert months == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert list(line.states.values()) == ["not_yet", "received", "missing", "not_yet", "not_yet"]
    assert line.numbers[date(2026, 11, 1)] == (1,)
    assert board.missing_months(line) == [date(2026, 12, 1)]
    pair.clock.set(date(2027, 2, 6))
    (line,) = board.board(pair.headquarters, months)
    assert board.missing_months(line) == [date(2026, 12, 1), date(2027, 1, 1)]


def test_a_centre_that_never_sent_stands_on_the_board(pair):
    (line,) = board.board(pair.headquarters, board.months_until(pair.clock().date(), 2))
    assert line.latest is None
    assert line.centre.code == "SEG"


def test_the_board_shows_what_waits_what_was_refused_and_when_anything_was_heard_last(pair, tmp_path):
    pair.clock.set(date(2027, 2, 3))
    first = pair.received(pair.sealed())
    pair.centre.save(replace(pair.sealed().bundle, status="acknowledged"))  # number 2 never comes
    (late,) = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=date(2026, 12, 1)))
    waits = tmp_path / late.name
    waits.write_bytes(late.content)
    spoilt = tmp_path / "SEG-202701-000009.age"
    spoilt.write_bytes(late.content[:-9])
    long_ago = tmp_path / "SEG-202610-000001.age"
    long_ago.write_bytes(late.content[:-8])
    for file in (waits, spoilt, long_ago):
        inbox.look_at(pair.headquarters, file)
    (line,) = board.board(pair.headquarters, board.months_until(pair.clock().date(), 5))
    assert list(line.states.values()) == ["not_yet", "received", "waiting", "refused", "not_yet"]
    assert [(one.seq, one.missing) for one in line.waiting] == [(3, 2)]
    assert (line.latest, line.last_contact) == (first, first.received_at)
    assert board.days_late(line, date(2027, 2, 8)) == 3
