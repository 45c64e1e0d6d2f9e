"""Coverage-guided fuzzing of the readers, for whoever has Atheris installed.

``pip install atheris``, then ``python tests/fuzz.py bibtex -max_total_time=60``; the readers
are those of `hostile.py`, options after the reader are libFuzzer's. It runs until an error
turns up that is not ours, and leaves the text that made it in a file ``crash-…``.
"""

from __future__ import annotations

import contextlib
import importlib
import sys


def main() -> None:
    """Fuzz one reader."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("this needs Atheris: pip install atheris (Linux and macOS)")
    with atheris.instrument_imports(include=["kumsong_sources", "bibtexparser"]):
        from hostile import HEADER, READERS

        from kumsong_sources.errors import KumsongSourcesError
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"usage: python tests/fuzz.py READER; readers: {', '.join(READERS)}")
    reader = sys.argv.pop(1)
    read, first = READERS[reader], HEADER if reader == "claims" else ""

    def try_one(content: bytes) -> None:
        # Without its header a table of claims is refused at once.
        with contextlib.suppress(KumsongSourcesError):
            read(first + content.decode("utf-8", "replace"))

    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
