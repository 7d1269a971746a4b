"""The import commands: the check page confirmed as recognised, on an empty database after init."""

import json
import os
import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result
from docx import Document
from sqlalchemy.orm import Session

from app.domain.intake.batch_flow import BatchState
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.models import Agency, Committee, ImportBatch, Meeting, Proposal
from app.readers.proposal_table import read_proposal_tables
from tests.intake_records import a_committee, a_person, a_table_of
from tests.readers.minutes_layouts import counted_in_capitals
from tests.web.intake.test_proposals import rows

if TYPE_CHECKING:
    from flask import Flask

SAMPLE = "taichung-114-1-proposal-table.txt"
Run = Callable[..., Result]


@pytest.fixture
def run(app: "Flask") -> Run:
    """`run("import-proposals", path)`: the command's result, stdout and stderr apart."""

    def command(*words: object) -> Result:
        with app.app_context():
            return app.test_cli_runner().invoke(args=["tracker", *map(str, words)])

    return command


@pytest.fixture
def past(tmp_path: Path) -> Path:
    path = tmp_path / "提案表.docx"
    path.write_bytes(a_table_of(("1", "照案通過。"), ("2", "修正後通過。"), more="無處可放的一段。"))
    return path


def test_an_empty_system_gets_committee_meeting_and_cases(run: Run, session: Session, past: Path) -> None:
    done = run("import-proposals", past)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["113-2-1", "113-2-2"]
    assert lines[0].endswith("提請審議。")
    assert "無處可放的一段。" in done.stderr
    assert "已建立主要會報「示範市政府廉政會報」" in done.stderr
    assert [one.is_primary for one in rows(session, Committee)] == [True]
    assert [(one.name, one.short_name) for one in rows(session, Agency)] == [("示範市政府政風處", "政風處")]
    (meeting,) = rows(session, Meeting)
    assert (meeting.state, meeting.title) == (MeetingState.CLOSED, "示範市政府113年第2次廉政會報")
    assert all(one.agency_id for one in rows(session, Proposal))


def test_a_dry_run_and_a_file_without_cases_store_nothing(
    run: Run, session: Session, past: Path, tmp_path: Path
) -> None:
    dry = run("import-proposals", "--dry-run", past)
    assert dry.exit_code == 0
    assert dry.stdout.startswith("113-2-1\t")
    nothing = tmp_path / "空談.txt"
    nothing.write_text("這份文件沒有任何提案。", encoding="utf-8")
    assert run("import-proposals", nothing).exit_code == 2
    assert not [*rows(session, ImportBatch), *rows(session, Committee), *rows(session, Agency)]


def test_importing_again_doubles_nothing(run: Run, session: Session, past: Path) -> None:
    run("import-proposals", past)
    again = run("import-proposals", past)
    assert again.exit_code == 0
    assert again.stdout == ""
    assert "未儲存任何資料" in again.stderr
    assert len(rows(session, Proposal)) == 2
    assert len(rows(session, ImportBatch)) == 1


def test_the_console_schedules_what_has_no_resolution(run: Run, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "下次.docx"
    path.write_bytes(a_table_of(("1", ""), ("2", "")))
    assert run("import-proposals", path).stdout.splitlines()[1].startswith("113-2-2\t")
    assert [one.state for one in rows(session, Meeting)] == [MeetingState.PREPARING]


def test_one_bad_file_is_said_and_the_others_come_in(
    run: Run, session: Session, past: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "壞.docx"
    bad.write_bytes(b"no docx")
    done = run("import-proposals", bad, past)
    assert done.exit_code == 1
    assert "「壞.docx」" in done.stderr
    assert len(rows(session, Proposal)) == 2


def test_minutes_come_in_and_go_back(run: Run, session: Session, tmp_path: Path) -> None:
    source = counted_in_capitals()
    path = tmp_path / "會議紀錄.txt"
    path.write_bytes(source.data)
    dry = run("import-minutes", "--dry-run", path)
    assert dry.exit_code == 0, dry.output
    assert "主席：林市長" in dry.stderr
    assert not rows(session, Meeting)
    done = run("import-minutes", path)
    codes = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert codes == [
        "113-2-R1", "113-2-1", "113-2-2", "113-2-M1", "113-2-R2", "113-2-C1", "113-2-C2",
    ]  # fmt: skip
    assert [one.state for one in rows(session, Meeting)] == [MeetingState.CLOSED]
    assert "未儲存任何資料" in run("import-minutes", path).stderr
    assert run("undo-import", batch_of(done)).exit_code == 0
    assert not [*rows(session, Meeting), *rows(session, Proposal)]
    path.write_text("這份文件不是會議紀錄。", encoding="utf-8")
    assert run("import-minutes", path).exit_code == 2


def test_undo_import(run: Run, session: Session, past: Path) -> None:
    run("import-proposals", past)
    assert run("undo-import", 1).exit_code == 0
    assert not [*rows(session, Proposal), *rows(session, Meeting)]
    assert [one.state for one in rows(session, ImportBatch)] == [BatchState.UNDONE]
    assert run("undo-import", 1).exit_code == 1
    assert "沒有匯入批次 9" in run("undo-import", 9).stderr
    assert run("verify-audit").exit_code == 0
    assert run("import-proposals", past).exit_code == 0


def test_as_somebody_without_the_right(run: Run, session: Session, past: Path) -> None:
    committee = a_committee(session)
    a_person(session, "officer", Role.OFFICER, committee.agency_id)
    a_person(session, "contact", Role.CONTACT, committee.agency_id)
    session.commit()
    assert run("import-proposals", "--as", "officer", past).exit_code == 0
    refused = run("import-proposals", "--as", "contact", past)
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert run("import-proposals", "--committee", "NONE", past).exit_code == 1


def test_export_says_every_case_in_the_agreed_shape(run: Run, past: Path) -> None:
    run("import-proposals", past)
    for label in ("113年第2次", "113-2"):
        cases = json.loads(run("export-proposals", "--meeting", label, "--json").stdout)
        assert [case["code"] for case in cases] == ["113-2-1", "113-2-2"]
        first = cases[0]
        assert list(first) == ["code", "number", "unit", "subject", "explanation", "proposal", "resolution"]
        assert (first["number"], first["unit"]) == ("1", "政風處")
        assert first["explanation"][0].startswith("一、")
        assert first["resolution"] == ["照案通過。"]
    missing = run("export-proposals", "--meeting", "99", "--json")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "找不到會議「99」" in missing.stderr


def test_agencies_and_users(run: Run, session: Session, tmp_path: Path) -> None:
    agencies, users = tmp_path / "機關.csv", tmp_path / "人.csv"
    head = "全銜,簡稱,代碼,類別,上級,排序,政風辦理方式,群組\n"
    agencies.write_text(head + "示範市政府,市府,A00,一級,X,1,政風機構,\n", encoding="utf-8")
    wrong = run("import-agencies", agencies)
    assert wrong.exit_code == 1
    assert "第 2 列『上級』：找不到代碼 X" in wrong.stderr
    assert not [*rows(session, Agency), *rows(session, ImportBatch)]
    agencies.write_text(head + "示範市政府,市府,A00,一級,,1,政風機構,\n", encoding="utf-8")
    first = run("import-agencies", agencies)
    assert first.stdout.strip() == "新增 1\t更新 0\t相同 0"
    assert run("import-agencies", agencies).stdout.strip() == "新增 0\t更新 0\t相同 1"
    users.write_text(
        "帳號,姓名,職稱,機關代碼,單位,電子郵件,電話,分機,角色\nwang,王一,,A00,,,,,首長\n", encoding="utf-8"
    )
    second = run("import-users", users)
    assert second.stdout.strip() == "新增 1\t更新 0\t相同 0"
    assert run("undo-import", batch_of(second)).exit_code == 0
    # The log says who was given which role where, so the agency stays.
    refused = run("undo-import", batch_of(first))
    assert refused.exit_code == 1
    assert "不能整批撤銷" in refused.stderr
    assert [one.code for one in rows(session, Agency)] == ["A00"]


@pytest.fixture
def sample() -> Path:
    folder = os.environ.get("SAMPLES_DIR")
    if not folder:
        message = (
            f"SAMPLES_DIR is not set: {SAMPLE} was NOT imported. Set it to the folder that holds the file."
        )
        pytest.skip(message)
    return Path(folder) / SAMPLE


def test_the_real_paper_comes_in_and_goes_out_whole(run: Run, sample: Path, tmp_path: Path) -> None:
    """Import, export, paper: every paragraph as in the source, every character on the paper and none besides the form's own."""
    done = run("import-proposals", sample)
    assert done.exit_code == 0
    assert "未辨識" not in done.stderr
    cases = json.loads(run("export-proposals", "--meeting", "114年第1次", "--json").stdout)
    read = read_proposal_tables(SAMPLE, sample.read_bytes()).cases
    for case, source in zip(cases, read, strict=True):
        texts = (
            ("explanation", source.explanation),
            ("proposal", source.measures),
            ("resolution", source.resolution),
        )
        assert case["subject"] == source.subject
        for name, text in texts:
            assert case[name] == text.split("\n")
    path = tmp_path / "out.docx"
    assert run("paper", "proposal-table", "--meeting", "114-1", "--format", "docx", "-o", path).exit_code == 0
    source_signs = Counter(re.sub(r"</?[pb]>|\s", "", sample.read_text()))
    assert _signs(path.read_bytes()) == source_signs


def batch_of(done: Result) -> str:
    """The number of the batch a command has told."""
    found = re.search(r"匯入批次 (\d+)", done.stderr)
    assert found is not None
    return found[1]


def _signs(data: bytes) -> Counter[str]:
    """Every character a reader of the paper sees, the merged cells' text once, blanks aside."""
    document = Document(BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        cells = {id(cell._tc): cell for row in table.rows for cell in row.cells}
        texts += [cell.text for cell in cells.values()]
    return Counter(re.sub(r"\s", "", "".join(texts)))
