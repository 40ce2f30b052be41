"""Nobody stands out: the size of groups, held against a second count that compares everybody with everybody."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.case_data.anonymity import smallest_generalisation, suppress, under, without_diversity
from centre_app.case_data.generalising import (
    AS_IT_IS,
    QUASIS,
    Traits,
    age_band,
    child_or_adult,
    citizenship_group,
    shown,
    years_together,
)

SOMEBODY = st.builds(
    Traits,
    age=st.sampled_from(["", "9-17", "18-20", "48+"]),
    gender=st.sampled_from(["Feminine", "Masculine"]),
    citizenship=st.sampled_from(["", "ML", "SN", "ML;NG"]),
    exploitation=st.sampled_from([(), ("ForcedLabour",), ("Servitude", "ForcedLabour"), ("SexualExploitation",)]),
    year=st.sampled_from(["2025", "2026"]),
    country=st.sampled_from(["ML", "NG"]),
    region=st.sampled_from(["", "Kayes", "Ségou"]),
)
PEOPLE = st.lists(SOMEBODY, max_size=60)


def naively_alone(combinations, k):
    """Count by comparing each with each: who shares everything with fewer than k, themselves included."""
    return [one for one in combinations if sum(one == other for other in combinations) < k]


@given(PEOPLE, st.sampled_from([2, 5, 11]))
def test_after_suppression_nobody_stands_out(people, k):
    combinations = [shown(one, AS_IT_IS) for one in people]
    done = suppress(combinations, k)
    left = [one for one in done.shown if one is not None]
    assert naively_alone(left, k) == []
    assert len(done.shown) == len(people)
    assert done.left_out < k  # whoever is blank altogether is one group


@given(PEOPLE, st.sampled_from([2, 5]))
def test_suppression_only_ever_blanks_and_counts_every_cell(people, k):
    before = [shown(one, AS_IT_IS) for one in people]
    done = suppress(before, k)
    blanked = 0
    for was, is_now in zip(before, done.shown, strict=True):
        if is_now is not None:
            assert all(new in ("", old) for old, new in zip(was, is_now, strict=True))
            blanked += sum(old != new for old, new in zip(was, is_now, strict=True))
    assert blanked == done.lost


@given(PEOPLE, st.sampled_from([2, 5]))
def test_whoever_is_in_a_large_group_loses_nothing(people, k):
    before = [shown(one, AS_IT_IS) for one in people]
    alone = naively_alone(before, k)
    for was, is_now in zip(before, suppress(before, k).shown, strict=True):
        assert was in alone or is_now == was


@given(st.lists(SOMEBODY, max_size=25), st.sampled_from([2, 3]))
def test_the_smallest_generalisation_is_the_smallest(people, k):
    proposed = smallest_generalisation(people, k)

    def cost(steps):
        return sum(step / (len(QUASIS[name].steps) - 1) for name, step in steps.items())

    every = [
        dict(zip(QUASIS, levels, strict=True))
        for levels in product(*(range(len(quasi.steps)) for quasi in QUASIS.values()))
    ]
    fitting = [steps for steps in every if not naively_alone([shown(one, steps) for one in people], k)]
    if len(people) < k:
        assert proposed is None
        return
    assert proposed in fitting
    assert cost(proposed) == min(map(cost, fitting))


def test_offending_combinations_are_named_the_rarest_first():
    girl, boy = Traits(gender="Feminine"), Traits(gender="Masculine")
    combinations = [shown(one, AS_IT_IS) for one in [girl] * 3 + [boy] * 2 + [Traits()]]
    assert list(under(combinations, 3).values()) == [1, 2]
    assert under(combinations, 1) == {}


def test_a_group_with_one_form_alone_is_warned_of():
    same = [Traits(region="Kayes", exploitation=("ForcedLabour",))] * 3
    mixed = [Traits(region="Ségou", exploitation=(form,)) for form in ("ForcedLabour", "Servitude")]
    people = same + mixed
    found = without_diversity([shown(one, AS_IT_IS) for one in people], [";".join(one.exploitation) for one in people])
    assert list(found.values()) == [3]


@pytest.mark.parametrize(
    ("ages", "band"),
    [(None, ""), ((-1, 0), "0-8"), ((8, 8), "0-8"), ((9, 9), "9-17"), ((17, 17), "9-17"), ((18, 18), "18-20"),
     ((17, 20), "9-17"), ((22, 24), "21-23"), ((47, 47), "39-47"), ((48, 90), "48+")],
)  # fmt: skip
def test_ages_fall_into_the_bands_of_ctdc(ages, band):
    assert age_band(ages) == band


def test_the_steps_go_from_what_is_known_to_nothing():
    assert [child_or_adult(band) for band in ("", "0-8", "9-17", "18-20", "48+")] == ["", "0-17", "0-17", "18+", "18+"]
    assert [citizenship_group(one) for one in ("", "ML", "NG", "DZ", "FR", "FR;ML")] == [
        "", "ML", "ECOWAS-15", "AFRICA", "OTHER", "ML",
    ]  # fmt: skip
    assert [years_together(year) for year in ("", "2024", "2025")] == ["", "2020-2024", "2025-2029"]
    for quasi in QUASIS.values():
        assert quasi.steps[-1](Traits("9-17", "Feminine", "ML", ("Other",), "2026", "ML", "Kayes")) == ""
