// Paste from Word: numbers and bold lead-ins stay, styles and pictures go.
import { read } from "./enumerators.js";
import { replaceText } from "./ime.js";

const isWord = (html) => /urn:schemas-microsoft-com:office|mso-list:/i.test(html);
const style = (element) => element.dataset?.style?.replace(/\s/g, "").toLowerCase() ?? "";
// Set aside before parsing: the content policy would report each.
const disarm = (html) => html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, " data-style="));
const tidy = (text) => text
  .replace(/[\u200b\ufeff\u00ad]/g, "")
  .replace(/[\t\n\r \u00a0]+/g, " ")
  .replace(/(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])/g, "");

function isBold(element, bold) {
  const weight = /font-weight:(\w+)/.exec(style(element))?.[1];
  if (weight) return weight === "bold" || weight >= 600;
  return bold || element.localName === "b" || element.localName === "strong";
}

/** Pieces {text, bold} of a paragraph, its literal number apart. */
function pieces(node, bold, found) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) found.parts.push({ text: child.data, bold });
    else if (child.nodeType !== Node.ELEMENT_NODE || ["script", "xml", "img", "o:p"].includes(child.localName)) continue;
    else if (/mso-list:ignore/.test(style(child))) found.number ||= tidy(child.textContent).trim();
    else if (child.localName === "br") found.parts.push({ text: "\u000b", bold });
    else pieces(child, isBold(child, bold), found);
  }
  return found;
}

/** A paragraph as marker, **bold beginning**, text. A bullet is no marker, a number typed in bold is one. */
function line(block) {
  const { parts, number } = pieces(block, false, { parts: [], number: "" });
  const cut = Math.max(0, parts.findIndex((part) => part.text.trim() && !part.bold));
  const join = (some) => tidy(some.map((part) => part.text).join(""));
  const { marker: typed, body: lead } = read(join(parts.slice(0, cut)));
  const rest = join(parts.slice(cut));
  const marker = read(number).level ? number : typed.trim();
  const text = marker + (lead ? `**${lead}**${rest.trimStart()}` : rest.trimStart());
  return text.replace(/ *\u000b */g, "\n").trim();
}

/** The lines of what Word put on the clipboard; null for what is not from Word. */
export function fromWord(html) {
  if (!isWord(html)) return null;
  const page = new DOMParser().parseFromString(disarm(html), "text/html");
  const blocks = [...page.body.querySelectorAll("p, li, h1, h2, h3, h4")].filter((block) => !block.querySelector("p"));
  return (blocks.length ? blocks : [page.body]).map(line).filter(Boolean).join("\n");
}

function onPaste(event) {
  const text = fromWord(event.clipboardData.getData("text/html"));
  if (!text) return;
  event.preventDefault();
  replaceText(event.target, event.target.selectionStart, event.target.selectionEnd, text);
}

export const start = (root) => root.querySelectorAll("textarea[data-outline]").forEach((field) => field.addEventListener("paste", onPaste));
