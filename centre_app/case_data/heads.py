"""What the columns of a file from elsewhere mean: by the standard's names, by its labels, and by the toolkit's mistakes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from centre_app.case_data.mapping import Field, StandardMapping, mapping_of
from centre_app.folding import fold
from centre_app.importing.remarks import INFORMS, Remark
from centre_app.language import N_

# The toolkit's spreadsheet leaves this column without a name, between the other two.
NAMELESS = "cas_ReasonForOutgoingReferral"
BEFORE_NAMELESS, AFTER_NAMELESS = "cas_ReferredPrimaryCaseWorker", "cas_OutgoingReferralDate"
# Its survey labels the title of a post "Second Name".
TITLE, FAMILY_NAME = "prs_Title", "prs_SecondName"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column and the field it is understood as; None where it is only kept."""

    column: str
    field: Field | None
    remarks: tuple[Remark, ...] = ()


def knows(mapping: StandardMapping, head: str) -> Field | None:
    """Return the field that a head names: by its name, a known misspelling of it, or its label where that is one field's."""
    return _by_head(mapping.standard).get(fold(head.strip()))


@cache
def _by_head(standard: str) -> Mapping[str, Field]:
    mapping = mapping_of(standard)
    by_name = {one.name: one for one in reversed(mapping.fields)}
    labels = Counter(fold(one.label) for one in by_name.values() if one.label and not one.is_companion)
    heads = {fold(one.label): one for one in by_name.values() if labels[fold(one.label)] == 1 and not one.is_companion}
    heads |= {fold(written): by_name[meant] for written, meant in mapping.columns_meant.items()}
    return heads | {fold(name): one for name, one in by_name.items()}


def heads_of(
    mapping: StandardMapping, columns: Sequence[str], *, labels: Mapping[str, str], chosen: Mapping[str, str]
) -> list[Head]:
    """Return what each column means. `labels` is a second line of heads, by column: where it names a field it is right.

    What somebody has chosen for a column, a field's name or "" for none, is right before all. The toolkit's spreadsheet has the names of the address shifted against their labels, and people fill in by label.
    """
    heads = [_head(mapping, column, labels.get(column, "")) for column in columns]
    heads = [_nameless(mapping, heads, at) for at in range(len(heads))]
    heads = [_told_of_title(head, heads) for head in heads]
    by_name = {one.name: one for one in mapping.fields}
    return [
        Head(column=head.column, field=by_name.get(chosen[head.column])) if head.column in chosen else head
        for head in heads
    ]


def _head(mapping: StandardMapping, column: str, label: str) -> Head:
    by_name, by_label = knows(mapping, column), knows(mapping, label) if label else None
    if by_label is not None and by_name is not None and by_label.name != by_name.name:
        message = N_("The name of this column says {name}, its label {label}: the label is followed.")
        return Head(column=column, field=by_label, remarks=(_remark(column, message, name=by_name.name, label=label),))
    meant = by_label or by_name
    if meant is not None and column in mapping.columns_meant:
        message = N_("The toolkit writes this name otherwise than the standard: understood as {field}.")
        return Head(column=column, field=meant, remarks=(_remark(column, message, field=meant.name),))
    return Head(column=column, field=meant)


def _nameless(mapping: StandardMapping, heads: Sequence[Head], at: int) -> Head:
    head, around = heads[at], [heads[i].field for i in (at - 1, at + 1) if 0 <= i < len(heads)]
    names = [one.name if one else "" for one in around]
    if head.field is None and head.column.startswith("#") and names == [BEFORE_NAMELESS, AFTER_NAMELESS]:
        message = N_("This column has no name in the toolkit: understood as {field}.")
        return replace(
            head,
            field=knows(mapping, NAMELESS),
            remarks=(_remark(head.column, message, field=NAMELESS),),
        )
    return head


def _told_of_title(head: Head, heads: Sequence[Head]) -> Head:
    named = {one.field.name for one in heads if one.field is not None}
    if head.field is None or head.field.name != TITLE or FAMILY_NAME in named:
        return head
    message = N_("The toolkit’s survey labels this column “Second Name”: it may hold family names.")
    return replace(head, remarks=(*head.remarks, _remark(head.column, message)))


def _remark(column: str, message: str, **parts: str) -> Remark:
    return Remark(line=0, column=column, severity=INFORMS, message=message, parts=parts)
