"""What a page offers a telephone to dial."""

import pytest

from app.web.filters import dialled
from app.wording.people import telephone


@pytest.mark.parametrize(
    ("phone", "extension", "shown", "number"),
    [
        ("04-22289111", "12345", "04-22289111 分機 12345", "0422289111,12345"),
        ("(04) 2228-9111", "", "(04) 2228-9111", "0422289111"),
        ("+886-4-22289111", "", "+886-4-22289111", "+886422289111"),
        ("", "512", "分機 512", ""),
        ("請洽總機", "", "請洽總機", ""),
    ],
)
def test_a_telephone_is_shown_as_written_and_dialled_in_digits(
    phone: str, extension: str, shown: str, number: str
) -> None:
    assert telephone(phone, extension) == shown
    assert dialled(shown) == number
