"""What becomes of an operation when the register grows from 1,000 to 20,000 cases: flat, or as much as there is more."""

from collections.abc import Callable

from centre_app import residents
from centre_app.case_view import view
from centre_app.records import CaseFile
from centre_app.register import Register
from centre_app.residents import Wanted
from tests import makers
from tests.benchmarks.measuring import Comparison, compare, seconds
from tests.benchmarks.registers import a_thick_file, fill, opened
from tests.benchmarks.rows.exchange import exchange
from tests.benchmarks.shelf import Shelf

FEW, MANY = 1_000, 20_000
FLAT = 1.5  # deeper trees and colder pages are no growth
LINEAR = 1.3  # a case of many may cost this much more than one of few
RARE = "Zoumana"


def list_of_residents(shelf: Shelf) -> Comparison:
    def show_the_list(register: Register) -> None:
        residents.lines(register, residents.wanted_ids(register, Wanted()))

    return _flat(shelf, "list of residents, 20,000 cases", show_the_list)


def search_for_a_name(shelf: Shelf) -> Comparison:
    """Ten people answer in both registers: who answers may grow, finding them may not."""

    def search(register: Register) -> None:
        residents.lines(register, residents.wanted_ids(register, Wanted(typed=RARE, scope="all")))

    return _flat(shelf, "search for a name, 20,000 cases", search)


def open_a_case(shelf: Shelf) -> Comparison:
    return _flat(
        shelf,
        "open a case of 300 rows, 20,000 cases",
        lambda register: view(register, register.find(CaseFile, code="SEG-26-0001")[-1].id),
    )


def _flat(shelf: Shelf, operation: str, act: Callable[[Register], object]) -> Comparison:
    with opened(shelf.copy_of(FEW)) as few, opened(shelf.copy_of(MANY)) as many:
        for register in (few, many):
            same = [record for _ in range(10) for record in makers.an_admission(given=RARE, ended_on=makers.TODAY)]
            fill(register, [*same, *a_thick_file()])
        return compare(
            operation,
            seconds(lambda: act(many), times=20),
            "1,000 cases",
            seconds(lambda: act(few), times=20),
            at_most=FLAT,
        )


def bundle_of_a_register(shelf: Shelf) -> Comparison:
    with exchange(shelf, FEW) as few, exchange(shelf, MANY) as many:
        many_seconds, few_seconds = seconds(many.bundles), seconds(few.bundles)
        return compare(
            "bundle, of each case, 20,000 cases",
            lambda: many_seconds() / MANY,
            "1,000 cases",
            lambda: few_seconds() / FEW,
            at_most=LINEAR,
            rounds=3,
        )
