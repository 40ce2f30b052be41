"""The rows of the table, in its order: each is one function that takes the shelf and returns a `Comparison`."""

from collections.abc import Callable
from types import MappingProxyType

from tests.benchmarks.measuring import Comparison
from tests.benchmarks.rows import at_size, exchange, growth, painting, paper, reading, window, writing
from tests.benchmarks.shelf import Shelf

ROWS: MappingProxyType[str, Callable[[Shelf], Comparison]] = MappingProxyType(
    {
        "door": window.start_to_a_painted_door,
        "shell": window.start_of_the_whole_shell,
        "memory": window.memory_of_the_whole_shell,
        "unlock": window.unlock_to_the_painted_list,
        "switch": window.switching_people,
        "case": reading.open_a_case,
        "agenda": reading.what_is_due,
        "save": writing.save_one_record,
        "search": reading.search_as_you_type,
        "beds": painting.board_of_beds,
        "roll call": painting.roll_call_sheet,
        "plan": paper.care_plan,
        "bundle": exchange.bundle_of_a_register,
        "receive": exchange.receive_a_bundle,
        "figures": reading.figures_of_a_month,
        "list grows": growth.list_of_residents,
        "search grows": growth.search_for_a_name,
        "case grows": growth.open_a_case,
        "bundle grows": growth.bundle_of_a_register,
        "forty": at_size.receive_forty,
        "forty grow": at_size.receiving_grows,
        "forty memory": at_size.memory_of_receiving,
        "report": at_size.report_of_a_month,
        "report grows": at_size.report_grows,
    }
)
