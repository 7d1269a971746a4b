"""常用語 learn from use (ux U71)."""

from app.domain.tracking.phrases import by_use

OFFERED = ["請補佐證", "已辦竣", "請更新"]


def test_the_five_most_used_come_first_and_nothing_offered_is_lost() -> None:
    assert by_use(OFFERED, {}) == OFFERED
    assert by_use(OFFERED, {"請更新": 1, "只寫過一次": 1}) == ["請更新", "請補佐證", "已辦竣"]
    assert by_use(OFFERED, {"新近": 2, "我的話": 4, "較早": 2})[:3] == ["我的話", "新近", "較早"]
    many = {f"第{number}句": number for number in range(2, 10)}
    assert by_use(OFFERED, many) == ["第9句", "第8句", "第7句", "第6句", "第5句", *OFFERED]
