"""What a form is: a number, a title, and which questions of which records stand in it, in which order.

The screen lays its editors out by it and the paper its lines, so that both ask the same, in the same order and under the
same numbers. What is shown when, and what follows from an answer, is no business of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from centre_app.forms.heads import heads_of
from centre_app.questions import Record

Asked = str | tuple[str, ...]  # one question of a line, or several beside one another


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form: questions of one kind of record, side by side.

    `opens`: words of the button that shows the line on screen; it is not in sight before, and counts in nothing.
    """

    record_type: type[Record]
    questions: tuple[str, ...]
    may_be_missing: bool = False
    opens: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under one head. `each_of` names the list for each of whose choices they are asked; `rows` is how many times
    they are asked under one another, of as many people or things; `note` is said under the head.

    `is_sealed`: on paper there is no room for them, only that they are kept elsewhere.
    """

    head: str = ""
    lines: Sequence[Line]
    each_of: str = ""
    rows: int = 0
    note: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, eq=False)
class Form(Sequence[Asked]):
    """One form. As a sequence it is the lines of its first kind of record, as a dialog over such a record lays them out.

    `left_out` are questions that somebody is not asked; the numbers of the others stay.
    """

    number: int
    title: str
    groups: Sequence[Group]
    left_out: frozenset[str] = frozenset()
    about: type[Record] | None = None  # the kind of record a dialog is over, where it is not the first

    @property
    def record_type(self) -> type[Record]:
        """The kind of record that the form is about."""
        return self.about or self.groups[0].lines[0].record_type

    @property
    def record_types(self) -> tuple[type[Record], ...]:
        return tuple(dict.fromkeys(line.record_type for group in self.groups for line in group.lines))

    @cached_property
    def numbers(self) -> Mapping[tuple[type[Record], str], str]:
        """The number of each question, "43.5": of the form, and of the question in it."""
        asked = dict.fromkeys(
            (line.record_type, name) for group in self.groups for line in group.lines for name in line.questions
        )
        return {question: f"{self.number}.{place}" for place, question in enumerate(asked, start=1)}

    @cached_property
    def kinds_of_a_row(self) -> frozenset[type[Record]]:
        """The kinds of record that are asked several times over, of as many people or things."""
        return frozenset(line.record_type for group in self.groups if group.rows for line in group.lines)

    @property
    def is_of_one_file(self) -> bool:
        """Whether what is asked belongs to one person's file: not to the house, nor to everybody on a list."""
        asked_once = set(self.record_types) - self.kinds_of_a_row
        return any({"case_id", "person_id"} & set(kind.questions) for kind in asked_once)

    def numbers_of(self, record_type: type[Record]) -> Mapping[str, str]:
        """Return the numbers of the questions of one kind of record."""
        return {name: number for (of, name), number in self.numbers.items() if of is record_type}

    def names_of(self, record_type: type[Record]) -> list[str]:
        """Return the questions of one kind of record, in their order."""
        return list(self.numbers_of(record_type))

    def without(self, names: Collection[str]) -> "Form":
        """Return the form for somebody who is not asked these."""
        return replace(self, left_out=self.left_out | frozenset(names))

    def over(self, record_type: type[Record]) -> "Form":
        """Return the form as a dialog over another of its kinds of record lays it out: same numbers, those lines."""
        return replace(self, about=record_type)

    @cached_property
    def _lines(self) -> tuple[Asked, ...]:
        lines = [line for group in self.groups for line in group.lines if line.record_type is self.record_type]
        kept = [tuple(name for name in line.questions if name not in self.left_out) for line in lines]
        return tuple(names[0] if len(names) == 1 else names for names in kept if names)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: Any) -> Any:
        return self._lines[at]

    def __iter__(self) -> Iterator[Asked]:
        return iter(self._lines)


def ask_of(record_type: type[Record], *asked: Asked, with_reasons: bool = True) -> tuple[Line, ...]:
    """Return lines of one kind of record; of a line with one question one may say why it has no answer."""
    lines = [(one,) if isinstance(one, str) else one for one in asked]
    return tuple(Line(record_type, names, may_be_missing=with_reasons and len(names) == 1) for names in lines)


def form(
    number: int,
    title: str,
    record_type: type[Record],
    *asked: Asked,
    also: Sequence[Group] = (),
    with_reasons: bool = True,
) -> Form:
    """Return a form over one kind of record, under the heads that its questions have; `also` is saved with it."""
    lines = ask_of(record_type, *asked, with_reasons=with_reasons)
    return Form(number, title, (*_under_heads(record_type, lines), *also))


def _under_heads(record_type: type[Record], lines: Sequence[Line]) -> list[Group]:
    heads = heads_of(record_type.table, len(lines))
    starts = [at for at, line in enumerate(lines) if line.questions[0] in heads or at == 0]
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [Group(head=heads.get(part[0].questions[0], ""), lines=part) for part in parts]
