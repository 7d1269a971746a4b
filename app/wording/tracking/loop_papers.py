"""What 陳核版, 填報收據, 擬解除列管清冊, 簽稿 and 展延准駁函稿 say beside the text of the records."""

from __future__ import annotations

APPROVAL_TITLE = "{agency}辦理廉政會報列管事項填報（陳核版）"
NO_DAY = "未定期限"
NOT_WRITTEN = "（尚未填寫）"
FIGURE = "{name}：{value} {unit}"
NO_PROGRESS = "無進展原因：{reason}"
EXPECTED = "預計完成日：{day}"
SECRET_ITEM = "（密）"  # noqa: S105
SECRET_REPORT = "密件，另行提供。"  # noqa: S105

RECEIPT_TITLE = "廉政會報列管事項填報收據"
ORDINAL = "第{number}次"
STAMPED = "業經{title}{name}於{day}核可"
SIGNED = "線上核可"
BY_PHONE = "{channel}，{informant}"
NO_APPROVAL = "不需核可"
CONSOLE_NAME = "主控臺"

RELEASE_TITLE = "{committee}擬解除列管事項清冊"
RELEASE_TOTAL = "合計 {items} 項、{shares} 件。"
MEMO_SUBJECT = "擬解除{committee}列管事項計{items}項、{shares}件，簽請核示。"
MEMO_BASIS = "依據{meetings}決議事項列管辦理情形辦理。"
MEMO_REVIEW = "旨揭列管事項經各機關填報辦理完成，並經本處審核，建議解除列管，明細如附清冊。"
MEMO_AFTER = "於會議之間解除列管者，將提下次會議報告。"
MEMO_MEASURE = "奉核後，解除旨揭事項列管並通知各該機關，另列入下次會議歷次決議辦理情形「已簽准解除列管」。"
MEMO_ENCLOSURE = "擬解除列管事項清冊1份"

LETTER_ENCLOSURE = "無"
LETTER_SUBJECT = {
    "granted": "貴機關申請展延「{item}」辦理期限至{day}一案，同意照辦，請查照。",
    "granted_otherwise": "貴機關申請展延「{item}」辦理期限一案，同意展延至{day}，請查照。",
    "refused": "貴機關申請展延「{item}」辦理期限一案，歉難同意，請依原定期限辦理，請查照。",
}
LETTER_BASIS = "復貴機關{day}就分辦編號{code}所提之展延申請。"
LETTER_REASON = "貴機關申請展延至{wanted}，理由為{reason}。"
LETTER_DATES = "本案原定期限{original}，申請時期限{before}，展延後期限為{day}。"
LETTER_REFUSED = "本案期限仍為{before}。"
LETTER_ANSWER = "本府意見：{answer}"
LETTER_APPROVED = "本件業經{title}{name}於{day}核可{number}。"
LETTER_NUMBER = "（{number}）"
LETTER_AFTER = "請於期限前至廉政會報管考系統填報辦理情形。"
