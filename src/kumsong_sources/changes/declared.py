"""What `dossier.toml` declared then and declares now, name by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from kumsong_sources.changes.claims import CellChange, changed_cells
from kumsong_sources.declaration import Declaration, Waiver


@dataclass(frozen=True, kw_only=True)
class WaiverChange:
    """A waiver that was added, dropped, or has another reason.

    Parameters
    ----------
    before, after : Waiver or None
        `None` where there was none, or is none.
    """

    before: Waiver | None
    after: Waiver | None


def declared_changes(before: Declaration, after: Declaration) -> tuple[CellChange, ...]:
    """What is declared otherwise, by its dotted name; waivers are left to `waiver_changes`."""
    then, now = (dict(_declared(one)) for one in (before, after))
    return tuple(changed_cells(then, now))


def _declared(declaration: Declaration) -> Iterator[tuple[str, str]]:
    yield "title", declaration.title
    yield "description", declaration.description
    yield "reference", declaration.reference.label
    tables: Mapping[str, Mapping[str, object]] = {
        "events": declaration.events,
        "parties": declaration.parties,
        "measures": declaration.measures,
        "tolerances": declaration.bands,
    }
    for table, values in tables.items():
        for name, value in values.items():
            yield from _named(f"{table}.{name}", value)


def _named(name: str, value: object) -> Iterator[tuple[str, str]]:
    if is_dataclass(value):
        for field in fields(value):
            # The name itself is in the dotted name already.
            if field.name not in ("name", "code"):
                yield f"{name}.{field.name}", _text(getattr(value, field.name))
    else:
        yield name, _text(value)


def _text(value: object) -> str:
    if isinstance(value, tuple | frozenset):
        parts = map(str, value)
        return ", ".join(sorted(parts) if isinstance(value, frozenset) else parts)
    return "" if value is None else str(value)


def waiver_changes(before: Declaration, after: Declaration) -> tuple[WaiverChange, ...]:
    """The waivers that are not as they were; one is the same by rule, claim and source."""
    then, now = (_by_object(one.waivers) for one in (before, after))
    found = []
    for key in dict.fromkeys((*now, *then)):
        was, is_now = then.get(key), now.get(key)
        if was is None or is_now is None or _said(was) != _said(is_now):
            found.append(WaiverChange(before=was, after=is_now))
    return tuple(found)


def _by_object(waivers: tuple[Waiver, ...]) -> dict[tuple[object, ...], Waiver]:
    found: dict[tuple[object, ...], Waiver] = {}
    for waiver in waivers:
        about = (waiver.rule, waiver.claim, waiver.source)
        again = sum(key[:3] == about for key in found)
        found[*about, again] = waiver
    return found


def _said(waiver: Waiver) -> tuple[str, str | None]:
    return waiver.reason, waiver.expect
