"""What a ledger of consents means: the newest line, what ran out, what holds for one organisation alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.choices import choices
from centre_app.consent_ledger import (
    ANSWERS,
    AUTHORITIES,
    NO,
    NOBODY,
    SHARE_AUTHORITIES,
    SHARE_PARTNER,
    SHARING,
    YES,
    joined,
    purpose_of,
    standing,
)
from centre_app.records import Consent, Organisation, Referral
from tests.makers import LONG_AGO, TODAY, TOMORROW, YESTERDAY, a_case, a_consent

CASE = a_case()
MEDICAL = "medical_care"


def stands(*lines, purpose=MEDICAL, on=TODAY, partner=NOBODY):
    return standing(lines, purpose, on=on, partner=frozenset(partner))


def line(status, day=TODAY, **answers):
    return a_consent(CASE, answers.pop("purpose", MEDICAL), status, **{"given_on": day, **answers})


def test_nothing_written_means_not_asked():
    assert (stands().status, stands().permits) == ("not_asked", False)


def test_the_newest_line_holds_in_whatever_order_they_were_typed():
    late = line("withdrawn")
    assert stands(late, line("given", YESTERDAY)).status == "withdrawn"
    assert stands(line("refused", YESTERDAY), line("given")).permits


def test_a_line_about_another_purpose_says_nothing():
    assert not stands(line("given", purpose="photo")).permits


def test_what_ran_out_is_to_be_renewed_and_holds_on_its_last_day():
    until = line("given", YESTERDAY, expires_on=TODAY)
    assert stands(until).permits
    assert (stands(until, on=TOMORROW).status, stands(until, on=TOMORROW).permits) == ("expired", False)


def test_what_is_said_tomorrow_does_not_hold_today():
    assert not stands(line("given", TOMORROW)).permits


def test_a_voided_line_was_never_said():
    assert not stands(line("given", voided_at="2026-11-21")).permits


def test_a_consent_for_one_organisation_holds_for_that_one_alone():
    for_one = line("given", purpose=SHARE_PARTNER, partner_id="one")
    assert stands(for_one, purpose=SHARE_PARTNER, partner={"one"}).permits
    assert not stands(for_one, purpose=SHARE_PARTNER, partner={"other"}).permits
    assert not stands(for_one, purpose=SHARE_PARTNER).permits
    in_words = line("given", purpose=SHARE_PARTNER, partner_in_words="  École  de KORO")
    assert stands(in_words, purpose=SHARE_PARTNER, partner={"ecole de koro"}).permits


def test_a_yes_to_a_partner_who_is_not_named_is_a_yes_to_nobody_and_a_no_is_one_to_all():
    by_law = {"legal_basis": "court_order", "basis_reason": "Judge of Ségou", "authorised_by": "awa"}
    for_all = line("given", purpose=SHARE_PARTNER)
    assert not stands(for_all, purpose=SHARE_PARTNER, partner={"one"}).permits
    assert not stands(line("refused", purpose=SHARE_PARTNER, **by_law), purpose=SHARE_PARTNER).permits
    for_one = line("given", purpose=SHARE_PARTNER, partner_id="one")
    assert not stands(for_one, line("refused", purpose=SHARE_PARTNER), purpose=SHARE_PARTNER, partner={"one"}).permits


def test_whom_she_refused_stays_refused_when_she_agrees_to_all():
    refused = line("refused", YESTERDAY, purpose=SHARE_AUTHORITIES, partner_id="one")
    to_all = line("given", purpose=SHARE_AUTHORITIES)
    assert not stands(refused, to_all, purpose=SHARE_AUTHORITIES, partner={"one"}).permits
    assert stands(refused, to_all, purpose=SHARE_AUTHORITIES, partner={"other"}).permits


def test_who_withdraws_from_all_withdraws_from_each():
    for_one = line("given", YESTERDAY, purpose=SHARE_PARTNER, partner_id="one")
    assert not stands(for_one, line("withdrawn", purpose=SHARE_PARTNER), purpose=SHARE_PARTNER, partner={"one"}).permits


def test_a_yes_dated_ahead_of_the_day_it_was_written_on_never_opens_anything_and_a_no_counts_at_once():
    written = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert not stands(line("given", TOMORROW, created_at=written), on=TODAY + timedelta(days=400)).permits
    ahead = line("withdrawn", TODAY + timedelta(days=365), created_at=written)
    assert not stands(line("given", YESTERDAY), ahead).permits
    assert not stands(line("given", YESTERDAY), line("withdrawn", None, created_at=written)).permits


def test_a_no_written_down_after_a_yes_holds_though_its_day_says_it_was_before():
    yes, slip = line("given", YESTERDAY), line("withdrawn", LONG_AGO)
    assert not stands(yes, slip).permits
    assert stands(yes, slip, line("given", YESTERDAY)).permits


# --- files that are one girl's ---------------------------------------------------------------------------------

KEPT = a_case(id="kept", created_at=datetime(2026, 11, 1, tzinfo=UTC))
MERGED = a_case(
    id="merged",
    status="merged",
    merged_into_id="kept",
    merged_on=TODAY,
    created_at=datetime(2026, 11, 1, tzinfo=UTC),
    updated_at=datetime(2026, 11, 21, 12, tzinfo=UTC),
)


def of(file, status, hour, day=TODAY, **answers):
    written = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return line(status, day, case_id=file.id, created_at=written, **answers)


def test_a_yes_in_one_file_is_no_answer_to_a_no_in_the_other_until_they_are_one():
    for yes_in, no_in in ((KEPT, MERGED), (MERGED, KEPT)):
        no, yes = of(no_in, "refused", 8, YESTERDAY), of(yes_in, "given", 9)
        assert not stands(*joined([KEPT, MERGED], [no, yes])).permits
        assert stands(*joined([KEPT, MERGED], [no, yes, of(KEPT, "given", 15)])).permits
        assert stands(*joined([KEPT, MERGED], [no, of(no_in, "given", 8), yes])).permits


def test_what_a_file_alone_says_of_headquarters_counts_in_every_file_that_is_one_with_it():
    yes = of(MERGED, "given", 9, purpose="share_hq")
    assert not stands(*joined([replace(KEPT, share_hq=False), MERGED], [yes]), purpose="share_hq").permits
    assert stands(*joined([replace(KEPT, share_hq=True), MERGED], []), purpose="share_hq").permits
    by_law = replace(KEPT, share_hq=False, share_hq_basis="court_order")
    assert stands(*joined([by_law], []), purpose="share_hq").has_basis


@pytest.mark.parametrize("left_out", ["legal_basis", "basis_reason", "authorised_by"])
def test_a_legal_basis_permits_only_when_it_is_whole(left_out):
    basis = {"legal_basis": "court_order", "basis_reason": "Judge of Ségou, no. 12", "authorised_by": "awa"}
    assert stands(line("refused", **basis)).permits
    assert not stands(line("refused", **{**basis, left_out: None})).permits


def test_by_whom_it_goes_to_a_referral_falls_under_a_purpose():
    for org_type in choices("org_type").all_keys:
        purpose = purpose_of(Referral(case_id=CASE.id), [Organisation(org_type=org_type)])
        assert purpose in SHARING
        assert (purpose == "share_authorities") == (org_type in AUTHORITIES)
    assert purpose_of(Referral(case_id=CASE.id, referral_type="police"), []) == "share_authorities"
    assert purpose_of(Referral(case_id=CASE.id, referral_type="refugee_protection"), []) == "share_un"
    assert purpose_of(Referral(case_id=CASE.id, referral_type="health"), []) == SHARE_PARTNER


def test_keys_on_which_the_ledger_branches_are_keys_of_their_lists():
    assert set(choices("consent_status").all_keys) >= {*YES, *NO, *ANSWERS, "not_asked", "expired"}
    assert set(choices("consent_type").all_keys) >= {*SHARING, "photo", "interview_recording", "data_storage"}


# --- any ledger, read a second time, slowly -------------------------------------------------------------------

DAYS = st.integers(0, 6).map(lambda days: LONG_AGO + timedelta(days=days))
LINES = st.lists(
    st.builds(
        Consent,
        id=st.uuids().map(str),
        case_id=st.just(CASE.id),
        purpose=st.sampled_from([SHARE_PARTNER, "photo"]),
        status=st.sampled_from(choices("consent_status").all_keys),
        partner_id=st.sampled_from([None, "one", "other"]),
        given_on=st.none() | DAYS,
        expires_on=st.none() | DAYS,
        legal_basis=st.none() | st.just("court_order"),
        basis_reason=st.sampled_from([None, " ", "Judge of Ségou"]),
        authorised_by=st.sampled_from([None, "awa"]),
    ),
    max_size=8,
)


def counts(one, on, partner):
    """Say whether a line is about what is asked, and said by then."""
    if one.status == "not_asked" or one.partner_id not in (None, partner):
        return False
    if one.status in NO:
        return one.given_on is None or one.given_on <= on
    return one.given_on is not None and one.given_on <= on and (one.partner_id or one.purpose != SHARE_PARTNER)


def has_law(one):
    is_whole = one.legal_basis and (one.basis_reason or "").strip() and one.authorised_by
    return bool(is_whole) and (one.purpose != SHARE_PARTNER or one.partner_id is not None)


def order(one):
    return one.given_on or LONG_AGO - timedelta(days=9), one.id


def permits_slowly(lines, purpose, on, partner):
    about = sorted((one for one in lines if one.purpose == purpose and counts(one, on, partner)), key=order)
    holding = about[-1:]
    for no in about:
        answered = False
        for yes in about:
            is_later = order(yes)[0] >= order(no)[0] and yes.id > no.id
            is_to_whom = no.partner_id is None or yes.partner_id == no.partner_id
            is_yes = yes.status in YES or (yes.status not in NO and has_law(yes))
            answered = answered or (is_yes and is_later and is_to_whom)
        if no.status in NO and not answered:
            holding = [no]  # the last of them, for they are in order
    if not holding:
        return False
    (one,) = holding
    is_over = one.status not in NO and one.expires_on is not None and one.expires_on < on
    is_over = is_over or one.status == "expired"
    return not is_over and (one.status in YES or has_law(one))


@given(lines=LINES, on=DAYS, purpose=st.sampled_from([SHARE_PARTNER, "photo"]), partner=st.sampled_from([None, "one"]))
def test_whatever_was_said_in_whatever_order_the_answer_is_that_of_the_slow_way(lines, on, purpose, partner):
    asked = frozenset({partner} - {None})
    assert standing(lines, purpose, on=on, partner=asked).permits == permits_slowly(lines, purpose, on, partner)
