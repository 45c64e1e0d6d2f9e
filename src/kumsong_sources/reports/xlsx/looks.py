"""How the cells of a workbook look."""

from __future__ import annotations

from typing import Any

INK, SOFT, LINK, RULE, FAINT = "#1D1B18", "#5C564D", "#1F4E79", "#D9D3C7", "#F4F0E8"

_FORMS = {"factor": "#,##0.00", "share": "0 %"}


class Looks:
    """The formats of one workbook.

    Parameters
    ----------
    book : xlsxwriter.Workbook
    """

    def __init__(self, book: Any) -> None:
        text = {"valign": "top", "text_wrap": True, "font_color": INK}
        line = {"bottom": 1, "bottom_color": RULE}
        self.plain = book.add_format({**text, **line})
        self.soft = book.add_format({**text, "font_color": SOFT})
        self.link = book.add_format({**text, **line, "font_color": LINK, "underline": 1})
        self.title = book.add_format({"bold": True, "font_size": 18, "font_color": INK})
        self.section = book.add_format({"bold": True, "font_size": 13, "font_color": INK})
        self.head = book.add_format(
            {**text, "bold": True, "bg_color": FAINT, "bottom": 2, "bottom_color": SOFT}
        )
        # Some programs show 1 and 0 where no form of numbers tells them otherwise.
        truth = '"TRUE";"TRUE";"FALSE"'
        self.truth = book.add_format({**text, **line, "align": "left", "num_format": truth})
        number = {"valign": "top", "font_color": INK, **line}
        self.whole = book.add_format({**number, "num_format": "#,##0"})
        self.broken = book.add_format({**number, "num_format": "#,##0.##"})
        self.formed = {
            name: book.add_format({**number, "num_format": form})
            for name, form in _FORMS.items()
        }

    def number(self, value: float, *, form: str) -> Any:
        """How a number is written."""
        if form in self.formed:
            return self.formed[form]
        return self.whole if float(value).is_integer() else self.broken
