"""The report as JSON: the content itself, and a schema that is read off its classes."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from inspect import getdoc
from typing import Any, Union, get_args, get_origin, get_type_hints

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.content import ReportContent, report_content

FORMAT = "kumsong-sources report"
VERSION = 1
"""Raised when something is renamed, moved or left out; not when something is added."""

_PARAMETER = re.compile(r"(?P<names>\w+(?:, \w+)*)(?: : .*)?")


def json_report(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> str:
    """Write the report as JSON.

    Everything that `ReportContent` holds stands under its name, in the order in which the
    classes have it. Numbers that a page rounds stand unrounded beside their text.

    Parameters
    ----------
    dossier : Dossier
    style : str
        Citation style of the bibliography.
    earlier : Earlier, optional
        A state of the dossier to say what changed since.

    Returns
    -------
    str
        With a final line end; identical for identical files.

    Raises
    ------
    KumsongSourcesError
        If there is no such citation style.

    Examples
    --------
    >>> found = json.loads(json_report(Dossier.example("kumsong")))
    >>> [one["comparison"]["ratio"]["text"] for one in found["ranking"]]
    ['5.43', '2.05']
    """
    content = report_content(dossier, style=style, earlier=earlier)
    written = {"format": FORMAT, "format_version": VERSION, **_value(content)}
    return json.dumps(written, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _value(getattr(value, name)) for name in _hints(type(value))}
    if isinstance(value, tuple | list):
        return [_value(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        # A lone surrogate is no text that UTF-8 could hold.
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report.

    Examples
    --------
    >>> schema = report_schema()
    >>> schema["$defs"]["NumberShown"]["properties"]["low"]["type"]
    ['number', 'null']
    """
    described = dict(_described(ReportContent))
    content = described.pop(ReportContent.__name__)
    heading = {"format": {"const": FORMAT}, "format_version": {"const": VERSION}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        **content,
        "properties": {**heading, **content["properties"]},
        "required": [*heading, *content["required"]],
        "$defs": described,
    }


def _described(kind: type) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema of a class and of all classes it is made of, each once."""
    waiting, seen = [kind], {kind}
    while waiting:
        one = waiting.pop(0)
        meanings = parameters(one)
        properties = {}
        for name, hint in _hints(one).items():
            properties[name] = {"description": meanings.get(name, ""), **_typed(hint)}
            new = [found for found in _classes(hint) if found not in seen]
            seen.update(new)
            waiting += new
        yield (
            one.__name__,
            {
                "description": (getdoc(one) or "").partition("\n")[0],
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            },
        )


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    written = [one.name for one in fields(kind) if one.metadata.get("is_written", True)]
    return {name: hints[name] for name in written}


def _typed(hint: Any) -> dict[str, Any]:
    """The schema of a type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        if parts[-1] is Ellipsis:
            return {"type": "array", "items": _typed(parts[0])}
        items = [_typed(part) for part in parts]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}
    if origin in (Union, types.UnionType):
        return _either([part for part in parts if part is not type(None)], parts)
    if isinstance(hint, type) and is_dataclass(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[hint]}


def _either(kinds: list[Any], parts: tuple[Any, ...]) -> dict[str, Any]:
    null = ["null"] if type(None) in parts else []
    each = [_typed(kind) for kind in kinds]
    if all(set(one) == {"type"} for one in each):
        return {"type": [*(one["type"] for one in each), *null]}
    return {"anyOf": [*each, *({"type": name} for name in null)]}


def _classes(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


def parameters(kind: type) -> dict[str, str]:
    """What a class's docstring says of each of its parameters.

    Examples
    --------
    >>> from kumsong_sources.reports.ranking import RankShown
    >>> parameters(RankShown)["scope_differs"]
    'Whether a figure counts only a part: a lower bound for what it is held against.'
    """
    found: dict[str, list[str]] = {}
    names: list[str] = []
    section = (getdoc(kind) or "").partition("Parameters\n----------\n")[2]
    for line in section.split("\n"):
        if line.startswith(("Examples", "References", "----")):
            break
        if head := _PARAMETER.fullmatch(line):
            names = head["names"].split(", ")
            found |= {name: [] for name in names}
        elif line.strip():
            for name in names:
                found[name].append(line.strip())
    return {name: " ".join(lines) for name, lines in found.items()}
