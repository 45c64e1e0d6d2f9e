"""Figures on their way from work to work: copied, or turned to mean something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kumsong_sources.attestations import Attestation, Quantity, is_number
from kumsong_sources.checks.rule import Context, Finding, Rule, Severity
from kumsong_sources.copying import FEWEST, likenesses
from kumsong_sources.figures import format_number

_LEAST_TELLING = 100
_HALF = 0.5


class CopyingSuspected(Rule):
    """Two sources that agree to the last digit more often than chance allows.

    Why
    ---
    If one copies the other, they are one witness, and what looks like two sources is one.

    Example
    -------
    Two surveys that share 9 of 10 unrounded figures, where other pairs share 1 in 10.

    Remedy
    ------
    Find out whether one takes its figures from the other, or both from a third; declare it
    with `derivesfrom` or `informant`.

    Limits
    ------
    A suspicion, no proof: two good works may print one return. Judged are pairs that both
    report five quantities or more with figures that are no multiples of 100; the whole
    interval (95 %) must lie above a quarter. Pairs whose lineage is declared are left alone,
    and those that agree on less than half, and on less than other pairs do.
    """

    severity = Severity.INFO

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per pair, at the later entry of the file."""
        for likeness in likenesses(_telling(context.attestations), dossier=context.dossier):
            if not likeness.is_suspected or likeness.is_declared:
                continue
            base = likeness.base_rate
            if base is not None and likeness.share < min(base, _HALF):
                continue
            sources = [
                source
                for source in map(context.bibliography.get, (likeness.first, likeness.second))
                if source is not None
            ]
            if not sources:
                continue
            at = max(sources, key=lambda source: source.position)
            low, high = likeness.interval.low or 0.0, likeness.interval.high or 0.0
            rate = (
                "no other pair to compare with" if base is None else f"other pairs {base:.0%}"
            )
            numbers = {
                "shared": likeness.shared, "identical": likeness.identical,
                "share": likeness.share, "low": low, "high": high,
            }  # fmt: skip
            yield self.finding(
                position=at.entry.key_position or at.position,
                message=f"{likeness.first} and {likeness.second} give the same figure for "
                f"{likeness.identical} of {likeness.shared} quantities ({likeness.share:.0%}, "
                f"interval {low:.0%} to {high:.0%}; {rate})",
                hint="does one take its figures from the other? declare it with derivesfrom",
                citekey=at.citekey,
                numbers=numbers if base is None else numbers | {"base_rate": base},
            )


class FigureUnderAnotherSubject(Rule):
    """One source's figure that another work gives for another party, or another scope.

    Why
    ---
    An unrounded figure is not met by chance: on its way from work to work it has come to
    mean something else. One of the works is wrong, and comparisons with it are.

    Example
    -------
    47,661 casualties of the United Nations side in one article, in another 47,661 of the
    South Koreans among them, both from one Chinese history.

    Remedy
    ------
    Look the figure up in the source itself, and say in `note` which work is wrong.

    Limits
    ------
    Judged are figures of 100 and more that are no multiples of 100, of one source, event,
    measure and reporter, read through different works (`via`).
    """

    severity = Severity.WARNING

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding per source, measure and figure, where it first means something else."""
        told: dict[_Said, list[Attestation]] = {}
        for attestation in context.attestations:
            value = attestation.figure.best
            if attestation.citekey is None or value is None or value < _LEAST_TELLING:
                continue
            if value % 100 and is_number(attestation, dossier=context.dossier):
                quantity = attestation.quantity
                said = _Said(
                    attestation.citekey,
                    attestation.reporter,
                    quantity.event,
                    quantity.measure,
                    value,
                )
                told.setdefault(said, []).append(attestation)
        for said, attested in told.items():
            yield from self._turned(said, attested, context=context)

    def _turned(
        self, said: _Said, attested: list[Attestation], *, context: Context
    ) -> Iterator[Finding]:
        works: dict[tuple[str, str], list[str]] = {}
        for attestation in attested:
            about = attestation.quantity.subject, attestation.quantity.scope
            works.setdefault(about, []).extend(attestation.via or (said.citekey,))
        first, *others = works
        apart = [about for about in others if set(works[about]).isdisjoint(works[first])]
        if not apart:
            return
        later = next(a for a in attested if (a.quantity.subject, a.quantity.scope) == apart[0])
        label = context.dossier.party_label
        meant = "; ".join(
            f"of {label(subject)}{f', {scope}' if scope else ''} in "
            f"{', '.join(dict.fromkeys(works[subject, scope]))}"
            for subject, scope in (first, *apart)
        )
        measure = context.dossier.measures.get(said.measure)
        yield self.finding(
            position=later.claims[0].position_of("subject"),
            message=f"{said.citekey} is quoted with {format_number(said.value)} "
            f"{measure.label if measure else said.measure} {meant}",
            hint=f"look the figure up in {said.citekey} itself: of whom does it speak?",
            claim=later.claims[0],
            citekey=said.citekey,
            numbers={"figure": said.value},
        )


def _telling(attested: Iterable[Attestation]) -> Iterator[Attestation]:
    """The figures of sources that have enough of them to be held against another."""
    told = [attestation for attestation in attested if attestation.citekey is not None]
    quantities: dict[str | None, set[Quantity]] = {}
    for attestation in told:
        quantities.setdefault(attestation.citekey, set()).add(attestation.quantity)
    enough = {key for key, known in quantities.items() if len(known) >= FEWEST}
    return (attestation for attestation in told if attestation.citekey in enough)


class _Said(NamedTuple):
    """A figure as one source gives it, whoever it is of."""

    citekey: str
    reporter: str | None
    event: str
    measure: str
    value: float
