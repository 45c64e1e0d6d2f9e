"""From the text of a `dossier.toml` to what it declares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kumsong_sources.declaration.contents import BANDS, Declaration, Event, Party, Waiver
from kumsong_sources.declaration.parties import circles
from kumsong_sources.errors import DossierError
from kumsong_sources.faults import Fault
from kumsong_sources.patterns import pattern
from kumsong_sources.position import Position
from kumsong_sources.reference import Reference, shipped_reference
from kumsong_sources.vocabulary import LOSSES, MEASURES, Kind, Measure

# Over long dotted keys tomllib takes time without bound; a dossier's have three parts.
_DEEP_KEY = pattern(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){60}")
_LONGEST_CIRCLE = 10


def parse_declaration(text: str, *, path: str = "dossier.toml") -> Declaration:
    """Read the text of a `dossier.toml`.

    Raises
    ------
    DossierError
        If it is not TOML; the message gives line and column.

    Examples
    --------
    >>> declaration = parse_declaration('title = "T"\\n[parties.KOR]\\nlabel = "South Korea"')
    >>> declaration.parties["KOR"].label
    'South Korea'
    """
    if deep := _DEEP_KEY.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise DossierError(
            f"{path}: not valid TOML: the key on line {line} is nested too deeply"
        )
    try:
        content = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        end = f"at line {len(text.splitlines())}, the last one"
        where = str(error).replace("at end of document", end)
        raise DossierError(f"{path}: not valid TOML: {where}; mend that line") from None
    except RecursionError:
        raise DossierError(f"{path}: not valid TOML: nested too deeply") from None
    except ValueError as error:
        # Such as a number of thousands of digits, of which Python makes no number.
        raise DossierError(f"{path}: a value cannot be read: {error}") from None
    return _DeclarationReader(content, text=text, path=path).read()


class _DeclarationReader:
    """Reads the tables of a parsed TOML file, gathering faults on the way."""

    TABLES = ("events", "parties", "measures", "tolerances", "reference", "waivers")

    def __init__(self, content: dict[str, Any], *, text: str, path: str) -> None:
        self.content = content
        self.lines = text.splitlines()
        self.line_of = _lines_of_keys(self.lines)
        self.path = path
        self.faults: list[Fault] = []

    def read(self) -> Declaration:
        parties = {code: self._party(code, table) for code, table in self._tables("parties")}
        self._check_part_of(parties)
        events = {name: self._event(name, table) for name, table in self._tables("events")}
        measures = dict(MEASURES)
        for name, table in self._tables("measures"):
            if measure := self._measure(name, table):
                measures[name] = measure
        known = {*self.TABLES, "title", "description"}
        for name in self.content.keys() - known:
            self._fault(name, f"unknown key {name!r}", f"expected {', '.join(sorted(known))}")
        return Declaration(
            title=self._text(self.content, "title", where="title") or "Untitled dossier",
            description=self._text(self.content, "description", where="description"),
            events=events,
            parties=parties,
            measures=measures,
            bands=self._bands(),
            reference=self._reference(),
            waivers=tuple(self._waivers()),
            faults=tuple(self.faults),
        )

    def _tables(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        group = self.content.get(name, {})
        if not isinstance(group, dict):
            self._fault(name, f"{name} is not a table", f"write [{name}.NAME] headers")
            return
        for key, table in group.items():
            if isinstance(table, dict):
                yield key, table
            else:
                where = f"{name}.{key}"
                self._fault(where, f"{where} is not a table", f"write a header [{where}]")

    def _party(self, code: str, table: dict[str, Any]) -> Party:
        where = f"parties.{code}"
        known = ("label", "adjective", "part_of", "colour", "color", "aliases", "iso")
        self._expect_keys(table, where=where, known=known)
        label = self._text(table, "label", where=where) or code
        colour = self._text(table, "colour", where=where) or self._text(
            table, "color", where=where
        )
        if colour and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
            self._fault(where, f"colour is {colour!r}; expected #rrggbb", "write #0072B2")
            colour = ""
        return Party(
            code=code,
            label=label,
            adjective=self._text(table, "adjective", where=where) or label,
            part_of=self._text(table, "part_of", where=where) or None,
            colour=colour or None,
            aliases=self._texts(table, "aliases", where=where),
        )

    def _check_part_of(self, parties: dict[str, Party]) -> None:
        circle_of = circles(parties)
        for code, party in parties.items():
            where = f"parties.{code}"
            if party.part_of and party.part_of not in parties:
                message = f"part_of names {party.part_of!r}, which is no party"
                self._fault(where, message, f"declare [parties.{party.part_of}]")
            if circle := circle_of.get(code):
                at = circle.index(code) if len(circle) <= _LONGEST_CIRCLE else 0
                turned = [*circle[at:], *circle[:at]][:_LONGEST_CIRCLE]
                rest = ["…"] if len(circle) > _LONGEST_CIRCLE else []
                shown = " → ".join([*turned, *rest, turned[0]])
                self._fault(where, f"part_of runs in a circle: {shown}", "break the circle")

    def _event(self, name: str, table: dict[str, Any]) -> Event:
        where = f"events.{name}"
        self._expect_keys(table, where=where, known=("label", "date", "sides", "aliases"))
        return Event(
            name=name,
            label=self._text(table, "label", where=where) or name,
            date=self._text(table, "date", where=where),
            sides=self._texts(table, "sides", where=where),
            aliases=self._texts(table, "aliases", where=where),
        )

    def _measure(self, name: str, table: dict[str, Any]) -> Measure | None:
        where = f"measures.{name}"
        self._expect_keys(table, where=where, known=("label", "kind", "unit", "components"))
        kind = self._text(table, "kind", where=where) or Kind.COUNT
        if kind not in tuple(Kind):
            expected = ", ".join(Kind)
            self._fault(where, f"kind is {kind!r}; expected {expected}", "write one of them")
            return None
        components = self._texts(table, "components", where=where)
        if strange := [part for part in components if part not in LOSSES]:
            message = f"components name {', '.join(strange)}; expected {', '.join(LOSSES)}"
            self._fault(where, message, "leave out what has no place in the sum of losses")
        return Measure(
            name=name,
            label=self._text(table, "label", where=where) or name,
            kind=Kind(kind),
            unit=self._text(table, "unit", where=where) or None,
            components=frozenset(components) & frozenset(LOSSES),
        )

    def _bands(self) -> dict[str, float]:
        bands = dict(BANDS)
        table = self.content.get("tolerances", {})
        table = table if isinstance(table, dict) else {}
        self._expect_keys(table, where="tolerances", known=tuple(BANDS))
        for name in table.keys() & BANDS.keys():
            value = table[name]
            if isinstance(value, int | float) and not isinstance(value, bool) and value >= 1:
                bands[name] = float(value)
            else:
                message = f"tolerances.{name} is {value!r}; expected a ratio of 1 or more"
                self._fault("tolerances", message, f"write for example {BANDS[name]}")
        if list(bands.values()) != sorted(bands.values()):
            message = f"the tolerances do not rise: {bands}"
            self._fault("tolerances", message, f"order them {' ≤ '.join(BANDS)}")
            return dict(BANDS)
        return bands

    def _reference(self) -> Reference:
        """The dossier's own distribution of ratios, or the one that ships."""
        table = self.content.get("reference")
        if table is None:
            return shipped_reference()
        if not isinstance(table, dict):
            self._fault("reference", "reference is not a table", "write a header [reference]")
            return shipped_reference()
        known = ("label", "n", "quantiles", "provenance")
        self._expect_keys(table, where="reference", known=known)
        quantiles, n = table.get("quantiles"), table.get("n")
        if not (_rises(quantiles) and isinstance(n, int) and n > 0):
            message = f"reference has n = {n!r} and quantiles = {quantiles!r}"
            remedy = "write n = 221 and quantiles = [[50, 1.18], [75, 1.54]], both rising"
            self._fault("reference", message, remedy)
            return shipped_reference()
        return Reference(
            label=self._text(table, "label", where="reference") or "figures of reference",
            n=n,
            quantiles=tuple((float(p), float(r)) for p, r in table["quantiles"]),
            provenance=self._text(table, "provenance", where="reference"),
        )

    def _waivers(self) -> Iterator[Waiver]:
        written = self.content.get("waivers", [])
        if not isinstance(written, list) or not all(isinstance(w, dict) for w in written):
            self._fault("waivers", "waivers is not a list of tables", "write [[waivers]]")
            return
        places = [at for at, line in enumerate(self.lines, 1) if "[[waivers]]" in line]
        for index, table in enumerate(written):
            line = places[index] if index < len(places) else None
            position = Position(path=self.path, line=line, column=1 if line else None)
            where = f"waivers[{index + 1}]"
            known = ("rule", "reason", "claim", "source", "expect")
            self._expect_keys(table, where=where, known=known, position=position)
            texts = {name: self._text(table, name, where=where) for name in known}
            if not texts["rule"] or not texts["reason"]:
                message = "a waiver without a rule or without a reason waives nothing"
                self._fault(where, message, "write rule = … and reason = …", position)
                continue
            yield Waiver(
                rule=texts["rule"],
                reason=texts["reason"],
                claim=texts["claim"] or None,
                source=texts["source"] or None,
                expect=texts["expect"] or None,
                position=position,
            )

    def _text(self, table: Mapping[str, Any], key: str, *, where: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self._fault(where, f"{key} is {value!r}; expected text", f'write {key} = "…"')
        return ""

    def _texts(self, table: Mapping[str, Any], key: str, *, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self._fault(where, f"{key} is {value!r}; expected a list", f'write {key} = ["…"]')
        return ()

    def _expect_keys(
        self,
        table: Mapping[str, Any],
        *,
        where: str,
        known: tuple[str, ...],
        position: Position | None = None,
    ) -> None:
        for key in sorted(table.keys() - set(known)):
            message = f"unknown key {key!r} in {where}"
            self._fault(where, message, f"expected {', '.join(known)}", position)

    def _fault(
        self, where: str, message: str, remedy: str, position: Position | None = None
    ) -> None:
        place = position or self._position(where)
        self.faults.append(Fault(where=where, message=message, remedy=remedy, position=place))

    def _position(self, where: str) -> Position:
        """Find the header or key by its text: tomllib keeps no positions."""
        line = self.line_of.get(where)
        return Position(path=self.path, line=line, column=1 if line else None)


def _lines_of_keys(lines: list[str]) -> dict[str, int]:
    """The first line of each table's header and of each key, as written there."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith("["):
            found.setdefault(text.lstrip("[ \t").partition("]")[0].strip(), number)
        elif "=" in text:
            found.setdefault(text.partition("=")[0].strip(), number)
    return found


def _rises(quantiles: object) -> bool:
    """Whether this is a list of percentile and ratio, both rising, no ratio under 1."""
    if not isinstance(quantiles, list) or not quantiles:
        return False
    numbers = int | float
    if not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(x, numbers) for x in pair)
        for pair in quantiles
    ):
        return False
    percentiles, ratios = zip(*quantiles, strict=True)
    return (
        list(percentiles) == sorted(set(percentiles))
        and list(ratios) == sorted(set(ratios))
        and percentiles[0] > 0
        and percentiles[-1] <= 100
        and ratios[0] > 1
    )
