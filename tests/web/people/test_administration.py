"""The pages of agencies, groups, users and grants, as administrator and as head."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.domain.people.actor import Role
from app.models import Agency, AgencyGroupMember, AuditEvent, ReadEvent, RoleGrant, User
from tests.client import HouseClient
from tests.people import NOW, PASSWORD, World, browser, hidden, send, sign_in

ADMIN_ONLY = [
    "/admin/agencies", "/admin/agencies/new", "/admin/agencies/1", "/admin/agencies/1/disable", "/admin/groups",
    "/admin/users", "/admin/users/new", "/admin/users/1", "/admin/users/1/edit", "/admin/users/1/disable",
    "/admin/users/1/grants/new", "/admin/grants/1/end",
]  # fmt: skip
LONG_AGO = NOW - timedelta(days=91)
AGENCY = {
    "code": "S01", "name": "示範市立第一國民中學", "short_name": "第一國中", "kind": "school",
    "ethics_mode": "assigned", "parent_id": "", "supervised_by_id": "", "declares_to_id": "", "valid_from": "115.8.1",
}  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_finds_the_pages_of_administration(world: World, app: Flask, role: Role) -> None:
    world.person("who", (role, world.department))
    client = browser(app, "who")
    assert {client.get(page).status_code for page in ADMIN_ONLY} == {404}
    assert client.get("/admin/rights").status_code == (200 if role is Role.HEAD else 404)
    assert client.get("/admin").location == ("/admin/grants" if role is Role.HEAD else None)


def test_every_page_of_administration_opens(world: World, admin: HouseClient) -> None:
    assert {page: admin.get(page).status_code for page in ADMIN_ONLY} == dict.fromkeys(ADMIN_ONLY, 200)
    assert admin.get("/admin").location == "/admin/agencies"
    assert admin.get("/admin/grants").status_code == 404
    rights = admin.get("/admin/rights").text
    assert "通過審核、退回修正" in rights


def test_the_committees_stand_among_the_tabs_of_who_keeps_them(world: World, admin: HouseClient) -> None:
    assert 'href="/admin/committees"' in admin.get("/admin/agencies").text
    assert 'href="/admin/users"' in admin.get("/admin/committees").text


def test_an_agency_is_added_edited_placed_and_disabled(world: World, admin: HouseClient) -> None:
    made = send(admin, "/admin/agencies/new", **AGENCY)
    assert made.status_code == 303
    here = made.location
    assert "已新增機關「示範市立第一國民中學」" in admin.get(here).text
    assert send(admin, here, **AGENCY | {"short_name": "一中"}).status_code == 303
    school = world.look(select(Agency).where(Agency.code == "S01")).pop()
    assert (school.short_name, school.valid_from) == ("一中", date(2026, 8, 1))
    assert send(admin, f"{here}/place", page=here, after=str(world.department.id)).status_code == 303
    done = send(admin, f"{here}/disable", valid_to="+1", successor_id=str(world.other.id), reason="併校")
    assert done.status_code == 303
    shown = admin.get(here).text
    assert "由「示範市政府教育局」承接" in shown
    assert send(admin, f"{here}/enable", page=here).status_code == 303
    actions = world.look(select(AuditEvent.action).where(AuditEvent.code == "S01").order_by(AuditEvent.id))
    assert actions == ["create", "change", "move", "disable", "enable"]


def test_a_second_sending_creates_nothing(world: World, admin: HouseClient) -> None:
    fields = hidden(admin.get("/admin/agencies/new"), "/admin/agencies/new") | AGENCY
    first, second = (admin.post("/admin/agencies/new", data=fields) for _ in range(2))
    assert (second.status_code, second.location) == (303, first.location)
    assert world.look(select(func.count(Agency.id))) == [3]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": ""}, "這一欄必填。"),
        ({"code": "A01"}, "這個代碼已有其他機關使用"),
        ({"kind": "kingdom"}, "請重新選擇。"),
        ({"parent_id": "9999"}, "請重新選擇。"),
        ({"parent_id": "x"}, "請重新選擇。"),
        ({"valid_from": "115/13/1"}, "沒有這一天"),
        ({"name": "甲" * 201}, "200"),
        ({"name": "甲\x00乙"}, "錯誤"),
        ({"name": "甲\u202e乙"}, "錯誤"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    world: World, admin: HouseClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(admin, "/admin/agencies/new", **AGENCY | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "第一國中" in answer.text
    assert world.look(select(func.count(Agency.id))) == [2]


def test_a_stale_edit_shows_both_texts_and_sent_again_is_taken(world: World, admin: HouseClient) -> None:
    here = f"/admin/agencies/{world.other.id}"
    fields = (
        hidden(admin.get(here), here) | AGENCY | {"code": "A02", "name": "示範市政府教育局", "valid_from": ""}
    )
    assert admin.post(here, data=fields | {"short_name": "教局"}).status_code == 303
    stale = admin.post(here, data=fields | {"short_name": "教育", "ethics_mode": "by_superior"})
    assert stale.status_code == 409
    assert "林小華" in stale.text
    assert re.search(r">\s*教局</textarea>", stale.text)
    assert re.search(r">\s*教育</textarea>", stale.text)
    assert world.look(select(Agency.short_name).where(Agency.code == "A02")) == ["教局"]
    assert "由上級辦理（您選的）" in stale.text
    assert "兼辦（林小華選的）" in stale.text
    again = admin.post(here, data=fields | hidden(stale, here) | {"short_name": "教育"})
    assert again.status_code == 303
    assert world.look(select(Agency.short_name).where(Agency.code == "A02")) == ["教育"]


def test_the_list_is_filtered_by_its_address(world: World, admin: HouseClient) -> None:
    send(admin, "/admin/agencies/new", **AGENCY)
    assert _names(admin, "?kind=school") == ["示範市立第一國民中學"]
    assert _names(admin, "?mode=office&q=教育") == ["示範市政府教育局"]
    assert _names(admin, "?q=s01") == ["示範市立第一國民中學"]
    assert _names(admin, "?q=%25") == []
    assert len(_names(admin, "?kind=nonsense&mode=&ended=1&page=-1&q=%00")) == 3
    assert "清除全部條件" in admin.get("/admin/agencies?kind=school").text


def test_groups_and_their_members(world: World, admin: HouseClient) -> None:
    made = send(admin, "/admin/groups", name="一級機關")
    here = made.location
    both = [str(world.department.id), str(world.other.id)]
    assert send(admin, f"{here}/add", page=here, agencies=both, from_on="1150101").status_code == 303
    assert "目前的機關（2）" in admin.get(here).text
    member = world.look(select(AgencyGroupMember.id).order_by(AgencyGroupMember.id))[0]
    done = send(admin, f"{here}/remove", page=here, agencies=[str(member)], from_on="115/7/1")
    assert done.status_code == 303
    shown = admin.get(here).text
    assert "目前的機關（1）" in shown
    assert "115年1月1日 至 115年6月30日" in shown
    assert send(admin, f"{here}/add", page=here, from_on="1150101").status_code == 303
    assert "請先勾選至少一個機關。" in admin.get(here).text
    assert send(admin, f"{here}/add", page=here, agencies=both, from_on="2/30").status_code == 422
    assert send(admin, here, name="").status_code == 422
    assert send(admin, here, name="各機關").status_code == 303


def test_a_user_is_made_invited_granted_confirmed_and_disabled(
    world: World, app: Flask, admin: HouseClient
) -> None:
    world.person("wang", (Role.HEAD, world.department), name="王大明")
    head = browser(app, "wang")
    here = send(
        admin, "/admin/users/new", login="Chen.M", name="陳小美", title="科員", email="c@demo.example"
    ).location
    grant = send(
        admin,
        f"{here}/grants/new",
        role="officer",
        agency_id=str(world.department.id),
        from_on="1150101",
        to_on="",
    )
    assert grant.status_code == 303
    assert "待主管確認" in admin.get(here).text
    link = _invitation(admin, here)
    assert link not in admin.get(here).text, "shown once"
    guest = app.test_client()
    chosen = send(guest, link, new_password=PASSWORD, repeat_password=PASSWORD)  # type: ignore[arg-type]
    assert (chosen.status_code, chosen.location) == (303, "/sign-in")
    assert guest.get("/account").status_code == 303, "nobody is signed in by a link"
    assert guest.get(link).status_code == 404
    chen = browser(app, "chen.m")
    assert "待主管確認" in chen.get("/account").text
    waiting = head.get("/admin/grants").text
    assert '<span class="badge">1<' in waiting
    for said in ("確認", "退回"):
        assert f'{said}<span class="visually-hidden">：陳小美（政風承辦）</span>' in waiting
    row = world.look(select(RoleGrant).where(RoleGrant.confirmed_at.is_(None))).pop()
    confirmed = send(head, f"/admin/grants/{row.id}/confirm", page="/admin/grants")
    assert confirmed.status_code == 303
    assert "已確認「陳小美」的政風承辦（政風處）" in head.get("/admin/grants").text
    assert "待主管確認" not in chen.get("/account").text
    assert send(admin, f"{here}/disable", reason="調任").status_code == 303
    assert chen.get("/account").status_code == 303
    assert send(admin, f"{here}/enable", page=here).status_code == 303
    assert sign_in(app.test_client(), "chen.m").status_code == 303  # type: ignore[arg-type]


def test_an_administrator_gives_himself_nothing(world: World, admin: HouseClient) -> None:
    own = world.look(select(User.id).where(User.login == "lin")).pop()
    shown = admin.get(f"/admin/users/{own}").text
    assert "授予角色" not in shown
    assert "產生邀請連結" not in shown
    answer = send(
        admin,
        f"/admin/users/{own}/grants/new",
        role="contact",
        agency_id=str(world.other.id),
        from_on="1150101",
    )
    assert answer.status_code == 403
    form = hidden(admin.get("/admin/groups"), "/admin/groups")
    assert admin.post(f"/admin/users/{own}/invite", data=form).status_code == 403
    assert admin.post(f"/admin/users/{own}/disable", data=form | {"reason": "x"}).status_code in {403, 409}


def test_a_head_confirms_nothing_of_an_agency_he_does_not_head(
    world: World, app: Flask, admin: HouseClient
) -> None:
    world.person("kao", (Role.HEAD, world.other))
    user = world.person("chen")
    send(
        admin,
        f"/admin/users/{user.id}/grants/new",
        role="officer",
        agency_id=str(world.department.id),
        from_on="1150101",
    )
    row = world.look(select(RoleGrant.id).where(RoleGrant.user_id == user.id)).pop()
    kao = browser(app, "kao")
    assert "目前沒有待確認的授權。" in kao.get("/admin/grants").text
    form = hidden(kao.get("/account/password"), "/account/password")
    assert kao.post(f"/admin/grants/{row}/confirm", data=form | {"seen_version": "1"}).status_code == 404
    assert kao.get(f"/admin/grants/{row}/decline").status_code == 404


def test_an_ended_grant_closes_its_pages_within_one_request(
    world: World, app: Flask, admin: HouseClient
) -> None:
    world.person("wang", (Role.HEAD, world.department))
    world.person("kao", (Role.HEAD, world.department))
    kao = browser(app, "kao")
    assert kao.get("/admin/grants").status_code == 200
    row = world.look(
        select(RoleGrant.id).join(User, User.id == RoleGrant.user_id).where(User.login == "kao")
    ).pop()
    assert send(admin, f"/admin/grants/{row}/end", last_day="", reason="調任").status_code == 303
    assert kao.get("/admin/grants").status_code == 404


def test_the_list_of_users_is_filtered_and_paged(world: World, admin: HouseClient) -> None:
    for number in range(60):
        world.session.add(User(login=f"u{number:02}", name=f"甲{number}", created_at=LONG_AGO))
    world.save()
    first = admin.get("/admin/users").text
    assert "共 61 筆，第 1 至 50 筆" in first
    assert "第 51 至 61 筆" in admin.get("/admin/users?page=2").text
    assert "第 51 至 61 筆" in admin.get("/admin/users?page=99").text
    assert "共 1 筆" in admin.get("/admin/users?role=admin").text
    assert "共 60 筆" in admin.get("/admin/users?standing=no-password").text
    assert "共 60 筆" in admin.get("/admin/users?standing=idle").text
    file = admin.get("/admin/users?standing=idle&format=csv").data.decode("utf-8-sig")
    assert file.count("\r\n") == 1 + 60
    assert len(world.look(select(ReadEvent.id))) == 60  # personal data of sixty people left
    assert "共 1 筆" in admin.get(f"/admin/users?agency={world.department.id}").text
    assert "共 1 筆" in admin.get("/admin/users?q=U07").text
    assert admin.get("/admin/users?agency=99999999999999999999&role=x&standing=y&q=%00").status_code == 200


def _names(client: HouseClient, query: str) -> list[str]:
    return re.findall(r'/admin/agencies/\d+">([^<]+)</a>', client.get(f"/admin/agencies{query}").text)


def _invitation(admin: HouseClient, here: str) -> str:
    send(admin, f"{here}/invite", page=here)
    found = re.search(r'readonly value="http://localhost(/invitation/[^"]+)"', admin.get(here).text)
    assert found
    return found.group(1)
