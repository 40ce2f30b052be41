"""Papers of a file: taken in, looked at, taken back. What makes a stranger's file harmless comes before (papers.py).

The row says what a paper is and goes to headquarters; what it holds stays here, in the same compartment.
"""

import dataclasses
import hashlib
from collections.abc import Mapping
from typing import Any

from centre_app.casework.consents import standing_of
from centre_app.casework.house import check_filled
from centre_app.consent_ledger import PHOTO
from centre_app.language import N_
from centre_app.papers import Clean, must_be_clean, paper_type
from centre_app.problems import FileSealed, Problem, as_problems
from centre_app.questions import Record
from centre_app.records import CarePlan, CaseFile, Consent, HealthPaper, IdentityPaper, ProtectionPaper, Referral
from centre_app.records.papers import Paper
from centre_app.register import Register
from db import papers
from db.rows import Content

PAPER_TYPES: tuple[type[Paper], ...] = (IdentityPaper, HealthPaper, ProtectionPaper)
TAKE_IN = "take_in_paper"  # what history calls it


class ContentElsewhere(Problem):
    message = N_("The document itself is kept at the centre: here it is only known that it exists.")
    advice = N_("Ask the centre if you have to see it.")


class PaperAltered(Problem):
    message = N_(
        "This document is not any more what was kept: somebody changed it outside the program, or the disk did."
    )
    advice = N_("Do not rely on it. Scan the paper again, and tell headquarters.")


def take_in(register: Register, paper: Paper, clean: Clean) -> Paper:
    """Keep a paper with its content, whole or not at all, in the compartment of what it is. Raises NotSaved."""
    must_be_clean(clean)
    check_filled(paper)
    told: dict[str, Any] = {
        "media_type": clean.media_type,
        "size_bytes": len(clean.content),
        "sha256": clean.digest,
        "picture_sha256": clean.picture_digest,
        "pages": clean.pages,
        "consent_id": _consent_to(register, paper) or paper.consent_id,
        **_belongs_to(register, paper),
    }
    record = as_paper_of_its_kind(dataclasses.replace(paper, **told))
    content = Content(table=record.table, paper_id=record.id, whole=clean.content, picture=clean.picture)
    return register.save(record, action=TAKE_IN, contents=[content])[0]


def as_paper_of_its_kind(paper: Paper) -> Paper:
    """Return the same answers as the kind of record that such a document is kept as."""
    answers: dict[str, Any] = {field.name: getattr(paper, field.name) for field in dataclasses.fields(paper)}
    return paper_type(paper.document_type)(**answers)


def _consent_to(register: Register, paper: Paper) -> str | None:
    if paper.document_type != "photo":
        return None
    stands = standing_of(register, paper.case_id, PHOTO)
    return stands.line.id if stands.is_live and stands.line else None


# What a signed sheet is the sheet of, by `document_type`.
_SIGNED: Mapping[str, type[Record]] = {"care_plan_signed": CarePlan, "consent_form": Consent, "referral_form": Referral}


def _belongs_to(register: Register, paper: Paper) -> Mapping[str, str]:
    """Return the record that a signed sheet belongs to, where nobody said which: the newest one of the file."""
    kind = _SIGNED.get(paper.document_type or "")
    signed = register.only_open(kind, case_id=paper.case_id) if kind and not paper.about_id else None
    return {"about_table": signed.table, "about_id": signed.id} if signed else {}


def papers_of(register: Register, case: CaseFile) -> list[Paper]:
    """Return the papers of a file that she may open, the oldest first."""
    found = [one for kind in PAPER_TYPES for one in register.find_open(kind, centre_id=case.centre_id, case_id=case.id)]
    return sorted(found, key=lambda paper: paper.id)


def picture_of(register: Register, paper: Paper) -> bytes | None:
    """Return the small picture of a paper for a list; None where it is not here, or is not what was kept."""
    with as_problems():
        picture = papers.picture(register.vault, paper.table, paper.id)
    return picture if picture and hashlib.sha256(picture).hexdigest() == paper.picture_sha256 else None


def content_of(register: Register, paper: Paper) -> bytes:
    """Return what a paper holds, leaving a line first where it is not for everybody.

    Raises SectionShut, FileRestricted, FileSealed, ContentElsewhere or PaperAltered.
    """
    stands = register.get(type(paper), paper.id)
    if stands is None:
        raise FileSealed
    register.note_views([stands])
    with as_problems():
        whole = papers.whole(register.vault, stands.table, stands.id)
    if whole is None:
        raise ContentElsewhere
    if hashlib.sha256(whole).hexdigest() != stands.sha256:
        raise PaperAltered
    return whole


def take_back(register: Register, paper: Paper, *, reason: str) -> None:
    """Show a paper no more; what it was, and why it was taken back, stays. Raises ReadOnlyForYou."""
    register.void(paper, reason=reason)
