// Says back which day was meant, as 「115年11月25日（三）」. The server judges; this only echoes.
import { unfinished } from "./ime.js";

const SEPARATED = /^(\d{1,4})[/.\-年](\d{1,2})[/.\-月](\d{1,2})日?$/;
const COMPACT = /^(\d{2,4})(\d{2})(\d{2})$/;
const THIS_YEAR = /^(\d{1,2})[/.\-月](\d{1,2})日?$/;
const LATER = /^\+(\d{1,3})$/;

const today = () => new Date(`${new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Taipei" }).format()}T00:00Z`);

function day(year, month, date) {
  const full = year <= 200 ? year + 1911 : year;
  const found = new Date(Date.UTC(full, month - 1, date));
  const real = full >= 1912 && found.getUTCMonth() === month - 1 && found.getUTCDate() === date;
  return real ? found : null;
}

/** The day (UTC midnight) a text means, or null. */
export function read(text, now = today()) {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace(/^(中華)?民國/, "").replace(/\([一二三四五六日]\)$/, "");
  const later = LATER.exec(plain);
  if (later) return new Date(now.getTime() + Number(later[1]) * 86400000);
  const found = SEPARATED.exec(plain) ?? COMPACT.exec(plain);
  if (found) return day(...found.slice(1).map(Number));
  const short = THIS_YEAR.exec(plain);
  return short && day(now.getUTCFullYear(), ...short.slice(1).map(Number));
}

export const write = (date) =>
  `${date.getUTCFullYear() - 1911}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日（${"日一二三四五六"[date.getUTCDay()]}）`;

function watch(field) {
  const echo = document.getElementById(`${field.id}-echo`);
  const show = () => {
    if (unfinished(field)) return;
    const text = field.value.trim();
    const date = text && read(text);
    echo.toggleAttribute("data-wrong", Boolean(text) && !date);
    echo.textContent = !text ? "" : date ? write(date) : "看不懂這個日期，請寫成 1151125 或 115/11/25";
  };
  show();
  field.addEventListener("blur", show);
}

export const start = (root) => root.querySelectorAll("input[data-roc-date]").forEach(watch);
