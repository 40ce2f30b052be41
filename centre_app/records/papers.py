"""Papers and pictures that are kept with a file: what each is. Their content stands beside, in parts, encrypted like all else.

A paper lies in the compartment of what it tells: a medical report is not opened by whoever may see a birth certificate.
"""

from datetime import date

from centre_app.language import N_
from centre_app.questions import HEALTH, IDENTITY, PROTECTION, Choice, ask, ask_one, record, refer
from centre_app.records.base import CaseRecord


@record(table="", compartment="")
class Paper(CaseRecord):
    document_type: Choice | None = ask_one("document_type", N_("What it is"), required=True)
    title: str | None = ask(N_("Title"), identifies=True)
    dated: date | None = ask(N_("Date on the paper"))
    expires_on: date | None = ask(N_("Valid until"))
    consent_id: str | None = refer("consents", N_("Her consent"))
    about_table: str | None = ask(N_("Belongs to"), harmless="the name of a table")
    about_id: str | None = ask(N_("Belongs to the record"), harmless="an id that nobody chose")
    media_type: str | None = ask(N_("Kind of file"), harmless="a type of file, told by its content")
    size_bytes: int | None = ask(N_("Size"))
    sha256: str | None = ask(N_("Digest of the content"), harmless="nobody reads a picture out of its digest")
    picture_sha256: str | None = ask(N_("Digest of the small picture"), harmless="the same of the picture for lists")
    pages: int | None = ask(N_("Pages"))
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="standard")


@record(table="papers", compartment=IDENTITY)
class IdentityPaper(Paper):
    """Photos, civil papers, signed consents and plans, school and training: what names her."""


@record(table="health_papers", compartment=HEALTH)
class HealthPaper(Paper):
    pass


@record(table="protection_papers", compartment=PROTECTION)
class ProtectionPaper(Paper):
    """Orders, complaints, judgments, what the police wrote."""
