"""Coverage-guided fuzzing of the readers, for whoever has Atheris installed.

``pip install atheris``, then ``python tests/fuzz.py bibtex -max_total_time=60``; the readers
are those of `hostile.py`, options after the reader are libFuzzer's. It runs until an error
turns up that is not ours, and leaves the text that made it in a file ``crash-…``.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def main() -> None:
    """Fuzz one reader."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("this needs Atheris: pip install atheris (Linux and macOS)")
    with atheris.instrument_imports(include=["kumsong_sources", "bibtexparser"]):
        from hostile import HEADER, READERS, names_of, text_of

        from kumsong_sources.errors import KumsongSourcesError
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"usage: python tests/fuzz.py READER; readers: {', '.join(READERS)}")
    reader = sys.argv.pop(1)
    read, first = READERS[reader], HEADER if reader == "claims" else ""

    def try_one(content: bytes) -> None:
        # Without its header a table of claims is refused at once.
        with contextlib.suppress(KumsongSourcesError):
            read(first + content.decode("utf-8", "replace"))

    with TemporaryDirectory() as folder:
        # It begins with texts of each kind, which leads it far into the reader.
        for number, name in enumerate(names_of(reader)):
            seed = text_of(reader, name, size=200).removeprefix(first)
            Path(folder, str(number)).write_text(seed, encoding="utf-8")
        atheris.Setup([*sys.argv, folder], try_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
