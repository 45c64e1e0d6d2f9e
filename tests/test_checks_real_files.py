"""The findings in four real bibliographies, each of which a person has judged right.

A change of a rule that changes one of them is to be judged again, by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from kumsong_sources.bibtex import read_bibtex
from kumsong_sources.checks import Severity, run_bibliography_checks

FOLDER = Path(__file__).parents[1].parent / "shared" / "data" / "bib"
TODAY = dt.date(2026, 1, 1)
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the real bibliographies (../shared/data/bib) are not at hand"
)
FILES = sorted(FOLDER.rglob("*.bib")) if FOLDER.is_dir() else []

# By rule, the keys of the entries; a finding of no entry has the key of nobody, "-".
REVIEWED: Mapping[str, Mapping[str, str]] = {
    # BibLaTeX's own examples: three works given twice on purpose, single hyphens throughout.
    "biblatex-examples.bib": {
        "duplicate-work": "knuth:ct:related kullback:related vangennep:related",
        "mixed-name-order": "sarfraz",
        "page-range-dash": """
            westfahl:space aksin baez/article bertram doody matuz:doody gillies glashow
            herrmann murray reese sarfraz shore sigfridsson spiegelberg springer weinberg
            yoon moore moore:related gaonkar:in kant:kpv kant:ku nietzsche:historie brandt
            hyman pines moraux salam
        """,
    },
    # Latin-1, types and fields of one style.
    "jurabib-jbtest_latin1.bib": {
        "duplicate-work": "alexyphdthesisii alexyjurthesis",
        "mixed-name-order": "alexy",
        "not-utf8": "-",
        "unknown-field": "alexy",
        "unknown-type": "erm alexyjurthesisi",
        "url-without-urldate": "jbtesturl",
    },
    # Names both ways, addresses without https and day of reading, fields of one style.
    "mla-handbook9_messy.bib": {
        "duplicate-work": """
            Goldman:2010wd Parker:Pope:wm Bearden:vp Poe:1902wd Njus:2010vc Allende:2007vc
        """,
        "missing-required-field": """
            Fisek:te Adirondacks:1990tb Bauer:ui DRABible:1899wf Handbook:2021aa
            KJVBible:1998wf LazarillodeTormes:1554vl Bacon:2016aa
            ReplicationNonDemocratic:ws Jackson:uh Jespersen:wd MemberSuccess:ws
            Chang:2000uv Lewiston:aa
        """,
        "mixed-name-order": "Alaton:tc",
        "page-range-dash": "Scholes:2005uk Dickinson:1999uv Woolf:1976wl",
        "unknown-field": """
            Benton:wd Benton:wd Benton:wd Benton:wd Benton:wd Benton:wd Benton:wd
            Bible:app:2016ab Bible:app:2016ab Bible:app:2016ab
        """,
        "unknown-type": "Benton:wd",
        "unprotected-proper-noun": """
            Giant:ta Milkis:1994vv Franklin:1992vl Benton:wd Cahill:wq splcJoins:ws Wang:wj
            WhatIsMLA:2016:wq
        """,
        "url-form": """
            Alpert:Abrams:2016wb Chou:vq Editorial:Board:vc Evacuation:wj Fisek:te Giant:ta
            Glatter:wx Grooms:tx Hayes:vy Malone:vp Max:the:Pen:ve Nguyen:un Parker:Pope:aa
            Parker:Pope:wm Riis:2017vi Tribble:tc Bearden:aa Silver:tj Chaucer:uf Li:ty
            Bauch:tb DRABible:1899wf Dunbar:2004tv Gikandi:2000vz Beyonce:2013ta Poe:1902aa
            Content:2020tl Emoticon:2018ws Heavy:2018ty UnitedNationsGeneralAssembly:1948uv
            Beyonce:ta AdNewYorker:ty Beaton:vx BlakeArchive:uh Chaucer:Doth:Tweet:tx
            Folgerpedia:aa Lawson:tw Lilly:ui MacLeod:wm Manifold:aa
            Modern:Language:Association:ub Ng:wg PiersPEA:aa sheldon2014 splcJoins:ws
            TableCCCXI:vi Thomas:vq VisualizingEmancipation:uf World:Wildlife:Fund:vz
            ExecutiveSummary:we Powell:wl Rohrbaugh:aa YouWill:aa Njus:2010aa AirCanada:us
            Allende:2007bw Allende:2007vc IBorg:1992:wz WhatIsMLA:2016:wq
        """,
        "url-without-urldate": """
            Content:2020tl UnitedNationsGeneralAssembly:1948uv AdNewYorker:ty
            BlakeArchive:uh Chaucer:Doth:Tweet:tx Folgerpedia:aa Lawson:tw Lilly:ui
            MacLeod:wm Manifold:aa Modern:Language:Association:ub Ng:wg PiersPEA:aa
            sheldon2014 splcJoins:ws TableCCCXI:vi Thomas:vq VisualizingEmancipation:uf
            World:Wildlife:Fund:vz
        """,
    },
    # ISO-2022-JP; keys that differ in case, names joined by full-width commas, Japanese titles.
    "jxampl_iso-2022-jp.bib": {
        "duplicate-work": """
            article-full inbook-full inbook-crossref book-full book-crossref
            incollection-full incollection-crossref mastersthesis-full inproceedings-full
            whole-proceedings phdthesis-full techreport-full 磯崎-h 斉藤-h multi-h
        """,
        "missing-parent": "article-crossref article-crossref-j article-crossref-jj",
        "missing-required-field": "incol-full-j-1 Arv JSAI-1",
        "mixed-name-order": "gajski",
        "names-without-and": "goto reduce ダム multi multi-h suna1 近藤",
        "not-utf8": "-",
        "page-range-dash": "ha costa mcclella sakawa la dav den fis gajski toko2 suna86",
        "stray-brace": "-",
        "title-without-romanisation": """
            inbook-full-j article-crossref-j article-crossref-jj whole-set-j ha goto reduce
            あふれ無し ダム 人名表記 multi marumoji maru goto-h multi-h suna1 近藤
        """,
        "undefined-macro": "ha la dav fis toko1",
        "unknown-field": "inbook-full-j",
        "unprotected-proper-noun": "cm onda",
    },
}


@pytest.mark.parametrize("name", REVIEWED)
def test_the_findings_in_a_real_file_are_those_judged_right(name: str) -> None:
    found = run_bibliography_checks(FOLDER / name, today=TODAY)
    expected = Counter(
        (rule, key) for rule, keys in REVIEWED[name].items() for key in keys.split()
    )
    assert Counter((f.rule, f.citekey or "-") for f in found) == expected


def test_the_examples_of_biblatex_have_no_error() -> None:
    found = run_bibliography_checks(FOLDER / "biblatex-examples.bib", today=TODAY)
    assert [f for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_real_file_is_checked_and_every_finding_has_its_place(path: Path) -> None:
    lines = re.split(r"\r\n|\r|\n", read_bibtex(path).text)
    for finding in run_bibliography_checks(path, today=TODAY):
        assert finding.position.line is not None
        assert 1 <= finding.position.line <= len(lines)
        assert finding.position.column is not None
        assert 1 <= finding.position.column <= len(lines[finding.position.line - 1]) + 1
