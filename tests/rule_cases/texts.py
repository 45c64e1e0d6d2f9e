"""Names in lists, languages, characters, and works that stand twice."""

from __future__ import annotations

from collections.abc import Mapping

from rule_cases.case import BibCase, bib, book

KOREA = "author = {Chae, Han Kook}, date = 2001"
ENGLISH = "".join(f"@misc{{e{at}, title = {{Some work {at}}}}}\n" for at in range(3))

CASES: Mapping[str, BibCase] = {
    "misplaced-comma": bib(
        book("editor = {Chae, Han Kook, Chung, Suk Kyun}"),
        book("editor = {Chae, Han Kook and Chung, Suk Kyun}"),
        book("editor = {King, Jr., Martin Luther}"),
        book("editor = {{Chae, Chung, Yang, and Company}}"),
        book("editor = {family=Xu, given=Yan, prefix=von, suffix=Jr.}"),
        place="2 Chae, Han",
        severity="warning",
        says="3 commas in one name",
    ),
    "names-without-and": bib(
        book("editor = {Hermes, Walter G.; Malkasian, Carter}"),
        book("editor = {Hermes, Walter G. and Malkasian, Carter}"),
        book("editor = {Ortega y Gasset, José}"),
        book(r"editor = {{Simon \& Schuster}}"),
        book("editor = {Karl Theodor zu Guttenberg}"),
        place="2 Hermes",
        severity="warning",
        says="names joined by ;",
    ),
    "literal-et-al": bib(
        book("editor = {Chae, Han Kook and et al.}"),
        book("editor = {Chae, Han Kook and others}"),
        book("editor = {Et Alabama}"),
        place="2 et al.",
        severity="warning",
        says="taken for a name",
    ),
    "others-not-last": bib(
        book("editor = {others and Chae, Han Kook}"),
        book("editor = {Chae, Han Kook and others}"),
        book("editor = {Others, Ann}"),
        place="2 others and",
        severity="warning",
        says="others stands before a name",
    ),
    "capital-only-name": bib(
        book("editor = {Roe, R. and CHAE, Han Kook}"),
        book("editor = {Chae, Han Kook}"),
        book("editor = {{NATO} and UNESCO and Lee, K. Y. and NG, A.}"),
        book("editor = {徐焰}"),
        place="2 CHAE",
        severity="info",
        says="in capitals only",
    ),
    "mixed-name-order": bib(
        book("editor = {Chae, Han Kook and\nSun Yup Paik and Yang, Yong Cho}"),
        book("editor = {Chae, Han Kook and Paik, Sun Yup and Yang, Yong Cho}"),
        book("editor = {Chae, Han Kook and Aristotle and {Eighth Army} and 徐焰}"),
        place="3 Sun Yup",
        severity="info",
        says="3 names of this file are written with a comma, 1 without",
    ),
    "unknown-name-order": bib(
        book('editor = {Xu, Yan}, editor+an:script = {1="徐焰"}'),
        book(
            'editor = {Xu, Yan}, editor+an:script = {1="徐焰"},'
            ' editor+an:order = {1="family-first"}'
        ),
        book("editor = {徐焰}"),
        book('editor = {{Military Academy}}, editor+an:script = {1="军事科学院"}'),
        book("editor = {Zhang, Shu Guang}"),
        place="2 Xu, Yan",
        severity="warning",
        says="which part of name 1 stands first",
    ),
    "langid-against-script": bib(
        "@book{a, title = {抗美援朝战争史},\nlangid = {english}}\n",
        "@book{a, title = {抗美援朝战争史}, langid = {chinese}}\n",
        "@book{a, title = {Kang Mei yuan Chao}, langid = {chinese}}\n",
        "@book{a, title = {The word 战争 in Chinese war reports}, langid = {english}}\n",
        "@book{a, title = {韓國戰爭史}, langid = {korean}}\n",
        "@book{a, title = {Études}, langid = {french}}\n",
        place="2 {english}",
        severity="warning",
        says="is in Han",
    ),
    "title-without-romanisation": bib(
        "@book{a,\ntitle = {抗美援朝战争史}}\n" + ENGLISH,
        '@book{a, title = {抗美援朝战争史}, title+an:romanised = {="Kang Mei"}}\n' + ENGLISH,
        '@book{a, title = {抗美援朝战争史}, title+an:translated = {="History"}}\n' + ENGLISH,
        "@book{a, title = {抗美援朝战争史}, titleaddon = {History of the War}}\n" + ENGLISH,
        "@book{a, title = {抗美援朝战争史 [History of the War]}}\n" + ENGLISH,
        "@book{a, title = {抗美援朝战争史}}\n@book{b, title = {第一次较量}}\n",
        place="2 {抗美",
        severity="info",
        says="neither romanised nor translated",
    ),
    "unprotected-proper-noun": bib(
        "@book{a,\ntitle = {A History of the Korean War}}\n",
        "@book{a, title = {A History of the {Korean} War}}\n",
        "@book{a, title = {{A History of the Korean War}}}\n",
        "@book{a, title = {Korean ways of war}}\n",
        "@book{a, title = {Volume III of the history}}\n",
        "@book{a, title = {Der Krieg in Korea, von MacArthur}, langid = {german}}\n",
        place="2 {A History",
        severity="info",
        says="no braces protect Korean",
    ),
    "unbalanced-brackets": bib(
        book("series = {The Korean War (1950}"),
        book("series = {The Korean War (1950)}"),
        book("series = {1) Front, 2) Rear}"),
        book('series = {A 3.5" shell of {\\"U}ber}'),
        book("series = {《金城战役》 and „Front“}"),
        place="2 {The",
        severity="warning",
        says="1 ( and 0 )",
    ),
    "unescaped-sign": bib(
        book("publisher = {Allen & Unwin}"),
        book(r"publisher = {Allen \& Unwin}"),
        book("url = {https://a.org/?a=1&b=2%20#c}, abstract = {50 % & more}"),
        book(r"note = {See \url{https://a.org/?a=1&b=2} and https://b.org/#x}"),
        '@string{a = "A"}\n' + book('publisher = a # " and B"'),
        place="2 & Unwin",
        severity="warning",
        says="publisher: & without a backslash",
    ),
    "html-entity": bib(
        book("publisher = {Allen &amp; Unwin}"),
        book(r"publisher = {Allen \& Unwin; Co.}"),
        book("abstract = {<i>Hamlet</i> &amp; more}, series = {a < b > c}"),
        place="2 &amp;",
        severity="warning",
        says="'&amp;' is HTML",
    ),
    "not-nfc": bib(
        book("series = {Ko\u0308rner}"),
        book("series = {K\u00f6rner}"),
        book("series = {\uf90a城}"),
        place="2 o\u0308rner",
        severity="warning",
        says="stand apart",
    ),
    "invisible-character": bib(
        book("series = {War\u200b Studies}"),
        book("series = {War Studies}"),
        book("series = {می\u200cخواهم}"),
        place="2 \u200b",
        severity="warning",
        says="U+200B (zero width space)",
    ),
    "full-width-sign": bib(
        book("volume = {１２}"),
        book("volume = {12}"),
        book("series = {その２}"),
        place="2 １２",
        severity="warning",
        says="full-width signs",
    ),
    "mixed-width": bib(
        book("series = {朝鲜战争(1950—1953）}"),
        book("series = {朝鲜战争（1950—1953）}"),
        book("series = {朝鲜战争(1950—1953)}"),
        book("series = {その２}"),
        place="2 {朝鲜",
        severity="info",
        says="a pair of brackets of two widths",
    ),
    "duplicate-work": bib(
        f"@book{{a, title = {{抗美援朝战争史}}, {KOREA}}}\n"
        f"@book{{b, title = {{抗美援朝戰爭史}}, {KOREA}}}\n",
        f"@book{{a, title = {{The Korean War}}, {KOREA}, volume = 1}}\n"
        f"@book{{b, title = {{Korean war}}, {KOREA}, volume = 2}}\n",
        f"@book{{a, title = {{The Korean War}}, {KOREA}}}\n"
        "@book{b, title = {The Korean War}, author = {Chae, Han Kook}, date = 1999}\n",
        f"@book{{a, title = {{The Korean War}}, {KOREA}}}\n"
        f"@inbook{{b, title = {{The Korean War}}, {KOREA}}}\n",
        f"@book{{a, title = {{The Korean War}}, {KOREA}}}\n"
        f"@book{{b, title = {{The Korean War}}, {KOREA}, related = {{a}}}}\n",
        f"@book{{a, title = {{The Korean War, part 1}}, {KOREA}}}\n"
        f"@book{{b, title = {{The Korean War, part 2}}, {KOREA}}}\n",
        "@misc{a, title = {Untitled}}\n@misc{b, title = {Untitled}}\n",
        place="2 b,",
        severity="warning",
        says="b seems to be the work a (line 1)",
    ),
    "unknown-level": bib(
        book("level = {primry}"),
        book("level = {primary}"),
        place="2 {primry",
        severity="warning",
        says="level is 'primry'",
    ),
    "unknown-source-type": bib(
        book("sourcetype = {official}"),
        book("sourcetype = {official history}"),
        place="2 {official}",
        severity="warning",
        says="sourcetype is 'official'",
    ),
}
