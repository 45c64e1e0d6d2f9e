"""A page on this machine that shows the report and follows the files while one edits."""

from kumsong_sources.serving.pages import report_page, unopened_page, waiting_page
from kumsong_sources.serving.server import Server, Shown

__all__ = ["Server", "Shown", "report_page", "unopened_page", "waiting_page"]
