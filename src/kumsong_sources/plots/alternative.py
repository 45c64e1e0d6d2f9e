"""The text alternative of a lane plot, written from the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kumsong_sources.comparison import Comparison
from kumsong_sources.dossier import Dossier
from kumsong_sources.plots.lanes import NOTHING, Block, Lane, sheet_of
from kumsong_sources.plots.wording import PERSPECTIVES, counted, reporter_label


def alt_text(comparisons: Iterable[Comparison], dossier: Dossier) -> str:
    """Say in words what `lane_plot` of the same comparisons shows.

    Parameters
    ----------
    comparisons : iterable of Comparison
    dossier : Dossier

    Returns
    -------
    str
        One paragraph, for ``alt`` or for `svg`.

    Examples
    --------
    >>> from kumsong_sources.comparison import compare
    >>> dossier = Dossier.example("kumsong")
    >>> chinese = [c for c in compare(dossier) if c.quantity.subject == "CHN" and c.ratio]
    >>> print(alt_text(chinese, dossier).split(": ")[-1])
    Chinese Military Science Academy 2000 (Chinese source, own losses) 32,253; Chae et al. \
2001 (South Korean source, enemy’s losses) 66,000; ratio 2.05. All figures were read in \
Wikipedia contributors n.d., not in the works named.
    """
    sheet = sheet_of(comparisons, dossier=dossier)
    if not sheet.blocks:
        return NOTHING
    quantities = counted(len(sheet.blocks), "quantity", "quantities")
    lanes = counted(len(sheet.lanes), "attestation")
    sentences = [f"{sheet.title}; {quantities}, {lanes}, on a logarithmic scale."]
    if len(sheet.events) == 1:
        sentences += [_block(block, dossier=dossier) for block in sheet.blocks]
    else:
        sentences += [f"{b.event}, {_block(b, dossier=dossier)}" for b in sheet.blocks]
    if sheet.read_in:
        sentences.append(f"All figures were read in {sheet.read_in}, not in the works named.")
    return " ".join(sentences)


def _block(block: Block, *, dossier: Dossier) -> str:
    told = [_lane(lane, block=block, dossier=dossier) for lane in block.lanes]
    verdict = block.verdict.replace("≥ ×", "ratio at least ").replace("×", "ratio ")
    notes = block.comparison.scope_notes
    scope = f" (scope differs: {'; '.join(notes)})" if notes else ""
    return f"{block.heading}: {'; '.join(told)}; {verdict}{scope}."


def _lane(lane: Lane, *, block: Block, dossier: Dossier) -> str:
    about = ", ".join(_about(lane, block=block, dossier=dossier))
    value = lane.value.replace("≥ ", "at least ").replace("≤ ", "at most ")
    told = [f"{lane.label} ({about}) {value}"]
    if lane.attestation.is_derived:
        told.append(f"derived: {lane.attestation.figure.text}")
    if lane.attestation.absent:
        told.append(f"{' and '.join(lane.attestation.absent)} not stated")
    return ", ".join(told)


def _about(lane: Lane, *, block: Block, dossier: Dossier) -> Iterator[str]:
    yield reporter_label(lane.reporter, dossier=dossier)
    if lane.attestation.perspective is not None:
        of_losses, of_others = PERSPECTIVES[lane.attestation.perspective]
        yield of_losses if block.is_loss else of_others
    if lane.via:
        yield lane.via
