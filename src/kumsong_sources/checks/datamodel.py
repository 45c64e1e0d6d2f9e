"""BibLaTeX's data model: entry types, fields, and which of them a type needs.

Beside BibLaTeX's own stand the types and fields that widespread styles and programs add.

References
----------
P. Lehman et al., *The BibLaTeX Package*, version 3.20, sections 2.1 (entry types), 2.2
(fields) and appendix A (default field values of the data model).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TYPE_NAMES = """
    article artwork audio bibnote book bookinbook booklet collection commentary customa
    customb customc customd custome customf dataset image inbook incollection inproceedings
    inreference jurisdiction legal legislation letter manual misc movie music mvbook
    mvcollection mvproceedings mvreference online patent performance periodical proceedings
    reference report review set software standard suppbook suppcollection suppperiodical
    thesis unpublished video xdata conference electronic mastersthesis phdthesis techreport
    www archival archive map newspaper interview speech presentation webpage
"""
TYPES = frozenset(_TYPE_NAMES.split())
"""Entry types, in lower case; those of the last two lines are aliases or widespread styles'."""

NUMBERED = frozenset(
    f"{base}{letter}"
    for base, letters in (("name", "abc"), ("list", "abcdef"), ("user", "abcdef"))
    for letter in letters
)
_STANDARD_NAMES = """
    abstract addendum afterword annotation annotator author authortype bookauthor
    bookpagination booksubtitle booktitle booktitleaddon chapter commentator date day doi
    edition editor editora editorb editorc editortype editoratype editorbtype editorctype
    eid entrysubtype eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon file
    foreword holder howpublished indextitle institution introduction isan isbn ismn isrn
    issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle
    journaltitleaddon label language library location mainsubtitle maintitle maintitleaddon
    month nameaddon note number organization origdate origlanguage origlocation
    origpublisher origtitle pages pagetotal pagination part publisher pubstate reprinttitle
    series shortauthor shorteditor shorthand shorthandintro shortjournal shortseries
    shorttitle subtitle title titleaddon translator type url urldate venue version volume
    volumes year crossref entryset execute gender langid langidopts ids indexsorttitle
    keywords options presort related relatedoptions relatedstring relatedtype sortkey
    sortname sortshorthand sorttitle sortyear xdata xref hyphenation nameatype namebtype
    namectype verba verbb verbc endday endmonth endyear urlday urlmonth urlyear origday
    origmonth origyear eventday eventmonth eventyear season datemodified address annote
    archiveprefix journal key pdf primaryclass school party sourcetype level derivesfrom
    informant
"""
STANDARD = frozenset(_STANDARD_NAMES.split())
"""Fields of BibLaTeX's, with older names, and this project's."""
_PROGRAM_NAMES = """
    acknowledgement ack-nhfb bibdate bibsource biburl coden fjournal isbn-13 issn-l
    journal-url journal-urls lccn mrclass mrnumber mrreviewer zblnumber rawdata price remark
    subject subject-dates author-dates tableofcontents shorttableofcontents groups owner
    timestamp creationdate modificationdate comment comments qualityassured ranking rating
    readstatus priority printed relevance review citationkey archive archivelocation
    archive_location callnumber copyright rights shortbooktitle pmid pmcid pmc mid
    issue_date numpages articleno collaboration affiliation author_keywords document_type
    mendeley-groups mendeley-tags date-added date-modified local-url read abstractnote
    accessed contents size lastchecked urn hal_id hal_version day_added translatedtitle
    originaltitle meetingname articletype keyword-ids da-fields degree department advisor
    committee status name role subtype attachment attachments credits parts media heading
    shortcollection jstor_articletype jstor_formatteddate collection repository howcited
    volumetitle
"""
_OF_PROGRAMS = frozenset(_PROGRAM_NAMES.split())
FIELDS = STANDARD | NUMBERED | _OF_PROGRAMS
"""Fields, in lower case: BibLaTeX's, older names, this project's, those programs write."""

Needs = tuple[tuple[str, ...], ...]
"""What an entry needs: of each tuple one field."""

AUTHORSHIP = (
    "author", "editor", "translator", "organization", "institution", "editora",
    "bookauthor", "shortauthor", "shorteditor", "commentator", "annotator", "holder",
)  # fmt: skip
"""Any of these says whose work it is."""

_BY = AUTHORSHIP
_TITLE = ("title", "maintitle", "shorttitle")
_DATE = ("date", "year", "pubstate", "eventdate", "origdate", "endyear")
_IN = ("booktitle", "maintitle", "crossref", "xref")
_BOOK: Needs = (_BY, _TITLE, _DATE)
# In BibTeX's @inbook the title is the book's, and a chapter or pages say which part.
_PART: Needs = (_BY, (*_TITLE, "chapter"), (*_IN, "chapter", "pages"), _DATE)
# A foreword or a booklet beside a recording often has no title of its own.
_BESIDE: Needs = (_BY, (*_TITLE, "booktitle", "chapter"), (*_IN, "pages"), _DATE)
_CONTRIBUTION: Needs = (_BY, _TITLE, _IN, _DATE)
_BEHIND = (
    "institution",
    "organization",
    "publisher",
    "school",
    "series",
)

REQUIRED: Mapping[str, Needs] = MappingProxyType(
    {
        "article": (
            _BY, (*_TITLE, "issuetitle"),
            ("journaltitle", "journal", "shortjournal", "crossref", "issuetitle", "eprint"),
            _DATE,
        ),
        "suppperiodical": (("title", "author"), ("journaltitle", "journal", "crossref"), _DATE),
        "book": _BOOK, "mvbook": _BOOK,
        "inbook": _PART, "bookinbook": _CONTRIBUTION, "suppbook": _BESIDE,
        "booklet": (_TITLE,),
        "collection": _BOOK, "mvcollection": _BOOK,
        "reference": (_TITLE, _DATE), "mvreference": (_TITLE, _DATE),
        "incollection": _CONTRIBUTION, "suppcollection": _BESIDE,
        "inreference": (_TITLE, _IN, (*_DATE, "urldate", "url")),
        "inproceedings": (_BY, _TITLE, (*_IN, "eventtitle"), _DATE),
        "conference": (_BY, _TITLE, (*_IN, "eventtitle"), _DATE),
        "proceedings": ((*_TITLE, "eventtitle"), _DATE),
        "mvproceedings": ((*_TITLE, "eventtitle"), _DATE),
        "dataset": (_TITLE, (*_DATE, "urldate", "version")),
        "manual": (_TITLE,),
        "online": (_TITLE, ("url", "doi", "eprint", "howpublished")),
        "electronic": (_TITLE, ("url", "doi", "eprint", "howpublished")),
        "www": (_TITLE, ("url", "doi", "eprint", "howpublished")),
        "patent": (_BY, _TITLE, ("number",), _DATE),
        "periodical": ((*_TITLE, "journal", "journaltitle", "issuetitle"),),
        "report": (_BY, _TITLE, _BEHIND, _DATE), "techreport": (_BY, _TITLE, _BEHIND, _DATE),
        "thesis": (_BY, _TITLE, _BEHIND, _DATE),
        "phdthesis": (_BY, _TITLE, _BEHIND, _DATE),
        "mastersthesis": (_BY, _TITLE, _BEHIND, _DATE),
        "unpublished": ((*_TITLE, "note"),),
        "misc": ((*_TITLE, "note", "howpublished", "eprint", "url"),),
        "set": (("entryset",),),
    }
)  # fmt: skip
"""What a type needs, softened: see the rule `missing-required-field`."""
