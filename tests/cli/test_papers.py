"""paper NAME: every one asks for no more than the meeting, the format and where to write."""

import pytest

from app.cli.papers import paper
from app.domain.papers.paper import PaperName
from app.services.papers.printing import formats_of


@pytest.mark.parametrize("name", PaperName)
def test_a_paper_needs_no_option_of_its_own(name: PaperName) -> None:
    for fmt in formats_of(name):
        words = ["--meeting", "115-1", "--format", fmt, "-o", f"paper.{fmt}"]
        context = paper.commands[name].make_context(name, words)
        assert (context.params["label"], context.params["fmt"]) == ("115-1", fmt)
