"""The pages that are served: the report, and a notice while there is none."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kumsong_sources.changes import Earlier
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports.html import html_report
from kumsong_sources.reports.wording import CONTROL_SIGNS

_SCRIPTS_ALLOWED = "; script-src "
_END = "</body>"


def report_page(
    dossier: Dossier, *, style: str = "chicago-17", earlier: Earlier | None = None
) -> str:
    """The report as `served` needs it: the very page that a file would hold."""
    return html_report(dossier, style=style, earlier=earlier)


def waiting_page(folder: str) -> str:
    """What is shown until the first report is made."""
    return _notice("The report is being made", folder=folder, next="It appears here.")


def unopened_page(folder: str, *, message: str) -> str:
    """What is shown while the dossier cannot be opened: why, and how to mend it.

    Parameters
    ----------
    folder : str
    message : str
        As the command line would say it: what, where, expected, found, how to mend.
    """
    return _notice(
        "The dossier cannot be opened",
        folder=folder,
        message=message,
        next="As soon as the file is mended and saved, the report is shown here again.",
    )


def _notice(title: str, *, folder: str, next: str, message: str = "") -> str:
    sheet = files("kumsong_sources.reports").joinpath("templates/report.css").read_text("utf-8")
    return (
        _environment()
        .get_template("notice.html.jinja")
        .render(
            title=title,
            folder=folder.translate(CONTROL_SIGNS),
            message=message.translate(CONTROL_SIGNS),
            next=next,
            style_sheet=Markup(sheet),
            style_hash=_digest(sheet),
        )
    )


def served(page: str) -> tuple[str, str]:
    """A page with the script that follows changes, and its version.

    The page's Content-Security-Policy is widened by as much as the script needs: its own
    hash, and requests to the server that the page came from.

    Parameters
    ----------
    page : str
        With a Content-Security-Policy that names what scripts may run, in its head.

    Returns
    -------
    tuple of (str, str)
        The page and its version: the same for the same page.

    Raises
    ------
    ValueError
        If the page has no such policy, or no end.

    Examples
    --------
    >>> text, version = served(waiting_page("my-dossier"))
    >>> "connect-src 'self'" in text, f'data-version="{version}"' in text
    (True, True)
    """
    head, policy, rest = page.partition(_SCRIPTS_ALLOWED)
    body, end, tail = rest.rpartition(_END)
    if not policy or not end or "<body" in head:
        raise ValueError(f"the page has no {_SCRIPTS_ALLOWED!r} in its head, or no {_END}")
    script = _script()
    allowed = f"; connect-src 'self'{policy}'sha256-{_digest(script)}' "
    version = hashlib.sha256(page.encode("utf-8", "replace")).hexdigest()[:16]
    tag = f'<script data-version="{version}">{script}</script>\n'
    body = body.replace("'none'", "", 1) if body.startswith("'none'") else body
    return f"{head}{allowed}{body}{tag}{end}{tail}", version


@cache
def _script() -> str:
    return files(__package__).joinpath("templates/follow.js").read_text("utf-8")


def _digest(part: str) -> str:
    return base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kumsong_sources.serving"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
