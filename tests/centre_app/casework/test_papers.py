"""Papers of a file: kept whole or not at all, in the compartment of what they are, and never where they do not belong."""

import json
from dataclasses import replace

import pytest

from centre_app import integrity
from centre_app.casework.papers import (
    ContentElsewhere,
    PaperAltered,
    as_paper_of_its_kind,
    content_of,
    papers_of,
    picture_of,
    take_in,
)
from centre_app.choices import choices
from centre_app.exchange import bundle
from centre_app.papers import JPEG, LARGEST_BYTES, Clean, PaperTooLarge, UnknownPaper, paper_type
from centre_app.problems import FileRestricted, NoRoomLeft, NotSaved, ReadOnlyForYou, SectionShut
from centre_app.records import HealthPaper, IdentityPaper, ProtectionPaper
from db import papers
from db.errors import DiskFull
from tests.makers import TODAY, a_consent, a_plan, an_admission, reopened_as

# A JPEG of eight dots, and one that is as large as a scan: what a decoder passes over stands between scan and end.
DOTS = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffda000c03010002110311003f00")
SMALL = DOTS + b"\x01" * 60 + b"\xff\xd9"
LARGE = DOTS + bytes(range(1, 255)) * 12_000 + b"\xff\xd9"


def a_clean(content=SMALL):
    return Clean(content=content, picture=SMALL, media_type=JPEG, pages=1)


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


def a_paper(case, document_type="birth_certificate", **answers):
    return IdentityPaper(case_id=case.id, document_type=document_type, **answers)


@pytest.mark.parametrize("content", [SMALL, LARGE])
def test_a_paper_is_kept_and_comes_back_byte_for_byte(register, case, content):
    paper = take_in(register, a_paper(case), a_clean(content))
    assert (paper.size_bytes, paper.media_type, paper.pages) == (len(content), JPEG, 1)
    assert content_of(register, paper) == content
    assert picture_of(register, paper) == SMALL
    assert papers_of(register, case) == [paper]


@pytest.mark.parametrize(
    ("document_type", "kind"),
    [("birth_certificate", IdentityPaper), ("medical_report", HealthPaper), ("ogp", ProtectionPaper)],
)
def test_a_paper_lies_where_what_it_tells_is_kept(register, case, document_type, kind):
    paper = take_in(register, a_paper(case, document_type), a_clean())
    assert type(paper) is kind
    others = {"identity", "health", "protection"} - {kind.compartment}
    assert papers.whole(register.vault, kind.table, paper.id) == SMALL
    for other in others:
        assert register.vault.ask(f"SELECT count(*) FROM {other}.paper_contents")[0][0] == 0


def test_every_kind_of_document_is_a_paper_of_one_kind():
    for document_type in choices("document_type").all_keys:
        assert paper_type(document_type) in (IdentityPaper, HealthPaper, ProtectionPaper)


def test_when_the_disk_is_full_neither_row_nor_content_is_there(register, case, monkeypatch):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr(papers, "put", full)
    with pytest.raises(NoRoomLeft):
        take_in(register, a_paper(case), a_clean())
    assert papers_of(register, case) == []
    monkeypatch.undo()
    take_in(register, a_paper(case), a_clean())
    assert len(papers_of(register, case)) == 1


def test_a_paper_without_its_kind_is_not_kept(register, case):
    with pytest.raises(NotSaved):
        take_in(register, a_paper(case, None), a_clean())


def test_what_was_not_drawn_anew_is_not_kept(register, case):
    with_exif = SMALL[:2] + b"\xff\xe1\x00\x08Exif\0\0" + SMALL[2:]
    with pytest.raises(ValueError, match="tells more"):
        take_in(register, a_paper(case), a_clean(with_exif))
    with pytest.raises(ValueError, match="drawn anew"):
        take_in(register, a_paper(case), a_clean(b"GIF89a" + SMALL))
    with pytest.raises(UnknownPaper):
        take_in(register, a_paper(case), a_clean(b"MZ\x90\0"))
    with pytest.raises(PaperTooLarge):
        take_in(register, a_paper(case), a_clean(SMALL[:-2] + b"\1" * LARGEST_BYTES + b"\xff\xd9"))
    assert papers_of(register, case) == []


def test_v30_a_photograph_names_the_consent_it_was_taken_with(register, case):
    with pytest.raises(NotSaved):
        take_in(register, a_paper(case, "photo"), a_clean())
    (line,) = register.save(a_consent(case, "photo"))
    assert take_in(register, a_paper(case, "photo"), a_clean()).consent_id == line.id


def test_a_signed_sheet_belongs_to_what_was_signed(register, case):
    first, newest = register.save(a_plan(case), a_plan(case, version=2))
    signed = take_in(register, a_paper(case, "care_plan_signed"), a_clean())
    assert (signed.about_table, signed.about_id) == ("care_plans", newest.id)
    said = replace(a_paper(case, "care_plan_signed"), about_table="care_plans", about_id=first.id)
    assert take_in(register, said, a_clean()).about_id == first.id
    assert take_in(register, a_paper(case), a_clean()).about_id is None


def test_who_does_not_read_medical_papers_keeps_none_and_sees_none(register, case):
    paper = take_in(register, a_paper(case, "medical_report"), a_clean())
    with reopened_as(register, "social_worker") as educator:
        assert papers_of(educator, case) == []
        with pytest.raises(SectionShut):
            content_of(educator, paper)
        with pytest.raises((ReadOnlyForYou, SectionShut)):
            take_in(educator, a_paper(case, "medical_report"), a_clean())
        assert take_in(educator, a_paper(case, "school_report"), a_clean()).rev == 1


def test_a_sealed_paper_is_not_opened_by_its_id(register, case):
    sealed = take_in(register, a_paper(case, confidentiality="sealed"), a_clean())
    with reopened_as(register, "social_worker") as educator:
        assert papers_of(educator, case) == []
        assert educator.get(IdentityPaper, sealed.id) is None
        with pytest.raises((FileRestricted, SectionShut)):
            content_of(educator, sealed)


def test_that_somebody_looked_at_a_confidential_paper_is_in_history_before_she_does(register, case):
    paper = take_in(register, a_paper(case, confidentiality="restricted"), a_clean())
    content_of(register, paper)
    (line,) = register.vault.ask(
        "SELECT action FROM identity.history WHERE record_id = ? ORDER BY seq DESC LIMIT 1", (paper.id,)
    )
    assert line["action"] == "view"


def test_a_paper_that_somebody_altered_outside_is_not_shown(register, case):
    paper = take_in(register, a_paper(case), a_clean())
    with register.vault.transaction():
        register.vault.connection.execute("UPDATE identity.paper_contents SET content = x'ffd8' WHERE part = 1")
    with pytest.raises(PaperAltered):
        content_of(register, paper)
    assert [fault.message for fault in integrity.check(register).faults] == ["Document {id} is not what was kept."]


def test_a_register_with_papers_is_whole(register, case):
    for document_type in ("birth_certificate", "medical_report", "ogp"):
        take_in(register, a_paper(case, document_type), a_clean(LARGE))
    assert integrity.check(register).faults == ()


def test_where_only_the_row_is_the_paper_is_said_to_be_elsewhere(register, case):
    (row_alone,) = register.save(a_paper(case, sha256="00"))
    with pytest.raises(ContentElsewhere):
        content_of(register, row_alone)
    assert picture_of(register, row_alone) is None


def test_to_take_a_paper_back_leaves_what_it_was(register, case):
    paper = take_in(register, a_paper(case), a_clean())
    register.void(paper, reason="of somebody else")
    assert papers_of(register, case) == []
    assert papers.whole(register.vault, paper.table, paper.id) == SMALL


def test_a_paper_that_becomes_another_kind_keeps_its_answers(case):
    paper = a_paper(case, "ogp", title="Order of March", dated=TODAY)
    moved = as_paper_of_its_kind(paper)
    assert type(moved) is ProtectionPaper
    assert moved == as_paper_of_its_kind(moved)
    assert (moved.id, moved.title, moved.dated) == (paper.id, "Order of March", TODAY)
    assert replace(paper, document_type="photo") == as_paper_of_its_kind(replace(moved, document_type="photo"))


def test_headquarters_is_told_that_a_paper_is_there_and_never_what_it_holds(register, case):
    register.save(replace(case, share_hq=True))
    take_in(register, a_paper(case, title="Her birth"), a_clean())
    prepared = bundle.prepare(register, month=TODAY)
    (row,) = prepared.rows["papers"]
    assert json.loads(row)["title"] == "Her birth"
    everything = b"".join(line for of_one in (*prepared.rows.values(), *prepared.lines.values()) for line in of_one)
    assert SMALL[40:60] not in everything
    assert SMALL.hex().encode() not in everything
