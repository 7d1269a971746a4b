// The one registry of keys, and the list that 「?」 opens from it. Single keys are off unless the person turned them on.
import { composing } from "./ime.js";

const registry = new Map();
const editable = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

/** Binds a single key by its place on the keyboard (event.code, such as KeyN), outside of text fields only. */
export const register = (code, label, action) => registry.set(code, { label, action });

const keyName = (code) => code.replace(/^(Key|Digit)/, "").replace("Slash", "/");

function overlay() {
  const dialog = Object.assign(document.createElement("dialog"), { className: "keys-overlay" });
  const title = Object.assign(document.createElement("h2"), { textContent: "鍵盤操作", id: "keys-title" });
  dialog.setAttribute("aria-labelledby", title.id);
  const list = document.createElement("dl");
  const rows = [["Ctrl+Enter", "送出這一頁的主要按鈕"], ["?", "這一份清單"], ...[...registry].map(([code, { label }]) => [keyName(code), label])];
  for (const [key, label] of rows) {
    const term = document.createElement("dt");
    term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    list.append(term, Object.assign(document.createElement("dd"), { textContent: label }));
  }
  const close = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary", textContent: "關閉" });
  close.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  dialog.append(title, list, close);
  document.body.append(dialog);
  dialog.showModal();
}

function onKey(event) {
  if (composing(event)) return;
  if (event.key === "Enter" && event.ctrlKey) return void event.target.closest("form")?.querySelector(".button-primary")?.click();
  if (event.ctrlKey || event.altKey || event.metaKey || editable(event.target) || document.querySelector("dialog[open]")) return;
  if (document.documentElement.dataset.keys !== "on") return;
  if (event.key === "?") overlay();
  else if (!event.shiftKey && registry.has(event.code)) registry.get(event.code).action();
  else return;
  event.preventDefault();
}

export function start(root) {
  for (const element of root.querySelectorAll("[data-key]")) register(element.dataset.key, element.textContent.trim(), () => element.click());
  root.addEventListener("keydown", onKey);
}
