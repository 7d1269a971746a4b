"""An uploaded template looked at in the reading process, which is limited: what comes back is plain, never an exception."""

from __future__ import annotations

import time
from typing import Any

from app.documents.check import PAPER_FIELDS, Problem, check_template, flat
from app.documents.program import compile_template

HEAVIEST_SECONDS = 5.0
"""What a template may cost here it costs again, once, in every process that prints with it."""
MOST_PROBLEMS = 30
LONGEST_FACT = 300


def examine(kind: str, data: bytes, paper: str) -> dict[str, Any]:
    """`problems`: code and facts each; `fields`: every field used, lists as 案件.案由; empty where there are problems."""
    begun = time.process_time()
    problems = check_template(data, PAPER_FIELDS[paper])
    if time.process_time() - begun > HEAVIEST_SECONDS:
        problems = [Problem("too_slow")]
    if not problems and compile_template(data).suffix != f".{kind}":
        problems = [Problem("not_a_word_file" if kind == "docx" else "not_a_writer_file")]
    return {
        "problems": [[problem.code, _short(problem)] for problem in problems[:MOST_PROBLEMS]],
        "fields": [] if problems else sorted(flat(compile_template(data).fields)),
    }


def _short(problem: Problem) -> dict[str, str]:
    return {name: str(fact)[:LONGEST_FACT] for name, fact in problem.facts.items()}
