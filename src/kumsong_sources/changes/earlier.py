"""An earlier state of a dossier: another folder, or a revision that git has kept."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kumsong_sources.dossier import FILES, Dossier
from kumsong_sources.errors import DossierError

_LONGEST = 60
_SECONDS = 60
_BLOBS = ("100644", "100755")
# Git's own settings for the repository it was called from, in a hook for instance.
_CALLERS = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"),
)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A dossier as it was, with what to call that state.

    Parameters
    ----------
    dossier : Dossier
    label : str
        For readers: "commit 1a2b3c4d5e6f of 2026-01-31 (HEAD~3)", or "the folder old". It
        does not say where a folder lies.
    """

    dossier: Dossier
    label: str


def open_earlier(old: str, *, folder: str | Path) -> Earlier:
    """Open an earlier state of the dossier in a folder.

    Parameters
    ----------
    old : str
        A folder that holds a dossier; or else a revision of the git repository that the
        dossier's folder lies in: a hash, a tag, a branch, ``HEAD~3``. ``REVISION:PLACE``
        names the folder in which the dossier lay then, from the repository's root.
    folder : str or Path
        Where the dossier is now.

    Raises
    ------
    DossierError
        If it is neither; if git is not there, the folder is in no repository, or a file did
        not exist then; if the earlier dossier cannot be understood at all.

    Notes
    -----
    A revision is looked up once and only its hash is used from then on; nothing in it can
    become an option, a command or a path outside the repository. Objects are read as they
    are stored: no filter, pager or text conversion of the repository runs, and nothing is
    fetched.
    """
    path = Path(old)
    if _holds_dossier(old):
        there = path.parent if path.name in FILES else path
        return Earlier(dossier=Dossier.open(path), label=f"the folder {there.resolve().name}")
    repository = _Repository(Path(folder), old=old)
    revision, colon, place = old.partition(":")
    commit, day = repository.commit(revision)
    where = place.strip("/") if colon else repository.prefix()
    contents = repository.contents(commit, where=where)
    named = "" if commit.startswith(revision) else f" ({_short(revision)})"
    return Earlier(
        dossier=Dossier.from_contents(contents, folder=f"{commit[:12]}:{where}"),
        label=f"commit {commit[:12]} of {day}{named}",
    )


def _holds_dossier(old: str) -> bool:
    path = Path(old)
    try:
        if path.name in FILES or not old.strip():
            return path.is_file()
        return any((path / name).is_file() for name in FILES)
    except (OSError, ValueError):  # Too long for a path, or with a NUL in it: no folder.
        return False


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


class _Repository:
    """Asks git about the repository that a folder lies in."""

    def __init__(self, folder: Path, *, old: str) -> None:
        self.folder = folder
        self.old = repr(_short(old))
        found = shutil.which("git")
        if found is None:
            raise DossierError(
                f"{self.old}: no folder with a dossier, and git is not installed to look for a "
                "revision of that name; name a folder, or install git"
            )
        self.program = found
        if self._asked("rev-parse", "--is-inside-work-tree") is None:
            raise DossierError(
                f"{self.old}: no folder with a dossier, and {folder} is in no git repository "
                f"that could have such a revision{self.said}; name a folder with "
                f"{', '.join(FILES)} as it was earlier"
            )

    def commit(self, revision: str) -> tuple[str, str]:
        """The hash of a revision's commit, and its day."""
        # No name of a commit begins with a hyphen; older gits lack --end-of-options here.
        asked = (
            None
            if not revision.strip() or revision.startswith("-")
            else self._asked(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        )
        found = (asked or b"").decode("ascii", "replace").strip()
        if not found or not all(sign in "0123456789abcdef" for sign in found):
            raise DossierError(
                f"{self.old}: no folder with a dossier, and no revision of the git repository "
                f"that {self.folder} lies in; expected a folder, a commit's hash, a tag, a "
                "branch or something like HEAD~3; `git log --oneline` lists commits"
            )
        day = self._asked("log", "-1", "--no-show-signature", "--format=%cs", found)
        return found, (day or b"").decode("ascii", "replace").strip()

    def prefix(self) -> str:
        """Where the folder lies in the repository; blank for its root."""
        found = self._asked("rev-parse", "--show-prefix") or b""
        return os.fsdecode(found.removesuffix(b"\n")).rstrip("/")

    def contents(self, commit: str, *, where: str) -> dict[str, bytes]:
        """The bytes of the three files as they were in a commit."""
        place = where or "."
        listed = self._asked("ls-tree", "-z", "--full-tree", f"{commit}:{where}", "--", *FILES)
        if listed is None:
            raise DossierError(
                f"{self.old}: the folder {place} did not exist in commit {commit[:12]}; if the "
                "dossier lay elsewhere then, name the place: REVISION:FOLDER"
            )
        return {
            name: self._content(listed, name, at=f"{place} in commit {commit[:12]}")
            for name in FILES
        }

    def _content(self, listed: bytes, name: str, *, at: str) -> bytes:
        for line in listed.decode("utf-8", "replace").split("\0"):
            about, _, found = line.partition("\t")
            if found != name:
                continue
            mode, _, blob = about.split(" ")
            if mode not in _BLOBS:
                raise DossierError(
                    f"{self.old}: {name} was no file in {at} but a link or a folder (mode "
                    f"{mode}); name a revision in which it was a file"
                )
            content = self._asked("cat-file", "blob", blob)
            if content is None:
                raise DossierError(
                    f"{self.old}: git keeps no content for {name} of {at}{self.said}; fetch "
                    "the whole history, or name another revision"
                )
            return content
        raise DossierError(
            f"{self.old}: {name} did not exist in {at}; a dossier needs {', '.join(FILES)}; "
            "name a later revision, or the place the dossier had then: REVISION:FOLDER"
        )

    said = ""

    def _asked(self, *arguments: str) -> bytes | None:
        """What git answers; `None` where it does not, and `said` has its words."""
        environment = {name: v for name, v in os.environ.items() if name not in _CALLERS}
        # Nothing is fetched, written or asked for, whatever the repository's settings say.
        environment |= {
            **{"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            **{"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_PAGER": "cat"},
        }
        try:
            run = subprocess.run(
                [self.program, "--no-pager", "-c", "core.fsmonitor=false", *arguments],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            self.said = f" (git: {_short(str(error))})"
            return None
        if run.returncode:
            words = _short(run.stderr.decode("utf-8", "replace"))
            self.said = f" (git: {words})" if words else ""
            return None
        return run.stdout
