"""The README beside a file of case data: what it is, who is in it and who is not, and everything that was lost."""

from collections.abc import Iterator

from centre_app import VERSION
from centre_app.case_data.export import Prepared
from centre_app.case_data.gates import GATES
from centre_app.case_data.generalising import QUASIS
from centre_app.case_data.grouping import Groups
from centre_app.case_data.loss import KINDS
from centre_app.case_data.mapping import IDENTIFIED, K_ANONYMOUS, PSEUDONYMISED
from centre_app.choices import choices
from centre_app.fingerprints import fingerprint
from centre_app.language import N_, Language

# What is told of each quasi-identifier at each step of its ladder; the last step says nothing.
NAMES_OF_QUASIS = {
    "age": N_("Age"),
    "gender": N_("Gender"),
    "citizenship": N_("Citizenship"),
    "exploitation": N_("Kind of exploitation"),
    "year": N_("Year"),
    "country": N_("Country of origin"),
    "region": N_("Region of origin"),
}
FULL, NOTHING = N_("as it is"), N_("left blank")
BETWEEN_STEPS = {
    "age": N_("under 18, or 18 and over"),
    "citizenship": N_("group of countries"),
    "exploitation": N_("the main one alone"),
    "year": N_("five years together"),
}
PAIR = N_("{what}: {how}")
WARNINGS = {
    IDENTIFIED: N_("This file names people. Keep it encrypted, and give it to nobody else."),
    PSEUDONYMISED: N_(
        "This file names nobody, but whoever knows a person may recognise them. Do not publish it, and do not try to learn who they are."
    ),
    K_ANONYMOUS: N_(
        "Nobody stands out in this file by what is listed under “Groups”. Do not try to learn who is in it."
    ),
}


def step_said(name: str, step: int, language: Language) -> str:
    """Return what is told of a quasi-identifier at a step."""
    if step == 0:
        return language.say(FULL)
    return language.say(NOTHING if step == len(QUASIS[name].steps) - 1 else BETWEEN_STEPS[name])


def number_said(prepared: Prepared, number: int, *, of: int = 0) -> str:
    """Return a number as the file says it. In groups, one under k is not told, nor one that lacks fewer than k of `of`."""
    k, say = prepared.wanted.k, prepared.wanted.language.say
    if k is not None and 0 < number < k:
        return say(N_("fewer than {k}"), k=k)
    if k is not None and 0 < of - number < k:
        return say(N_("nearly all"))
    return str(number)


def readme(prepared: Prepared) -> str:
    """Return the text, in the language of the export."""
    parts = (_about, _files, _gates, _groups, _losses, _columns)
    return "\r\n".join(line for part in parts for line in (*part(prepared), ""))


def _about(prepared: Prepared) -> Iterator[str]:
    wanted, say = prepared.wanted, prepared.wanted.language.say
    yield say(N_("Case data after {standard}"), standard=prepared.mapping.title)
    yield ""
    yield say(WARNINGS[wanted.level])
    yield say(
        N_("What for: {purpose}. How coded: {level}."),
        purpose=choices("export_purpose").label(wanted.purpose, wanted.language),
        level=choices("export_level").label(wanted.level, wanted.language),
    )
    yield say(N_("Files opened from {first} to {last}, both days included."), first=wanted.first, last=wanted.last)
    yield say(
        N_("Written by Registre {version}; mapping and code lists: {digest}."),
        version=VERSION,
        digest=digest_of_lists(prepared),
    )
    yield say(
        N_(
            "Field names and option values: Human Trafficking Case Data Standard (UNMigration/HTCDS), licence CC BY 4.0. "
            "The standard’s authors have neither seen nor approved this file."
        )
    )


def digest_of_lists(prepared: Prepared) -> str:
    """Return a short fingerprint of what words were turned into what values, so that two files can be compared."""
    said = [
        (one.name, one.rules[level], sorted(one.values_by_key.items()))
        for one in prepared.mapping.fields
        for level in one.rules
    ]
    return fingerprint(said, letters=12)


def _files(prepared: Prepared) -> Iterator[str]:
    say = prepared.wanted.language.say
    yield say(N_("Tables"))
    for table in prepared.tables:
        yield f"  {table.name.upper()}.csv: {len(table.lines)}"
    yield say(N_("CSV is in UTF-8 with commas between cells; several values of one cell stand with “;” between them."))
    yield say(N_("The spreadsheet (.xlsx) and the .json hold the same cells."))


def _gates(prepared: Prepared) -> Iterator[str]:
    say = prepared.wanted.language.say
    yield say(N_("Who is not in it"))
    for gate, number in prepared.passed.kept_out.items():
        yield "  " + say(PAIR, what=say(GATES[gate]), how=number_said(prepared, number))
    if not prepared.passed.kept_out:
        yield f"  {say(N_('Nobody was kept out.'))}"


def _groups(prepared: Prepared) -> Iterator[str]:
    say, groups = prepared.wanted.language.say, prepared.groups
    if groups is None:
        return
    yield say(N_("Groups"))
    yield "  " + say(N_("What is listed here is shared by at least {k} people, whoever one looks at:"), k=groups.k)
    for name, step in groups.steps.items():
        yield "    " + say(PAIR, what=say(NAMES_OF_QUASIS[name]), how=step_said(name, step, prepared.wanted.language))
    for what, how_many in (
        (N_("Cells left blank so that nobody stands out"), groups.suppressed.lost),
        (N_("People left out because they would stand out"), groups.suppressed.left_out),
    ):
        yield "  " + say(PAIR, what=say(what), how=number_said(prepared, how_many))
    if groups.without_diversity:
        yield "  " + diversity_said(groups, prepared.wanted.language)


def diversity_said(groups: Groups, language: Language) -> str:
    return language.say_n(
        N_("In {n} group all have the same kind of exploitation: whoever knows the group knows it of each of them."),
        N_("In {n} groups all have the same kind of exploitation: whoever knows the group knows it of each of them."),
        len(groups.without_diversity),
    )


def _losses(prepared: Prepared) -> Iterator[str]:
    say = prepared.wanted.language.say
    yield say(N_("What was lost on the way"))
    kind = ""
    loss = prepared.loss if prepared.groups is None else prepared.loss.by_field
    for lost in loss.lines():
        if lost.kind != kind:
            kind = lost.kind
            yield f"  {say(KINDS[kind])}"
        what = f" ({lost.what})" if lost.what else ""
        told = "" if lost.cells is None else ": " + number_said(prepared, lost.cells, of=prepared.cases)
        yield f"    {lost.field}{what}{told}"


def _columns(prepared: Prepared) -> Iterator[str]:
    say = prepared.wanted.language.say
    yield say(N_("Columns that are no part of the standard (x_…)"))
    for table in prepared.tables:
        for one in table.fields:
            if one.is_companion:
                yield f"  {table.name}.{one.name}: {one.label}. {one.remark}".rstrip()
