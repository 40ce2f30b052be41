"""Why a file is refused. Each reason has a code, for the log and for headquarters, and a sentence for the person.

A refused file changes nothing: it is kept aside, and the register stays byte for byte as it was.
"""

from centre_app.language import N_
from centre_app.problems import ExchangeProblem

ASK_AGAIN = N_("Ask the centre to copy the file onto the stick again: nothing is lost there.")


class Refusal(ExchangeProblem):
    """A file that was not taken in. `reason` is its code."""

    reason = "refused"


class TooLarge(Refusal):
    reason = "too_large"
    message = N_("This file is larger than any bundle.")
    advice = N_("It was not read. Check that it is the right file.")


class NotABundle(Refusal):
    reason = "not_a_bundle"
    message = N_("This file is not a bundle of this program.")
    advice = N_("Check that it is the right file; its name ends in .age.")


class Cut(Refusal):
    reason = "cut"
    message = N_("This file is cut short.")
    advice = ASK_AGAIN


class Altered(Refusal):
    reason = "altered"
    message = N_("This file was changed or cut short on its way.")
    advice = ASK_AGAIN


class NotForUs(Refusal):
    reason = "foreign"
    message = N_("This file is not encrypted for this register.")
    advice = N_("It was made for another headquarters, or with an old card. Give the centre today's card.")


class Unsigned(Refusal):
    reason = "unsigned"
    message = N_("This file bears no signature that can be read.")
    advice = N_("Do not use it. Ask the centre by telephone whether it sent one.")


class UnknownSigner(Refusal):
    reason = "unknown_signer"
    message = N_("This file is signed by a key that was never enrolled here.")
    advice = N_("Enrol the centre first: its request, and the eight words over the telephone.")


class RevokedSigner(Refusal):
    reason = "revoked_signer"
    message = N_("This file is signed by a key that is no longer trusted.")
    advice = N_("The key was revoked after a loss or theft. The centre must be enrolled anew.")


class WrongSignature(Refusal):
    reason = "wrong_signature"
    message = N_("The signature does not fit what is in this file.")
    advice = N_("Do not use it. Ask the centre by telephone whether it sent one.")


class FromTraining(Refusal):
    reason = "training"
    message = N_("This bundle comes from a training register: everybody in it is invented.")
    advice = N_("It was not taken in. Ask the centre for the bundle of its real register.")


class IsATransfer(Refusal):
    reason = "transfer"
    message = N_("This file is the transfer of somebody who moves to another centre, and no bundle of a month.")
    advice = N_("Nothing of it was taken in. Give it to the centre that it was written for.")


class TooMuchInside(Refusal):
    reason = "bomb"
    message = N_("This file unpacks to far more than any bundle holds.")
    advice = N_("It was not read. Do not open it with another program.")


class BadContent(Refusal):
    """`why` is a word of `strict_json`, or names what else in a line cannot be."""

    reason = "bad_content"
    message = N_("What is in this file is not written as a bundle is: line {line}, {why}.")
    advice = N_("Tell headquarters' technician the line and the word.")


class NoSuchMonth(Refusal):
    reason = "no_such_month"
    message = N_("This file says that it is for the month {month}: no centre sends such a month.")
    advice = N_("Ask the centre to put its laptop’s date right, then to make the file again.")


class NoSuchDay(Refusal):
    reason = "no_such_day"
    message = N_("This file says that it was made on {day}: no clock shows such a day.")
    advice = N_("Ask the centre to put its laptop’s date right, then to make the file again.")


class NewerProgram(Refusal):
    reason = "newer_program"
    message = N_("This file was written by a newer version of the program.")
    advice = N_("Install the newer version here, then receive the file again.")


class OtherCentre(Refusal):
    reason = "other_centre"
    message = N_("This file names another centre than the one that signed it.")
    advice = N_("Do not use it. Ask the centre by telephone whether it sent one.")


class NumberOfAnotherCentre(Refusal):
    reason = "number_of_another_centre"
    message = N_("This file holds {n} residents’ files whose numbers are not those of centre {code}.")
    advice = N_("Two files would bear one number. Ask the centre by telephone how they got theirs.")


class OtherHeadquarters(Refusal):
    reason = "other_headquarters"
    message = N_("This file was written for another headquarters.")
    advice = N_("It was not made for you to read. Tell the centre that wrote it.")


class AlreadyReceived(Refusal):
    reason = "already_received"
    message = N_("This bundle was already received: nothing changed.")
    advice = N_("There is nothing to do. If the centre is still waiting for its acknowledgement, write it again.")


class SameNumberOtherContent(Refusal):
    reason = "same_number_other_content"
    message = N_("Another bundle with the number {seq} was already received from this centre, with other content.")
    advice = N_("Keep both files and call the centre: a laptop may have been copied or put back from a backup.")


class Gap(Refusal):
    reason = "gap"
    message = N_("Bundle number {missing} of this centre is missing; this is number {seq}.")
    advice = N_("It waits here. It follows by itself once the missing one is received; or ask for a new bundle.")


class NoRoomToWait(Refusal):
    """It came before one that it stands on, and cannot be kept until then."""

    reason = "no_room_to_wait"
    message = N_("Bundle number {seq} of {code} came too early, and there is no room left to keep it here.")
    advice = N_("It is on the stick only: keep the stick. First receive what is missing of this centre, then this file again.")  # fmt: skip


class OtherLine(Refusal):
    """`code` is the centre of which a person must say what became of its laptop."""

    reason = "new_lineage"
    message = N_("This bundle does not follow from the earlier ones: the centre's register was restored or copied.")
    advice = N_("Call the centre. If it was restored from a backup, say so when you receive the file.")


class LineGivenUp(Refusal):
    """The centre began a new line, and a bundle of the former one comes: a second laptop may still be writing."""

    reason = "line_given_up"
    message = N_("This bundle is of the line that ended when the centre’s register was restored.")
    advice = N_("If it is a new one, a second laptop is writing: call the centre, which must put one of the two away.")


class BrokenLine(Refusal):
    reason = "broken_chain"
    message = N_("This bundle does not name the bundle before it as it was received.")
    advice = N_("Keep the file and call the centre.")


class ForkedHistory(BrokenLine):
    """Two registers went on from one: copied, or put back behind headquarters' back; or history was written anew."""

    reason = "forked_history"
    message = N_("The history in this bundle parts from the one that was received: two laptops may be writing.")
    advice = N_("Call the centre. The laptop that goes on must begin a new line; the other one must be put away.")


class BrokenHistory(BrokenLine):
    reason = "broken_history"
    message = N_("The lines of history in this file do not follow one another.")
    advice = N_("Keep the file. Ask the centre to check its register, then to make a new bundle.")


class NotAPaper(Refusal):
    """A request or a card that cannot be read, or whose signature does not fit."""

    reason = "not_a_paper"
    message = N_("This file is not an enrolment request or card of this program, or it was changed.")
    advice = N_("Ask for it again.")


class CardForAnother(Refusal):
    reason = "card_for_another"
    message = N_("This card was made for another centre, or for an older request of this one.")
    advice = N_("Send headquarters today's request and ask for its card.")


class CardNotInLine(Refusal):
    reason = "card_not_in_line"
    message = N_("This card is not signed by the headquarters that this centre knows.")
    advice = N_("Do not use it. Call headquarters.")


class OldCard(Refusal):
    reason = "old_card"
    message = N_("This card is older than the one in use.")
    advice = N_("Nothing changed: keep the one in use.")
