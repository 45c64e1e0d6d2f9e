"""Write invented dossiers of any size, the same one for the same size and seed.

    python benchmarks/generate.py FOLDER --claims 1000

Nothing in them is history: events, works, figures and names of works are made up.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLUMNS = (
    "claim_id", "event", "statement", "source", "subject", "measure", "figure", "scope",
    "reporter", "link", "via", "informant", "quote", "quote_lang", "note",
)  # fmt: skip
PARTIES = {
    "UNC": ("United Nations Command", ""),
    "KOR": ("South Korea", "UNC"),
    "USA": ("United States", "UNC"),
    "COM": ("Communist forces", ""),
    "CHN": ("China", "COM"),
    "PRK": ("North Korea", "COM"),
    "SUI": ("Switzerland", ""),
}
SIDE = {code: whole or code for code, (_, whole) in PARTIES.items()}
SUBJECTS = ("KOR", "CHN", "UNC", "COM", "USA", "PRK")
LOSSES = ("killed", "wounded", "missing", "captured")
MEASURES = (*LOSSES, "casualties", "strength", "guns")
SHARES = {"killed": 0.2, "wounded": 0.5, "missing": 0.2, "captured": 0.1, "casualties": 1.0}

CLAIMS_PER_SOURCE = 20
CLAIMS_PER_EVENT = 50
SOURCES_PER_EVENT = 6
FAULTY = 0.01
"""Share of claims with a fault, one of `FAULTS`."""

PLACES = ("金城", "上甘岭", "鐵原", "백마고지", "Kumsong", "Kapyong", "長津湖", "임진강")
SURNAMES = ("Paik", "Kim", "Chung", "Xu", "Zhang", "Miller", "Hermes", "Appleman", "徐", "백")
TITLES = {
    "CHN": "抗美援朝战争史 第{n}卷 {place}",
    "KOR": "한국전쟁사 제{n}권 {place}",
    "USA": "Truce Tent and Fighting Front {n}: {place}",
    "SUI": "Der Krieg in Korea {n}: {place}",
    "PRK": "조국해방전쟁사 {n} {place}",
}
SENTENCES = {
    "CHN": ("{place}战役中{subject}的{measure}为{figure}。", "zh"),
    "KOR": ("{place} 전투에서 {subject}의 {measure}은 {figure}이다.", "ko"),
    "PRK": ("{place} 전투에서 {subject}의 {measure}은 {figure}이다.", "ko"),
}


@dataclass(frozen=True, kw_only=True)
class Work:
    """An invented work: its citekey, whose account it gives, and what it derives from."""

    citekey: str
    party: str
    derivesfrom: str = ""


@dataclass(frozen=True, kw_only=True)
class Battle:
    """An invented event, the works that tell of it, and how large the true losses were."""

    name: str
    place: str
    works: tuple[Work, ...]
    scale: float


def main() -> None:
    """Write the dossier that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1000, help="how many rows (1000)")
    parser.add_argument("--seed", type=int, default=1953)
    parser.add_argument(
        "--faulty", type=float, default=FAULTY, help=f"share of faulty rows ({FAULTY})"
    )
    asked = parser.parse_args()
    write_dossier(asked.folder, claims=asked.claims, seed=asked.seed, faulty=asked.faulty)


def write_dossier(
    folder: Path, *, claims: int, seed: int = 1953, faulty: float = FAULTY
) -> None:
    """Write `claims.csv`, `references.bib` and `dossier.toml` into a folder.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    claims : int
        Rows of `claims.csv`; works and events grow with them.
    seed : int
    faulty : float
        Share of rows with a fault: 0 for a dossier whose every row can be used.
    """
    chance = random.Random(f"{seed} {claims}")
    works = _works(max(SOURCES_PER_EVENT, claims // CLAIMS_PER_SOURCE), chance=chance)
    battles = _battles(max(1, claims // CLAIMS_PER_EVENT), works=works, chance=chance)
    folder.mkdir(parents=True, exist_ok=True)
    bibliography = "\n".join(_entry(number, work) for number, work in enumerate(works))
    _write(folder / "references.bib", bibliography)
    _write(folder / "dossier.toml", _declaration(battles))
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for number in range(claims):
        # Rows of one event stand together, as an editor writes them down.
        battle = battles[number * len(battles) // claims]
        row = _row(number, battle, chance=chance)
        if chance.random() < faulty:
            chance.choice(FAULTS)(row)
        writer.writerow(row)
    _write(folder / "claims.csv", table.getvalue())


def _works(count: int, *, chance: random.Random) -> list[Work]:
    works: list[Work] = []
    for number in range(count):
        surname = SURNAMES[number % len(SURNAMES)].lower()
        party = ("CHN", "KOR", "USA", "PRK", "KOR", "CHN", "SUI")[number % 7]
        # A work that takes its account from an earlier one, often of the same shelf.
        earlier = chance.randrange(max(0, number - SOURCES_PER_EVENT), number) if number else 0
        derives = number > 0 and chance.random() < 0.15
        works.append(
            Work(
                citekey=f"{surname}{1951 + number % 70}n{number}",
                party=party,
                derivesfrom=works[earlier].citekey if derives else "",
            )
        )
    return works


def _battles(count: int, *, works: list[Work], chance: random.Random) -> list[Battle]:
    battles = []
    for number in range(count):
        first = number * len(works) // count
        told = [works[(first + next_) % len(works)] for next_ in range(SOURCES_PER_EVENT)]
        battles.append(
            Battle(
                name=f"battle-{number + 1}",
                place=PLACES[number % len(PLACES)],
                works=tuple(told),
                scale=math.exp(chance.uniform(math.log(2_000), math.log(60_000))),
            )
        )
    return battles


def _row(number: int, battle: Battle, *, chance: random.Random) -> dict[str, str]:
    work = chance.choice(battle.works)
    row = {
        "claim_id": f"C{number + 1:06}",
        "event": battle.name,
        "source": _cited(work, chance),
    }
    if chance.random() < 0.2:
        row["source"] += f"; {_cited(chance.choice(battle.works), chance)}"
    if chance.random() < 0.05:
        row["via"], row["source"] = row["source"].partition("[")[0], ""
    elif chance.random() < 0.1:
        row["via"] = chance.choice(battle.works).citekey
    if chance.random() < 0.05:
        row |= {"link": "inferred", "note": "脚注 lost; the label names this side's works"}
    if chance.random() < 0.25:
        row["statement"] = f"{battle.place}, no. {number + 1}: the armies attacked at night."
        return row
    subject, measure = chance.choice(SUBJECTS), chance.choice(MEASURES)
    if chance.random() < 0.05:
        day = chance.randint(10, 15)
        row |= {"measure": "date", "figure": f"{day}–{day + chance.randint(9, 14)} July 1953"}
    else:
        figure = _figure(battle, work=work, subject=subject, measure=measure, chance=chance)
        row |= {"subject": subject, "measure": measure, "figure": figure}
    sentence, language = SENTENCES.get(
        work.party, ("{place}: {measure} of {subject}, {figure}.", "en")
    )
    row["statement"] = sentence.format(
        place=battle.place, subject=subject, measure=row["measure"], figure=row["figure"]
    )
    if chance.random() < 0.3:
        row |= {"quote": row["statement"], "quote_lang": language}
    if chance.random() < 0.05:
        row["reporter"] = work.party
    if chance.random() < 0.03:
        row["scope"] = "first day"
    return row


def _cited(work: Work, chance: random.Random) -> str:
    return f"{work.citekey}[{chance.randint(1, 700)}]"


def _figure(
    battle: Battle, *, work: Work, subject: str, measure: str, chance: random.Random
) -> str:
    """A figure as sources print them: own ones near the truth, others' high and round."""
    true = battle.scale * SHARES.get(measure, 3.0 if measure == "strength" else 0.01)
    true *= 1.0 if PARTIES[subject][1] else 1.6
    hostile = SIDE[work.party] != SIDE[subject]
    told = true * math.exp(chance.gauss(0.7, 0.5) if hostile else chance.gauss(0, 0.05))
    number = max(1, round(told))
    if hostile and number > 1000:
        number = round(number, -3)
    return chance.choices(
        (
            f"{number:,}",
            f"{number}",
            f"c. {number:,}",
            f"over {number:,}",
            f"up to {number:,}",
            f"{number:,}–{round(number * 1.3):,}",
            f"约{number}",
            "heavy",
        ),
        weights=(50, 15, 10, 5, 3, 7, 7, 3),
    )[0]


def _no_such_key(row: dict[str, str]) -> None:
    row["source"] = "nobody1999[1]"


def _no_such_party(row: dict[str, str]) -> None:
    row["subject"] = "ROK"


def _no_number(row: dict[str, str]) -> None:
    row |= {"subject": "KOR", "measure": "killed", "figure": "-5"}


def _no_source(row: dict[str, str]) -> None:
    row |= {"source": "", "via": ""}


def _same_id(row: dict[str, str]) -> None:
    row["claim_id"] = "C000001"


FAULTS = (_no_such_key, _no_such_party, _no_number, _no_source, _same_id)
"""What may be wrong with a row, one of them at a time."""


def _entry(number: int, work: Work) -> str:
    surname = SURNAMES[number % len(SURNAMES)]
    title = TITLES[work.party].format(n=number, place=PLACES[number % len(PLACES)])
    lines = [
        f"@book{{{work.citekey},",
        f'  author     = {{{surname}, N{number}. and M{{\\"u}}ller, A.}},',
        f"  title      = {{{title}}},",
        f"  publisher  = {{Press {number % 40}}},",
        "  location   = {Seoul},",
        f"  date       = {{{1951 + number % 70}}},",
        f"  party      = {{{work.party}}},",
        "  sourcetype = {official history},",
        "  level      = {secondary},",
    ]
    if work.derivesfrom:
        lines.append(f"  derivesfrom = {{{work.derivesfrom}}},")
    return "\n".join([*lines, "}", ""])


def _declaration(battles: list[Battle]) -> str:
    return "\n".join([*_parties(), *_events(battles)])


def _parties() -> Iterator[str]:
    yield 'title = "An invented dossier"\n'
    for code, (label, whole) in PARTIES.items():
        yield f'[parties.{code}]\nlabel = "{label}"'
        yield f'part_of = "{whole}"\n' if whole else ""


def _events(battles: list[Battle]) -> Iterator[str]:
    for battle in battles:
        yield f'[events.{battle.name}]\nlabel = "{battle.place}, {battle.name}"'
        yield 'date = "1953-07"\nsides = ["UNC", "COM"]\n'


def _write(path: Path, text: str) -> None:
    # One line end everywhere, so that a dossier is the same bytes on every system.
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
