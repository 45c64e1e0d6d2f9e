"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path


class ChangedMeanwhileError(OSError):
    """A file is no longer what it was when it was read."""


def replace_file(path: str | Path, content: bytes, *, expected: bytes | None = None) -> None:
    """Put content in the place of a file in one step: no reader sees half of it.

    The content is written beside the file, forced to the disk, and moved into its place. A
    link stays a link: the file it leads to is replaced. Permissions are kept. What is no file,
    such as a pipe or ``/dev/null``, is written to and stays what it is.

    Parameters
    ----------
    path : str or Path
        A file that may or may not exist, in a folder that does.
    content : bytes
    expected : bytes, optional
        What the file must still hold just before it is replaced.

    Raises
    ------
    ChangedMeanwhileError
        If the file does not hold what was expected; it is left as it is.
    OSError
        If it is a folder or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "references.bib"
    ...     replace_file(path, b"@book{a}")
    ...     replace_file(path, b"@book{a}@book{b}", expected=b"@book{a}")
    ...     path.read_bytes()
    b'@book{a}@book{b}'
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if Path(path).exists() and not Path(path).is_file():
        # A device or a pipe is written to: a file in the place of /dev/null does harm.
        Path(path).write_bytes(content)
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        if expected is not None and target.read_bytes() != expected:
            raise ChangedMeanwhileError("it was changed meanwhile")
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
