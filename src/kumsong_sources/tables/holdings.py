"""What a bibliography consists of: languages, parties, kinds, levels, years, proximity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kumsong_sources.dossier import Dossier
from kumsong_sources.sources import LANGUAGES, Source
from kumsong_sources.tables.columns import Column, Table
from kumsong_sources.vocabulary import Level, SourceType

HOLDINGS = (
    Column(name="aspect", dtype="string", description="what the works are counted by"),
    Column(name="value", dtype="string", description="one value of it; not stated where none"),
    Column(name="works", dtype="Int64", description="works that have it"),
    Column(name="share", dtype="Float64", description="of all works counted, 0 to 1"),
    Column(name="cited", dtype="Int64", description="of these, works that a claim cites"),
)

NOT_STATED = "not stated"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# How long after the event; memory and archives open and close in such steps.
_DISTANCES = ((1, "within a year"), (10, "2 to 10 years"), (30, "11 to 30 years"),
              (60, "31 to 60 years"))  # fmt: skip
_LATER, _BEFORE, _UNDATED = "over 60 years", "before the event", "cannot tell"
_NAMES = {"de": "German", "en": "English", "zh": "Chinese"}


def holdings_table(dossier: Dossier, sources: Iterable[Source] | None = None) -> Table:
    """Count the works of a bibliography.

    Parameters
    ----------
    dossier : Dossier
    sources : iterable of Source, optional
        What is counted; all sources of the dossier when not given.

    Returns
    -------
    Table
        Columns `HOLDINGS`: rows by aspect (language, party, kind, level, decade, proximity
        to the event) and value. The decade is that of the first publication. Proximity is
        counted from the end of the event that the work is cited for, or of the dossier's
        only event, to the first publication.

    Examples
    --------
    >>> table = holdings_table(Dossier.example("kumsong"))
    >>> [(row["value"], row["works"]) for row in table.rows if row["aspect"] == "language"]
    [('English', 6), ('Chinese', 2)]
    """
    given = dossier.sources.values() if sources is None else sources
    works = [one for one in given if one.entry.entrytype not in ("xdata", "set")]
    cited = {
        source.citekey
        for key in dossier.claims_by_source
        if (source := dossier.bibliography.get(key))
    }
    aspects: dict[str, tuple[Callable[[Source], str], tuple[str, ...]]] = {
        "language": (_language, ()),
        "party": (
            lambda one: dossier.party_label(one.party) if one.party else NOT_STATED,
            tuple(party.label for party in dossier.parties.values()),
        ),
        "kind": (lambda one: one.sourcetype or NOT_STATED, tuple(map(str, SourceType))),
        "level": (lambda one: one.level or NOT_STATED, tuple(map(str, Level))),
        "decade": (_decade, tuple(f"{year}s" for year in range(1000, 2100, 10))),
        "proximity": (
            lambda one: _proximity(one, dossier),
            (_BEFORE, *(label for _, label in _DISTANCES), _LATER, _UNDATED),
        ),
    }
    rows = [
        {
            "aspect": aspect,
            "value": value,
            "works": len(found),
            "share": len(found) / len(works),
            "cited": sum(one.citekey in cited for one in found),
        }
        for aspect, (value_of, order) in aspects.items()
        for value, found in _counted(works, value_of, order)
    ]
    return Table(name="holdings", columns=HOLDINGS, rows=tuple(rows))


def _counted(
    works: list[Source], value_of: Callable[[Source], str], order: tuple[str, ...]
) -> Iterator[tuple[str, list[Source]]]:
    """Yield values in their order, others by number of works, what is not stated last."""
    values = [value_of(one) for one in works]
    counts = Counter(values)
    place = {value: at for at, value in enumerate(order)}
    for value in sorted(
        counts,
        key=lambda v: (v == NOT_STATED, place.get(v, len(place)), -counts[v], v),
    ):
        yield value, [one for one, its in zip(works, values, strict=True) if its == value]


def _language(source: Source) -> str:
    code = source.language
    if code is None:
        return NOT_STATED
    base = code.partition("-")[0]
    name = next((name for name, tag in LANGUAGES.items() if tag == base), base)
    return _NAMES.get(base) or name.capitalize()


def first_year(source: Source) -> int | None:
    """The year of first publication: ``origdate`` where given, else the work's own.

    Examples
    --------
    >>> first_year(Dossier.example("kumsong").sources["hermes1992"])
    1966
    """
    found = _YEAR.search(source.whole.text("origdate"))
    return int(found[0]) if found else source.year


def _decade(source: Source) -> str:
    year = first_year(source)
    return NOT_STATED if year is None else f"{year // 10 * 10}s"


def _proximity(source: Source, dossier: Dossier) -> str:
    year, events = first_year(source), dict(dossier.events)
    cited = {claim.event for claim in dossier.claims_by_source.get(source.citekey, ())}
    dates = [events[name].date for name in events if name in cited or len(events) == 1]
    ends = [int(found[-1]) for date in dates if (found := _YEAR.findall(date))]
    if year is None or not ends:
        return _UNDATED
    distance = year - min(ends)
    if distance < 0:
        return _BEFORE
    return next((label for most, label in _DISTANCES if distance <= most), _LATER)


def holdings_text(table: Table) -> str:
    """The table for the terminal: a block for each aspect.

    Examples
    --------
    >>> text = holdings_text(holdings_table(Dossier.example("kumsong")))
    >>> print("\\n".join(text.splitlines()[:3]))
    language
      English              6   75 %  2 cited
      Chinese              2   25 %  1 cited
    """
    width = max((len(str(row["value"])) for row in table.rows), default=0)
    blocks: dict[str, list[str]] = {}
    for row in table.rows:
        share = f"{100 * row['share']:.0f} %"
        line = f"  {row['value']:<{width}}  {row['works']:>4}  {share:>5}  {row['cited']} cited"
        blocks.setdefault(str(row["aspect"]), [str(row["aspect"])]).append(line)
    return "\n".join("\n".join(block) + "\n" for block in blocks.values())
