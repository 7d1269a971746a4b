// Levels of official text in a textarea, one paragraph a line: buttons, Tab and Shift+Tab rewrite the marker.
import { read, relevel, write } from "./enumerators.js";
import { composing, replaceText, unfinished } from "./ime.js";

const LEVELS = [0, 1, 2, 3, 4, 5, 6];
const lineAt = (text, position) => text.slice(0, position).split("\n").length - 1;

/** Moves each paragraph of the selection to the level `levelOf` gives for its present one. */
function change(field, levelOf) {
  if (unfinished(field)) return;
  const { selectionStart: start, selectionEnd: end, value } = field;
  const [first, last] = [lineAt(value, start), lineAt(value, end)];
  const lines = value.split("\n");
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const to = from + lines.slice(first, last + 1).join("\n").length;
  for (let at = first; at <= last; at++) {
    const { level } = read(lines[at]);
    const wanted = Math.min(Math.max(levelOf(level), 0), 6);
    if (wanted !== level) lines[at] = relevel(lines, at, wanted, field.dataset.markerStyle === "half");
  }
  const text = lines.slice(first, last + 1).join("\n");
  if (text === value.slice(from, to)) return;
  replaceText(field, from, to, text);
  const caret = Math.max(from, from + text.length - (to - end));
  field.setSelectionRange(start === end ? caret : from, start === end ? caret : from + text.length);
}

/** Tab changes the level; Esc then Tab leaves the field, so that nobody is trapped. */
function bindKeys(field) {
  let leaving = false;
  field.addEventListener("keydown", (event) => {
    if (composing(event) || event.key === "Shift") return;
    const wasLeaving = leaving;
    leaving = event.key === "Escape";
    if (event.key !== "Tab" || wasLeaving || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    change(field, (level) => level + (event.shiftKey ? -1 : 1));
  });
}

function drawButtons(field, bar) {
  const half = field.dataset.markerStyle === "half";
  const buttons = LEVELS.map((level) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: write(level, 1, half) || "不編號" });
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      field.focus();
      change(field, () => level);
    });
    return button;
  });
  bar.replaceChildren(...buttons);
  bar.hidden = false;
  const show = () => {
    const { level } = read(field.value.split("\n")[lineAt(field.value, field.selectionStart)]);
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === level)));
  };
  for (const kind of ["input", "click", "keyup", "focus"]) field.addEventListener(kind, show);
  show();
}

function watch(field) {
  bindKeys(field);
  drawButtons(field, document.querySelector(`[data-levels-for="${field.id}"]`));
  document.getElementById(`${field.id}-keys`).hidden = false;
}

export const start = (root) => root.querySelectorAll("textarea[data-outline]").forEach(watch);
