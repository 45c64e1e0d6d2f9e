"""What sort of work an entry type is, as citation styles treat it."""

from __future__ import annotations

from kumsong_sources.exports.works import Work

_PARTS = frozenset(
    {
        "inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook",
        "suppcollection", "bookinbook",
    }
)  # fmt: skip
_ARTICLES = frozenset({"article", "suppperiodical", "review"})
_THESES = {"thesis": "", "phdthesis": "phdthesis", "mastersthesis": "mathesis"}
_ONLINE = frozenset({"online", "electronic", "www"})
_DOCUMENTS = frozenset(
    {
        "unpublished", "letter", "misc", "image", "audio", "video", "movie", "music",
        "performance", "artwork", "legal", "legislation", "jurisdiction", "commentary",
        "standard", "patent", "dataset", "software", "custom",
    }
)  # fmt: skip
REPORTS = frozenset({"report", "techreport", "manual"})


def kind_of(work: Work) -> str:
    """How styles treat a work.

    Returns
    -------
    str
        ``"book"``, ``"part"`` (of a book), ``"article"``, ``"periodical"``, ``"thesis"``,
        ``"online"`` or ``"document"`` (archives, letters, manuscripts and whatever has no
        publisher).

    Examples
    --------
    >>> kind_of(Work(citekey="a", kind="inbook")), kind_of(Work(citekey="a", kind="www"))
    ('book', 'online')
    """
    if work.kind in _PARTS:
        return "part" if work.container or work.maintitle else "book"
    if work.kind in _ARTICLES:
        return "article"
    if work.kind in _THESES:
        return "thesis"
    if work.kind == "periodical":
        return "periodical"
    if work.kind in _ONLINE:
        return "online"
    if work.kind in _DOCUMENTS or work.kind.startswith("custom"):
        if work.kind not in ("unpublished", "letter") and work.get("publisher"):
            return "book"
        return "online" if work.kind == "misc" and work.get("url") else "document"
    return "book"


def thesis_of(work: Work) -> str:
    """What a thesis is: ``"phdthesis"``, ``"mathesis"``, another word, or empty.

    Examples
    --------
    >>> thesis_of(Work(citekey="a", kind="mastersthesis"))
    'mathesis'
    """
    return work.get("type") or _THESES.get(work.kind, "")


def is_newspaper(work: Work) -> bool:
    """Whether an article stands in a paper that counts by days, not by volumes.

    Examples
    --------
    >>> is_newspaper(Work(citekey="a", kind="article"))
    False
    """
    if work.kind != "article" or work.get("volume", "number", "issue"):
        return False
    return len(work.issued.start) == 3
