"""The corpus schema: one row per attestation, and the rows a dossier makes of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from kumsong_sources.attestations import Attestation
from kumsong_sources.comparison import Comparison, compare
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import CorpusError
from kumsong_sources.lineage import Lineage
from kumsong_sources.tables import ATTESTATIONS, Column, attestations_table

KEYS = ("dossier", "event", "subject", "measure", "scope")
"""The columns that make a quantity: rows alike in them are compared."""

_OWN = {
    "dossier": "the dossier's title, numbered where two share one; names are its own",
    "event": "event of the quantity in whose comparison the figure stands",
    "subject": "party of whom that quantity is; blank for the event's own",
    "measure": "what is counted",
    "scope": "what part that quantity covers; blank for the whole",
    "kind": "count, quantity, date or category",
    "part": "blank for a figure of the quantity itself, else what part of it the figure "
    "counts: then the row repeats an attestation of that part",
    "scope_note": "how a part differs from the quantity, in words",
    "reporter": "party whose account it is; blank where nobody is named",
    "perspective": "own, enemy or third-party; blank where it cannot be told",
    "citekey": "cited source; blank for an uncited figure",
    "witness": "the source in whose line, among this quantity's, the cited one stands: "
    "the citekey itself where independent; blank where it is in no bibliography",
    "low": "least value the figure admits, blank where open; days since 1 January of the "
    "year 1, counted from 1, for dates",
    "high": "greatest value the figure admits, blank where open",
    "best": "the single value stated; blank of a bound, a range or a word",
    "grain": "rounding step; blank where unknown",
    "category": "the answer, for a category such as a battle's result",
    "is_derived": "summed by us, not stated",
}


def _described() -> tuple[Column, ...]:
    """The columns of the attestation table and, each beside its kin, those of a corpus."""
    shown = {column.name: column for column in ATTESTATIONS}
    order = [*KEYS, "kind", "part", "scope_note", "reporter", "perspective", "citekey"]
    order += ["witness"]
    order += [name for name in shown if name not in order]
    order.insert(order.index("is_derived"), "category")
    return tuple(
        replace(shown[name], description=_OWN.get(name, shown[name].description))
        if name in shown
        else Column(name=name, dtype="string", description=_OWN[name])
        for name in order
    )


CORPUS = _described()
"""The columns of a corpus, in the order `export attestations` writes them."""

NEEDED = tuple(c.name for c in CORPUS if c.name in _OWN and c.name != "scope_note")
"""The columns the analysis computes from; the others are kept for readers."""

NEEDED_TEXTS = tuple(c.name for c in CORPUS if c.name in NEEDED and c.dtype == "string")
NEEDED_NUMBERS = tuple(c.name for c in CORPUS if c.name in NEEDED and c.dtype == "Float64")

TEXT_NEVER_MISSING = (*KEYS, "part")
"""Text columns in which a blank says something and is no gap."""

SORTS: Mapping[str, str] = {
    "string": "text",
    "Float64": "numbers",
    "boolean": "true or false",
}
"""What a column of each dtype may hold, in the words of `check_columns`."""


def corpus_rows(dossier: Dossier, *, name: str | None = None) -> Iterator[dict[str, Any]]:
    """The attestations of a dossier as rows of a corpus.

    What only a dossier knows is decided here, so that an engine has but to group: who is
    part of whom, which totals are derived, from where a reporter speaks, and which
    sources of a quantity are one witness.

    Parameters
    ----------
    dossier : Dossier
    name : str, optional
        What the column `dossier` holds; else the dossier's title.

    Yields
    ------
    dict
        A value for each column of `CORPUS`. Rows with a blank `part` are the dossier's
        attestations, derived ones included, each once; the others repeat one in the
        comparison of the whole it is part of.

    Examples
    --------
    >>> rows = list(corpus_rows(Dossier.example("kumsong")))
    >>> [(r["subject"], r["part"], r["low"]) for r in rows if r["measure"] == "casualties"]
    [('UNC', 'KOR', 14373), ('UNC', '', 78000), ('CHN', '', 32253), ('CHN', '', 66000), \
('KOR', '', 14373)]
    """
    lineage = Lineage.of(dossier)
    title = dossier.title if name is None else name
    for comparison in compare(dossier):
        witnesses = _witnesses(comparison, dossier=dossier, lineage=lineage)
        for report in comparison.reports:
            rows = attestations_table(report.attestations).rows
            for attestation, row in zip(report.attestations, rows, strict=True):
                yield _row(attestation, row, comparison=comparison) | {
                    "dossier": title,
                    "scope_note": report.scope_note,
                    "witness": witnesses.get(attestation.citekey or ""),
                }


def _witnesses(
    comparison: Comparison, *, dossier: Dossier, lineage: Lineage
) -> Mapping[str, str]:
    """For each source of a quantity the one that leads its line."""
    keys = dict.fromkeys(a.citekey for a in comparison.attestations if a.citekey)
    known = [key for key in keys if key in dossier.bibliography.known_keys]
    return {key: line[0] for line in lineage.witnesses(known) for key in line}


def _row(
    attestation: Attestation, row: Mapping[str, Any], *, comparison: Comparison
) -> dict[str, Any]:
    whole, counted = comparison.quantity, attestation.quantity
    part = "" if counted == whole else " ".join((counted.subject, counted.scope)).strip()
    return dict.fromkeys(column.name for column in CORPUS) | {
        **row,
        "subject": whole.subject,
        "scope": whole.scope,
        "kind": str(comparison.kind),
        "part": part,
        "category": attestation.figure.category,
    }


def check_columns(found: Mapping[str, str], *, where: str = "the frame") -> None:
    """Refuse a table that is no corpus, before any work is done on it.

    Parameters
    ----------
    found : mapping of str to str
        For each column the sort of value it holds: ``"text"``, ``"numbers"``,
        ``"true or false"``, ``"nothing"`` (no value at all, fits every column) or
        another word, which fits none.
    where : str
        What the message calls the table.

    Raises
    ------
    CorpusError
        If a column of `NEEDED` is missing or holds something else; the message names
        each, the nearest column there is, and what the column should hold.

    Examples
    --------
    >>> kinds = {column.name: SORTS[column.dtype] for column in CORPUS}
    >>> check_columns(kinds)
    >>> check_columns({("lo" if n == "low" else n): kind for n, kind in kinds.items()})
    Traceback (most recent call last):
        ...
    kumsong_sources.errors.CorpusError: the frame is not a corpus of attestations:
      low is missing; is it the column 'lo'? low (numbers): least value the figure admits, \
blank where open; days since 1 January of the year 1, counted from 1, for dates
      `export attestations` writes a corpus; \
kumsong_sources.corpus.CORPUS describes every column
    """
    known = {column.name for column in CORPUS}
    spare = [name for name in found if name not in known]
    faults = []
    for column in (c for c in CORPUS if c.name in NEEDED):
        wanted = SORTS[column.dtype]
        should = f"{column.name} ({wanted}): {column.description}"
        if column.name not in found:
            near = get_close_matches(column.name, spare, n=1, cutoff=0.5)
            hint = f"; is it the column {near[0]!r}?" if near else "."
            faults.append(f"{column.name} is missing{hint} {should}")
        elif found[column.name] not in (wanted, "nothing"):
            faults.append(f"{column.name} holds {found[column.name]}; expected {should}")
    if faults:
        lines = "\n  ".join(faults)
        raise CorpusError(
            f"{where} is not a corpus of attestations:\n  {lines}\n"
            "  `export attestations` writes a corpus; "
            "kumsong_sources.corpus.CORPUS describes every column"
        )
