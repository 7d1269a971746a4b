"""HR's 職務異動名冊: who is new, moved or left; faults by row and column, the rest may go on; undone whole; no names stay behind."""

import io
from datetime import date

from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.intake.batch_flow import BatchState
from app.domain.people.actor import CONSOLE
from app.models import Agency, Declarant, ImportBatch, ImportFile, OfficePeriod, Roster
from app.services.duties import rostering
from app.services.duties.rostering import PeriodEntry
from tests.client import HouseClient
from tests.people import NOW
from tests.web.intake.conftest import As
from tests.web.intake.test_proposals import rows

HEADING = "姓名,員工編號,服務機關,職稱,任職方式,到職日,離職日,備註\n"
PAUSES = "姓名,員工編號,服務機關,職稱,任職方式,到職日,離職日,停職日,復職日\n"
GOOD = (
    "秦○○,P1,政風處,專門委員,本職,115/9/1,,升任\n"
    "韓○○,,教育局,科長,,,115/9/30,\n"
    "魏○○,,E01,科長,代理,115/6/1,,\n"
    "魏○○,,E01,股長,本職,110/2/1,,\n"
    "趙○○,P9,教育局,秘書,本職,109/1/2,,\n"
)
BAD = (
    "秦○○,P1,政風處,專門委員,本職,115/2/30,,\n"
    "朱○○,,不明局,科長,,,115/9/30,\n"
    "魏○○,A123456789,E01,科長,代理,115/6/1,115/5/1,\n"
    "錢○○,,E01,科長,兼職,,,\n"
    "孫○○,,E01,科長,本職,115/6/1,115/5/1,\n"
    "周○○,,E01,科長,本職,,,\n"
    "趙○○,P9,教育局,主任,本職,108/5/1,109/1/5,\n"
    f"{'吳' * 51},,E01,{'長' * 61},本職,115/6/1,,\n"
)


def laid(session: Session) -> int:
    """The department's roster with three people of 教育局."""
    department, other = rows(session, Agency)
    roster = rostering.begin(session, CONSOLE, department, date(2026, 1, 1), now=NOW)
    for name, number, title in (("秦○○", "P1", "科長"), ("韓○○", "", "科長"), ("趙○○", "P9", "秘書")):
        entry = PeriodEntry(other.id, PostKind.OFFICE, title, date(2020, 1, 2))
        rostering.add_declarant(session, CONSOLE, roster, name, number, entry, now=NOW)
    session.commit()
    return roster.id


def upload(client: HouseClient, roster_id: int, text: str, heading: str = HEADING) -> str:
    return upload_bytes(client, roster_id, (heading + text).encode(), "異動.csv")


def upload_bytes(client: HouseClient, roster_id: int, file: bytes, name: str) -> str:
    data = {"files": [(io.BytesIO(file), name)]}
    answer = client.submit(f"/import/rosters/{roster_id}", data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def periods(session: Session) -> set[tuple[str, date, date | None]]:
    session.expire_all()
    return {(one.post_title, one.from_on, one.to_on) for one in rows(session, OfficePeriod)}


def test_new_moved_and_left_come_in_and_go_again(as_: As, session: Session) -> None:
    client = as_("officer")
    roster_id = laid(session)
    before = periods(session)
    address = upload(client, roster_id, GOOD)
    page = client.get(address).get_data(as_text=True)
    assert "新進 1 筆、異動、離職、停職或復職 3 筆、內容相同 1 筆" in page
    assert "科長離職日：<ins>115年8月31日</ins>" in page
    assert "未使用的欄位：備註" in page
    assert periods(session) == before
    assert client.submit(address, {"seen_version": "1", "do": "confirm"}).status_code == 303
    assert periods(session) - before == {
        ("科長", date(2020, 1, 2), date(2026, 8, 31)),
        ("專門委員", date(2026, 9, 1), None),
        ("科長", date(2020, 1, 2), date(2026, 9, 30)),
        ("科長", date(2026, 6, 1), None),
        ("股長", date(2021, 2, 1), None),
    }
    assert len(rows(session, Declarant)) == 4
    (file,) = rows(session, ImportFile)
    assert "秦" not in str(file.read)
    assert "申報義務人 1 筆" in client.get(address).get_data(as_text=True)
    (batch,) = rows(session, ImportBatch)
    assert client.submit(f"{address}/undo", {"seen_version": str(batch.version)}).status_code == 303
    assert periods(session) == before
    assert len(rows(session, Declarant)) == 3


def test_faults_name_row_and_column_and_the_rest_may_go_on(as_: As, session: Session) -> None:
    client = as_("officer")
    roster_id = laid(session)
    address = upload(client, roster_id, BAD + GOOD.splitlines()[0])
    page = client.get(address).get_data(as_text=True)
    for said in (
        "第 2 列『到職日』：沒有這一天",
        "第 3 列『服務機關』：找不到機關「不明局」",
        "第 4 列『員工編號』：請勿登錄國民身分證",
        "第 5 列『任職方式』：不認得「兼職」",
        "第 6 列『離職日』：迄日早於起日",
        "第 7 列『到職日』：名冊中沒有這個職務",
        "第 8 列『到職日』：與「秘書」的任職期間重疊",
        "第 9 列『姓名』：",
        "第 9 列『職稱』：",
        "檔案沒有列出的在職人員（不會變動，請人工確認是否離職）：韓○○。",
    ):
        assert said in page
    assert client.submit(address, {"seen_version": "1", "do": "confirm"}).status_code == 422
    assert (
        client.submit(address, {"seen_version": "1", "do": "confirm", "without_faulty": "y"}).status_code
        == 303
    )
    assert ("專門委員", date(2026, 9, 1), None) in periods(session)
    assert len(rows(session, Declarant)) == 3


def test_suspended_and_back_come_in_and_what_went_out_comes_in_without_a_difference(
    as_: As, session: Session
) -> None:
    client = as_("officer")
    roster_id = laid(session)
    address = upload(
        client, roster_id,
        "秦○○,P1,教育局,科長,,,,115/3/1,\n"  # suspended
        "秦○○,P1,教育局,科長,,,,,115/9/1\n"  # and back, by a further row
        "趙○○,P9,教育局,秘書,,109/1/2,,115/2/1,\n"
        "馮○○,P7,教育局,主任,,112/5/1,,113/1/1,113/7/1\n",
        PAUSES,
    )  # fmt: skip
    page = client.get(address).get_data(as_text=True)
    assert "新進 1 筆、異動、離職、停職或復職 3 筆" in page
    assert "科長復職日：<ins>115年9月1日</ins>" in page
    assert client.submit(address, {"seen_version": "1", "do": "confirm"}).status_code == 303
    session.expire_all()
    paused = {(one.post_title, one.suspended_from, one.suspended_to) for one in rows(session, OfficePeriod)}
    session.rollback()
    assert paused == {
        ("科長", date(2026, 3, 1), date(2026, 8, 31)),
        ("科長", None, None),
        ("秘書", date(2026, 2, 1), None),
        ("主任", date(2024, 1, 1), date(2024, 6, 30)),
    }
    faulty = upload(
        client, roster_id,
        "秦○○,P1,教育局,科長,,,,115/10/1,\n"  # a second time
        "韓○○,,教育局,科長,,,,,115/9/1\n"  # back without having left
        "韓○○,,教育局,科長,,,,108/12/1,\n"  # before the post
        "趙○○,P9,教育局,秘書,,,,,115/2/1\n",  # back on the day it began
        PAUSES,
    )  # fmt: skip
    page = client.get(faulty).get_data(as_text=True)
    for said in (
        "第 2 列『停職日』：「科長」已登錄過一次停職與復職",
        "第 3 列『停職日』：名冊中沒有這次停職",
        "第 4 列『停職日』：停職或留職停薪的日期不在任職期間內",
        "第 5 列『復職日』：停職或留職停薪的日期不在任職期間內",
    ):
        assert said in page
    # Two of a name, one without a number: told apart by the posts they hold.
    department, other = rows(session, Agency)
    (roster,) = rows(session, Roster)
    roster.agency = department
    namesake = PeriodEntry(other.id, PostKind.ACTING, "股長", date(2026, 1, 5), date(2026, 6, 30))
    rostering.add_declarant(session, CONSOLE, roster, "秦○○", "", namesake, now=NOW)
    session.commit()
    for fmt in ("xlsx", "ods", "csv"):
        file = client.get(f"/duties/rosters/{roster_id}?format={fmt}&list=periods")
        back = client.get(upload_bytes(client, roster_id, file.data, f"名冊.{fmt}")).get_data(as_text=True)
        assert "內容相同 5 筆" in back, back
        assert "內容都與名冊相同" in back
        assert "未使用的欄位" not in back


def test_a_batch_of_names_is_absent_for_administrators_and_other_officers(as_: As, session: Session) -> None:
    roster_id = laid(session)
    address = upload(as_("officer"), roster_id, GOOD)
    for login in ("admin", "other"):
        client = as_(login)
        assert client.get(address).status_code == 404
        assert client.get(f"/import/rosters/{roster_id}").status_code == 404
        assert "申報義務人" not in client.get("/import").get_data(as_text=True)
    client = as_("officer")
    assert client.submit(f"{address}/discard", {"seen_version": "1"}).status_code == 303
    (batch,), (file,) = rows(session, ImportBatch), rows(session, ImportFile)
    assert batch.state is BatchState.DISCARDED
    assert file.read["records"] == []
    nothing = client.submit(f"/import/rosters/{roster_id}", {})
    assert nothing.status_code == 422
    assert client.get("/import/samples/declarants.xlsx").status_code == 200
