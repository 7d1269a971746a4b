"""Codes that people say aloud (product 2b): made once, stored, and looked up however they are typed."""

import re
import unicodedata

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_COMMITTEE = re.compile(r"[A-Z][A-Z0-9_]*\.")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def case_code(meeting_slug: str, number: int) -> str:
    """114-1-3: the third case; 臨時動議 go on after the last discussion case."""
    return f"{meeting_slug}-{_counted(number)}"


def report_code(meeting_slug: str, number: int) -> str:
    """114-1-R2: the second of 報告事項."""
    return f"{meeting_slug}-R{_counted(number)}"


def minutes_code(meeting_slug: str, number: int) -> str:
    """114-1-M1: the first line of 確認上次紀錄, whose 決定 needs a code like every other."""
    return f"{meeting_slug}-M{_counted(number)}"


def special_report_code(meeting_slug: str, number: int) -> str:
    """114-1-S1: the first of 專題報告."""
    return f"{meeting_slug}-S{_counted(number)}"


def chair_code(meeting_slug: str, number: int) -> str:
    """114-1-C1: the first of 主席裁示事項."""
    return f"{meeting_slug}-C{_counted(number)}"


def resolution_code(code_of_case: str, ordinal: int) -> str:
    """The first resolution has its case's code, a further one 114-1-3.2."""
    return code_of_case if _counted(ordinal) == 1 else f"{code_of_case}.{ordinal}"


def proposal_code(roc_year: int, running: int) -> str:
    """P114-7: before and beside any meeting; year of creation, running number."""
    return f"P{_counted(roc_year)}-{_counted(running)}"


def with_committee(code: str, committee_code: str, is_primary: bool) -> str:
    """The primary committee's codes stand bare, another's as EDU.114-1-3."""
    return code if is_primary else f"{committee_code}.{code}"


def normalise_code(text: str) -> str:
    """For looking up: half width, upper case, no blanks, any dash as -, leading zeros dropped (not in EDU01.)."""
    folded = "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split()).upper()
    committee = _COMMITTEE.match(folded)
    prefix = committee[0] if committee else ""
    return prefix + _LEADING_ZEROS.sub("", folded[len(prefix) :])


def _counted(number: int) -> int:
    if number < 1:
        raise ValueError(f"codes count from 1, not {number}")
    return number
