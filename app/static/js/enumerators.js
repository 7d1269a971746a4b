// The enumerators of official papers, as app/domain/proposals/enumerators.py and paragraphs.py read and write them.
const STEMS = "甲乙丙丁戊己庚辛壬癸";
const HAN_DIGITS = "一二三四五六七八九";
const RINGED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩";
const RINGED_DIGITS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇";
const HAN = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]";
const DIGITS = "[1-9１-９][0-9０-９]?";
const BLANKS = /^[ \t\u3000]+|[ \t\u3000]+$/g;
const BY_LEVEL = [
  `(${HAN})[、､．.]`,
  `(?:[（(](${HAN})[）)]|([${RINGED_HAN}]))[、､]?`,
  `(${DIGITS})(?:[、､]|[．.](?![0-9０-９]))`,
  `(?:[（(](${DIGITS})[）)]|([${RINGED_DIGITS}]))[、､]?`,
  `([${STEMS}])[、､．.]`,
  `[（(]([${STEMS}])[）)][、､]?`,
].map((form) => new RegExp(`^${form}[ \\t\\u3000]*`));

function numberOf(numeral) {
  for (const signs of [RINGED_HAN, RINGED_DIGITS, STEMS, HAN_DIGITS]) if (signs.includes(numeral)) return signs.indexOf(numeral) + 1;
  if (/[0-9０-９]/.test(numeral)) return Number(numeral.normalize("NFKC"));
  const [tens, ones] = numeral.split("十");
  return 10 * (HAN_DIGITS.indexOf(tens) + 1 || 1) + HAN_DIGITS.indexOf(ones || " ") + 1;
}

/** {marker, level 0–6, number, body} of one line; a marker keeps the blanks after it. */
export function read(line) {
  const text = line.replace(BLANKS, "");
  for (const [index, form] of BY_LEVEL.entries()) {
    const found = form.exec(text);
    if (found) return { marker: found[0], level: index + 1, number: numberOf(found[1] ?? found[2]), body: text.slice(found[0].length) };
  }
  return { marker: "", level: 0, number: 0, body: text };
}

/** The marker of a level in the committee's style; null past 99, or past 癸. */
export function write(level, number, half) {
  if (!level) return "";
  if (number > (level > 4 ? STEMS.length : 99)) return null;
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  let numeral = (tens > 1 ? HAN_DIGITS[tens - 1] : "") + (tens ? "十" : "") + (ones ? HAN_DIGITS[ones - 1] : "");
  if (level > 4) numeral = STEMS[number - 1];
  else if (level > 2) numeral = half ? String(number) : String(number).replace(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0) + 0xfee0));
  if (level % 2) return `${numeral}、`;
  return half ? `(${numeral})` : `（${numeral}）`;
}

/** Line `index` of `lines` at `level`, with the next number after its predecessors; the others stay as written. */
export function relevel(lines, index, level, half) {
  let number = 1;
  for (let at = index - 1; at >= 0; at--) {
    const other = read(lines[at]);
    if (other.level === level) number = other.number + 1;
    if (other.level === level || (other.level > 0 && other.level < level)) break;
  }
  const marker = write(level, number, half);
  return marker === null ? lines[index] : marker + read(lines[index]).body;
}
