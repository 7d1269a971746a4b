"""The sentence of every file that is not taken: its name, what is wrong, the way out."""

FILE_REFUSALS: dict[str, str] = {
    "wrong_type": "「{filename}」的內容與副檔名不符，或不是可以接受的檔案類型；請另存成 DOCX、ODT、XLSX、ODS、PDF、JPG 或 PNG 後再上傳。",
    "empty": "「{filename}」是空的檔案，請確認後重新選擇。",
    "too_big": "「{filename}」太大，請縮小或分成數個檔案後再上傳（每檔至多 20 MB）。",
    "encrypted": "「{filename}」有密碼保護，請取消密碼後再上傳。",
    "macro": "「{filename}」含有巨集，請另存成不含巨集的格式後再上傳。",
    "zip_bomb": "「{filename}」解開後過大，無法接受；請以原來的程式開啟後另存新檔。",
    "unsafe_names": "「{filename}」的內部結構不正常，請以原來的程式開啟後另存新檔。",
    "nested_archive": "「{filename}」裡面還有壓縮檔，請取出後分別上傳。",
    "external_link": "「{filename}」連到外部的檔案或網址，請移除連結後再上傳。",
    "embedded_object": "「{filename}」嵌入了其他檔案，請移除後再上傳。",
    "active_content": "「{filename}」含有會自動執行的內容，請另存成一般的 PDF 後再上傳。",
    "doctype": "「{filename}」的內部結構不正常，請以原來的程式開啟後另存新檔。",
    "too_many_pixels": "「{filename}」的圖片尺寸太大，請縮小後再上傳。",
    "too_many_pages": "「{filename}」的頁數太多（至多 300 頁），請分成數個檔案後再上傳。",
    "no_room": "「{filename}」的範本沒有留裝訂附件的空白頁。",
    "damaged": "「{filename}」已損壞，請以原來的程式開啟確認後另存新檔。",
    "unreadable": "「{filename}」無法讀取，請以原來的程式開啟後另存新檔。",
    "too_heavy": "「{filename}」太複雜，讀取逾時；請拆成數個檔案後再上傳。",
    "encoding": "「{filename}」的文字編碼無法辨識，請另存成 UTF-8 後再上傳。",
    "formula": "「{filename}」含有公式，請改貼成值後再上傳。",
    "too_many_rows": "「{filename}」的列數太多，請分成數個檔案後再上傳。",
    "too_many_columns": "「{filename}」的欄數太多，請刪除多餘的欄後再上傳。",
    "missing_columns": "「{filename}」缺少必要的欄位，請對照範本的標題列。",
    "duplicate_columns": "「{filename}」有重複的欄位，請刪除其中一欄。",
    "no_rows": "「{filename}」沒有任何資料列。",
}


def file_sentence(code: str, filename: str) -> str:
    """The sentence for one file."""
    return FILE_REFUSALS[code].format(filename=filename)
