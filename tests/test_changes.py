"""What changed since an earlier state: matched, counted, and told in every format."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from building import TWO_SIDES
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kumsong_sources.changes import Changes, Earlier, changes_since, open_earlier
from kumsong_sources.cli import main
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import DossierError
from kumsong_sources.reports import render, report_content
from kumsong_sources.reports.changed import ChangeGroup, ChangeShown
from kumsong_sources.reports.json import report_schema

HEADER = "claim_id,event,statement,source,subject,measure,figure,scope,reporter,link,via,note"
REFERENCES = """\
@book{red1, title = {The Red History}, author = {Red, A.}, date = {1950}, party = {RED}}
@book{swiss, title = {A Neutral View}, author = {Tell, W.}, date = {1955}, party = {SWISS}}
@book{swiss2, title = {Again}, author = {Tell, W.}, date = {1960}, derivesfrom = {swiss}}
"""
ROWS = (
    "C1,battle,Lost 103.,red1,RED,killed,103,,,,,",
    "C2,battle,Lost 206.,swiss,RED,killed,206,,,,,",
    "C3,battle,It rained.,swiss,,,,,,,,",
)


def dossier(*rows: str, references: str = REFERENCES, declaration: str = TWO_SIDES) -> Dossier:
    return Dossier.from_contents(
        {
            "claims.csv": "\n".join([HEADER, *rows, ""]).encode(),
            "references.bib": references.encode(),
            "dossier.toml": declaration.encode(),
        },
        folder="dossier",
    )


def since(before: Dossier, after: Dossier) -> Changes:
    return changes_since(before, after)


def groups(before: Dossier, after: Dossier) -> dict[str, tuple[ChangeShown, ...]]:
    """What a report shows, by the groups' names."""
    found = shown(before, after)
    return {one.anchor.removeprefix("changed-"): one.rows for one in found}


def shown(before: Dossier, after: Dossier) -> tuple[ChangeGroup, ...]:
    earlier = Earlier(dossier=before, label="the folder old")
    changes = report_content(after, earlier=earlier).changes
    assert changes is not None
    return changes.groups


def test_nothing_changed_says_so() -> None:
    same = dossier(*ROWS)
    content = report_content(same, earlier=Earlier(dossier=same, label="the folder old"))
    assert content.changes is not None
    assert content.changes.groups == ()
    assert content.changes.sentence == (
        "Nothing changed since the folder old: the three files are the same, byte for byte."
    )


def test_other_bytes_that_say_the_same_are_told_from_the_same_bytes() -> None:
    before, after = dossier(*ROWS), dossier(*ROWS, declaration=f"# Mine.\n{TWO_SIDES}")
    content = report_content(after, earlier=Earlier(dossier=before, label="the folder old"))
    assert content.changes is not None
    assert "though the bytes of dossier.toml did" in content.changes.sentence


def test_without_an_earlier_state_a_report_says_nothing_of_changes() -> None:
    assert report_content(dossier(*ROWS)).changes is None
    for format in ("html", "markdown"):
        assert "changed since" not in render(dossier(*ROWS), format=format).lower()


def test_a_figure_that_changed_is_told_with_what_it_does_to_the_ratio() -> None:
    after = dossier(ROWS[0], ROWS[1].replace("206,,", "515,,"), ROWS[2])
    found = groups(dossier(*ROWS), after)
    (figure,) = found["figures"]
    assert (figure.what, figure.before, figure.after) == ("C2", "206", "515")
    assert figure.about == "Redland · killed"
    assert figure.effect == ("Redland · killed: ratio 2.00 (notable) → ratio 5.00 (extreme)")
    (moved,) = found["comparisons"]
    assert moved.ratio_before is not None
    assert moved.ratio_after is not None
    assert (moved.ratio_before.low, moved.ratio_after.low) == (2.0, 5.0)
    assert "cells" not in found


def test_a_figure_that_is_only_written_otherwise_is_no_other_figure() -> None:
    before = dossier('C1,battle,Lost.,red1,RED,killed,"1,030",,,,,')
    after = dossier("C1,battle,Lost.,red1,RED,killed,1030,,,,,")
    found = groups(before, after)
    assert set(found) == {"cells"}
    (cell,) = found["cells"]
    assert (cell.before, cell.after) == ("1,030", "1030")
    assert cell.effect == "the same value, written otherwise"


def test_a_part_of_a_sum_of_ours_moves_the_comparison_of_the_sum() -> None:
    rows = (
        "C1,battle,Lost 100.,red1,RED,killed,100,,,,,",
        "C2,battle,Lost 150.,red1,RED,wounded,150,,,,,",
        "C3,battle,Lost 1000.,swiss,RED,casualties,1000,,,,,",
    )
    found = groups(dossier(*rows), dossier(rows[0], rows[1].replace("150,", "400,"), rows[2]))
    (figure,) = found["figures"]
    assert figure.effect == (
        "Redland · casualties: ratio 4.00 (extreme) → ratio 2.00 (notable)"
    )


def test_claims_are_added_and_dropped_by_their_ids() -> None:
    new = "C9,battle,The bridge fell.,red1[12],,,,,,,,"
    found = groups(dossier(*ROWS), dossier(ROWS[0], ROWS[1], new))["claims"]
    assert [(row.kind.value, row.what, row.anchor) for row in found] == [
        ("added", "C9", "claim-C9"),
        ("dropped", "C3", None),
    ]
    assert found[0].after == "The bridge fell. (Red 1950, 12)"
    assert found[1].before == "It rained. (Tell 1955)"


def test_a_row_under_another_id_is_the_same_claim_renamed() -> None:
    after = dossier(ROWS[0], ROWS[1], ROWS[2].replace("C3", "K3"))
    found = groups(dossier(*ROWS), after)
    assert set(found) == {"claims"}
    (row,) = found["claims"]
    assert (row.kind.value, row.before, row.after) == ("renamed", "C3", "K3")


def test_who_inserts_a_row_and_counts_on_has_added_one_and_renamed_others() -> None:
    after = dossier(
        "C1,battle,New.,red1,,,,,,,,", *(f"C{n}{row[2:]}" for n, row in enumerate(ROWS, 2))
    )
    found = since(dossier(*ROWS), after).claims
    assert [claim.statement for claim in found.added] == ["New."]
    assert found.dropped == ()
    assert [(p.before.claim_id, p.after.claim_id, p.cells) for p in found.pairs] == [
        ("C1", "C2", ()),
        ("C2", "C3", ()),
        ("C3", "C4", ()),
    ]


def test_rows_that_say_the_same_are_not_taken_for_one_another() -> None:
    twice = ("A,battle,Again.,red1,,,,,,,,", "B,battle,Again.,red1,,,,,,,,")
    after = (row.replace("A,", "X,").replace("B,", "Y,") for row in twice)
    found = since(dossier(*twice), dossier(*after)).claims
    assert [claim.claim_id for claim in found.dropped] == ["A", "B"]
    assert [claim.claim_id for claim in found.added] == ["X", "Y"]


def test_a_change_within_a_row_that_has_an_id_is_no_new_claim() -> None:
    after = dossier(*ROWS[:2], "C3,battle,It snowed.,swiss,,,,,,,,")
    (row,) = groups(dossier(*ROWS), after)["cells"]
    assert (row.what, row.about, row.before, row.after) == (
        *("C3", "statement"),
        *("It rained.", "It snowed."),
    )


def test_columns_that_come_go_or_move_are_seen_for_what_they_hold() -> None:
    before = dossier(*ROWS)
    lines = [HEADER, *ROWS]
    moved = [f"mine,{line}" for line in lines]
    files = {
        "claims.csv": "\n".join(["mine," + HEADER, f"seen,{ROWS[0]}", *moved[2:], ""])
        .replace("mine,C", ",C")
        .encode(),
        "references.bib": REFERENCES.encode(),
        "dossier.toml": TWO_SIDES.encode(),
    }
    (row,) = groups(before, Dossier.from_contents(files, folder="dossier"))["cells"]
    assert (row.what, row.about, row.before, row.after) == ("C1", "mine", "", "seen")


def test_citations_change_with_work_locator_and_link() -> None:
    after = dossier(
        ROWS[0].replace("red1", "red1[12]; swiss"),
        ROWS[1].replace(",206,,,,,", ",206,,,inferred,red1,"),
        ROWS[2],
    )
    found = groups(dossier(*ROWS), after)["citations"]
    assert [(row.what, row.about, row.before, row.after) for row in found] == [
        ("C1", "source", "Red 1950", "Red 1950, 12; Tell 1955"),
        ("C2", "link", "", "inferred"),
        ("C2", "read in", "", "Red 1950"),
    ]


def test_support_changes_by_sources_and_witnesses() -> None:
    after = dossier(ROWS[0], ROWS[1].replace("swiss", "swiss; swiss2"), ROWS[2])
    (row,) = groups(dossier(*ROWS), after)["support"]
    assert (row.before, row.after) == ("1 source, 1 witness", "2 sources, 1 witness")
    assert row.effect == "no longer: one source; now: one witness and one side only"


def test_lineage_declared_later_changes_witnesses_without_a_row_changing() -> None:
    rows = (ROWS[0].replace("red1", "red1; swiss"),)
    later = REFERENCES.replace("party = {SWISS}", "party = {SWISS}, derivesfrom = {red1}")
    found = groups(dossier(*rows), dossier(*rows, references=later))
    (row,) = found["support"]
    assert (row.before, row.after) == ("2 sources, 2 witnesses", "2 sources, 1 witness")
    assert [(r.what, r.about) for r in found["sources"]] == [("Tell 1955", "derivesfrom")]
    assert "comparisons" in found


def test_works_are_added_dropped_and_changed_field_by_field() -> None:
    later = (
        REFERENCES.replace("date = {1950}", "date   = {1951}")
        .replace("@book{swiss2", "@article{swiss2")
        .replace("author = {Red, A.}", "author =\n   {Red,  A.}")
    )
    later += "@book{new, title = {New}, date = {2001}}\n"
    found = groups(dossier(*ROWS), dossier(*ROWS, references=later))["sources"]
    assert [(r.kind.value, r.what, r.about, r.before, r.after) for r in found] == [
        ("added", "New 2001", "new", "", "New"),
        ("changed", "Red 1951", "date", "1950", "1951"),
        ("changed", "Tell 1960", "entry type", "book", "article"),
    ]


def test_a_key_that_was_renamed_everywhere_is_one_change() -> None:
    later = REFERENCES.replace("swiss,", "tell1955,").replace("{swiss}", "{tell1955}")
    rows = [row.replace("swiss", "tell1955") for row in ROWS]
    found = groups(dossier(*ROWS), dossier(*rows, references=later))
    assert set(found) <= {"sources", "findings"}
    (row,) = found["sources"]
    assert (row.kind.value, row.before, row.after) == ("renamed", "swiss", "tell1955")
    assert [r for r in found.get("findings", ()) if r.kind.value in ("new", "cleared")] == []


def test_a_finding_is_the_same_wherever_it_stands() -> None:
    before = dossier("C1,battle,A.,,,,,,,,,", "C2,battle,B.,gone,,,,,,,,")
    after = dossier(
        "C0,battle,New.,red1,,,,,,,,", "C2,battle,B.,gone,,,,,,,,", "C1,battle,A.,,,,,,,,,"
    )
    found = since(before, after).findings
    assert {finding.claim_id for finding in found.new} <= {"C0", None}
    assert [finding.rule for finding in found.cleared if finding.claim_id] == []


def test_a_finding_is_new_cleared_or_in_other_words() -> None:
    before = dossier("C1,battle,A.,gone,,,,,,,,", "C2,battle,B.,,,,,,,,,")
    after = dossier("C1,battle,A.,lost,,,,,,,,", "C2,battle,B.,red1,,,,,,,,")
    found = since(before, after).findings
    assert ("unknown-citekey", "C1") in {(old.rule, old.claim_id) for old, _ in found.restated}
    assert ("uncited-claim", "C2") in {(one.rule, one.claim_id) for one in found.cleared}
    assert ("single-source", "C2") in {(one.rule, one.claim_id) for one in found.new}


def test_a_waiver_is_added_and_its_finding_waived_and_the_other_way_round() -> None:
    rows = ("C1,battle,A.,,,,,,,,,",)
    waiver = '[[waivers]]\nrule = "uncited-claim"\nclaim = "C1"\nreason = "hearsay"\n'
    plain, waived = dossier(*rows), dossier(*rows, declaration=TWO_SIDES + waiver)
    found = groups(plain, waived)
    assert [(r.kind.value, r.after) for r in found["waivers"]] == [("added", "hearsay")]
    (finding,) = found["findings"]
    assert (finding.kind.value, finding.after) == ("waived", "waived: hearsay")
    back = groups(waived, plain)
    assert [r.kind.value for r in back["waivers"]] == ["dropped"]
    assert [r.kind.value for r in back["findings"]] == ["no longer waived"]
    other = dossier(*rows, declaration=TWO_SIDES + waiver.replace("hearsay", "lost page"))
    assert [(r.kind.value, r.before, r.after) for r in groups(waived, other)["waivers"]] == [
        ("changed", "hearsay", "lost page")
    ]


def test_what_is_declared_is_told_by_its_name() -> None:
    later = TWO_SIDES.replace('"Redland"', '"Red Land"') + "[tolerances]\nagree = 1.3\n"
    found = groups(dossier(*ROWS), dossier(*ROWS, declaration=later))["declared"]
    assert [(r.what, r.before, r.after) for r in found] == [
        ("parties.RED.label", "Redland", "Red Land"),
        ("parties.RED.adjective", "Redland", "Red Land"),
        ("tolerances.agree", "1.2", "1.3"),
    ]


def test_rows_that_cannot_be_read_any_more_are_told() -> None:
    before, after = dossier(*ROWS), dossier(*ROWS[:2], "C3,battle")
    found = groups(before, after)
    assert [(r.kind.value, r.after) for r in found["unread"]] == [("new", "C3,battle")]
    assert [(r.kind.value, r.before) for r in groups(after, before)["unread"]] == [
        ("cleared", "C3,battle")
    ]


def test_a_quantity_that_is_compared_first_now_or_no_longer_is_told() -> None:
    found = groups(dossier(ROWS[0]), dossier(*ROWS[:2]))["comparisons"]
    assert [row.kind.value for row in found] == ["new"]
    assert found[0].before.startswith("cannot tell: one figure only")
    (gone,) = groups(dossier(*ROWS[:2]), dossier(ROWS[0]))["comparisons"]
    assert gone.kind.value == "dropped"
    (nobody,) = groups(dossier(*ROWS[:2]), dossier(ROWS[2]))["comparisons"]
    assert (nobody.after, nobody.anchor) == ("nobody spoke of it", None)


claim_rows = st.lists(
    st.tuples(
        st.sampled_from(["", "A", "B", "C", "D"]),
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(["", "red1", "swiss"]),
    ),
    max_size=8,
)


def of_rows(rows: list[tuple[str, str, str]]) -> Dossier:
    return dossier(*(f"{name},battle,{said},{source},,,,,,,," for name, said, source in rows))


@settings(max_examples=40, deadline=None)
@given(before=claim_rows, after=claim_rows)
def test_every_claim_has_one_fate(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    then, now = of_rows(before), of_rows(after)
    found = since(then, now).claims
    old = [pair.before.position for pair in found.pairs] + [c.position for c in found.dropped]
    new = [pair.after.position for pair in found.pairs] + [c.position for c in found.added]
    assert sorted(map(str, old)) == sorted(str(claim.position) for claim in then.claims)
    assert sorted(map(str, new)) == sorted(str(claim.position) for claim in now.claims)


@settings(max_examples=40, deadline=None)
@given(rows=claim_rows)
def test_a_dossier_held_against_itself_has_no_changes(rows: list[tuple[str, str, str]]) -> None:
    same = of_rows(rows)
    assert groups(same, same) == {}


named_rows = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", "D", "E"]),
        st.sampled_from(["one", "two", "three", "four"]),
        st.sampled_from(["", "red1", "gone"]),
    ),
    max_size=5,
    unique_by=lambda row: row[0],
)


@settings(max_examples=60, deadline=None)
@given(before=named_rows, after=named_rows)
def test_what_is_added_one_way_is_dropped_the_other(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    then, now = of_rows(before), of_rows(after)
    there, back = since(then, now), since(now, then)
    assert there.claims.added == back.claims.dropped
    assert there.findings.new == back.findings.cleared
    assert there.sources.added == back.sources.dropped


def test_every_format_tells_the_changes() -> None:
    after = dossier(ROWS[0], ROWS[1].replace("206,,", "515,,"), ROWS[2])
    earlier = Earlier(dossier=dossier(*ROWS), label="commit <1a2b>")
    page = render(after, format="html", earlier=earlier)
    assert 'id="changes"' in page
    assert "What changed since commit &lt;1a2b&gt;" in page
    assert "<del>206</del>" in page
    text = render(after, format="markdown", earlier=earlier)
    assert "## What changed since commit &lt;1a2b&gt;" in text
    assert "| [C2](#claim-C2) | changed | Redland · killed | 206 | 515 |" in text
    found = json.loads(render(after, format="json", earlier=earlier))
    Draft202012Validator(report_schema()).validate(found)
    figures = next(g for g in found["changes"]["groups"] if g["anchor"] == "changed-figures")
    assert figures["rows"][0]["after"] == "515"
    assert json.loads(render(after, format="json"))["changes"] is None


# An earlier folder, and revisions of git.

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")
Run = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make an empty repository, and give what runs git in it."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    none = tmp_path / "no-settings"
    none.touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(none))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(none))
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    folder = tmp_path / "repository"
    folder.mkdir()

    def run(*arguments: str) -> str:
        command = ["git", *settings, *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    run("init", "--quiet", "--initial-branch", "main")
    return run


def write(folder: Path, *rows: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "claims.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    (folder / "references.bib").write_text(REFERENCES, encoding="utf-8")
    (folder / "dossier.toml").write_text(TWO_SIDES, encoding="utf-8")
    return folder


def commit(git: Run, message: str = "x") -> str:
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", message)
    return git("rev-parse", "HEAD")


def test_an_earlier_folder_is_opened_and_named_without_its_place(tmp_path: Path) -> None:
    old = write(tmp_path / "old", *ROWS[:1])
    now = write(tmp_path / "now", *ROWS)
    earlier = open_earlier(str(old), folder=now)
    assert earlier.label == "the folder old"
    assert len(earlier.dossier.claims) == 1
    assert open_earlier(str(old / "claims.csv"), folder=now).label == "the folder old"


@needs_git
def test_a_revision_is_opened_by_hash_tag_branch_and_distance(git: Run, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    write(folder, *ROWS[:1])
    first = commit(git)
    git("tag", "v1")
    write(folder, *ROWS)
    commit(git)
    for name in (first, first[:8], "v1", "HEAD~1", "main^"):
        earlier = open_earlier(name, folder=folder)
        assert len(earlier.dossier.claims) == 1, name
        assert first[:12] in earlier.label, name
    assert open_earlier("v1", folder=folder).label.endswith(" (v1)")
    assert len(open_earlier("HEAD", folder=folder).dossier.claims) == 3


@needs_git
def test_a_dossier_below_the_root_is_found_where_it_was(git: Run, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    write(folder / "battles" / "one", *ROWS[:1])
    commit(git)
    git("mv", "battles/one", "kumsong")
    commit(git)
    now = folder / "kumsong"
    assert len(open_earlier("HEAD", folder=now).dossier.claims) == 1
    with pytest.raises(DossierError, match="the folder kumsong did not exist in commit"):
        open_earlier("HEAD~1", folder=now)
    assert len(open_earlier("HEAD~1:battles/one", folder=now).dossier.claims) == 1


@needs_git
def test_a_revision_without_one_of_the_files_says_which(git: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "repository", *ROWS)
    (folder / "dossier.toml").unlink()
    commit(git)
    write(folder, *ROWS)
    with pytest.raises(DossierError, match=r"dossier\.toml did not exist in"):
        open_earlier("HEAD", folder=folder)


@needs_git
@pytest.mark.parametrize(
    "name",
    [
        "nonsense", "", " ", "-1", "--all", "--output=written", "--upload-pack=touch written",
        "HEAD..HEAD", "HEAD HEAD", "$(touch written)", "`touch written`", "HEAD; touch written",
        "|touch written", "a\nb", "a\0b", "x" * 200_000, "@{upstream}", "ext::sh -c touch%",
        "HEAD:../..", "HEAD:-x", ":/x", ":0:claims.csv", "HEAD:.git", "\ud800",
    ],
    ids=lambda name: ascii(name)[:20],
)  # fmt: skip
def test_a_hostile_revision_is_refused_and_runs_nothing(
    name: str, git: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "repository", *ROWS)
    commit(git)
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DossierError, match=r"no folder with a dossier|did not exist"):
        open_earlier(name, folder=folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["no-settings", "repository"]


@needs_git
def test_what_a_repository_says_is_to_be_run_is_not_run(git: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "repository", *ROWS)
    (folder / ".gitattributes").write_text("* diff=evil filter=evil\n", encoding="utf-8")
    commit(git)
    ran = tmp_path / "ran"
    command = f"touch {ran}; cat"
    for name in ("diff.evil.textconv", "filter.evil.smudge", "filter.evil.clean",
                 "core.pager", "core.fsmonitor", "gpg.program", "pager.log"):  # fmt: skip
        git("config", name, command)
    git("config", "log.showSignature", "true")
    assert len(open_earlier("HEAD", folder=folder).dossier.claims) == 3
    assert not ran.exists()


@needs_git
def test_a_link_in_the_place_of_a_file_is_refused(git: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "repository", *ROWS)
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").symlink_to("/etc/hostname")
    commit(git)
    with pytest.raises(DossierError, match=r"was no file in \. in commit .* \(mode 120000\)"):
        open_earlier("HEAD", folder=folder)


@needs_git
def test_within_a_hook_the_dossier_s_own_repository_is_asked(
    git: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "repository" / "kumsong", *ROWS)
    commit(git)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert len(open_earlier("HEAD", folder=folder).dossier.claims) == 3


def test_without_git_a_revision_cannot_be_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(DossierError, match="git is not installed"):
        open_earlier("HEAD", folder=write(tmp_path / "now", *ROWS))


@needs_git
def test_a_folder_in_no_repository_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(DossierError, match="is in no git repository"):
        open_earlier("HEAD", folder=write(tmp_path / "now", *ROWS))


@needs_git
def test_the_command_compares_and_refuses(
    git: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "repository", *ROWS[:2])
    commit(git)
    write(folder, *ROWS)
    command = ["report", str(folder), "--compare", "HEAD", "--format", "markdown"]
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert not ended.value.code
    assert "Claims: 1 added" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main([*command[:3], "HEAD~9", *command[4:]])
    assert "'HEAD~9': no folder with a dossier" in capsys.readouterr().err
