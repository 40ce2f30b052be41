"""The same name in several files is said, and in whose file is not."""

from centre_app.casework.perpetrators import named_elsewhere
from centre_app.records import AllegedPerpetrator
from tests.makers import a_case, a_person


def test_a_name_that_comes_up_in_other_files_is_counted_by_file(register):
    cases = [a_case(a_person(), code=f"SEG-26-000{number}") for number in range(3)]
    first, *others = [
        AllegedPerpetrator(case_id=case.id, name=name)
        for case, name in zip(cases, ("Sékou Traoré", "TRAORE Sekou", "Le vieux"), strict=True)
    ]
    again = AllegedPerpetrator(case_id=cases[1].id, name="Sekou Traoré")
    nameless = AllegedPerpetrator(case_id=cases[2].id)
    register.save(first, *others, again, nameless)
    assert named_elsewhere(register, [first]) == {first.id: 1}
    assert named_elsewhere(register, [others[1], nameless]) == {}
    assert named_elsewhere(register, [nameless]) == {}
