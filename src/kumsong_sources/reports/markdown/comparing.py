"""Sections on how far figures lie apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumsong_sources.reports.accounts import AccountsShown
from kumsong_sources.reports.compared import ComparisonShown, FigureShown
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.gfm import anchor, escaped, heading, link, table
from kumsong_sources.reports.markdown.pieces import cites, figure_source, ids, in_words
from kumsong_sources.reports.ranking import RankShown
from kumsong_sources.reports.wording import listed, sentence_case


def comparisons(content: ReportContent) -> Iterator[str]:
    """The quantities with several figures: their ranking, and each with all it has."""
    yield heading("Who reports what of whom", "comparisons")
    if not content.comparisons:
        yield "No quantity in this dossier has two figures to hold against each other."
    if content.ranking:
        yield from _ranking(content)
    for one in content.comparisons:
        yield f"{anchor(one.anchor)}\n\n### {escaped(one.title)}"
        yield escaped(one.event)
        read_in = ("Read in",) if one.is_retold else ()
        heads = ("Account", "Perspective", "Figure", "Source", *read_in, "Claims")
        rows = (_figure_row(figure, is_retold=one.is_retold) for figure in one.figures)
        yield table(heads, rows, right="2")
        yield _judged(one)
        notes = dict.fromkeys(f"{f.marks} {escaped(f.note)}" for f in one.figures if f.note)
        if notes:
            yield "  \n".join(notes)


def _ranking(content: ReportContent) -> Iterator[str]:
    yield f"{anchor('ranking')}\n\n### Farthest apart first"
    heads = ("", "Quantity", "Ratio", "Band", "How usual", "Verdict",
             "Sources", "Witnesses")  # fmt: skip
    yield table(heads, (_rank_row(one, content) for one in content.ranking), right="0267")
    yield from in_words(content, "ranking")


def _rank_row(one: RankShown, content: ReportContent) -> tuple[str, ...]:
    compared = one.comparison
    event = f"{escaped(compared.event)} · " if content.has_several_events else ""
    scope = "; scope differs" if one.scope_differs else ""
    return (
        str(one.rank),
        f"{event}{link(compared.title, compared.anchor)}",
        str(compared.ratio),
        compared.band or "",
        escaped(compared.place),
        f"{compared.verdict.value}{scope}",
        f"{compared.sources:,}",
        f"{compared.witnesses:,}",
    )


def _figure_row(figure: FigureShown, *, is_retold: bool) -> tuple[str, ...]:
    return (
        escaped(figure.reporter),
        figure.perspective,
        f"{escaped(figure.figure)}{figure.marks}",
        figure_source(figure),
        *([cites(figure.via)] if is_retold else []),
        ids(figure.claims),
    )


def _judged(one: ComparisonShown) -> str:
    verdict = sentence_case(one.verdict.value)
    numbers = escaped(sentence_case("; ".join(one.numbers)))
    return f"**{verdict}**: {escaped(one.reason)}. {numbers}."


def accounts(content: ReportContent) -> Iterator[str]:
    """Two accounts of both sides' losses, side against side."""
    if not content.accounts and not content.pictures_of("accounts"):
        return
    yield heading("Two accounts, side against side", "accounts")
    yield from _account_tables(content.accounts)
    yield from in_words(content, "accounts")
    yield (
        "Overclaim factor: the account’s figure for the enemy’s loss over the enemy’s own "
        "figure. It cannot tell an estimate set too high from a loss stated too low. Swing: "
        "the product of the two overclaim factors."
    )


def _account_tables(found: Sequence[AccountsShown]) -> Iterator[str]:
    heads = ("Account", "Own loss", "Enemy’s loss", "Enemy’s over own", "Overclaim factor")
    for one in found:
        scope = "; the scope of a figure differs (‡)" if one.scope_differs else ""
        of = f"{escaped(listed(one.subjects))} {escaped(one.measure)}"
        yield f"{escaped(one.event)}, {of}: swing **{one.swing}**{scope}."
        rows = (
            (
                escaped(a.account),
                escaped(a.own),
                escaped(a.enemy),
                str(a.exchange),
                str(a.overclaim),
            )
            for a in one.accounts
        )
        yield table(heads, rows, right="1234")


def coverage(content: ReportContent) -> Iterator[str]:
    """Which party speaks of what, where it does not go without saying."""
    if content.pictures_of("coverage"):
        yield heading("Who speaks of what, and where silence is", "coverage")
        yield from in_words(content, "coverage")


def alone(content: ReportContent) -> Iterator[str]:
    """The quantities with one figure or none."""
    if not content.alone:
        return
    yield heading("Figures that stand alone", "alone")
    yield "With one figure there is no spread; that is not a spread of zero."
    heads = (
        "Quantity",
        "Figure",
        "Account",
        "Source",
        "Read in",
        "Why not compared",
        "Support",
    )
    yield table(heads, (row for one in content.alone for row in _alone_rows(one, content)))


def _alone_rows(one: ComparisonShown, content: ReportContent) -> Iterator[tuple[str, ...]]:
    event = f"{escaped(one.event)} · " if content.has_several_events else ""
    why = escaped(one.reason)
    if one.within:
        why += f"; stands as a part in {link(one.within, one.within_anchor)}"
    for number, figure in enumerate(one.figures):
        yield (
            f"{'' if number else anchor(one.anchor)}{event}{escaped(one.title)}",
            f"{escaped(figure.figure)}{figure.marks}",
            escaped(figure.reporter),
            figure_source(figure),
            cites(figure.via),
            why,
            one.counts,
        )
