"""What a ledger of consents means: the newest line, what ran out, what holds for one organisation alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.choices import choices
from centre_app.consent_ledger import ANSWERS, AUTHORITIES, NO, SHARE_PARTNER, SHARING, YES, purpose_of, standing
from centre_app.records import Consent, Organisation, Referral
from tests.makers import LONG_AGO, TODAY, TOMORROW, YESTERDAY, a_case, a_consent

CASE = a_case()
MEDICAL = "medical_care"


def stands(*lines, purpose=MEDICAL, on=TODAY, partner=None):
    return standing(lines, purpose, on=on, partner=partner)


def line(status, day=TODAY, **answers):
    return a_consent(CASE, answers.pop("purpose", MEDICAL), status, given_on=day, **answers)


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
    assert stands(for_one, purpose=SHARE_PARTNER, partner="one").permits
    assert not stands(for_one, purpose=SHARE_PARTNER, partner="other").permits
    assert not stands(for_one, purpose=SHARE_PARTNER).permits


def test_whom_she_refused_stays_refused_when_she_agrees_to_all():
    refused = line("refused", YESTERDAY, purpose=SHARE_PARTNER, partner_id="one")
    to_all = line("given", purpose=SHARE_PARTNER)
    assert not stands(refused, to_all, purpose=SHARE_PARTNER, partner="one").permits
    assert stands(refused, to_all, purpose=SHARE_PARTNER, partner="other").permits


def test_who_withdraws_from_all_withdraws_from_each():
    for_one = line("given", YESTERDAY, purpose=SHARE_PARTNER, partner_id="one")
    assert not stands(for_one, line("withdrawn", purpose=SHARE_PARTNER), purpose=SHARE_PARTNER, partner="one").permits


@pytest.mark.parametrize("left_out", ["legal_basis", "basis_reason", "authorised_by"])
def test_a_legal_basis_permits_only_when_it_is_whole(left_out):
    basis = {"legal_basis": "court_order", "basis_reason": "Judge of Ségou, no. 12", "authorised_by": "awa"}
    assert stands(line("refused", **basis)).permits
    assert not stands(line("refused", **{**basis, left_out: None})).permits


def test_by_whom_it_goes_to_a_referral_falls_under_a_purpose():
    for org_type in choices("org_type").all_keys:
        purpose = purpose_of(Referral(case_id=CASE.id), Organisation(org_type=org_type))
        assert purpose in SHARING
        assert (purpose == "share_authorities") == (org_type in AUTHORITIES)
    assert purpose_of(Referral(case_id=CASE.id, referral_type="police"), None) == "share_authorities"
    assert purpose_of(Referral(case_id=CASE.id, referral_type="refugee_protection"), None) == "share_un"
    assert purpose_of(Referral(case_id=CASE.id, referral_type="health"), None) == SHARE_PARTNER


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


def is_overruled(one, by):
    """Say whether a line does not hold any more because of another one; both are about what is asked."""
    is_later = (by.given_on, by.id) > (one.given_on, one.id)
    if one.status in NO and one.partner_id and not by.partner_id and by.status not in NO:
        return False  # a yes to all does not reach whom she refused
    if by.status in NO and by.partner_id and not one.partner_id and one.status not in NO:
        return True
    return is_later


def permits_slowly(lines, purpose, on, partner):
    about = [one for one in lines if one.purpose == purpose and one.partner_id in (None, partner)]
    said = [one for one in about if one.given_on and one.given_on <= on and one.status != "not_asked"]
    last_words = [  # of what was said to all, and of what was said about this very organisation
        one
        for one in said
        if not any(by.partner_id == one.partner_id and (by.given_on, by.id) > (one.given_on, one.id) for by in said)
    ]
    holding = [one for one in last_words if not any(is_overruled(one, by) for by in last_words if by is not one)]
    if not holding:
        return False
    (one,) = holding
    is_over = one.expires_on is not None and one.expires_on < on and one.status not in ("refused", "withdrawn")
    agreed = one.status in ("given", "given_partial")
    by_law = one.legal_basis and (one.basis_reason or "").strip() and one.authorised_by
    return not is_over and bool(agreed or by_law)


@given(lines=LINES, on=DAYS, purpose=st.sampled_from([SHARE_PARTNER, "photo"]), partner=st.sampled_from([None, "one"]))
def test_whatever_was_said_in_whatever_order_the_answer_is_that_of_the_slow_way(lines, on, purpose, partner):
    assert standing(lines, purpose, on=on, partner=partner).permits == permits_slowly(lines, purpose, on, partner)
