"""Claims with the notes that cite their sources, from which a footnoted text can be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumsong_sources.citations import Citation
from kumsong_sources.claims import Claim
from kumsong_sources.dossier import Dossier
from kumsong_sources.exports.styles.markup import render
from kumsong_sources.exports.styles.runs import Run, Runs
from kumsong_sources.exports.styles.sequence import Cited, Note
from kumsong_sources.exports.styles.style import DEFAULT_STYLE, find_style
from kumsong_sources.exports.works import Work, work_of
from kumsong_sources.vocabulary import Link

UNCITED = "No source is named."
BY_THE_EDITOR = "The editor, not the text, ties the claim to its source."


@dataclass(frozen=True, kw_only=True)
class ClaimNote:
    """One claim and its note.

    Parameters
    ----------
    claim : Claim
    note : Runs
        Empty where no source is named.
    remark : str
        What a reader of the note must know; empty where nothing.
    """

    claim: Claim
    note: Runs
    remark: str = ""


def claim_notes(
    dossier: Dossier,
    *,
    claims: Iterable[Claim] | None = None,
    style: str = DEFAULT_STYLE,
    ibid: bool = False,
) -> tuple[ClaimNote, ...]:
    """Claims with their notes, in the order given: in full at first, then shortened.

    Parameters
    ----------
    dossier : Dossier
    claims : iterable of Claim, optional
        The claims of the dossier when not given.
    style : str
        One of `STYLES`.
    ibid : bool
        See `format_notes`.

    Raises
    ------
    KumsongSourcesError
        If there is no such style.

    Examples
    --------
    >>> notes = claim_notes(Dossier.example("kumsong"))
    >>> notes[0].claim.claim_id, "".join(run.text for run in notes[1].note)
    ('K001', 'Wikipedia contributors, “Battle of Kumsong.”')
    """
    chosen = tuple(dossier.claims if claims is None else claims)
    found = find_style(style)
    works = {key: work_of(source) for key, source in dossier.sources.items()}
    notes = [_note(claim, dossier=dossier, works=works) for claim in chosen]
    written = found.sequence(notes, ibid)
    return tuple(
        ClaimNote(claim=claim, note=runs, remark=_remark(claim, runs))
        for claim, runs in zip(chosen, written, strict=True)
    )


def _note(claim: Claim, *, dossier: Dossier, works: dict[str, Work]) -> Note:
    def cited(citations: Sequence[Citation]) -> tuple[Cited, ...]:
        return tuple(
            Cited(work=_work(one, dossier=dossier, works=works), locator=one.locator or "")
            for one in citations
        )

    if not claim.citations:
        return Note(cited=cited(claim.via))
    return Note(cited=cited(claim.citations), via=cited(claim.via))


def _work(one: Citation, *, dossier: Dossier, works: dict[str, Work]) -> Work:
    source = dossier.bibliography.get(one.citekey)
    if source is None:
        # A key that is in no bibliography is shown as it is, not passed over.
        return Work(citekey=one.citekey, kind="misc")
    return works[source.citekey]


def _remark(claim: Claim, runs: Runs) -> str:
    if not runs:
        return UNCITED
    inferred = claim.link is Link.INFERRED and bool(claim.citations)
    return BY_THE_EDITOR if inferred else ""


def write_claim_notes(notes: Iterable[ClaimNote], *, markup: str = "text") -> str:
    """Write claims with their notes.

    Parameters
    ----------
    notes : iterable of ClaimNote
    markup : str
        ``"text"``; ``"markdown"``, with footnotes; ``"html"``, a list; ``"latex"``, with
        ``\\footnote``.

    Returns
    -------
    str
        With a final line end; empty for no claim.

    Examples
    --------
    >>> notes = claim_notes(Dossier.example("kumsong"))[:1]
    >>> print(write_claim_notes(notes, markup="markdown").splitlines()[0])
    K001. The battle belongs to the Korean War.[^K001]
    """
    shown = tuple(notes)
    if markup == "markdown":
        return _markdown(shown)
    if markup == "html":
        lines = "".join(f"  <li>{_line(one, markup)}</li>\n" for one in shown)
        return f'<ol class="claims">\n{lines}</ol>\n'
    return "\n".join(f"{_line(one, markup)}\n" for one in shown)


def _said(text: str, markup: str) -> str:
    return render((Run(text=text),), markup=markup)


def _line(one: ClaimNote, markup: str) -> str:
    claim, remark = one.claim, _said(one.remark, markup)
    said = _said(f"{claim.claim_id}. {claim.statement}", markup)
    note = " ".join(filter(None, (render(one.note, markup=markup), remark)))
    if markup == "html":
        return f'{said} <small class="note">{note}</small>'
    if markup == "latex":
        return f"{said}\\footnote{{{note}}}"
    return f"{said}\n    {note}"


def _markdown(notes: Sequence[ClaimNote]) -> str:
    said: list[str] = []
    below: list[str] = []
    for one in notes:
        name = one.claim.claim_id
        label = f"[^{''.join(sign if sign.isalnum() else '-' for sign in name)}]"
        note = " ".join(filter(None, (render(one.note, markup="markdown"), one.remark)))
        said.append(f"{name}. {_said(one.claim.statement, 'markdown')}{label}\n")
        below.append(f"{label}: {note}\n")
    return "\n".join([*said, *below])
