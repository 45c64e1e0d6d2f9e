"""Pictures as files: SVG with real text and PNG, byte-identical for identical input."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

FONT_STACK = (
    "'DejaVu Sans', 'Noto Sans', Verdana, Arial, 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans KR', 'Apple SD Gothic Neo', "
    "'Malgun Gothic', sans-serif"
)
"""Families for the text of an SVG: the reader's fonts, none of them wider than ours."""

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_LINKS = (f"{{{_XLINK}}}href", "href")
_FIXED: Any = {"svg.fonttype": "none", "svg.hashsalt": "kumsong_sources", "text.usetex": False}
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def png(picture: Picture | Axes, dpi: float = 150, *, colours: int | None = None) -> bytes:
    """A picture as PNG.

    Parameters
    ----------
    picture : matplotlib Figure or Axes
    dpi : float
        Dots per inch.
    colours : int or None
        At most so many, 2 to 256: with 64 a picture looks the same and takes a third of
        the room, which counts in a notebook. `None` keeps them all.

    Examples
    --------
    >>> from kumsong_sources.plots import say
    >>> png(say("Nothing to show."))[:4]
    b'\\x89PNG'
    """
    stream = io.BytesIO()
    with rc_context(_FIXED):
        _whole(picture).savefig(
            stream, format="png", dpi=dpi, metadata={"Software": None}, bbox_inches=None
        )
    return stream.getvalue() if colours is None else _fewer_colours(stream, colours)


def _fewer_colours(stream: io.BytesIO, colours: int) -> bytes:
    # Pillow comes with matplotlib.
    from PIL import Image

    with Image.open(stream) as drawn:
        plain = drawn.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    out = io.BytesIO()
    plain.save(out, format="PNG", optimize=True)
    return out.getvalue()


def svg(picture: Picture | Axes, *, title: str = "", description: str = "") -> str:
    """A picture as SVG to stand in a page or in a file of its own.

    Text is text, set in the reader's fonts. There is no style sheet and no ``style``
    attribute, so it neither changes the page around it nor needs an exception from a
    Content-Security-Policy; nothing is fetched; names of parts are the picture's own, so
    several may stand in one page.

    Parameters
    ----------
    picture : matplotlib Figure or Axes
    title, description : str
        Name and text alternative for those who do not see it (``<title>``, ``<desc>``);
        see `alt_text`.

    Examples
    --------
    >>> from kumsong_sources.plots import say
    >>> text = svg(say("Nothing to show."), title="Empty", description="No figures.")
    >>> "<title" in text, "Nothing to show." in text, svg(say("Nothing to show.")) in text
    (True, True, False)
    """
    stream = io.StringIO()
    with rc_context(_FIXED):
        _whole(picture).savefig(
            stream, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches=None
        )
    # Before anything is written out: the ids are made from the text.
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(stream.getvalue())
    _drop(root, "metadata")
    _drop(root, "style")
    for element in root.iter():
        _style_to_attributes(element)
    root.set("stroke-linejoin", "round")
    root.set("font-family", FONT_STACK)
    _name(root, title=title, description=description)
    drawn = f"{stream.getvalue()}{title}{description}"
    _own_ids(root, prefix=f"p{sha256(drawn.encode()).hexdigest()[:8]}-")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _whole(picture: Picture | Axes) -> Picture:
    if isinstance(picture, Axes):
        whole = picture.get_figure(root=True)
        if whole is None:
            raise ValueError("the axes are in no picture; expected those that a plot returned")
        return whole
    return picture


def _drop(root: ElementTree.Element, tag: str) -> None:
    for parent in root.iter():
        for child in parent.findall(f"{{{_SVG}}}{tag}"):
            parent.remove(child)


def _style_to_attributes(element: ElementTree.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            element.set(name.strip(), value.strip())
    element.attrib.pop("font-family", None)
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]


def _name(root: ElementTree.Element, *, title: str, description: str) -> None:
    root.set("role", "img")
    named = {"title": title, "desc": description}
    children = []
    for tag, text in named.items():
        if text:
            child = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": tag})
            child.text = "".join(c for c in text if c.isprintable() or c in "\n\t")
            children.append(child)
    root[:0] = children
    if children:
        root.set("aria-labelledby", " ".join(f"#{child.get('id')}" for child in children))


def _own_ids(root: ElementTree.Element, *, prefix: str) -> None:
    """Keep only ids that something refers to, and make them the picture's own."""
    used = {key for element in root.iter() for key in _referred(element)}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in (*_LINKS, "aria-labelledby") or _REFERENCE.search(value):
                element.set(name, value.replace("#", f"#{prefix}"))
        identity = element.attrib.pop("id", None)
        if identity in used:
            element.set("id", f"{prefix}{identity}")
    if labels := root.get("aria-labelledby"):
        root.set("aria-labelledby", labels.replace("#", ""))


def _referred(element: ElementTree.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name in (*_LINKS, "aria-labelledby"):
            yield from (part.removeprefix("#") for part in value.split())
        elif found := _REFERENCE.search(value):
            yield found[1]
