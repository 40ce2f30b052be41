"""A short run of the kills, for every push; the long one is `python3 main.py soak kills`."""

from tests.soak import kills
from tests.soak.kills import Act, Tally


def test_no_acknowledged_save_is_lost_and_none_is_there_by_halves_when_the_program_is_killed():
    tally = kills.run(6, seed=20261121, most_acts=6)
    assert tally.is_clean, [tally.summary(), *tally.faults]
    assert tally.kills == 6
    assert tally.acknowledged >= 6
    assert tally.in_mid_act
    assert tally.starts


def test_the_search_for_losses_finds_a_loss_and_a_half(tmp_path):
    """Told of acts that never were, or were only in part, it must say so."""
    folder = kills.a_folder(tmp_path)
    with kills.reopened(folder) as register:
        (person,) = register.save(kills.Person(sex="female"))
    there, nowhere = ("persons", person.id, 1), ("persons", "nobody", 1)
    tally = Tally()
    life = [Act(revisions=[there, nowhere], is_acknowledged=True), Act(revisions=[nowhere], is_acknowledged=True)]
    kills.look_after(folder, [], life, tally)
    assert (tally.halves, tally.lost, tally.acknowledged) == (1, 1, 2)
    assert tally.faults == [f"1 people by halves in {table}" for table in ("person_names", "case_files", "stays")]
    assert not tally.is_clean


def test_an_act_that_was_undone_leaves_its_revisions_to_the_next(tmp_path):
    folder = kills.a_folder(tmp_path)
    with kills.reopened(folder) as register:
        (person,) = register.save(kills.Person(sex="female"))
    tally = Tally()
    undone = Act(revisions=[("persons", person.id, 2), ("persons", "nobody", 1)])
    kept = kills.look_after(folder, [], [undone], tally)
    with kills.reopened(folder) as register:
        register.save(person)
    assert kills.look_after(folder, kept, [], tally) == []
    assert (tally.halves, tally.lost, tally.in_mid_act, tally.whole) == (0, 0, 1, 0)
