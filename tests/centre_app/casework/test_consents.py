"""The ledger as the house keeps it: answers, withdrawals, the gate, what is told elsewhere, what left already."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app.casework.already_left import agreed_since, already_left
from centre_app.casework.consents import (
    NoConsent,
    NothingToWithdraw,
    lines_of,
    may,
    record_answer,
    require,
    standing_of,
    withdraw,
)
from centre_app.casework.merging import merge
from centre_app.choices import choices
from centre_app.exchange import bundle
from centre_app.exchange.consent import gate_of
from centre_app.language import Language
from centre_app.problems import NotSaved
from centre_app.records import Bundle, CaseFile, Consent, IdentityPaper, Organisation, PrintedCopy, Referral
from tests.makers import (
    LONG_AGO,
    TODAY,
    YESTERDAY,
    a_case,
    a_consent,
    a_name,
    a_person,
    an_admission,
    an_intake,
    reopened_as,
)

ENGLISH, FRENCH = Language.of("en"), Language.of("fr")


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


def last_act(register, record):
    lines = register.vault.ask("SELECT action FROM care.history WHERE record_id = ? ORDER BY seq", (record.id,))
    return lines[-1]["action"]


# --- the gate --------------------------------------------------------------------------------------------------


def test_the_gate_opens_with_an_answer_and_shuts_with_a_withdrawal(register, case):
    assert not may(register, case.id, "photo")
    given_line = record_answer(register, a_consent(case, "photo"))
    assert last_act(register, given_line) == "consent"
    assert require(register, case.id, "photo") == given_line
    withdrawn = withdraw(register, case.id, "photo", mode="signature")
    assert last_act(register, withdrawn) == "withdraw_consent"
    assert not may(register, case.id, "photo")
    assert [line.status for line in lines_of(register, case.id)] == ["given", "withdrawn"]


def test_what_is_not_agreed_to_is_refused_in_words(register, case):
    record_answer(register, a_consent(case, "family_tracing", "refused"))
    with pytest.raises(NoConsent) as raised:
        require(register, case.id, "family_tracing")
    assert "“Family tracing and contact” stands at “Refused”" in raised.value.said_in(ENGLISH)
    assert choices("consent_type").label("family_tracing", FRENCH) in raised.value.said_in(FRENCH)


@pytest.mark.parametrize("left_out", ["purpose", "status", "given_on", "giver", "mode"])
def test_an_answer_that_names_nobody_is_not_written_down(register, case, left_out):
    with pytest.raises(NotSaved):
        record_answer(register, replace(a_consent(case, "photo"), **{left_out: None}))
    assert lines_of(register, case.id) == []


def test_only_what_stands_can_be_withdrawn(register, case):
    with pytest.raises(NothingToWithdraw):
        withdraw(register, case.id, "photo", mode="signature")
    record_answer(register, a_consent(case, "photo", "refused"))
    with pytest.raises(NothingToWithdraw):
        withdraw(register, case.id, "photo", mode="signature")


def test_the_gate_works_for_somebody_who_may_not_read_the_ledger(register, case):
    record_answer(register, a_consent(case, "photo"))
    with reopened_as(register, "teacher") as teacher:
        assert not teacher.can_open(Consent)
        assert may(teacher, case.id, "photo")


# --- headquarters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "named"), [("given", True), ("refused", False), ("not_possible", None)])
def test_her_file_says_what_the_ledger_says_of_headquarters_in_the_same_act(register, case, status, named):
    record_answer(register, a_consent(case, "share_hq", status))
    stands = register.get(CaseFile, case.id)
    assert (stands.share_hq, stands.share_hq_basis) == (named, None)


def test_a_legal_basis_stands_in_her_file_too(register, case):
    basis = {"legal_basis": "court_order", "basis_reason": "Judge of Ségou", "authorised_by": register.who}
    record_answer(register, a_consent(case, "share_hq", "not_possible", **basis))
    assert register.get(CaseFile, case.id).share_hq_basis == "court_order"


def test_what_her_file_said_before_there_was_a_ledger_can_be_withdrawn(register, case):
    register.save(replace(case, share_hq=True))
    assert standing_of(register, case.id, "share_hq").is_live
    withdraw(register, case.id, "share_hq", mode="signature", giver="parent")
    assert register.get(CaseFile, case.id).share_hq is False
    assert standing_of(register, case.id, "share_hq").status == "withdrawn"


def test_a_nurse_to_whom_the_file_is_not_hers_writes_the_line_alone(register, case):
    with reopened_as(register, "nurse") as nurse:
        record_answer(nurse, a_consent(case, "share_hq"))
        assert may(nurse, case.id, "share_hq")
        assert nurse.as_stored.get(CaseFile, case.id).share_hq is None


# --- files that are one girl's ---------------------------------------------------------------------------------


def two_files_merged(register, kept_says, merged_says):
    """Two files of one girl, each with its answers about headquarters and about partners, made one."""
    kept, merged = register.save(*an_admission())[2], register.save(*another_file())[2]
    for file, answers in ((kept, kept_says), (merged, merged_says)):
        for answer in answers:
            record_answer(register, a_consent(file, "share_hq", answer))
            record_answer(register, a_consent(file, "photo", answer))
    return merge(register, register.get(CaseFile, kept.id), register.get(CaseFile, merged.id), "one girl"), merged


def another_file():
    person = a_person()
    case = a_case(person, code="SEG-26-0002", status="registered")
    return [person, a_name(person), case, an_intake(case)]


@pytest.mark.parametrize(("kept_says", "merged_says"), [
    (["refused"], ["given"]),
    (["given"], ["refused"]),
    (["given"], ["given", "withdrawn"]),
    (["given", "withdrawn"], ["given"]),
])  # fmt: skip
def test_a_no_in_any_of_her_files_closes_every_gate_whichever_file_is_asked(register, clock, kept_says, merged_says):
    kept, merged = two_files_merged(register, kept_says, merged_says)
    assert gate_of(register.vault, on=TODAY).named == frozenset()
    for file in (kept, merged):
        assert not may(register, file.id, "photo")
        with pytest.raises(NotSaved):
            register.save(IdentityPaper(case_id=file.id, document_type="photo"))
    clock.move(minutes=1)
    record_answer(register, a_consent(kept, "share_hq"))  # she is asked again, now that it is known that she is one
    assert gate_of(register.vault, on=TODAY).named == {kept.person_id, merged.person_id}
    assert may(register, merged.id, "share_hq")


def test_what_both_files_agree_to_stays_agreed_to(register):
    kept, merged = two_files_merged(register, ["given"], ["given"])
    assert gate_of(register.vault, on=TODAY).named == {kept.person_id, merged.person_id}
    assert may(register, kept.id, "photo")
    assert may(register, merged.id, "photo")


# --- what left already -----------------------------------------------------------------------------------------


def test_who_withdraws_is_told_what_has_left_under_that_consent_and_nothing_else(register, case):
    (ngo, police) = register.save(
        Organisation(name="Kafo", org_type="ngo"), Organisation(name="Post", org_type="police")
    )
    register.save(
        a_consent(case, "share_partner", given_on=YESTERDAY, partner_id=ngo.id),
        a_consent(case, "share_authorities", given_on=YESTERDAY),
    )
    usual = {"case_id": case.id, "reason": "other", "referral_type": "other", "status": "sent", "sent_on": TODAY}
    register.save(Referral(organisation_id=ngo.id, **usual), Referral(organisation_id=police.id, **usual))
    register.save(
        Referral(organisation_id=ngo.id, **{**usual, "status": "draft"}),
        Referral(organisation_id=ngo.id, **{**usual, "sent_on": LONG_AGO}),
        PrintedCopy(
            case_id=case.id, document="care_plan", level="partner", copy_number=3, printed_on=TODAY, to_whom="Kafo"
        ),
        PrintedCopy(case_id=case.id, document="care_plan", level="resident", copy_number=4, printed_on=TODAY),
        heed_findings=False,
    )
    said = [
        one.said_in(ENGLISH) for one in already_left(register, case.id, "share_partner", partner=frozenset({ngo.id}))
    ]
    assert said == [
        "Referral sent on 21/11/2026 to Kafo.",
        "Copy no. 3 printed for Kafo on 21/11/2026.",
    ]
    of_one = already_left(register, case.id, "share_authorities", partner=frozenset({police.id}))
    assert [one.said_in(FRENCH) for one in of_one] == ["Référence envoyée le 21/11/2026 à Post."]
    assert already_left(register, case.id, "family_tracing") == []


def test_every_bundle_since_she_agreed_is_named(register, case, clock):
    record_answer(register, a_consent(case, "share_hq", given_on=YESTERDAY))
    for seq, status, written_at in (
        (1, "written", clock.moment.replace(year=2025)),
        (2, "acknowledged", clock.moment),
        (3, "prepared", None),
    ):
        bundle = Bundle(from_centre_id=register.centre_id, seq=seq, month=TODAY, status=status, written_at=written_at)
        register.save(replace(bundle, acknowledged_at=clock.moment if status == "acknowledged" else None))
    (left,) = already_left(register, case.id, "share_hq")
    assert left.said_in(ENGLISH) == "To headquarters on 21/11/2026: month’s file no. 2, received there."


def test_what_left_is_counted_from_the_first_yes_after_the_last_no(register, case):
    for status, day in (("given", LONG_AGO), ("refused", YESTERDAY), ("given", TODAY), ("given_partial", TODAY)):
        register.save(a_consent(case, "share_hq", status, given_on=day))
    assert agreed_since(register, case.id, "share_hq") == TODAY


# --- any sequence ----------------------------------------------------------------------------------------------

MOVES = st.lists(
    st.tuples(
        st.sampled_from(["given", "given_partial", "refused", "withdraw"]), st.sampled_from(["photo", "share_hq"])
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_after_any_answers_and_withdrawals_the_last_word_holds_and_nothing_is_lost(register, moves):
    case = register.save(*an_admission(), heed_findings=False)[2]
    said, written = {}, 0
    for move, purpose in moves:
        agreed = said.get(purpose, False)
        if move == "withdraw" and not agreed:
            with pytest.raises(NothingToWithdraw):
                withdraw(register, case.id, purpose, mode="signature")
            continue
        if move == "withdraw":
            withdraw(register, case.id, purpose, mode="signature")
        else:
            record_answer(register, a_consent(case, purpose, move))
        said[purpose], written = move in ("given", "given_partial"), written + 1
    for purpose in ("photo", "share_hq"):
        assert may(register, case.id, purpose) == said.get(purpose, False)
    assert register.get(CaseFile, case.id).share_hq is said.get("share_hq")
    assert len(register.find(Consent, case_id=case.id)) == written


def test_a_clock_that_is_set_back_undoes_no_withdrawal_and_revives_no_consent(register, clock):
    def a_file(code):
        records = an_admission()
        return register.save(*[replace(one, code=code) if isinstance(one, CaseFile) else one for one in records])[2]

    withdrawn, expired = a_file("SEG-26-0001"), a_file("SEG-26-0002")
    agreed = {"purpose": "share_hq", "given_on": TODAY - timedelta(days=20)}
    register.save(a_consent(withdrawn, **agreed), a_consent(expired, **agreed, expires_on=TODAY - timedelta(days=11)))
    register.save(a_consent(withdrawn, "share_hq", "withdrawn"))
    clock.set(TODAY - timedelta(days=16))
    assert not may(register, withdrawn.id, "share_hq")
    assert not may(register, expired.id, "share_hq")
    assert bundle.prepare(register, month=TODAY).summary.withheld == 2
