"""What 決議事項分辦表 and 請填報函稿 say."""

from __future__ import annotations

BETWEEN = "、"
AND_MORE = "{names}等 {count} 個機關"
UNTIL = "{day}前"
LETTER_SUBJECT = "檢送「{meeting}決議事項分辦表」1份，請依限辦理並填報辦理情形，請查照。"
LETTER_BASIS = "依據{meeting}會議紀錄辦理。"
LETTER_REQUEST = "旨揭決議列管事項計 {count} 項，請主辦機關依分辦表所列期限及填報頻率，至廉政會報管考系統填報辦理情形；協辦機關請配合提供資料。"
LETTER_FIRST_DAY = "其中最近之辦理期限為{day}，請留意時效。"
LETTER_EXTENSION = "如未能如期完成，請於期限前敘明理由申請展延；非屬貴機關權責者，請敘明理由申請改分。"
LETTER_ENCLOSURE = "決議事項分辦表"
