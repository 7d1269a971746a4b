"""附件 of an agenda item in a browser: upload, name, order, remove, download; what is refused keeps what was typed."""

import io
import re

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.readers.upload import DEFAULT_LIMIT
from tests.client import HouseClient
from tests.people import hidden, send
from tests.services.meetings.test_item_files import PNG
from tests.web.meetings.conftest import Pages

MEETING = "/meetings/115-2"


def upload(client: HouseClient, url: str, *files: tuple[str, bytes], title: str = "") -> tuple[int, str]:
    parts = MultiDict[str, object]({**hidden(client.get(url), url), "title": title})
    for name, data in files:
        parts.add("files", FileStorage(io.BytesIO(data), name))
    boundary, body = encode_multipart(parts)
    answer = client.post(url, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')
    return answer.status_code, answer.text


def listed(client: HouseClient, url: str) -> dict[str, str]:
    """The files a page shows, in its order: name → address."""
    links = re.findall(
        rf'<a data-iso-ok href="({MEETING}/files/\d+)" download>([^<]*)</a>', client.get(url).text
    )
    return {name: address for address, name in links}


def test_a_file_comes_gets_a_name_moves_and_goes(pages: Pages, officer: HouseClient) -> None:
    [item_id] = pages.ids(pages.shown(MeetingState.AGENDA_SET, 1))
    url = f"{MEETING}/items/{item_id}/files"
    assert f'href="{url}"' in officer.get(MEETING).text
    assert upload(officer, url, ("簡報.png", PNG), title="宣導簡報")[0] == 303
    assert upload(officer, url, ("照片一.png", PNG), ("照片二.png", PNG), title="不用")[0] == 303
    files = listed(officer, url)
    assert list(files) == ["宣導簡報", "照片一.png", "照片二.png"]
    assert files == listed(officer, MEETING) == listed(officer, f"{MEETING}/cases/1")
    first, second, third = files.values()
    assert officer.get(first, buffered=True).data == PNG

    assert send(officer, f"{third}/move", page=url, step="up").status_code == 303
    assert list(listed(officer, url)) == ["宣導簡報", "照片二.png", "照片一.png"]
    assert send(officer, f"{third}/edit", title="現場" * 60).status_code == 422
    assert send(officer, f"{third}/edit", title="現場", seen_version=1).status_code == 409
    assert send(officer, f"{third}/edit", title="現場").status_code == 303
    refused = send(officer, f"{second}/remove")
    assert refused.status_code == 422
    assert send(officer, f"{second}/remove", reason="重複").status_code == 303
    assert officer.get(second).status_code == 404
    assert list(listed(officer, url)) == ["宣導簡報", "現場"]


def test_a_bad_file_is_named_and_the_title_stays(pages: Pages, officer: HouseClient) -> None:
    [item_id] = pages.ids(pages.shown(MeetingState.PREPARING, 1))
    url = f"{MEETING}/items/{item_id}/files"
    for files, sentence in (
        ((("好.png", PNG), ("壞.png", b"MZ")), "「壞.png」的內容與副檔名不符"),
        ((("大.png", PNG + bytes(DEFAULT_LIMIT)),), "每檔至多 20 MB"),
        ((), "請選擇檔案。"),
    ):
        status, text = upload(officer, url, *files, title="宣導簡報")
        assert status == 422
        assert sentence in text
        assert 'value="宣導簡報"' in text
    assert "還沒有附件。" in officer.get(url).text


def test_a_line_without_a_number_takes_files_and_readers_only_read(
    pages: Pages, officer: HouseClient
) -> None:
    meeting = pages.shown(MeetingState.PREPARING, 1)
    send(officer, f"{MEETING}/agenda/titles", page=MEETING, section="awards", title="頒發廉潔楷模")
    award = pages.ids(meeting)[0]
    url = f"{MEETING}/items/{award}/files"
    assert upload(officer, url, ("名冊.png", PNG))[0] == 303
    leader = pages.browser(Role.LEADER)
    shown = leader.get(url).text
    assert "名冊.png" in shown
    assert "上傳附件" not in shown
    assert "移除" not in shown
