"""What a report says of disagreements in order, of support, and of what to look up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from building import PARTIES, WORKS, dossier_of
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.corroboration import CLEARED_BY
from kumsong_sources.dossier import Dossier
from kumsong_sources.reports import report_content
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.lookup import LookUp
from kumsong_sources.reports.wording import listed


@pytest.fixture(scope="module")
def kumsong() -> ReportContent:
    return report_content(Dossier.example("kumsong"))


@pytest.fixture(scope="module")
def retold() -> ReportContent:
    return report_content(Dossier.example("kumsong-retold"))


def content_of(rows: str, **parts: str) -> ReportContent:
    return report_content(dossier_of(rows, **parts))


def sentences(content: ReportContent) -> str:
    return "\n".join(headline.text for headline in content.headlines)


def tasks(content: ReportContent, task: str) -> list[LookUp]:
    return [one for one in content.lookups if one.task == task]


# Disagreements in order


def test_disagreements_are_ranked_with_their_place_in_the_reference(
    kumsong: ReportContent, retold: ReportContent
) -> None:
    told = [(str(r.comparison.ratio), r.comparison.place) for r in kumsong.ranking]
    assert told == [
        ("5.43", "above 95 % of 221 figures"),
        ("2.05", "about 88 % of 221 figures differ less"),
    ]
    assert [one.scope_differs for one in kumsong.ranking] == [True, False]
    ratios = [one.comparison.ratio.high for one in retold.ranking if one.comparison.ratio]
    assert ratios == sorted(ratios, reverse=True)


def test_with_a_bound_the_place_in_the_reference_is_that_of_what_is_certain() -> None:
    row = "C1,battle,A,red1,RED,killed,1000,,RED\nC2,battle,B,blue1,RED,killed,{},,BLUE\n"
    more = "C3,battle,C,red1,RED,killed,at most 4000,,RED"
    (bound,) = content_of(f"{row.format('at least 1500')}{more}").ranking
    (plain,) = content_of(row.format(1500)).ranking
    assert str(bound.comparison.ratio) == "≥ 1.50 (4.00 as stated)"
    assert bound.comparison.place == plain.comparison.place


def test_the_method_names_the_reference_and_where_it_comes_from(kumsong: ReportContent) -> None:
    told = "\n".join(kumsong.method)
    assert kumsong.reference in told
    assert "acw_battle_data 11.0.0" in told


def test_the_reference_of_a_dossier_s_own_is_the_one_told() -> None:
    own = '[reference]\nlabel = "figures of ours"\nn = 12\nquantiles = [[50, 1.5], [90, 9]]\n'
    content = content_of(
        "C1,battle,A,red1,RED,killed,100\nC2,battle,B,blue1,RED,killed,400",
        declaration=f"{PARTIES}{own}",
    )
    assert content.ranking[0].comparison.place.endswith("of 12 figures differ less")
    assert "figures of ours (n = 12). The dossier does not say" in "\n".join(content.method)


# Where the figures were read


def test_without_a_note_the_report_says_that_none_is_recorded(retold: ReportContent) -> None:
    assert "no note or page is recorded where they were read; the other is read in note 2" in (
        sentences(retold)
    )
    content = content_of("C1,battle,A,red1,RED,killed,100\nC2,battle,B,blue1,RED,killed,400")
    assert "For none of the 2 figures compared is the note or page" in sentences(content)


def test_figures_on_one_page_are_counted_there() -> None:
    content = content_of(
        "C1,battle,A,red1[12],RED,killed,100\nC2,battle,B,blue1[7],RED,killed,400\n"
        "C3,battle,C,red1[12],BLUE,killed,100\nC4,battle,D,blue1[9],BLUE,killed,400"
    )
    assert (
        "The 4 figures compared are read in page 12 of Red 1950 and 2 pages of Blue 1951; "
        "page 12 of Red 1950 carries 2 of them." in sentences(content)
    )


# Transmission


def test_a_sum_of_ours_stands_marked_beside_a_stated_total(retold: ReportContent) -> None:
    (beside,) = (one for one in retold.retold if not one.is_change)
    assert [(r.marked, len(r.works)) for r in beside.readings] == [
        ("32,253", 1),
        ("21,578†", 3),
    ]
    assert beside is retold.retold[-1]
    assert "32,253" not in sentences(retold).partition("Under one citation")[2].splitlines()[0]


def test_the_report_says_in_words_which_figures_changed(retold: ReportContent) -> None:
    (told,) = (line for line in sentences(retold).splitlines() if line.startswith("Under one"))
    for change in ("4,136 / 4,197", "78,000 / 47,661", "262 / 167"):
        assert change in told


def test_each_text_alone_has_its_own_ratios_and_swing(retold: ReportContent) -> None:
    told = {
        text.work.citekey: (
            [str(one.ratio) for one in text.compared],
            [str(one.swing) for one in text.accounts],
        )
        for text in retold.texts
    }
    assert told["enwiki-older"] == (["5.43", "2.05"], ["11.1"])
    assert told["enwiki-later"] == (["5.43", "3.06"], ["16.6"])
    assert told["kowiki"] == ([], [])
    older = retold.texts[0]
    assert older.accounts[0].accounts[0].exchange.text == "2.42"
    assert older.compared[0].figures == "14,373†‡ against 78,000"


def test_one_text_is_not_held_against_itself(kumsong: ReportContent) -> None:
    assert kumsong.texts == ()
    assert kumsong.texts_differ == ""


def test_several_pairs_of_accounts_share_one_sentence_on_what_they_have_in_common(
    retold: ReportContent, kumsong: ReportContent
) -> None:
    for content in (retold, kumsong):
        assert sentences(content).count("puts the other side’s loss above") == 1
    assert "In both of these pairs each account puts" in sentences(retold)


# Support


def test_every_weakness_has_its_reasons_and_what_would_clear_it(kumsong: ReportContent) -> None:
    assert {one.cleared_by for one in kumsong.support.weaknesses} <= set(CLEARED_BY.values())
    single = next(w for w in kumsong.support.weaknesses if w.name == "single-source")
    assert [(reason.why, len(reason.claims)) for reason in single.reasons] == [
        ("only Chae et al. 2001 says it", 4),
        ("only Wikipedia contributors n.d. says it", 3),
        ("only Chinese Military Science Academy 2000 says it", 2),
    ]
    assert len(single.claims) == 9


def test_a_sign_stands_with_both_figures_and_its_meaning(kumsong: ReportContent) -> None:
    (sign,) = kumsong.support.signs
    assert (sign.figure, sign.other) == ("32,253", "66,000")
    assert sign.meaning.startswith("the exact figure may be a count")
    assert content_of("C1,battle,A,red1,RED,killed,103").support.signs == ()


def test_rounding_has_its_interval_and_no_sentence_where_it_tells_nothing(
    kumsong: ReportContent, retold: ReportContent
) -> None:
    own = next(h for h in kumsong.support.heaping if h.reporter == "South Korea" and not h.low)
    assert (own.figures, own.round_figures, own.interval) == (3, 0, "0–56 %")
    assert "counts stand beside estimates" in sentences(kumsong)
    # Chinese estimates are exact in some texts and round in others.
    assert "counts stand beside estimates" not in sentences(retold)


def test_what_falls_without_a_source_is_listed_by_the_figures_it_carries(
    kumsong: ReportContent,
) -> None:
    chae, _, article = kumsong.support.reliance
    assert (chae.figures, chae.share_words, len(chae.claims)) == (4, "67 %", 4)
    assert [lost.title for lost in chae.quantities] == [
        "United Nations Command · casualties",
        "China · casualties",
    ]
    assert (article.figures, article.share_words, article.quantities) == (0, "", ())
    assert kumsong.support.effective_sources == "1.80"


def test_lineages_are_told_with_those_that_take_from_them_and_circles() -> None:
    circle = (
        "@book{a, title = {A}, author = {Ay, A.}, year = 1950, derivesfrom = {b}}\n"
        "@book{b, title = {B}, author = {Be, B.}, year = 1951, derivesfrom = {a}}\n"
    )
    rows = "C1,battle,A,a; b,RED,killed,103\nC2,battle,B,blue1; blue2,RED,killed,104"
    lineage = content_of(rows, references=WORKS + circle).support.lineage
    assert (lineage.works, lineage.witnesses) == (4, 2)
    assert [[w.citekey for w in below] for _, below in lineage.groups][-1] == ["blue2"]
    assert [[w.citekey for w in circle] for circle in lineage.cycles] == [["a", "b"]]


def test_copying_is_told_from_five_shared_figures_on() -> None:
    def rows(many: int) -> str:
        pairs = (
            f"A{n},b{n},A,red1,RED,killed,{1001 + n}\nB{n},b{n},B,blue1,RED,killed,{1001 + n}"
            for n in range(many)
        )
        return "\n".join(pairs)

    few, enough = content_of(rows(4)).support, content_of(rows(6)).support
    assert few.likenesses == ()
    assert "no two sources share 5 quantities" in few.copying
    (likeness,) = enough.likenesses
    assert likeness.numbers == "6 of 6, 100 % (61–100 %)"
    assert likeness.judgement == "copying suspected, not declared"
    assert "Blue 1951 with Red 1950" in enough.copying
    assert "That is no proof" in enough.copying


# What to look up next


def test_the_work_list_of_kumsong_begins_with_what_most_figures_hang_on(
    kumsong: ReportContent,
) -> None:
    first = kumsong.lookups[0]
    assert first.what == "Find note 8 of Wikipedia contributors n.d."
    assert (first.figures, [claim.claim_id for claim in first.claims]) == (2, ["K022", "K023"])
    hanging = [one.figures for one in kumsong.lookups]
    assert hanging == sorted(hanging, reverse=True)
    assert [one.what for one in tasks(kumsong, "read-source")] == [
        "Read Chae et al. 2001 itself",
        "Read Chinese Military Science Academy 2000 itself",
    ]
    listed_only = tasks(kumsong, "read-listed")
    assert "Read Xue 1990" in [one.what for one in listed_only]
    assert all("Wikipedia contributors n.d. lists it" in one.why for one in listed_only)
    (uncited,) = tasks(kumsong, "cite")
    assert len(uncited.claims) == 52
    second = tasks(kumsong, "find-second-source")
    assert any("Paik 1992 may have it" in one.why for one in second)
    (account,) = tasks(kumsong, "find-account")
    assert account.what.startswith("Find an account from China of South Korean killed")


def test_what_could_not_be_read_comes_first() -> None:
    dossier = dossier_of("C1,battle,A,red1,RED,killed,100,,,inferred\nC2,battle,B,blue1,RED"
                         ",killed,400\nC3,x,,,,,,,,,,,,,")  # fmt: skip
    assert dossier.table.rejected
    first = report_content(dossier).lookups[0]
    assert first.what == "Mend 1 row of claims.csv that could not be read"


def test_a_missing_entry_and_an_inferred_page_are_tasks() -> None:
    content = content_of(
        "C1,battle,A,gone,RED,killed,100\nC2,battle,B,blue1,RED,killed,400,,,inferred"
    )
    (entry,) = tasks(content, "add-entry")
    assert entry.what == "Add gone to references.bib, or mend the key"
    (page,) = tasks(content, "find-note")
    assert page.what == "Find the page in Blue 1951"


def test_a_dossier_that_lacks_nothing_has_no_task() -> None:
    references = "\n".join(line for line in WORKS.splitlines() if "{swiss" in line)
    content = content_of("C1,battle,It rained.,swiss[3]", references=references)
    assert content.lookups == ()


@given(st.lists(st.text(alphabet="ab ,", min_size=1), min_size=1, max_size=6))
def test_a_list_in_a_sentence_keeps_every_word(words: Sequence[str]) -> None:
    assert all(word in listed(words) for word in words)
