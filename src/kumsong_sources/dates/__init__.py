"""Dates the way sources write them, held as spans of days.

Read are EDTF (ISO 8601-2) levels 0 and 1 and the usual forms of prose in English,
Chinese, Japanese and Korean. A date less precise than a day is the span of its days,
so that a month and a day within it can be compared.

Decisions
---------
- "early", "mid" and "late" are thirds of a month (days 1–10, 11–20, 21 to the end) or of
  a year (four months each), marked approximate; 上旬, 中旬 and 下旬 are the same ten days
  by definition and not approximate.
- Seasons are those of the northern hemisphere in whole months; winter 1953 is December
  1953 to February 1954.
- "by" and "until" include their day, "before" and "after" do not.
- Where day and month could change places (07/08/1953) nothing is read.

References
----------
Library of Congress, *Extended Date/Time Format (EDTF) Specification*, 2019.
"""

from kumsong_sources.dates.reading import read_date
from kumsong_sources.dates.span import DateSpan

__all__ = ["DateSpan", "read_date"]
