"""HTML of a notebook's results with nothing in it that acts or asks for anything."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_EMPTY = {"br", "col", "hr", "img"}
# Left out with all that is in them, which is no text for readers.
_LEFT_OUT = {
    "applet", "iframe", "math", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title",
}  # fmt: skip
_ATTRIBUTES = {
    "class", "colspan", "dir", "id", "lang", "rowspan", "scope", "start", "tabindex", "title",
}  # fmt: skip
_STYLES = {
    "border", "border-bottom", "border-collapse", "border-top", "caption-side", "color",
    "font-size", "font-style", "font-weight", "margin", "opacity", "padding", "text-align",
    "vertical-align", "white-space",
}  # fmt: skip
_STYLE_VALUE = re.compile(r"(?:[\w\s.,%#+-]|rgba?\([\d\s.,%]*\))*")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
_ADDRESS = re.compile(r"(?:https?://|mailto:|#|[^\s:/?#]+(?:[/?#]|$)).*", re.DOTALL)


def harmless(html: str) -> str:
    """HTML with text, tables and pictures, and no more.

    Tags that are not known to be harmless are dropped and their text is kept; scripts,
    styles, frames and drawings are dropped with what is in them. Pictures must be in the
    HTML itself. Whatever is open at the end is closed.

    Examples
    --------
    >>> harmless('<p onclick="x()">1 &lt; 2<script>alert(1)</script><img src="http://a/b.png">')
    '<p>1 &lt; 2<img></p>'
    """
    sieve = _Sieve()
    sieve.feed(html)
    sieve.close()
    return "".join([*sieve.kept, *(f"</{tag}>" for tag in reversed(sieve.open))])


class _Sieve(HTMLParser):
    """Writes anew what may stay; nothing is passed on as it came."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.open: list[str] = []
        self.left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self.left_out.append(tag)
        elif tag in _TAGS and not self.left_out:
            kept = "".join(
                f' {name}="{escape(value)}"'
                for name, given in attrs
                if (value := _allowed(tag, name, given or "")) is not None
            )
            self.kept.append(f"<{tag}{kept}>")
            if tag not in _EMPTY:
                self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _LEFT_OUT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.left_out:
            del self.left_out[self.left_out.index(tag) :]
        elif tag in self.open and not self.left_out:
            while self.open:
                closed = self.open.pop()
                self.kept.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.kept.append(escape(data, quote=False))


def _allowed(tag: str, name: str, value: str) -> str | None:
    """What may stand as an attribute; `None` where it may not."""
    if name == "style":
        return _plain_style(value)
    if tag == "img":
        allowed = name == "alt" or (name == "src" and _PICTURE.fullmatch(value) is not None)
    elif tag == "a" and name == "href":
        allowed = _ADDRESS.fullmatch(value.strip()) is not None
    else:
        allowed = name in _ATTRIBUTES
    return value if allowed else None


def _plain_style(value: str) -> str | None:
    pairs = (declaration.partition(":") for declaration in value.split(";"))
    kept = [
        f"{name.strip()}:{said.strip()}"
        for name, _, said in pairs
        if name.strip().lower() in _STYLES and _STYLE_VALUE.fullmatch(said)
    ]
    return ";".join(kept) or None
