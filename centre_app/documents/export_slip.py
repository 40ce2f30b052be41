"""The slip of a bundle, from an open register: what is in it, and the words that tell it from any other."""

from centre_app.documents.slip import ExportSlip, slip_pdf
from centre_app.exchange.bundle import Prepared, Sealed
from centre_app.exchange.partners import must_have_headquarters
from centre_app.language import N_, Language
from centre_app.records import Centre, StaffMember
from centre_app.register import Register


def slip_of(register: Register, prepared: Prepared, sealed: Sealed, *, carrier: str, language: Language) -> bytes:
    """Return the slip that goes with a bundle as PDF. Raises NotEnrolled."""
    centre, giver = register.get(Centre, register.centre_id), register.get(StaffMember, register.who)
    summary, say = prepared.summary, language.say
    slip = ExportSlip(
        centre=(centre.name if centre else None) or register.code,
        headquarters=must_have_headquarters(register).name,
        month=prepared.month,
        number=sealed.bundle.seq or 0,
        file_name=sealed.name,
        size_bytes=len(sealed.content),
        written_at=register.now,
        counts=(
            (say(N_("Files")), summary.cases),
            (say(N_("without a name")), summary.withheld),
            (say(N_("Arrivals")), summary.arrivals),
            (say(N_("Exits")), summary.exits),
            (say(N_("Nights")), summary.nights),
            (say(N_("Visits")), summary.visits),
        ),
        fingerprint=sealed.digest,
        words=sealed.words,
        giver=(giver.name if giver else None) or "",
        carrier=carrier,
        printed_at=register.now,
        is_training=register.is_training,
    )
    return slip_pdf(slip, language)


def print_slip(register: Register, prepared: Prepared, sealed: Sealed, *, carrier: str, language: Language) -> bytes:
    """Return the slip for paper; a line in history says so before it is handed out. Raises NotEnrolled."""
    register.note("print", sealed.bundle)
    return slip_of(register, prepared, sealed, carrier=carrier, language=language)
