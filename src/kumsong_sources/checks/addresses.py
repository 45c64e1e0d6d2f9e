"""Addresses by which a work is found on the web: DOI and URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumsong_sources.checks.rule import BibliographyRule, Context, Finding, Severity, quoted
from kumsong_sources.nearest import is_one_slip
from kumsong_sources.patterns import pattern

_DOI = pattern(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_DOI_PREFIX = pattern(r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi\s*:\s*|doi\s+", re.I)
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:(?://[^/\s]+|[^/\s])", re.IGNORECASE)
_WRAPPED = pattern(r"\s*\\(?:url|href|path)\b")
_HOST = pattern(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/:?#]|$)")
_GAP = pattern(r"\s+")
_WEB_TYPES = frozenset({"online", "electronic", "www", "webpage"})
_MAYBE_WEB_TYPES = frozenset({"misc", "inreference", "dataset"})
_PRINTED = frozenset({"publisher", "journal", "journaltitle", "pages", "isbn", "issn"})
_FOUND_WITHOUT = frozenset({"doi", "eprint", "urldate", "version", "urlyear", "lastchecked"})
_DATES = frozenset({"date", "year"})


class DoiForm(BibliographyRule):
    """A DOI that is none, or has an address before it.

    Why
    ---
    Styles put the address before it themselves: the link then leads nowhere.

    Example
    -------
    `doi = {https://doi.org/10.2307/2652875}`, `doi = {2652875}`.

    Remedy
    ------
    Write the DOI alone: `10.2307/2652875`.

    Limits
    ------
    Whether the DOI is registered is not asked of anyone.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            field = source.entry.fields.get("doi")
            value = field.value.strip() if field else ""
            if field is None or not value or _DOI.fullmatch(value):
                continue
            prefix = _DOI_PREFIX.match(value)
            bare = value[prefix.end() :].strip() if prefix else ""
            if _DOI.fullmatch(bare):
                message = f"the DOI has {quoted(value[: len(value) - len(bare)])} before it"
                hint = f"write {bare}"
            else:
                message = f"{quoted(value)} is no DOI: expected 10.NNNN/…"
                hint = "copy it anew; an address that is no DOI belongs into url"
            yield self.finding(
                position=field.value_position,
                message=message,
                hint=hint,
                citekey=source.citekey,
            )


class UrlForm(BibliographyRule):
    r"""An address that no program can follow.

    Why
    ---
    The link is printed, and leads nowhere.

    Example
    -------
    `url = {www.history.army.mil}` without `https://`; `url = {\url{https://…}}`; an address
    with a blank in it, or two addresses in one field.

    Remedy
    ------
    Write the whole address and nothing else.

    Limits
    ------
    Whether the page exists is not asked of anyone. An address without `https://`, or broken
    over two lines, is an info: readers, and LaTeX, can still follow it.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per field."""
        for source in context.bibliography:
            field = source.entry.fields.get("url")
            value = field.value.strip() if field else ""
            if field is None or not value:
                continue
            mild = False
            if _WRAPPED.match(value):
                message = r"the field url holds a command: expected the address alone"
                hint = r"leave out \url{…}: the field is set as an address anyway"
            else:
                fault = _fault_of_address(value)
                if fault is None:
                    continue
                message, hint, mild = fault
            yield self.finding(
                position=field.value_position,
                message=message,
                hint=hint,
                severity=Severity.INFO if mild else None,
                citekey=source.citekey,
            )


class UrlWithoutUrldate(BibliographyRule):
    """A page of the web without the day on which it was read.

    Why
    ---
    Pages change and go. Without a day nobody can tell which text was read, nor find it in
    an archive.

    Example
    -------
    A Wikipedia article with `url` and neither `date` nor `urldate`.

    Remedy
    ------
    Add `urldate = {2024-05-17}`, the day of reading, or the address of that very revision.

    Limits
    ------
    Judged are web pages: `@online`, and `@misc`, `@inreference` and `@dataset` that were not
    printed. With a date of its own, or a DOI, a page without `urldate` is an info or sound.
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per entry."""
        for source in context.bibliography:
            fields = source.whole.fields
            if "url" not in fields or not _FOUND_WITHOUT.isdisjoint(fields):
                continue
            entrytype = source.entry.entrytype
            on_web = entrytype in _WEB_TYPES or (
                entrytype in _MAYBE_WEB_TYPES and _PRINTED.isdisjoint(fields)
            )
            if not on_web:
                continue
            dated = not _DATES.isdisjoint(fields)
            yield self.finding(
                position=fields["url"].value_position,
                message=f"{source.citekey}: an address without the day of reading (urldate)"
                + ("" if dated else ", and without a date"),
                hint="add urldate = {YYYY-MM-DD}, the day on which it was read",
                severity=Severity.INFO if dated else None,
                citekey=source.citekey,
            )


def _fault_of_address(value: str) -> tuple[str, str, bool] | None:
    """What is wrong with an address, how to mend it, and whether it can be followed still."""
    shown = quoted(value)
    scheme = _SCHEME.match(value)
    misspelt = scheme is not None and any(
        is_one_slip(value.partition(":")[0].lower(), known) for known in ("http", "https")
    )
    if len(value.split()) > 1:
        several = value.count("://") > 1
        broken = not several and all(
            re.fullmatch(r"\s*\n\s*", gap) for gap in _GAP.findall(value)
        )
        if several:
            return f"{shown}: several addresses", "write one, the others into note", False
        if broken:
            return f"{shown} is broken over lines", "write it in one line", True
        return f"{shown} has a blank in it", "write the address alone; a blank is %20", False
    if misspelt and value.partition(":")[0].lower() not in ("http", "https"):
        return f"{shown} is no address: expected https://…", "mend http or https", False
    if scheme is None:
        host = _HOST.match(value) is not None
        hint = f"write https://{value}" if host else "write the whole address"
        return f"{shown} is no address: expected https://…", hint, host
    return None
