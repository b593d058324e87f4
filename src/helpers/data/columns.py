"""What a column, a table and a data package are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Field:
    """A column.

    Parameters
    ----------
    name, title, description : str
        `title` is a short label for people.
    type : str
        Type of Table Schema: ``string``, ``number``, ``integer``, ``year`` or ``list``.
    unit : str or None
        Unit of a number.
    values : tuple of str
        Allowed values in order; empty where any is.
    labels : dict of str to str
        Label for people of each allowed value.
    multiple : bool
        Several values may stand in a cell, separated by ``;``.
    spans : bool
        The values are spans of vertebral levels.
    counting : {"all", "reported"}
        ``all``: not mentioned counts as absent; ``reported``: only cases that state it count.
    group : str
        Part of the record: identity, patient, symptoms, course, lesion, mri, laboratory,
        pathology, treatment, outcome or notes; empty outside the cases.
    example : str or None
        A value of the right form.
    synonyms : dict of str to tuple of str
        For a word, in small letters, the values that it may stand for, in this column or another.
    other_units : dict of str to str
        For another unit how it is converted, in words.
    """

    name: str
    title: str
    description: str
    type: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    multiple: bool = False
    spans: bool = False
    counting: Literal["all", "reported"] = "reported"
    group: str = ""
    example: str | None = None
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_units: Mapping[str, str] = field(default_factory=dict)

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return self.type in ("number", "integer", "year")

    @property
    def free(self) -> bool:
        """Whether anything may be written there: text without allowed values, and no levels."""
        return self.type in ("string", "list") and not (self.values or self.spans)

    @property
    def clinical(self) -> bool:
        """Whether a column of the cases is of the patient, not the name of the case or a note."""
        return self.group not in ("identity", "notes")


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must stand in a column of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class TableSchema(Mapping[str, Field]):
    """A table: its columns by name, in the order of the file.

    Parameters
    ----------
    name, file, title, description : str
        `file` is the name of the CSV file.
    fields : dict of str to Field
    key : tuple of str
        Columns that together name a row; empty where rows have no key.
    foreign_keys : tuple of ForeignKey
    optional : bool
        The file may be missing; the table is then empty.
    descriptor : dict
        The Table Schema as written.
    """

    name: str
    file: str
    title: str
    description: str
    fields: dict[str, Field]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    optional: bool
    descriptor: dict[str, Any]

    def __getitem__(self, name: str) -> Field:
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


@dataclass(frozen=True)
class Schema:
    """The tables of the data package, by name, in its order."""

    title: str
    tables: dict[str, TableSchema]

    def table(self, name: str) -> TableSchema:
        """Return the table `name`: cases, studies, evidence, screening, published."""
        return self.tables[name]
