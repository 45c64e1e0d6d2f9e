"""What `check` is asked to check: dossiers, and bibliographies alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import click

from kumsong_sources.checks import Finding, run_bibliography_checks, run_checks
from kumsong_sources.dossier import FILES, REFERENCES, Dossier, example_folder
from kumsong_sources.frozen import frozen
from kumsong_sources.sources import Bibliography, read_bibliography


@frozen
class Target:
    """A dossier's folder, or a bibliography file.

    Parameters
    ----------
    path : Path
    is_bibliography : bool
        Whether it is a file that is checked alone.
    """

    path: Path
    is_bibliography: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that are read."""
        if self.is_bibliography:
            return (self.path,)
        return tuple(self.path / name for name in FILES)

    @property
    def bibliography(self) -> Path:
        """The bibliography file."""
        return self.path if self.is_bibliography else self.path / REFERENCES

    def open(self) -> Opened:
        """Read what is to be checked.

        Raises
        ------
        DossierError, BibliographyError
            If it cannot be opened.
        """
        if self.is_bibliography:
            return Opened(target=self, content=read_bibliography(self.path))
        return Opened(target=self, content=Dossier.open(self.path))


@frozen
class Opened:
    """A target with what was read of it."""

    target: Target
    content: Dossier | Bibliography

    def findings(self, *, select: Iterable[str], ignore: Iterable[str]) -> tuple[Finding, ...]:
        """What the checks find.

        Raises
        ------
        UnknownRuleError
            If there is no such rule, group or severity.
        """
        if isinstance(self.content, Dossier):
            return run_checks(self.content, select=select, ignore=ignore)
        return run_bibliography_checks(self.content, select=select, ignore=ignore)

    @property
    def claim_ids(self) -> Collection[str]:
        """The claims that there are."""
        if isinstance(self.content, Dossier):
            return {claim.claim_id for claim in self.content.claims}
        return ()

    @property
    def citekeys(self) -> Collection[str]:
        """The works that there are, or that a claim cites."""
        if isinstance(self.content, Dossier):
            cited = self.content.claims_by_source.keys()
            return self.content.bibliography.known_keys | cited
        return self.content.known_keys


def targets_of(paths: tuple[Path, ...], *, example: str | None) -> tuple[Target, ...]:
    """What the paths on a command line stand for, each once.

    A `.bib` file is checked alone; a folder, its `claims.csv` or its `dossier.toml` is the
    dossier there. Without a path it is the current folder.

    Raises
    ------
    UsageError
        If an example is named as well as a path.
    DossierError
        If there is no such example.
    """
    if example is not None:
        if paths:
            raise click.UsageError("give a dossier or --example, not both")
        return (Target(path=example_folder(example)),)
    return tuple(dict.fromkeys(_target(path) for path in paths or (Path(),)))


def _target(path: Path) -> Target:
    if path.suffix.lower() == ".bib" and not path.is_dir():
        return Target(path=path, is_bibliography=True)
    return Target(path=path.parent if path.name in FILES else path)
