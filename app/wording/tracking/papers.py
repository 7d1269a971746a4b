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
URGING_SUBJECT = "貴機關應填報之廉政會報決議列管事項，逾期未填報辦理情形計 {count} 件，請儘速填報，請查照。"
URGING_BASIS = "依據{committee}決議事項列管作業辦理。"
URGING_LIST = "貴機關逾期尚未填報者計 {count} 件如下："
URGING_ENTRY = "{code}　{title}{round}，填報期限{day}。"
URGING_ROUND = "（{round}）"
THROUGH = "至"
URGING_REQUEST = "請於文到後5個工作天內，至廉政會報管考系統填報辦理情形；如已填報，請免予回復。"
URGING_DUTIES_SUBJECT = (
    "貴機關廉政會報決議列管及年度應辦事項，逾期未填報或登錄計 {count} 件，請儘速辦理，請查照。"
)
URGING_DUTIES_BASIS = "依據{committee}列管及年度應辦事項管考作業辦理。"
URGING_DUTIES_LIST = "貴機關逾期尚未填報或登錄者計 {count} 件如下："
URGING_DUTY = "{title}，期限{day}。"
URGING_DUTIES_REQUEST = "請於文到後5個工作天內，至廉政會報管考系統填報或登錄；如已辦理，請免予回復。"
URGING_ENCLOSURE = "無"
