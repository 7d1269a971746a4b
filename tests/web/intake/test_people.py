"""The pages of importing agencies and users: errors by row and column, nothing before confirming, undone whole."""

import io

from sqlalchemy.orm import Session

from app.domain.intake.batch_flow import BatchState
from app.domain.people.actor import Role
from app.models import Agency, AgencyGroup, AgencyGroupMember, ImportBatch, RoleGrant, User
from tests.client import HouseClient
from tests.web.intake.conftest import As
from tests.web.intake.test_proposals import rows

AGENCIES = "全銜,簡稱,代碼,類別,上級,排序,政風辦理方式,群組\n"
GOOD = (
    "示範市政府社會局,社會局,S01,一級,,20,政風機構,一級機關、各機關\n"
    "示範市第一國民小學,一國小,S02,學校,S01,900,由上級辦理,全部學校\n"
)
BAD = (
    "示範市政府社會局,社會局,S01,一級,X99,20,政風機構,一級機關\n"
    "示範市第一國民小學,一國小,S02,學堂,S01,九百,由上級辦理,\n"
    ",重複,S01,學校,,,由上級辦理,\n"
)
USERS = "帳號,姓名,職稱,機關代碼,單位,電子郵件,電話,分機,角色\n"


def upload(client: HouseClient, kind: str, text: str | bytes, name: str = "list.csv", **more: str) -> str:
    data = {"files": [(io.BytesIO(text.encode() if isinstance(text, str) else text), name)], **more}
    answer = client.submit(f"/import/{kind}", data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def confirm(client: HouseClient, address: str) -> int:
    version = {"seen_version": "1", "do": "confirm"}
    return client.submit(address, version).status_code


def test_errors_name_row_and_column_and_are_counted(as_: As, session: Session) -> None:
    client = as_("admin")
    address = upload(client, "agencies", AGENCIES + BAD)
    page = client.get(address).get_data(as_text=True)
    assert "檢查匯入機關：5 處需要更正" in page
    for words in (
        "第 2 列『上級』：找不到代碼 X99",
        "第 3 列『類別』：不認得「學堂」",
        "第 3 列『排序』：「九百」不是數字",
        "第 4 列『全銜』：不可空白",
        "第 4 列『代碼』：「S01」與第 2 列重複",
    ):
        assert words in page
    assert "更正後重新上傳" in page
    assert confirm(client, address) == 422
    assert len(rows(session, Agency)) == 2


def test_agencies_come_in_with_parents_and_groups_and_go_again(as_: As, session: Session) -> None:
    client = as_("admin")
    address = upload(client, "agencies", AGENCIES + GOOD)
    assert len(rows(session, Agency)) == 2
    assert confirm(client, address) == 303
    agencies = {one.code: one for one in rows(session, Agency)}
    assert agencies["S02"].parent_id == agencies["S01"].id
    assert [one.name for one in rows(session, AgencyGroup)] == ["一級機關", "全部學校", "各機關"]
    assert len(rows(session, AgencyGroupMember)) == 3
    assert "新增" in client.get(address).get_data(as_text=True)
    version = {"seen_version": str(rows(session, ImportBatch)[0].version)}
    assert client.submit(f"{address}/undo", version).status_code == 303
    assert len(rows(session, Agency)) == 2
    assert not [*rows(session, AgencyGroup), *rows(session, AgencyGroupMember)]


def test_importing_again_changes_only_what_differs(as_: As, session: Session) -> None:
    client = as_("admin")
    confirm(client, upload(client, "agencies", AGENCIES + GOOD))
    before = {one.code: one.version for one in rows(session, Agency)}
    changed = GOOD.replace("一國小,S02", "第一國小,S02").replace("一級機關、各機關", "各機關")
    address = upload(client, "agencies", AGENCIES + changed)
    page = client.get(address).get_data(as_text=True)
    assert "新增 0 筆、更新 2 筆、內容相同 0 筆" in page
    assert confirm(client, address) == 303
    after = {one.code: one for one in rows(session, Agency)}
    assert after["S02"].short_name == "第一國小"
    assert after["S01"].version == before["S01"]  # only its membership changed
    assert after["A01"].version == before["A01"]
    again = client.get(upload(client, "agencies", AGENCIES + changed)).get_data(as_text=True)
    assert "沒有需要匯入的資料" in again
    version = {"seen_version": str(rows(session, ImportBatch)[1].version)}
    assert client.submit(f"{address}/undo", version).status_code == 303
    assert next(one for one in rows(session, Agency) if one.code == "S02").short_name == "一國小"


def test_users_come_without_password_and_heads_unconfirmed(as_: As, session: Session) -> None:
    client = as_("admin")
    text = "Chen.Yi,陳一,科員,A01,預防科,chen@example.gov.tw,,,政風承辦、機關聯絡人\nlin,林二,主任,E01,,,,12,機關政風\n"
    assert confirm(client, upload(client, "users", USERS + text)) == 303
    users = {one.login: one for one in rows(session, User)}
    assert users["chen.yi"].password_hash is None
    grants = [
        one for one in rows(session, RoleGrant) if one.user_id in (users["chen.yi"].id, users["lin"].id)
    ]
    assert sorted((one.role, one.confirmed_at) for one in grants) == [
        (Role.CONTACT, None),
        (Role.OFFICER, None),
        (Role.OFFICER, None),
    ]
    address = upload(client, "users", USERS + text.replace("科員", "專員"))
    assert "新增 0 筆、更新 1 筆、內容相同 1 筆" in client.get(address).get_data(as_text=True)


def test_users_errors(as_: As, session: Session) -> None:
    client = as_("admin")
    text = (
        "chen,陳一,,A01,,same@example.gov.tw,,,政風承辦\n"
        "ＣＨＥＮ,陳二,,A01,,SAME@example.gov.tw,,,委員\n"
        "wu,吳,,X01,,bad,,,國王\n"
        "admin,王小明,,A01,,,,,政風主管\n"
    )
    page = client.get(upload(client, "users", USERS + text)).get_data(as_text=True)
    for words in (
        "第 3 列『帳號』：「chen」與第 2 列重複",
        "第 3 列『電子郵件』：「same@example.gov.tw」與第 2 列重複",
        "第 4 列『機關代碼』：找不到代碼 X01",
        "第 4 列『姓名』：姓名須為 2 至 40 個字",
        "第 4 列『電子郵件』：電子郵件格式不正確",
        "第 4 列『角色』：不認得「國王」",
        "第 5 列『角色』：不能授權給自己",
    ):
        assert words in page
    assert len(rows(session, User)) == 4


def test_uploading_again_puts_the_earlier_batch_away(as_: As, session: Session) -> None:
    client = as_("admin")
    first = upload(client, "agencies", AGENCIES + BAD)
    upload(client, "agencies", AGENCIES + GOOD, replaces=first.rsplit("/", 1)[-1])
    assert [one.state for one in rows(session, ImportBatch)] == [BatchState.DISCARDED, BatchState.READ]


def test_missing_columns_are_named(as_: As) -> None:
    data = {"files": [(io.BytesIO("全銜,簡稱\n甲,乙\n".encode()), "缺.csv")]}
    answer = as_("admin").submit("/import/agencies", data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "「缺.csv」缺少欄位：代碼、類別、政風辦理方式" in answer.get_data(as_text=True)


def test_an_officer_has_no_business_with_people(as_: As) -> None:
    address = upload(as_("admin"), "agencies", AGENCIES + GOOD)
    officer = as_("officer")
    assert officer.get(address).status_code == 404
    assert officer.submit("/import/agencies", {}).status_code == 404
    assert officer.get("/import/samples/agencies.csv").status_code == 404


def test_the_samples_can_be_read_back(as_: As) -> None:
    """What is downloaded, filled in and uploaded again is understood; no cell is a formula."""
    client = as_("admin")
    for fmt in ("xlsx", "csv"):
        data = client.get(f"/import/samples/agencies.{fmt}").get_data()
        sent = {"files": [(io.BytesIO(data), f"範本.{fmt}")]}
        answer = client.submit("/import/agencies", sent, content_type="multipart/form-data")
        assert answer.status_code == 303, answer.get_data(as_text=True)
        assert "內容相同 0 筆" in client.get(answer.headers["Location"]).get_data(as_text=True)
    assert client.get("/import/samples/agencies.exe").status_code == 404
    assert client.get("/import/samples/proposals.csv").status_code == 404


def test_confirming_twice_leads_to_the_same_receipt(as_: As, session: Session) -> None:
    client = as_("admin")
    address = upload(client, "agencies", AGENCIES + GOOD)
    sent = {"seen_version": "1", "do": "confirm", "once_key": "k" * 24}
    assert client.submit(address, sent).status_code == 303
    assert client.submit(address, sent).headers["Location"] == address
    assert client.submit(address, {**sent, "once_key": "another"}).status_code == 409
    assert len(rows(session, Agency)) == 4
