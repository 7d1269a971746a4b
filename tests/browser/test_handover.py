"""J14: a contact hands over to a successor in at most eight clicks and three pages; nothing is left without anybody."""

from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.people.actor import Role
from app.models import Handover, RoleGrant, User
from tests.browser.watching import axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_j14_handed_over_in_three_pages(open_page: "Open", app: Flask) -> None:
    page = open_page(login="civ-contact")
    page.goto("/work")
    clicks = 0

    def click(role: str, name: str) -> None:
        nonlocal clicks
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        clicks += 1

    page.locator(".me-menu summary").click()
    clicks += 1
    click("link", "職務異動／移交")
    assert axe(page) == []
    assert not scrolls_sideways(page)
    page.get_by_label("接手人姓名").fill("陳新任")
    page.get_by_label("接手人信箱").fill("new@demo.example")
    click("button", "下一步：看移交內容")
    assert page.get_by_role("heading", name="確認移交內容").is_visible()
    assert axe(page) == []
    click("button", "移交")
    assert page.get_by_role("heading", name="移交清冊").is_visible()
    assert axe(page) == []
    assert clicks <= 8
    with app.extensions["tracker"].sessions() as session:
        row = session.scalars(select(Handover)).one()
        given = session.scalars(
            select(RoleGrant.role).join(User, User.id == RoleGrant.user_id).where(User.id == row.to_id)
        )
        assert list(given) == [Role.CONTACT]
