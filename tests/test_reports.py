"""What a report says, and how it becomes a file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MakeDossier
from hypothesis import given
from hypothesis import strategies as st

from kumsong_sources.dossier import FILES, Dossier, example_folder
from kumsong_sources.errors import DossierError, KumsongSourcesError
from kumsong_sources.reports import (
    TEXT_FORMATS,
    format_of,
    render,
    report_content,
    write_report,
)
from kumsong_sources.reports.content import ReportContent
from kumsong_sources.reports.naming import anchor_of
from kumsong_sources.reports.wording import counted, factor

HEADER = "claim_id,event,statement,source,subject,measure,figure,scope,reporter,link,via,note\n"


@pytest.fixture(scope="module")
def kumsong() -> ReportContent:
    return report_content(Dossier.example("kumsong"))


def sentences(content: ReportContent) -> list[str]:
    return [headline.text for headline in content.headlines]


def content_of(folder: Path) -> ReportContent:
    return report_content(Dossier.open(folder))


# The Kumsong dossier


def test_the_headlines_of_kumsong_are_computed_from_its_numbers(kumsong: ReportContent) -> None:
    told = "\n".join(sentences(kumsong))
    assert (
        "South Korean and Chinese accounts differ by a factor of 5.43 "
        "(14,373†‡ against 78,000); the scope differs: South Korea is part of "
        "United Nations Command" in told
    )
    assert "differ by a factor of 2.05 (32,253 against 66,000)." in told
    assert (
        "On United Nations and Chinese casualties, the Chinese account puts the other side’s "
        "at 2.42 times its own, the South Korean account at 4.59 times: a swing of 11.1" in told
    )
    assert "both of the 2 for the enemy are, to multiples of 1,000." in told
    assert (
        "The 4 figures compared are read in 3 notes of Wikipedia contributors n.d.; "
        "note 8 carries 2 of them." in told
    )
    assert "none has two independent witnesses" in told


def test_no_sentence_of_a_report_takes_sides(kumsong: ReportContent) -> None:
    for text in (render(Dossier.example("kumsong"), format=name) for name in TEXT_FORMATS):
        said = re.sub(r"(?s)<style>.*?</style>", "", text).lower()
        assert not re.search(r"exaggerat|inflat|\blie[sd]?\b (about|of)|the true |truth", said)


def test_the_comparison_of_a_part_with_the_whole_cannot_be_judged(
    kumsong: ReportContent,
) -> None:
    whole, chinese = kumsong.comparisons
    assert whole.judgement.startswith("cannot tell: scope differs")
    assert chinese.judgement.startswith("disagree: ")
    assert [figure.marked for figure in whole.figures] == ["14,373†‡", "78,000"]
    assert (whole.sources, whole.witnesses) == (2, 2)
    assert [str(figure.cited) for figure in chinese.figures] == [
        "Chinese Military Science Academy 2000",
        "Chae et al. 2001",
    ]


def test_every_claim_is_shown_in_file_order_with_both_counts(kumsong: ReportContent) -> None:
    claims = Dossier.example("kumsong").claims
    assert [shown.link.claim_id for shown in kumsong.claims] == [c.claim_id for c in claims]
    by_id = {shown.link.claim_id: shown for shown in kumsong.claims}
    assert (by_id["K019"].sources, by_id["K019"].witnesses) == (1, 1)
    assert (by_id["K001"].sources, by_id["K001"].weaknesses) == (0, ("uncited",))


def test_the_work_list_says_what_would_clear_each_weakness(kumsong: ReportContent) -> None:
    uncited = next(weak for weak in kumsong.support.weaknesses if weak.name == "uncited")
    assert uncited.cleared_by == "cite the source the claim is taken from"
    assert len(uncited.claims) == sum(c.is_uncited for c in Dossier.example("kumsong").claims)


def test_claims_and_sources_lead_to_each_other(kumsong: ReportContent) -> None:
    chae = next(source for source in kumsong.sources if source.citekey == "chae2001")
    by_anchor = {claim.link.anchor: claim for claim in kumsong.claims}
    assert chae.cited_by
    for link in chae.cited_by:
        assert [cited.anchor for cited in by_anchor[link.anchor].cited] == [chae.anchor]


def test_the_surname_against_its_script_is_among_the_findings(kumsong: ReportContent) -> None:
    found = {group.rule: group for group in kumsong.findings}
    (finding,) = found["surname-against-script"].findings
    assert finding.source is not None
    assert finding.source.citekey == "xue1990"


# Other dossiers


def test_a_dossier_in_which_nothing_can_be_compared_says_so(
    dossier_folder: MakeDossier,
) -> None:
    content = content_of(
        dossier_folder(claims=f"{HEADER}C1,battle,Lost 103.,red1,RED,killed,103,,,,,\n")
    )
    assert content.comparisons == ()
    assert sentences(content)[0] == (
        "Nothing in this dossier can be held against anything else: "
        "the one quantity in it has a single figure."
    )
    compared = content_of(dossier_folder())
    assert len(compared.comparisons) == 1
    assert "Nothing" not in sentences(compared)[0]


def test_a_dossier_without_claims_has_a_report(dossier_folder: MakeDossier) -> None:
    content = content_of(dossier_folder(claims=HEADER))
    assert "no claim gives a figure" in sentences(content)[0]
    assert [group.rule for group in content.findings if group.severity == "error"]
    assert content.claims == ()


def test_agreeing_accounts_agree_and_a_zero_has_no_ratio(dossier_folder: MakeDossier) -> None:
    rows = (
        "C1,battle,A.,red1,RED,killed,103,,RED,,,\n"
        "C2,battle,B.,swiss,RED,killed,103,,BLUE,,,\n"
        "C3,battle,C.,red1,BLUE,guns,0,,RED,,,\n"
        "C4,battle,D.,swiss,BLUE,guns,5,,BLUE,,,\n"
    )
    agreeing, zero = sentences(content_of(dossier_folder(claims=HEADER + rows)))[:2]
    assert (
        agreeing == "On Redland killed, Redland and Blueland accounts agree (103 against 103)."
    )
    assert zero == (
        "On Blueland guns, Blueland and Redland accounts differ by 5 (5 against 0); "
        "with a zero figure there is no ratio."
    )


def test_dates_differ_in_days_and_results_in_answers(dossier_folder: MakeDossier) -> None:
    rows = (
        "C1,battle,A.,red1,,start_date,13 July 1953,,RED,,,\n"
        "C2,battle,B.,swiss,,start_date,14 July 1953,,SWISS,,,\n"
        "C3,battle,C.,red1,,result,Red victory,,RED,,,\n"
        "C4,battle,D.,swiss,,result,Stalemate,,SWISS,,,\n"
    )
    told = "\n".join(sentences(content_of(dossier_folder(claims=HEADER + rows))))
    assert "On the start, Redland and Switzerland accounts differ by 1 day" in told
    assert "On the result, Redland and Switzerland accounts give 2 different answers" in told


def test_a_bound_among_the_figures_is_said(dossier_folder: MakeDossier) -> None:
    rows = (
        "C1,battle,A.,red1,RED,killed,100,,RED,,,\n"
        "C2,battle,B.,swiss,RED,killed,over 300,,BLUE,,,\n"
    )
    content = content_of(dossier_folder(claims=HEADER + rows))
    assert "a bound is among them" in sentences(content)[0]
    assert content.comparisons[0].is_open


def test_numbers_of_one_are_singular(dossier_folder: MakeDossier) -> None:
    content = content_of(
        dossier_folder(claims=f"{HEADER}C1,battle,Lost 103.,red1,RED,killed,103,,,inferred,,\n")
    )
    told = sentences(content)
    assert "Of 1 claim, 1 rests on one source and none has two independent witnesses." in told
    assert any(line.startswith("1 link between claim and source is") for line in told)


def test_rejected_rows_and_entries_are_shown_whole(dossier_folder: MakeDossier) -> None:
    folder = dossier_folder(
        claims=f"{HEADER}C1,battle,One cell too few.\nC2,battle,Fine.,red1,,,,,,,,\n",
        references="@book{red1, title = {A}}\n@book{broken, title = {never closed\n",
    )
    content = content_of(folder)
    told = "\n".join(one.raw for one in content.unread)
    assert "C1,battle,One cell too few." in told
    assert "@book{broken, title = {never closed" in told
    assert "could not be read" in sentences(content)[-1]


def test_a_figure_that_changes_as_it_is_retold_is_named_with_where_it_was_read(
    dossier_folder: MakeDossier,
) -> None:
    rows = (
        "C1,battle,A.,red1,RED,killed,103,,,,swiss,\n"
        "C2,battle,B.,red1,RED,killed,301,,,,press,\n"
        "C3,battle,C.,red1,RED,killed,301,,,,later,\n"
    )
    content = content_of(dossier_folder(claims=HEADER + rows))
    (retold,) = content.retold
    # Undated works stand before dated ones.
    told = [(reading.figure, len(reading.works)) for reading in retold.readings]
    assert told == [("301", 2), ("103", 1)]
    assert (
        "Under one citation the figure changes as it is retold: "
        "Red 1950 on Redland killed (301 / 103)." in sentences(content)
    )
    figures = content.comparisons[0].figures
    assert [(figure.figure, len(figure.via)) for figure in figures] == [("103", 1), ("301", 2)]


def test_what_is_told_alike_through_two_works_has_not_changed(
    dossier_folder: MakeDossier,
) -> None:
    rows = (
        "C1,battle,A.,red1,RED,killed,103,,,,swiss,\n"
        "C2,battle,B.,red1,RED,killed,103,,,,press,\n"
    )
    assert content_of(dossier_folder(claims=HEADER + rows)).retold == ()


def test_an_unknown_citekey_is_named_and_leads_nowhere(dossier_folder: MakeDossier) -> None:
    content = content_of(
        dossier_folder(claims=f"{HEADER}C1,battle,Lost 103.,gone,RED,killed,103,,,,,\n")
    )
    (cited,) = content.claims[0].cited
    assert (cited.label, cited.anchor) == ("gone", None)
    assert content.claims[0].weaknesses == ("cited entry missing",)


def test_claims_of_one_id_or_none_have_anchors_of_their_own(
    dossier_folder: MakeDossier,
) -> None:
    row = "battle,Lost 103.,red1,,,,,,,,\n"
    content = content_of(dossier_folder(claims=f"{HEADER}C1,{row}C1,{row},{row},{row}"))
    anchors = [claim.link.anchor for claim in content.claims]
    assert len(set(anchors)) == 4


def test_works_of_one_label_are_told_apart(dossier_folder: MakeDossier) -> None:
    entry = "@book{{{}, author = {{Chae, H.}}, date = {{2001}}, title = {{T}}}}\n"
    content = content_of(
        dossier_folder(references=entry.format("one") + entry.format("two"), claims=HEADER)
    )
    assert [source.label for source in content.sources] == [
        "Chae 2001 (one)",
        "Chae 2001 (two)",
    ]


def test_a_waived_finding_keeps_its_reason(dossier_folder: MakeDossier) -> None:
    waiver = '[[waivers]]\nrule = "uncited-claim"\nclaim = "C1"\nreason = "Known to all."\n'
    content = content_of(
        dossier_folder(
            claims=f"{HEADER}C1,battle,It was fought.,,,,,,,,,\n",
            declaration=f'title = "T"\n[events.battle]\nlabel = "B"\n{waiver}',
        )
    )
    reasons = [finding.waived for group in content.findings for finding in group.findings]
    assert "Known to all." in reasons


def test_an_unknown_style_is_refused_with_those_there_are() -> None:
    with pytest.raises(KumsongSourcesError, match="chicago-17"):
        report_content(Dossier.example("kumsong"), style="chicago-99")


# Files


@pytest.mark.parametrize("ending", [".html", ".htm", ".md", ".markdown"])
def test_identical_files_give_identical_bytes_wherever_they_lie(
    tmp_path: Path, ending: str
) -> None:
    written = []
    for place in ("here", "there/much/deeper"):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        for name in FILES:
            (folder / name).write_bytes((example_folder("kumsong") / name).read_bytes())
        target = tmp_path / f"{folder.name}{ending}"
        for _ in range(2):
            write_report(Dossier.open(folder), target)
            written.append(target.read_bytes())
    assert len(set(written)) == 1
    assert str(tmp_path).encode() not in written[0]


def test_a_report_is_written_whole_and_leaves_nothing_beside_it(
    tmp_path: Path, dossier_folder: MakeDossier
) -> None:
    target = tmp_path / "report.md"
    target.write_text("old")
    target.chmod(0o640)
    write_report(Dossier.open(dossier_folder()), target)
    assert target.read_text("utf-8").startswith("# Two sides\n")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.md"]


def test_a_link_stays_a_link(tmp_path: Path, dossier_folder: MakeDossier) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_report(Dossier.open(dossier_folder()), tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8") != "old"


def test_what_cannot_be_written_is_said_and_leaves_nothing(
    tmp_path: Path, dossier_folder: MakeDossier
) -> None:
    dossier = Dossier.open(dossier_folder())
    with pytest.raises(DossierError, match="cannot be written"):
        write_report(dossier, tmp_path / "absent" / "report.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(DossierError, match="it is a folder"):
        write_report(dossier, tmp_path / "folder.md")
    assert not list(tmp_path.glob(".report-*"))


@pytest.mark.parametrize("name", ["report.odt", "report", "report.html.txt"])
def test_an_ending_without_a_format_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(DossierError, match=r"expected one of: \.html, \.htm, \.md, \.markdown"):
        format_of(name)


def test_a_format_that_is_not_there_is_refused() -> None:
    with pytest.raises(DossierError, match="html, markdown"):
        render(Dossier.example("kumsong"), format="pdf")


# Laws


@given(st.lists(st.text(), min_size=2, max_size=2, unique=True))
def test_different_names_have_different_anchors_and_none_needs_escaping(
    names: list[str],
) -> None:
    one, other = (anchor_of("claim", _encodable(name)) for name in names)
    assert re.fullmatch(r"claim-[A-Za-z0-9._~-]*", one)
    assert (one == other) == (_encodable(names[0]) == _encodable(names[1]))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_a_ratio_in_words_is_within_half_a_percent(value: float) -> None:
    assert float(factor(value).replace(",", "")) == pytest.approx(value, rel=0.005)


@given(st.integers(min_value=0, max_value=10**9))
def test_only_one_is_singular(number: int) -> None:
    assert counted(number, "claim").endswith("claims") == (number != 1)


def test_content_is_a_value(kumsong: ReportContent) -> None:
    assert replace(kumsong) == kumsong
    with pytest.raises(AttributeError, match="cannot assign"):
        kumsong.title = "Other"  # type: ignore[misc]
