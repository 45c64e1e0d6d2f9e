"""How values show themselves: the same few cells as HTML for a notebook and as text."""

from kumsong_sources.views.sheet import Sheet, sheet_html, sheet_text
from kumsong_sources.views.singles import sheet_of


def html_view(value: object) -> str | None:
    """A value as an HTML table, all texts escaped; `None` where there is no view of it.

    Examples
    --------
    >>> from kumsong_sources.claims import parse_claims
    >>> table = parse_claims("claim_id,event,statement,source\\nA,e,<b>many</b>,")
    >>> "<b>" in html_view(table.claims), "&lt;b&gt;many" in html_view(table.claims)
    (False, True)
    """
    sheet = sheet_of(value)
    return None if sheet is None else sheet_html(sheet)


def text_view(value: object) -> str | None:
    """A value as aligned text; `None` where there is no view of it."""
    sheet = sheet_of(value)
    return None if sheet is None else sheet_text(sheet)


__all__ = ["Sheet", "html_view", "sheet_html", "sheet_of", "sheet_text", "text_view"]
