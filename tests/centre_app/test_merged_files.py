"""The files of one girl: named from whichever of them one begins, and nobody else's among them."""

from dataclasses import replace

from centre_app.merged_files import families, family_of
from tests.makers import a_case, reopened_as


def test_a_file_that_was_never_merged_stands_alone(register):
    (case,) = register.save(a_case(), heed_findings=False)
    assert families(register.vault) == {}
    assert family_of(register, case.id) == {case.id}


def test_the_family_is_the_same_from_each_of_its_files_even_where_one_was_voided_or_stands_in_a_chain(register):
    kept, *others, stranger = (a_case(code=f"SEG-26-000{number}") for number in range(1, 6))
    far = others[0]
    into = [kept, others[0], kept]
    register.save(kept, stranger, heed_findings=False)
    merged = [replace(one, status="merged", merged_into_id=to.id) for one, to in zip(others, into, strict=True)]
    saved = register.save(*merged, heed_findings=False)
    register.vault.connection.execute(
        "UPDATE care.case_files SET voided_at = created_at, void_reason = 'x' WHERE id = ?", (saved[2].id,)
    )
    family = {kept.id, far.id, *(one.id for one in others)}
    assert families(register.vault) == dict.fromkeys(family, family)
    assert family_of(register.as_stored, far.id) == family
    assert family_of(register, stranger.id) == {stranger.id}


def test_whoever_has_no_key_to_the_files_sees_no_family(register):
    with reopened_as(register, "auditor") as auditor:
        assert families(auditor.vault) == {}
