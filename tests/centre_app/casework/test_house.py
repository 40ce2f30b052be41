"""What the house says of itself is kept whole."""

from dataclasses import replace

import pytest

from centre_app.casework.house import keep
from centre_app.problems import NotSaved
from centre_app.records import Project, Room, StaffMember
from tests import makers


@pytest.fixture
def register(tmp_path):
    with makers.a_register(tmp_path) as register:
        yield register


@pytest.mark.parametrize(
    ("record", "empty"),
    [
        (Room(room_type="dormitory"), ["name"]),
        (StaffMember(name="Rokia Dolo"), ["roles"]),
        (Project(), ["donor", "code"]),
    ],
)
def test_what_it_is_known_by_must_be_filled_in(register, record, empty):
    with pytest.raises(NotSaved) as refused:
        keep(register, record)
    assert [finding.question for finding in refused.value.findings] == empty
    assert register.get(type(record), record.id) is None


def test_a_whole_record_is_saved_and_changed(register):
    member = keep(register, StaffMember(name="Rokia Dolo", roles=frozenset({"psychologist"})))
    keep(register, replace(member, name="Rokia Dolo-Maïga"))
    assert register.get(StaffMember, member.id).name == "Rokia Dolo-Maïga"
