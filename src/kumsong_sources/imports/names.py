"""Names of CSL-JSON as BibLaTeX writes them, with their script and their order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kumsong_sources.bibtex import encode_latex

# What would divide a name: braces keep it whole.
_DIVIDES = re.compile(r",|(?:^|(?<=\s))and(?=\s|$)|=", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def name_fields(name: str, given: object, *, scripts: object = None) -> dict[str, str]:
    """A field of names with its annotations.

    Parameters
    ----------
    name : str
        The field: ``"author"``.
    given : object
        CSL-JSON's list of names.
    scripts : object
        The names in their script, in the same order; empty texts where there is none.

    Examples
    --------
    >>> given = [{"family": "Xu", "given": "Yan", "static-ordering": True}]
    >>> name_fields("author", given, scripts=["徐焰"])["author+an:script"]
    '1="徐焰"'
    """
    people = [one for one in _listed(given) if isinstance(one, Mapping)]
    written = [shown for one in people if (shown := _name(one))]
    if not written:
        return {}
    fields = {name: " and ".join(written)}
    ordered = {at: "family-first" for at, one in enumerate(people, 1) if _is_fixed(one)}
    in_script = {
        at: _quoted(text)
        for at, text in enumerate(_listed(scripts), 1)
        if isinstance(text, str) and text
    }
    for annotation, values in (("script", in_script), ("order", ordered)):
        if values:
            shown = ";".join(f'{at}="{value}"' for at, value in values.items())
            fields[f"{name}+an:{annotation}"] = shown
    return fields


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _is_fixed(one: Mapping[str, Any]) -> bool:
    return str(one.get("static-ordering", "")).lower() in ("true", "1")


def _quoted(text: str) -> str:
    return encode_latex(text.replace('"', "”"))


def _name(one: Mapping[str, Any]) -> str:
    literal = _text(one, "literal")
    if literal:
        return "others" if literal == "others" else _whole(literal)
    family, given = _text(one, "family"), _text(one, "given")
    if not family:
        return _whole(given) if given else ""
    particle = _text(one, "non-dropping-particle") or _text(one, "dropping-particle")
    suffix = _text(one, "suffix")
    # A part that starts in lower case outside braces would be read as a particle.
    parts = [" ".join(filter(None, (_part(particle, keep=False), _part(family))))]
    if suffix:
        parts.append(_part(suffix))
    parts.append(_part(given))
    return ", ".join(parts) if given or suffix else f"{parts[0]},"


def _whole(text: str) -> str:
    """A name without parts. A brace before a command would be taken for that of an accent."""
    encoded = encode_latex(text)
    return f"{{{{{encoded}}}}}" if encoded.startswith("\\") else f"{{{encoded}}}"


def _part(text: str, *, keep: bool = True) -> str:
    encoded = encode_latex(text)
    divides = _DIVIDES.search(text) is not None
    lower = keep and any(_begins_in_lower_case(word) for word in text.split())
    return f"{{{encoded}}}" if encoded and (divides or lower) else encoded


def _begins_in_lower_case(word: str) -> bool:
    """Whether the first letter is small, whatever signs stand before it."""
    return next((sign for sign in word if sign.isalpha()), "").islower()


def _text(one: Mapping[str, Any], part: str) -> str:
    value = one.get(part)
    return _SPACES.sub(" ", value).strip() if isinstance(value, str) else ""
