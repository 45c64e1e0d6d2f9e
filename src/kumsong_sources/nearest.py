"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

_LEAST_LIKENESS = 0.6
_CANDIDATES = 8
# A piece that more names share than this tells little and would cost much.
_COMMONEST = 200
_LONGEST = 80


class NearestName:
    """Finds the most similar of many names without comparing with each of them.

    Parameters
    ----------
    names : iterable of str, or mapping of str to str
        The names known; of a mapping, what each of them stands for.
    least : float
        How like a name must be, from 0 to 1.

    Examples
    --------
    >>> nearest = NearestName({"ROK": "KOR", "South Korea": "KOR", "KOR": "KOR"})
    >>> nearest.to("R.O.K."), nearest.to("south korea"), nearest.to("Malta")
    ('KOR', 'KOR', None)
    """

    def __init__(
        self, names: Iterable[str] | Mapping[str, str], *, least: float = _LEAST_LIKENESS
    ) -> None:
        self._least = least
        named = names if isinstance(names, Mapping) else {name: name for name in names}
        self._names: dict[str, str] = dict(sorted(named.items()))
        self._known: dict[str, str | None] = {}

    def to(self, name: str) -> str | None:
        """What the most similar name stands for; `None` where none is like it."""
        if name not in self._known:
            self._known[name] = self._nearest(name)
        return self._known[name]

    def _nearest(self, name: str) -> str | None:
        folded = _folded(name)
        if not folded or len(folded) > _LONGEST:
            return None
        if folded in self._by_folded:
            return self._names[self._by_folded[folded]]
        from difflib import SequenceMatcher

        shared = Counter(
            known for piece in _pieces(folded) for known in self._by_piece.get(piece, ())
        )
        best: str | None = None
        likeness = self._least
        for known, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_CANDIDATES]:
            found = SequenceMatcher(a=folded, b=known, autojunk=False).ratio()
            if found > likeness:
                best, likeness = known, found
        return self._names[self._by_folded[best]] if best else None

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {_folded(name): name for name in self._names if name}

    @cached_property
    def _by_piece(self) -> dict[str, list[str]]:
        pieces: dict[str, list[str]] = {}
        for folded in self._by_folded:
            for piece in _pieces(folded):
                pieces.setdefault(piece, []).append(folded)
        return {piece: names for piece, names in pieces.items() if len(names) <= _COMMONEST}


def is_one_slip(written: str, meant: str) -> bool:
    """Whether two names differ by one letter: more, fewer, another, or two exchanged.

    Examples
    --------
    >>> [is_one_slip(name, "publisher") for name in ("pubisher", "pulbisher", "publicist")]
    [True, True, False]
    """
    short, long = sorted((written, meant), key=len)
    if written == meant or len(long) - len(short) > 1:
        return False
    start = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    other = short[start + 1 :] == long[start + 1 :]
    exchanged = short[start : start + 2] == long[start : start + 2][::-1]
    return other or (exchanged and short[start + 2 :] == long[start + 2 :])


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _pieces(folded: str) -> frozenset[str]:
    """Two letters each, of long names three: fewer names share those."""
    size = 2 if len(folded) < 8 else 3
    shared = {folded[at : at + 2] for at in range(len(folded) - 1)} if size == 2 else set()
    longer = {folded[at : at + 3] for at in range(len(folded) - 2)}
    return frozenset(shared | longer) or frozenset({folded})
