"""Places in works: pages that a work does not have, volumes that are not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kumsong_sources.checks.places import place_of_key
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity, quoted
from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.patterns import pattern
from kumsong_sources.sources import Source

_LOCATOR = pattern(
    r"(?:(?:vol\.?|bd\.?|第)?\s*(?P<volume>\d{1,4})\s*(?:卷|册|冊|권)?\s*[:：,，]\s*)?"
    r"(?:pp?\.?|pages?|s\.|页|頁|쪽)?\s*(?P<first>\d{1,6})"
    r"(?:\s*[-\u2010-\u2015]{1,2}\s*(?P<last>\d{1,6}))?"
    r"\s*(?:ff?\.?|n\.?\s?\d*|页|頁|쪽)?",
    re.IGNORECASE,
)
_NAMES_VOLUME = pattern(
    r"\d\s*[:：]|\bvol|\bbd\b|\bband\b|[卷册冊권]|\b[IVX]+\b", re.IGNORECASE
)
_PAGE_RANGE = pattern(
    r"(?<!\d)(\d{1,6})(?:\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*(\d{1,6}))?", re.ASCII
)
_IN_PARTS = frozenset(
    {
        "article",
        "incollection",
        "inproceedings",
        "conference",
        "inbook",
        "suppbook",
        "inreference",
    }
)
_WHOLE = frozenset(
    {"book", "collection", "thesis", "phdthesis", "report", "techreport", "manual"}
)
_SETS = frozenset({"mvbook", "mvcollection", "mvreference", "mvproceedings"})


class LocatorOutsideWork(Rule):
    """A page that the cited work does not have.

    Why
    ---
    Whoever looks the claim up finds nothing there: page, work or edition is wrong.

    Example
    -------
    `hermes1992[1571]` where the entry says `pagetotal = {571}`; page 40 of an article on
    pages 120 to 148.

    Remedy
    ------
    Look the page up again; cite the printing that was used.

    Limits
    ------
    Pages in Arabic numerals are compared with `pagetotal` of whole works and with `pages` of
    articles and chapters. Sets of several volumes are not judged, nor notes, plates and
    sections.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim and citation."""
        for claim, column, citation, source in _located(context):
            found = _LOCATOR.fullmatch((citation.locator or "").strip())
            extent = _extent(source) if found else None
            if found is None or extent is None:
                continue
            first = int(found["first"])
            last = int(found["last"] or first)
            if extent.first <= first <= extent.last and last <= extent.last:
                continue
            yield self.finding(
                position=place_of_key(claim, column=column, key=citation.citekey),
                message=f"{citation}: {source.citekey} has pages {extent.first} to "
                f"{extent.last} ({extent.field})",
                hint="look the page up again; is it another printing's?",
                claim=claim,
                citekey=citation.citekey,
                numbers={"page": first, "first": extent.first, "last": extent.last},
            )


class LocatorWithoutVolume(Rule):
    """A page of a work in several volumes, without the volume.

    Why
    ---
    Each volume has such a page.

    Example
    -------
    `appleman[612]` where the entry says `volumes = {3}`.

    Remedy
    ------
    Write volume and page, `[3:612]`, or cite the entry of that volume.

    Limits
    ------
    Judged are entries with `volumes` above one, or of BibLaTeX's types for sets, that do
    not name one volume.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per claim and citation."""
        for claim, column, citation, source in _located(context):
            locator = (citation.locator or "").strip()
            volumes = source.whole.text("volumes")
            several = volumes.isdecimal() and len(volumes) < 4 and int(volumes) > 1
            if not several and source.entry.entrytype not in _SETS:
                continue
            found = _LOCATOR.fullmatch(locator)
            if source.volume or found is None or _NAMES_VOLUME.search(locator):
                continue
            count = f"{volumes} volumes" if several else "several volumes"
            yield self.finding(
                position=place_of_key(claim, column=column, key=citation.citekey),
                message=f"{citation}: {source.citekey} is in {count}, and {quoted(locator)} "
                "names none",
                hint=f"write volume and page: {citation.citekey}[3:{locator}]",
                claim=claim,
                citekey=citation.citekey,
            )


class _Extent(NamedTuple):
    """The pages a work has, and the field that says so."""

    first: int
    last: int
    field: str


def _located(context: Context) -> Iterator[tuple[Claim, str, Citation, Source]]:
    """Every citation with a locator whose work is known."""
    for claim in context.dossier.claims:
        for column, cited in (("source", claim.citations), ("via", claim.via)):
            for citation in cited:
                source = (
                    context.bibliography.get(citation.citekey) if citation.locator else None
                )
                if source is not None:
                    yield claim, column, citation, source


def _extent(source: Source) -> _Extent | None:
    """The pages a work has; `None` where no field tells."""
    entrytype = source.entry.entrytype
    if entrytype in _IN_PARTS:
        ranges = [
            (int(first), int(last or first))
            for first, last in _PAGE_RANGE.findall(source.whole.get("pages"))
        ]
        whole = [(first, _unshortened(first, last)) for first, last in ranges]
        plain = re.fullmatch(r"[\d\s,;\u2010-\u2015\u2212-]*", source.whole.get("pages"))
        if whole and plain:
            return _Extent(min(f for f, _ in whole), max(last for _, last in whole), "pages")
        return None
    total = source.whole.text("pagetotal")
    number = re.search(r"(\d{1,6})\s*(?:pp?\.?|s\.?|页|頁)?$", total)
    several = "volumes" in source.whole.fields
    if entrytype in _WHOLE and number and not several:
        return _Extent(1, int(number[1]), "pagetotal")
    return None


def _unshortened(first: int, last: int) -> int:
    """The last page of a range that may leave out the digits it shares with the first."""
    before, after = str(first), str(last)
    return int(before[: len(before) - len(after)] + after) if last < first else last
