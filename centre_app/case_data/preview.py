"""What a prepared file would hold, in sentences: for a terminal, and line by line for a page."""

from collections.abc import Iterator, Mapping

from centre_app.case_data.anonymity import Combination
from centre_app.case_data.export import Prepared
from centre_app.case_data.gates import GATES
from centre_app.case_data.generalising import BETWEEN, QUASIS
from centre_app.case_data.grouping import Groups
from centre_app.case_data.loss import KINDS
from centre_app.case_data.mapping import StandardMapping
from centre_app.case_data.named import EXPLOITATION, value_said
from centre_app.case_data.readme import NAMES_OF_QUASIS, PAIR, diversity_said, step_said
from centre_app.choices import choices
from centre_app.language import N_, Language

BLANK_CELL = "–"
GROUPS_OF_COUNTRIES = {
    "ECOWAS-15": N_("West Africa"),
    "AFRICA": N_("elsewhere in Africa"),
    "OTHER": N_("outside Africa"),
}
LISTS = {"gender": "gender_identity", "citizenship": "country", "country": "country"}  # where values have names


def preview_said(prepared: Prepared, *, most: int) -> Iterator[str]:
    """Yield what is in a file and what is not; of combinations that stand out at most so many are named."""
    language = prepared.wanted.language
    yield language.say_n(N_("{n} case in the file."), N_("{n} cases in the file."), prepared.cases)
    if left_out := left_out_said(prepared, language):
        yield left_out
    for what, number in (*gates_said(prepared, language), *losses_said(prepared, language)):
        yield f"  {_pair(what, number, language)}"
    if prepared.groups is not None:
        yield from groups_said(prepared.groups, prepared.mapping, language, most=most)


def left_out_said(prepared: Prepared, language: Language) -> str:
    """Return how the number in the file comes about, where some who passed every gate are left out; "" otherwise."""
    left_out = prepared.groups.suppressed.left_out if prepared.groups is not None else 0
    if not left_out:
        return ""
    return language.say_n(
        N_("{all} passed the conditions; {n} of them is left out, who would stand out."),
        N_("{all} passed the conditions; {n} of them are left out, who would stand out."),
        left_out,
        all=prepared.cases + left_out,
    )


def gates_said(prepared: Prepared, language: Language) -> list[tuple[str, int]]:
    """Return how many each gate kept out."""
    return [(language.say(GATES[gate]), number) for gate, number in prepared.passed.kept_out.items()]


def losses_said(prepared: Prepared, language: Language) -> list[tuple[str, int]]:
    """Return how much of each kind is lost."""
    return [(language.say(KINDS[kind]), number) for kind, number in prepared.loss.by_kind().items()]


def groups_said(groups: Groups, mapping: StandardMapping, language: Language, *, most: int) -> Iterator[str]:
    say = language.say
    if not groups.standing_out:
        yield say(N_("Nobody stands out: every combination is shared by at least {k} people."), k=groups.k)
    else:
        yield language.say_n(
            N_("{n} person stands out in a combination that fewer than {k} share:"),
            N_("{n} people stand out in combinations that fewer than {k} share:"),
            groups.people_standing_out,
            k=groups.k,
        )
        for combination, times in list(groups.standing_out.items())[:most]:
            yield f"  {times} × {combination_said(combination, mapping, language)}"
        yield proposal_said(groups, language)
        yield say(
            N_("As it is now, {cells} cells are left blank and {people} people are left out."),
            cells=groups.suppressed.lost,
            people=groups.suppressed.left_out,
        )
    if groups.given_before:
        yield given_before_said(groups, language)
    if groups.without_diversity:
        yield diversity_said(groups, language)


def given_before_said(groups: Groups, language: Language) -> str:
    return language.say_n(
        N_("{n} file in groups of these years was given before: beside it, too, nobody may stand out."),
        N_("{n} files in groups of these years were given before: beside them, too, nobody may stand out."),
        len(groups.given_before),
    )


def combination_said(combination: Combination, mapping: StandardMapping, language: Language) -> str:
    """Return what is shown of somebody, as people read it: "9-17 · Feminine · Mali · …"."""
    return " · ".join(
        _value_said(name, value, mapping, language) or BLANK_CELL
        for name, value in zip(QUASIS, combination, strict=True)
    )


def _value_said(name: str, value: str, mapping: StandardMapping, language: Language) -> str:
    """Return a value as the code lists or the names of the standard call it, where they do; else as it is written."""
    if name == "exploitation":
        return ", ".join(value_said(mapping, EXPLOITATION, one, language) for one in value.split(BETWEEN) if one)
    if name == "citizenship" and value in GROUPS_OF_COUNTRIES:
        return language.say(GROUPS_OF_COUNTRIES[value])
    listed = LISTS.get(name)
    if listed is None:
        return value.replace(BETWEEN, ", ")
    keys = {entry.htcds: key for key, entry in choices(listed).entries.items() if entry.htcds}
    return ", ".join(choices(listed).label(keys.get(one, one), language) for one in value.split(BETWEEN) if one)


def proposal_said(groups: Groups, language: Language) -> str:
    """Return the smallest generalisation that leaves nobody standing out, in words."""
    if groups.proposed is None:
        return language.say(N_("There are too few people: no generalisation hides them."))
    return language.say(
        N_("The smallest generalisation that leaves nobody standing out: {steps}."),
        steps=language.list_of(steps_said(groups.proposed, language)),
    )


def steps_said(steps: Mapping[str, int], language: Language) -> list[str]:
    """Return what of each quasi-identifier is told less exactly, and how."""
    changed = [(name, steps[name]) for name in QUASIS if steps[name]]
    return [
        _pair(language.say(NAMES_OF_QUASIS[name]), step_said(name, step, language), language) for name, step in changed
    ]


def _pair(what: str, how: object, language: Language) -> str:
    return language.say(PAIR, what=what, how=how)
