"""What somebody may send instead of what a form asks for: values for any field, bodies for any address."""

from __future__ import annotations

import random

TEXTS = (
    "\x00", "a\x00b", "\ud800", "\u202e倒\u202c", "\u2066x\u2069", "\ufdd0", "\U0010ffff", "\x1b[31m紅\x1b[0m", "\x07",
    "a\r\nSet-Cookie: x=y", "\u2028\u2029", "\ufeff", "\u200b" * 50, "𠮷" * 300, "長" * 60_000, " " * 5000, "\u3000",
    "<script>window.__xss=1</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "</textarea><b>",
    "' OR '1'='1", "1; DROP TABLE proposals; --", "%' ESCAPE '!' --", "\\", "%", "_", "{{ 7*7 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}", "${7*7}", "%s%n%x", "../../../etc/passwd",
    "file:///etc/passwd", "=HYPERLINK(\"http://x\")", "＝1+1", "NaN", "Infinity", "-1", "0", "1e999", "9" * 19,
    "9" * 400, "٣", "Ⅷ", "²", "0x10", "1.5", "true", "null", "[]", "{}", '{"a":{"b":[1,2]}}', "[" * 2000, "**" * 999,
    "114年2月30日", "民國0年1月1日", "2026-02-30", "115/13/01", "9999年12月31日", "1911-01-01", "-5年1月1日", "25:61",
    "24:00", "二十五點", "undefined", "None", "😀" * 200, "e\u0301" * 500, "一、" * 3000, "\n" * 5000, "\t" * 500,
)  # fmt: skip
NUMBERS = (
    "-1",
    "0",
    "99999999999999999999",
    "2147483648",
    "9223372036854775808",
    "1.0",
    "٣",
    "1e3",
    "%00",
    "１",
    "a",
)
PATHS = (
    "%00", "%FF%FE", "%ED%A0%80", "%0d%0aSet-Cookie:x", "..%2f..%2fetc", "%E2%80%AE", "%27%20OR%201=1", "a" * 3000,
    "%3Cscript%3E", "%7B%7B7*7%7D%7D", "%C0%AE", "P115-1%00", "%F0%A0%AE%B7", "-", ".", "%20", "P99999999999999999999-1",
    "114-1-1", "999999999999999999999", "%E2%80%A8", "closing", "%EF%BF%BF",
)  # fmt: skip
BODIES = (
    (b'{"subject": "x", "nested": ' + b"[" * 5000 + b"]" * 5000 + b"}", "application/json"),
    (b"not json", "application/json"),
    (b"subject=%FF%FE&reason=%ED%A0%80&csrf_token=x", "application/x-www-form-urlencoded"),
    (b"\xff\xfe\x00\x00", "application/x-www-form-urlencoded"),
    (b"&&&===;;;%%%", "application/x-www-form-urlencoded"),
    (b"<x/>", "text/xml"),
    (b"plain", "text/plain"),
    (b"", "multipart/form-data"),
    (b'--b\r\nContent-Disposition: form-data; name="a\r\n\r\nx', "multipart/form-data; boundary=b"),
    (b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b"),
    (b"x", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"x=1", "Content-Type\x00"),
    (b"a=" + b"x" * 9_000_000, "application/x-www-form-urlencoded"),
)
MARKUP = (
    "<script>window.__xss=1</script>",
    '"><img src=x onerror=window.__xss=1>',
    "'><svg/onload=window.__xss=1>",
    "</textarea><script>window.__xss=1</script>",
    "</title><script>window.__xss=1</script>",
    '<!--<img src="--><img src=x onerror=window.__xss=1//">',
    "{{ ''.__class__ }}<iframe srcdoc='<script>window.__xss=1</script>'>",
    "**<b onmouseover=window.__xss=1>粗**",
)


def some(values: tuple[str, ...], number: int, seed: str) -> list[str]:
    """As many of them as asked for, others for each seed, the same in each run."""
    return random.Random(seed).sample(values, min(number, len(values)))
