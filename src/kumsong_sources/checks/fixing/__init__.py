"""Fixes: what of a bibliography's faults can be mended without its editor.

A fix replaces slices of the file's text; every other byte stays as it is. What a fix makes
of the file is read anew before it is written: it must hold the same entries and fields, and
the same values but for those that were to be mended. The file is replaced in one step, and
not at all where it was changed meanwhile or is not UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kumsong_sources.bibtex import BibFile, bibtex_from_bytes
from kumsong_sources.checks.fixing.changes import Change, changed, unified_diff
from kumsong_sources.checks.fixing.planning import FIXABLE, fixed_text, plan_fixes
from kumsong_sources.errors import BibliographyError
from kumsong_sources.files import ChangedMeanwhileError, replace_file


@dataclass(frozen=True, kw_only=True)
class Fixes:
    """What can be mended in a bibliography file, not yet written.

    Parameters
    ----------
    path : str
    content : bytes
        The file as it was read.
    file : BibFile
    changes : tuple of Change
    text : str
        The file's text with the changes made.
    """

    path: str
    content: bytes
    file: BibFile
    changes: tuple[Change, ...]
    text: str

    def diff(self) -> str:
        """The changes as a patch; empty where there are none."""
        return unified_diff(self.file.text, self.text, path=self.path)

    def write(self) -> None:
        """Put the mended file in the place of the one that was read.

        Raises
        ------
        BibliographyError
            If the file was changed since it was read, or cannot be written; it is then
            left as it is.
        """
        if not self.changes:
            return
        written = self.text.encode("utf-8-sig" if self.file.bom else "utf-8")
        try:
            replace_file(self.path, written, expected=self.content)
        except ChangedMeanwhileError:
            raise BibliographyError(
                f"{self.path}: not mended: the file was changed meanwhile; run this again"
            ) from None
        except OSError as error:
            raise BibliographyError(
                f"{self.path}: not mended: the file cannot be written "
                f"({error.strerror or error}); check its rights"
            ) from None


def fixes_for(
    path: str | Path,
    *,
    unsafe: bool = False,
    wanted: Callable[[str], bool] = lambda rule: True,
) -> Fixes:
    """Read a bibliography file and plan what can be mended in it.

    Parameters
    ----------
    path : str or Path
    unsafe : bool
        Whether to plan changes, too, after which a look at the file is due.
    wanted : callable
        Whether the findings of a rule are to be mended, by its name.

    Raises
    ------
    BibliographyError
        If the file cannot be read or is not UTF-8.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise BibliographyError(
            f"{path}: the file cannot be read ({error.strerror or error})"
        ) from None
    file = bibtex_from_bytes(content, path=str(path))
    if file.encoding_fault is not None:
        raise BibliographyError(
            f"{file.encoding_fault.position}: nothing can be mended in a file that is "
            f"{file.encoding_fault.message}; first {file.encoding_fault.remedy}"
        )
    changes = plan_fixes(file, unsafe=unsafe, wanted=wanted)
    text = fixed_text(file, changes) if changes else file.text
    return Fixes(path=str(path), content=content, file=file, changes=changes, text=text)


__all__ = [
    "FIXABLE",
    "Change",
    "Fixes",
    "changed",
    "fixed_text",
    "fixes_for",
    "plan_fixes",
    "unified_diff",
]
