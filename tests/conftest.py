"""Dossiers to test with: made in a temporary folder from their three files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from building import TWO_SIDES
from hypothesis import settings

# The same examples on every run where a red run stops others; new ones at everybody's desk.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

CLAIMS = """\
claim_id,event,statement,source,subject,measure,figure,scope,reporter,link,via,note
C1,battle,Redland lost 103 killed.,red1[12]; swiss[3],RED,killed,103,,,,,
"""
REFERENCES = """\
@book{red1,
  title = {The Red History},
  author = {Red, A.},
  date = {1950},
  party = {RED},
}
@book{swiss,
  title = {A Neutral View},
  author = {Tell, W.},
  date = {1955},
  party = {SWISS},
}
"""

MakeDossier = Callable[..., Path]


@pytest.fixture
def dossier_folder(tmp_path: Path) -> MakeDossier:
    """Return a function that writes a dossier and gives its folder.

    It takes `claims`, `references` and `declaration`, each as text or bytes; what is not
    given is that of a dossier without faults. Text may be indented.
    """
    made = 0

    def make(
        *,
        claims: str | bytes = CLAIMS,
        references: str | bytes = REFERENCES,
        declaration: str | bytes = TWO_SIDES,
    ) -> Path:
        nonlocal made
        made += 1
        folder = tmp_path / f"dossier-{made}"
        folder.mkdir()
        files = {
            "claims.csv": claims,
            "references.bib": references,
            "dossier.toml": declaration,
        }
        for name, content in files.items():
            written = content if isinstance(content, bytes) else dedent(content).encode()
            (folder / name).write_bytes(written)
        return folder

    return make
