"""A paper is saved under its title, whatever the title holds."""

import pytest

from app.documents.file_names import paper_file_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("示範市政府115年第1次廉政會報提案表", "示範市政府115年第1次廉政會報提案表.docx"),
        ('甲/乙\\丙:丁*戊?"己<庚>辛|', "甲_乙_丙_丁_戊__己_庚_辛_.docx"),
        ("../../etc/passwd", "_.._etc_passwd.docx"),
        ("甲\r\n乙\0\u202e丙", "甲乙丙.docx"),
        ("  . ", "文件.docx"),
        ("", "文件.docx"),
        ("𠮷" * 300, "𠮷" * 50 + ".docx"),
    ],
)
def test_the_name_keeps_the_title_and_drops_what_no_file_system_takes(title: str, expected: str) -> None:
    assert paper_file_name(title, "docx") == expected
