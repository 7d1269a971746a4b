"""No file and no function outgrows its limit unnoticed."""

import pytest

from tests.architecture.sizes import Size, functions_of, limit, main, too_long


def test_every_file_and_function_keeps_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out


def test_a_long_file_is_named_unless_a_decision_names_it() -> None:
    long = Size(401, 400, "app/services/a.py")
    assert too_long([long, Size(400, 400, "app/services/b.py")], "") == [long]
    assert too_long([long], "app/services/a.py stays whole: one table") == []


def test_functions_are_measured_with_their_inner_ones() -> None:
    text = "def outer():\n" + "    x = 1\n" * 60
    assert [size.lines for size in functions_of("a.py", text)] == [61]


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("app/a.py", 400),
        ("tests/a.py", 600),
        ("templates/a.html", 200),
        ("app/static/css/a.css", 400),
        ("README.md", None),
    ],
)
def test_limits(path: str, lines: int | None) -> None:
    assert limit(path) == lines


def test_vendored_files_are_nobodys_size() -> None:
    assert limit("app/static/vendor/htmx-2.0.11/htmx.js") is None
