"""A referral moves by verbs, along its own life cycle; a service that was received is counted in the same act."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework import directory, referrals
from centre_app.choices import choices
from centre_app.problems import NotSaved
from centre_app.records import KnownPlace, Organisation, Referral, ServiceRecord
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_consent, an_admission

# records.md §3.5b; "no answer" is what "sent" means after 14 days, and is never stored
ALLOWED = {
    "draft": {"sent", "cancelled"},
    "sent": {"accepted", "refused", "in_progress", "service_received", "not_received", "cancelled"},
    "accepted": {"in_progress", "service_received", "not_received", "cancelled"},
    "in_progress": {"service_received", "not_received", "cancelled"},
    "refused": {"cancelled"},
    "not_received": {"service_received", "cancelled"},
    "service_received": set(),
    "cancelled": set(),
}


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def clinic(register):
    offers = frozenset({"health"})
    return directory.keep_organisation(
        register, Organisation(name="CSRéf de Ségou", org_type="health", services=offers)
    )


def a_referral(case, **answers) -> Referral:
    usual = {
        "case_id": case.id,
        "referral_type": "health",
        "organisation_in_words": "The health centre",
        "reason": "services",
        "legal_basis": "vital_interest",
        "basis_reason": "She bleeds",
        "sent_on": YESTERDAY,
        "status": "draft",
    }
    return Referral(**{**usual, **answers})


def test_every_move_is_done_by_its_verb_and_every_other_one_is_refused(register, case):
    assert set(ALLOWED) == set(choices("referral_status").all_keys) - {"no_answer"}
    for before, after in itertools.product(ALLOWED, referrals.VERBS):
        if before == after:
            continue
        (referral,) = register.save(
            a_referral(case, status=before, answered_on=TODAY, service_received_on=TODAY), heed_findings=False
        )
        if after in ALLOWED[before]:
            assert referrals.VERBS[after](register, referral).status == after, (before, after)
            continue
        with pytest.raises(NotSaved):
            referrals.VERBS[after](register, referral)
    assert {status: set(referrals.moves_of(a_referral(case, status=status))) for status in ALLOWED} == ALLOWED


def test_a_service_received_is_written_down_once_in_the_same_act(register, case, clinic):
    sent = referrals.send(register, a_referral(case, organisation_id=clinic.id))
    accepted = referrals.accept(register, sent)
    received = referrals.write(register, replace(accepted, status="service_received"))
    (service,) = register.find(ServiceRecord)
    assert (received.status, received.service_received_on) == ("service_received", TODAY)
    assert (service.domain, service.service, service.given_on, service.organisation_id) == (
        "medical", "health", TODAY, clinic.id,
    )  # fmt: skip
    referrals.write(register, replace(received, cost_fcfa=5000))
    assert len(register.find(ServiceRecord)) == 1


def test_a_referral_written_with_its_day_is_sent_and_with_the_day_of_the_service_it_is_received(register, case):
    assert referrals.write(register, a_referral(case, sent_on=None)).status == "draft"
    assert referrals.write(register, a_referral(case, sent_on=TOMORROW)).status == "draft"
    sent = referrals.write(register, a_referral(case))
    assert sent.status == "sent"
    received = referrals.write(register, replace(sent, status="accepted", answered_on=TODAY, service_received_on=TODAY))
    assert (received.status, len(register.find(ServiceRecord))) == ("service_received", 1)
    both = referrals.write(register, a_referral(case, service_received_on=TODAY))
    assert (both.status, len(register.find(ServiceRecord))) == ("service_received", 2)
    with pytest.raises(NotSaved):
        referrals.write(register, a_referral(case, legal_basis=None))  # V10 asks at once: it has left the house


def test_every_kind_of_referral_is_counted_under_a_domain():
    assert set(referrals.DOMAIN_OF) == set(choices("referral_type").all_keys)
    assert set(referrals.DOMAIN_OF.values()) <= set(choices("care_domain").all_keys)


def test_two_weeks_without_an_answer_are_no_answer(register, case):
    sent = a_referral(case, status="sent", sent_on=TODAY - timedelta(days=14))
    assert referrals.status_on(sent, TODAY) == "sent"
    assert referrals.status_on(sent, TOMORROW) == "no_answer"
    assert referrals.status_on(replace(sent, answered_on=TODAY), TOMORROW) == "sent"


def asked(register, referral) -> set[str]:
    with pytest.raises(NotSaved) as refused:
        register.save(referral)
    return {finding.question for finding in refused.value.findings}


def test_v9_a_referral_says_to_whom_and_when(register, case):
    assert asked(register, a_referral(case, status="sent", organisation_in_words=" ", sent_on=None)) == {
        "organisation_id", "sent_on",
    }  # fmt: skip
    assert asked(register, a_referral(case, status="accepted")) == {"answered_on"}
    assert asked(register, a_referral(case, status="service_received")) == {"service_received_on"}


def test_v5_nobody_answers_before_it_is_sent(register, case):
    assert asked(register, a_referral(case, status="accepted", answered_on=YESTERDAY - timedelta(days=1))) == {
        "answered_on"
    }


def test_the_consent_by_which_it_goes_stands_beside_what_was_sent(register, case, clinic):
    (yes,) = register.save(a_consent(case, "share_partner", partner_id=clinic.id))
    by_her = a_referral(case, organisation_id=clinic.id, legal_basis=None)
    assert referrals.send(register, by_her).consent_id == yes.id
    assert referrals.send(register, a_referral(case)).consent_id is None  # by law, to somebody else


def test_v10_nothing_is_sent_without_consent_or_a_legal_basis_and_what_comes_in_needs_none(register, case):
    bare = a_referral(case, legal_basis=None)
    with pytest.raises(NotSaved) as refused:
        referrals.send(register, bare)
    assert {finding.rule for finding in refused.value.findings} == {"V10"}
    incoming = replace(bare, direction="incoming", status="sent")
    assert referrals.accept(register, register.save(incoming)[0]).answered_on == TODAY


# --- the directory ---------------------------------------------------------------------------------------------


def test_an_organisation_needs_a_name_and_a_kind(register):
    with pytest.raises(NotSaved) as refused:
        directory.keep_organisation(register, Organisation())
    assert {finding.question for finding in refused.value.findings} == {"name", "org_type"}


def test_organisations_are_found_by_name_town_and_by_either_map_of_mali(register, clinic):
    bankass = Organisation(name="Maison des jeunes", org_type="ngo", region="ml-r-bandiagara", cercle="ml-c-bankass")
    closed = Organisation(name="Fermée", org_type="ngo", is_active=False)
    directory.keep_organisation(register, bankass)
    directory.keep_organisation(register, closed)

    def found(typed):
        return [one.name for one in directory.organisations(register, typed)]

    assert found("csref") == ["CSRéf de Ségou"]
    assert found("Mopti") == found("bandiagara") == found("Bankass") == ["Maison des jeunes"]
    assert found("") == ["CSRéf de Ségou", "Maison des jeunes"]
    assert [one.name for one in directory.offering(register, "health")][0] == "CSRéf de Ségou"


def test_whoever_has_not_looked_for_a_year_is_asked_to_check(register, clinic):
    assert directory.is_to_be_checked(clinic, TODAY)
    checked = directory.check_organisation(register, clinic)
    assert not directory.is_to_be_checked(checked, TODAY)
    assert directory.is_to_be_checked(checked, TODAY + timedelta(days=366))


def test_places_the_centre_added_are_offered_by_all_their_names(register):
    directory.keep_place(register, KnownPlace(name="Kokoyo", kind="gold_site", also_called="Koko, Kɔkɔyo"))
    directory.keep_place(register, KnownPlace(name="Koulouba", kind="village"))
    known = directory.known_places(register)
    assert directory.names_starting(known, "ko") == ["Kokoyo", "Koulouba"]
    assert directory.names_starting(directory.known_places(register, "gold_site"), "ko") == ["Kokoyo"]
    assert directory.names_starting(known, "kɔk") == ["Kokoyo"]
