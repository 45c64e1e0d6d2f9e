-- A corpus analysed in DuckDB as one who knows SQL well would: what run.py measures the
-- DuckDB engine against. Nothing in it is slowed down; a test holds its cells against ours.
-- The view `corpus` is the Parquet file.

CREATE TEMP TABLE attested AS
SELECT dossier, event, coalesce(subject, '') AS subject, measure, coalesce(scope, '') AS scope,
    kind, coalesce(part, '') AS part, reporter, perspective, citekey, witness,
    low, best, high, grain, category, is_derived
FROM corpus;

CREATE TEMP TABLE comparisons AS
WITH figures AS (
    SELECT dossier, event, subject, measure, scope, kind, part, reporter, citekey, low, high,
        any_value(witness) AS witness,
        max(low - CASE WHEN grain > 1 OR kind = 'quantity' AND grain > 0 THEN grain / 2 ELSE 0 END)
            AS rounded_low,
        min(high + CASE WHEN grain > 1 OR kind = 'quantity' AND grain > 0 THEN grain / 2 ELSE 0 END)
            AS rounded_high
    FROM attested
    GROUP BY ALL
), points AS (
    SELECT *, (coalesce(low, high) + coalesce(high, low)) / 2 AS point FROM figures
), measured AS (
    SELECT dossier, event, subject, measure, scope, kind,
        count(DISTINCT reporter) AS reporters,
        count(DISTINCT citekey) FILTER (witness IS NOT NULL) AS sources,
        count(DISTINCT witness) AS witnesses,
        count(point) AS n,
        coalesce(bool_or(low IS NULL OR high IS NULL) FILTER (point IS NOT NULL), false) AS is_open,
        count(point) FILTER (part <> '') AS parts,
        min(low) AS lower_low, max(low) AS higher_low,
        min(high) AS lower_high, max(high) AS higher_high,
        min(point) AS least_point, avg(point) AS mean, stddev_samp(point) AS deviation,
        avg(ln(point)) FILTER (point > 0) AS log_mean,
        stddev_samp(ln(point)) FILTER (point > 0) AS log_deviation,
        max(rounded_low) FILTER (part = '') AS whole_low,
        min(rounded_high) FILTER (part = '') AS whole_high,
        max(rounded_low) FILTER (part <> '') AS part_low
    FROM points
    GROUP BY dossier, event, subject, measure, scope, kind
), enough AS (
    SELECT dossier, event, subject, measure, scope, kind, point,
        median(point) OVER quantity AS middle
    FROM points
    WHERE point IS NOT NULL AND kind <> 'date'
    WINDOW quantity AS (PARTITION BY dossier, event, subject, measure, scope, kind)
    QUALIFY count(*) OVER quantity >= 4
), deviations AS (
    SELECT dossier, event, subject, measure, scope, kind,
        any_value(middle) AS middle, median(abs(point - middle)) AS mad
    FROM enough
    GROUP BY dossier, event, subject, measure, scope, kind
), answers AS (
    SELECT dossier, event, subject, measure, scope, kind,
        count(*) AS given, count(DISTINCT coalesce(category, '')) AS answers
    FROM (SELECT DISTINCT dossier, event, subject, measure, scope, kind, reporter, citekey, category
          FROM attested WHERE kind = 'category')
    GROUP BY dossier, event, subject, measure, scope, kind
), numbered AS (
    SELECT *,
        least(lower_low, lower_high) AS lowest, greatest(higher_low, higher_high) AS highest,
        n >= 2 AND kind <> 'date' AS measurable,
        CASE WHEN n >= 2 AND kind <> 'date' AND least(lower_low, lower_high) > 0
            THEN greatest(higher_low, higher_high) / least(lower_low, lower_high) END AS ratio,
        CASE WHEN n >= 2 AND kind <> 'date' AND higher_low > lower_high AND lower_high > 0
            THEN higher_low / lower_high END AS gap_ratio,
        CASE WHEN n < 2 THEN NULL WHEN kind <> 'date'
            THEN greatest(higher_low, higher_high) - least(lower_low, lower_high)
            ELSE greatest(higher_low - lower_low, higher_high - lower_high) END AS difference
    FROM measured
    LEFT JOIN deviations USING (dossier, event, subject, measure, scope, kind)
    LEFT JOIN answers USING (dossier, event, subject, measure, scope, kind)
)
SELECT dossier, event, subject, measure, scope, kind, reporters, sources, witnesses, n,
    CASE WHEN kind <> 'date' OR n >= 2 THEN lowest END AS low,
    CASE WHEN kind <> 'date' OR n >= 2 THEN highest END AS high,
    is_open AND kind <> 'date' AS is_open,
    ratio, log2(ratio) AS log2_ratio, difference,
    CASE WHEN measurable AND highest > 0
        THEN 100 * (highest - lowest) / ((highest + lowest) / 2) END AS symmetric_percent,
    CASE WHEN measurable AND mean <> 0 THEN deviation / mean END AS cv,
    CASE WHEN measurable AND least_point > 0 THEN exp(log_mean) END AS geometric_mean,
    CASE WHEN measurable AND least_point > 0 THEN exp(log_deviation) END AS geometric_sd,
    CASE WHEN middle <> 0 THEN mad / middle END AS mad_ratio,
    gap_ratio,
    CASE WHEN ratio <= 1.2 THEN 'agree' WHEN ratio <= 1.5 THEN 'minor'
        WHEN ratio <= 2.1 THEN 'notable' WHEN ratio <= 2.9 THEN 'large'
        WHEN ratio IS NOT NULL THEN 'extreme' END AS band,
    CASE WHEN kind = 'category' THEN CASE WHEN given >= 2 THEN answers > 1 END
        WHEN n < 2 THEN NULL
        WHEN kind = 'date' THEN difference > 0
        WHEN whole_low > whole_high * (1 + 1e-12)
            THEN NOT (coalesce(gap_ratio <= 1.2, false) AND parts = 0)
        WHEN parts = 0 THEN false
        WHEN part_low > whole_high * (1 + 1e-12) THEN true END AS is_discrepancy,
    parts
FROM numbered
ORDER BY dossier, event, subject, measure, scope;

CREATE TEMP TABLE reports AS
SELECT dossier, event, subject, measure, scope, kind, reporter, part,
    CASE WHEN bool_and(low IS NOT NULL) THEN min(low) END AS low,
    CASE WHEN bool_and(high IS NOT NULL) THEN max(high) END AS high,
    min(CASE perspective WHEN 'own' THEN 0 WHEN 'enemy' THEN 1 WHEN 'third-party' THEN 2 ELSE 3 END)
        AS rank
FROM attested
WHERE kind IN ('count', 'quantity') AND (low IS NOT NULL OR high IS NOT NULL)
GROUP BY dossier, event, subject, measure, scope, kind, reporter, part;

CREATE TEMP TABLE paired AS
SELECT one.dossier, one.event, one.subject, one.measure, one.scope,
    one.reporter AS first, two.reporter AS second,
    one.low AS first_low, one.high AS first_high,
    two.low AS second_low, two.high AS second_high,
    CASE WHEN one.high > 0 THEN two.low / one.high END AS ratio_low,
    CASE WHEN one.low > 0 THEN two.high / one.low END AS ratio_high,
    one.rank = 0 AND two.rank = 1 AS is_overclaim,
    one.part <> two.part AS scope_differs,
    CASE WHEN coalesce(one.low > 0, false) OR coalesce(one.high > 0, false) THEN NULL
        ELSE 'undefined with a zero figure' END AS undefined,
    one.rank AS first_rank, two.rank AS second_rank,
    one.part AS first_part, two.part AS second_part
FROM reports AS one
JOIN reports AS two USING (dossier, event, subject, measure, scope, kind)
WHERE (one.rank, coalesce(one.reporter, '')) < (two.rank, coalesce(two.reporter, ''));

CREATE TEMP TABLE pairs AS
SELECT * EXCLUDE (first_rank, second_rank, first_part, second_part)
FROM paired
ORDER BY dossier, event, subject, measure, scope, first_rank, coalesce(first, ''),
    second_rank, coalesce(second, ''), first_part, second_part;

CREATE TEMP TABLE exchanges AS
WITH overclaims AS (
    SELECT * FROM paired
    WHERE is_overclaim AND undefined IS NULL AND first IS NOT NULL AND second IS NOT NULL
)
SELECT one.dossier, one.event, one.measure, one.second AS first, one.first AS second,
    one.ratio_low AS first_overclaim_low, one.ratio_high AS first_overclaim_high,
    two.ratio_low AS second_overclaim_low, two.ratio_high AS second_overclaim_high,
    CASE WHEN two.first_high > 0 THEN one.second_low / two.first_high END AS first_exchange_low,
    CASE WHEN two.first_low > 0 THEN one.second_high / two.first_low END AS first_exchange_high,
    CASE WHEN one.first_high > 0 THEN two.second_low / one.first_high END AS second_exchange_low,
    CASE WHEN one.first_low > 0 THEN two.second_high / one.first_low END AS second_exchange_high,
    one.ratio_low * two.ratio_low AS swing_low, one.ratio_high * two.ratio_high AS swing_high,
    one.scope_differs OR two.scope_differs AS scope_differs
FROM overclaims AS one
JOIN overclaims AS two ON one.dossier = two.dossier AND one.event = two.event
    AND one.measure = two.measure AND one.first = two.second AND one.second = two.first
WHERE one.second < one.first
ORDER BY one.dossier, one.event, one.measure, one.second, one.first, swing_low NULLS LAST,
    swing_high NULLS LAST, first_overclaim_low NULLS LAST, first_overclaim_high NULLS LAST;

CREATE TEMP TABLE stated AS
SELECT DISTINCT dossier, event, subject, measure, scope, kind, reporter, perspective, citekey,
    low, best, high
FROM attested
WHERE part = '' AND NOT is_derived;

CREATE TEMP TABLE reporters AS
WITH by_quantity AS (
    SELECT reporter, perspective, dossier, event, subject, measure, scope, kind,
        count(*) AS attestations,
        count(*) FILTER (best >= 1000 AND kind IN ('count', 'quantity')) AS figures,
        count(*) FILTER (best >= 1000 AND kind IN ('count', 'quantity') AND best % 100 = 0)
            AS round_figures
    FROM stated
    GROUP BY reporter, perspective, dossier, event, subject, measure, scope, kind
)
SELECT reporter, perspective, count(*) AS quantities,
    CAST(sum(attestations) AS BIGINT) AS attestations,
    CAST(sum(figures) AS BIGINT) AS figures, CAST(sum(round_figures) AS BIGINT) AS round_figures,
    sum(round_figures) / nullif(sum(figures), 0) AS heaping_share
FROM by_quantity
GROUP BY reporter, perspective
ORDER BY reporter NULLS LAST, perspective NULLS LAST;

CREATE TEMP TABLE source_load AS
WITH cited AS (
    SELECT dossier, citekey, count(*) AS figures
    FROM stated
    WHERE citekey IS NOT NULL AND (low IS NOT NULL OR high IS NOT NULL)
    GROUP BY dossier, citekey
), shares AS (
    SELECT *, figures / sum(figures) OVER (PARTITION BY dossier) AS share FROM cited
)
SELECT *, 1 / sum(share * share) OVER (PARTITION BY dossier) AS effective_sources
FROM shares
ORDER BY dossier, citekey;
