"""Which of a dossier's sources go into a bibliography."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError
from kumsong_sources.sources import Source


def select(
    dossier: Dossier,
    *,
    cited_only: bool = False,
    party: str | None = None,
    claims: Iterable[str] = (),
    keys: Iterable[str] = (),
    event: str | None = None,
) -> tuple[Source, ...]:
    """Choose sources; conditions given together must all hold.

    Parameters
    ----------
    dossier : Dossier
    cited_only : bool
        Only sources that a claim cites, be it as the source or as the work it was read in.
    party : str, optional
        Only sources that give the account of this party or of a part of it.
    claims : iterable of str
        Only sources that these claims cite, by `claim_id`.
    keys : iterable of str
        Only these citekeys.
    event : str, optional
        Only sources that a claim on this event cites.

    Returns
    -------
    tuple of Source
        In the order of the bibliography file.

    Raises
    ------
    DossierError
        If the party, event, claim or key is none of the dossier's; the message names the
        nearest one.

    Examples
    --------
    >>> [source.citekey for source in select(Dossier.example("kumsong"), party="CHN")]
    ['ams2000', 'xue1990']
    """
    claims, keys = _as_names(claims), _as_names(keys)
    _check(claims, among={claim.claim_id for claim in dossier.claims}, what="claim")
    _check_keys(keys, dossier)
    chosen = list(dossier.sources.values())
    if cited_only:
        cited = _cited(dossier)
        chosen = [source for source in chosen if source.citekey in cited]
    if party is not None:
        spoken_for = {source.party for source in chosen if source.party}
        _check((party,), among=spoken_for | set(dossier.parties), what="party")
        chosen = [source for source in chosen if _speaks_for(source, party, dossier)]
    if claims:
        cited = _cited(dossier, claims=set(claims))
        chosen = [source for source in chosen if source.citekey in cited]
    if event is not None:
        named = {claim.event for claim in dossier.claims} | set(dossier.events)
        _check((event,), among=named, what="event")
        cited = _cited(dossier, event=event)
        chosen = [source for source in chosen if source.citekey in cited]
    if keys:
        wanted = {source.citekey for key in keys if (source := dossier.bibliography.get(key))}
        chosen = [source for source in chosen if source.citekey in wanted]
    return tuple(chosen)


def _as_names(given: Iterable[str]) -> tuple[str, ...]:
    # One name is no list of its letters.
    return (given,) if isinstance(given, str) else tuple(given)


def _speaks_for(source: Source, party: str, dossier: Dossier) -> bool:
    if not source.party:
        return False
    return source.party == party or dossier.is_part(source.party, party)


def _cited(
    dossier: Dossier, *, claims: Collection[str] | None = None, event: str | None = None
) -> set[str]:
    keys = (
        key
        for key, citing in dossier.claims_by_source.items()
        if any(
            (claims is None or claim.claim_id in claims)
            and (event is None or claim.event == event)
            for claim in citing
        )
    )
    # A claim may cite a source by another of its keys (`ids`).
    return {source.citekey for key in keys if (source := dossier.bibliography.get(key))}


def _check_keys(keys: tuple[str, ...], dossier: Dossier) -> None:
    for key in keys:
        if key in dossier.bibliography and dossier.bibliography.get(key) is None:
            raise DossierError(
                f"the entry {key!r} of {dossier.bibliography.file.path} cannot be read; "
                "`kumsong-sources check` says why and where"
            )
    _check(keys, among=dossier.bibliography.known_keys, what="source")


def _check(names: Iterable[str], *, among: Collection[str], what: str) -> None:
    for name in names:
        if name in among:
            continue
        folded = {known.casefold(): known for known in sorted(among)}
        near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.5)
        known = ", ".join(sorted(among)[:12]) + (", …" if len(among) > 12 else "")
        hint = f"did you mean {folded[near[0]]!r}?" if near else f"there are: {known or 'none'}"
        raise DossierError(f"the dossier has no {what} {name!r}; {hint}")
