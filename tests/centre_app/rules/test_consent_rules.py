"""V10 what is shared, V11 who may answer, V12 what was withdrawn, V30 pictures: each rule by its number."""

from dataclasses import replace

import pytest

from centre_app.casework.consents import record_answer, withdraw
from centre_app.dates import Birth
from centre_app.problems import LineStands
from centre_app.records import Consent, IdentityPaper, Organisation, Person, Referral, StaffMember
from tests.centre_app.rules.asking import BLOCKS, said
from tests.makers import LONG_AGO, TODAY, TOMORROW, YESTERDAY, a_case, a_consent, an_admission


@pytest.fixture
def case(register):
    """The file of a girl of sixteen."""
    return register.save(*an_admission())[2]


@pytest.fixture
def of_age(register, case):
    """The same, of a woman of twenty-five."""
    person = register.get(Person, case.person_id)
    register.save(replace(person, birth=Birth.of_age(25, 25, said_on=TODAY)))
    return case


def by_law(register, **answers):
    director = next(one for one in register.find(StaffMember) if "director" in one.roles)
    return {
        "legal_basis": "best_interest",
        "basis_reason": "No family was found.",
        "authorised_by": director.id,
        **answers,
    }


# --- V10: what is shared ---------------------------------------------------------------------------------------


def a_referral(case, **answers):
    usual = {"direction": "outgoing", "referral_type": "health", "status": "sent", "sent_on": TODAY, "reason": "other"}
    return Referral(**{"case_id": case.id, "organisation_in_words": "CSRéf of Ségou", **usual, **answers})


CLINIC = {"partner_in_words": "CSRéf of Ségou"}


@pytest.mark.parametrize(
    ("org_type", "purpose"), [("ngo", "share_partner"), ("police", "share_authorities"), ("un", "share_un")]
)
def test_v10_a_referral_is_sent_with_a_consent_for_whom_it_goes_to(register, case, org_type, purpose):
    (organisation,) = register.save(Organisation(name="Where she goes", org_type=org_type))
    referral = a_referral(case, organisation_id=organisation.id)
    assert said(register, referral, rule="V10") == [(BLOCKS, "consent_id")]
    others = {"share_partner", "share_authorities", "share_un"} - {purpose}
    register.save(*(a_consent(case, other, partner_id=organisation.id) for other in others))
    assert said(register, referral, rule="V10") == [(BLOCKS, "consent_id")]
    register.save(a_consent(case, purpose, partner_id=organisation.id))
    assert said(register, referral, rule="V10") == []


def test_v10_a_draft_and_what_others_send_us_need_none(register, case):
    assert said(register, a_referral(case, status="draft"), rule="V10") == []
    assert said(register, a_referral(case, direction="incoming"), rule="V10") == []


def test_v10_a_legal_basis_stands_in_when_it_is_said_why(register, case):
    assert said(register, a_referral(case, legal_basis="vital_interest"), rule="V10") == [(BLOCKS, "consent_id")]
    whole = a_referral(case, legal_basis="vital_interest", basis_reason="She is unconscious")
    assert said(register, whole, rule="V10") == []


def test_v10_what_was_withdrawn_blocks_the_next_referral_and_not_the_answer_to_the_last(register, case):
    register.save(a_consent(case, "share_partner", given_on=YESTERDAY, **CLINIC))
    (sent,) = register.save(a_referral(case))
    withdraw(register, case.id, "share_partner", mode="signature", partner=frozenset({"csref of segou"}))
    assert said(register, replace(sent, status="service_received"), rule="V10") == []
    for day in (TODAY, YESTERDAY, LONG_AGO):
        assert said(register, a_referral(case, sent_on=day), rule="V10") == [(BLOCKS, "consent_id")]


def test_v10_what_was_sent_is_asked_about_again_when_it_goes_elsewhere(register, case):
    (police,) = register.save(Organisation(name="Brigade of Bla", org_type="police"))
    register.save(a_consent(case, "share_partner", **CLINIC))
    (sent,) = register.save(a_referral(case))
    for elsewhere in (
        {"organisation_id": police.id},
        {"organisation_in_words": "Brigade of Bla"},
        {"organisation_in_words": "Somebody else"},
        {"referral_type": "return"},
    ):
        assert said(register, replace(sent, **elsewhere), rule="V10") == [(BLOCKS, "consent_id")], elsewhere
    (came,) = register.save(a_referral(case, direction="incoming", organisation_in_words="Somebody else"))
    assert said(register, replace(came, direction="outgoing"), rule="V10") == [(BLOCKS, "consent_id")]
    assert said(register, replace(sent, organisation_in_words="csréf of  ségou"), rule="V10") == []


def test_v10_a_partner_in_words_is_the_one_of_that_name_in_the_directory(register, case):
    (feared, kafo) = register.save(
        Organisation(name="Yeleen", acronym="YLN", org_type="ngo"), Organisation(name="Kafo", org_type="ngo")
    )
    register.save(
        a_consent(case, "share_partner", "refused", partner_id=feared.id),
        a_consent(case, "share_partner", partner_id=kafo.id),
        a_consent(case, "share_authorities"),
    )
    for words, found in (("yeleen", [(BLOCKS, "consent_id")]), ("Yln", [(BLOCKS, "consent_id")]), ("KAFO", [])):
        assert said(register, a_referral(case, organisation_in_words=words), rule="V10") == found, words


def test_v10_a_yes_to_a_partner_says_to_which_one(register, case):
    to_nobody = a_consent(case, "share_partner")
    assert said(register, to_nobody, rule="V10") == [(BLOCKS, "partner_id")]
    assert said(register, replace(to_nobody, status="refused"), rule="V10") == []
    assert said(register, replace(to_nobody, partner_in_words="Kafo"), rule="V10") == []
    assert said(register, a_consent(case, "share_un"), rule="V10") == []


def test_v10_what_was_withdrawn_in_a_file_that_was_merged_stays_withdrawn(register, case):
    (other,) = register.save(a_case(code="SEG-26-0002"), heed_findings=False)
    yes = a_consent(case, "share_partner", given_on=YESTERDAY, **CLINIC)
    register.save(yes, a_consent(other, "share_partner", "withdrawn"))
    assert said(register, a_referral(case), rule="V10") == []
    register.save(replace(other, status="merged", merged_into_id=case.id), heed_findings=False)
    for file in (case, other):
        assert said(register, a_referral(file), rule="V10") == [(BLOCKS, "consent_id")]


# --- V11: who may answer ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("giver", ["self_minor_assent", "self_adult", "centre_director"])
def test_v11_a_child_cannot_agree_alone(register, case, giver):
    assert said(register, a_consent(case, "services", giver=giver), rule="V11") == [(BLOCKS, "giver")]
    with_basis = a_consent(case, "services", giver=giver, **by_law(register))
    assert said(register, with_basis, rule="V11") == []


@pytest.mark.parametrize("giver", ["parent", "customary_guardian", "judge", "social_services"])
def test_v11_somebody_answers_for_a_child_who_agrees_as_well(register, case, giver):
    assert said(register, a_consent(case, "services", giver=giver), rule="V11") == []
    unasked = a_consent(case, "services", giver=giver, child_agrees=None)
    assert said(register, unasked, rule="V11") == [(BLOCKS, "child_agrees")]
    assert said(register, replace(unasked, **by_law(register)), rule="V11") == []


def test_v11_a_baby_is_not_asked(register, case):
    person = register.get(Person, case.person_id)
    register.save(replace(person, birth=Birth.of_age(1, 2, said_on=TODAY)))
    assert said(register, a_consent(case, "services", child_agrees=None), rule="V11") == []


def test_v11_who_answers_herself_has_no_other_name(register, case):
    herself = a_consent(case, "services", "withdrawn", giver="self_minor_assent", giver_name="Juge Sow")
    assert said(register, herself, rule="V11") == [(BLOCKS, "giver_name")]
    assert said(register, replace(herself, giver="judge"), rule="V11") == []


def test_v11_what_is_said_aloud_has_a_witness(register, case):
    aloud = a_consent(case, "services", mode="verbal_witness", witness=" ")
    assert said(register, aloud, rule="V11") == [(BLOCKS, "witness")]
    assert said(register, replace(aloud, witness="Awa Diarra"), rule="V11") == []


def test_v11_a_child_may_refuse_alone(register, case):
    assert said(register, a_consent(case, "services", "refused", giver="self_minor_assent"), rule="V11") == []


def test_v11_who_may_be_of_age_and_may_not_is_asked_as_a_child(register, case):
    person = register.get(Person, case.person_id)
    register.save(replace(person, birth=None))
    assert said(register, a_consent(case, "services", giver="self_adult"), rule="V11") == [(BLOCKS, "giver")]


def test_v11_nobody_agrees_in_the_place_of_an_adult_without_a_court_paper(register, of_age):
    assert said(register, a_consent(of_age, "services", giver="self_adult"), rule="V11") == []
    assert said(register, a_consent(of_age, "services", giver="judge"), rule="V11") == []
    by_guardian = a_consent(of_age, "services", giver="legal_guardian")
    assert said(register, by_guardian, rule="V11") == [(BLOCKS, "giver")]
    assert said(register, replace(by_guardian, **by_law(register)), rule="V11") == [(BLOCKS, "giver")]
    decided = replace(by_guardian, **by_law(register, legal_basis="court_order"))
    assert said(register, decided, rule="V11") == []


def test_v11_a_legal_basis_says_why_and_names_the_director(register, case):
    line = a_consent(case, "services", "not_possible", legal_basis="vital_interest")
    assert said(register, line, rule="V11") == [(BLOCKS, "basis_reason"), (BLOCKS, "authorised_by")]
    (nurse,) = register.save(StaffMember(name="Rokia Dolo", roles=frozenset({"nurse"})))
    by_nurse = replace(line, basis_reason="She bleeds", authorised_by=nurse.id)
    assert said(register, by_nurse, rule="V11") == [(BLOCKS, "authorised_by")]
    assert said(register, replace(line, **by_law(register)), rule="V11") == []


# --- V12: what was withdrawn -----------------------------------------------------------------------------------


def test_v12_a_line_that_stands_is_never_changed(register, case):
    line = record_answer(register, a_consent(case, "services", "refused"))
    assert said(register, replace(line, status="given"), rule="V12") == [(BLOCKS, "status")]
    for heed_findings in (True, False):
        with pytest.raises(LineStands):
            register.save(replace(line, status="given"), heed_findings=heed_findings)
    with pytest.raises(LineStands):
        register.void(line, reason="she said otherwise")
    assert register.get(Consent, line.id) == line


def test_v12_what_was_withdrawn_is_only_given_again_later(register, case):
    register.save(a_consent(case, "services", given_on=LONG_AGO), a_consent(case, "photo", "withdrawn"))
    withdraw(register, case.id, "services", mode="signature")
    before = a_consent(case, "services", given_on=YESTERDAY)
    assert said(register, before, rule="V12") == [(BLOCKS, "given_on")]
    assert said(register, replace(before, given_on=TODAY), rule="V12") == []
    assert said(register, a_consent(case, "medical_care", given_on=YESTERDAY), rule="V12") == []


def test_v12_nothing_is_withdrawn_before_it_was_given(register, case):
    register.save(a_consent(case, "photo", given_on=YESTERDAY))
    slip = a_consent(case, "photo", "withdrawn", given_on=LONG_AGO)
    assert said(register, slip, rule="V12") == [(BLOCKS, "given_on")]
    assert said(register, replace(slip, given_on=YESTERDAY), rule="V12") == []
    assert said(register, replace(slip, purpose="media"), rule="V12") == []


def test_v25_no_answer_about_a_consent_lies_ahead(register, case):
    for status in ("given", "refused", "withdrawn"):
        ahead = a_consent(case, "photo", status, given_on=TOMORROW)
        assert said(register, ahead, rule="V25") == [(BLOCKS, "given_on")], status


# --- V30: pictures ---------------------------------------------------------------------------------------------


def test_v30_no_photograph_without_its_consent_and_no_law_stands_in_for_it(register, case):
    photo = IdentityPaper(case_id=case.id, document_type="photo")
    assert said(register, photo, rule="V30") == [(BLOCKS, "document_type")]
    register.save(a_consent(case, "photo", "refused", **by_law(register)))
    assert said(register, photo, rule="V30") == [(BLOCKS, "document_type")]
    register.save(a_consent(case, "photo"))
    assert said(register, photo, rule="V30") == []
    (kept,) = register.save(photo)
    withdraw(register, case.id, "photo", mode="signature")
    assert said(register, photo, rule="V30") == [(BLOCKS, "document_type")]
    assert said(register, replace(kept, title="At her arrival"), rule="V30") == []
    (other,) = register.save(IdentityPaper(case_id=case.id, document_type="other"))
    assert said(register, replace(other, document_type="photo"), rule="V30") == [(BLOCKS, "document_type")]
    assert said(register, replace(other, media_type="audio/ogg"), rule="V30") == [(BLOCKS, "media_type")]


def test_v30_no_recording_without_its_consent(register, case):
    sound = IdentityPaper(case_id=case.id, document_type="other", media_type="audio/ogg")
    assert said(register, sound, rule="V30") == [(BLOCKS, "media_type")]
    register.save(a_consent(case, "interview_recording"))
    assert said(register, sound, rule="V30") == []


def test_v30_any_other_paper_needs_no_consent_of_its_own(register, case):
    paper = IdentityPaper(case_id=case.id, document_type="birth_certificate", media_type="image/jpeg")
    assert said(register, paper, rule="V30") == []
