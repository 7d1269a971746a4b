// The guard every handler starts with: while an input method is composing, hands off.
const busy = new WeakSet();

document.addEventListener("compositionstart", (event) => busy.add(event.target), true);
document.addEventListener("compositionend", (event) => busy.delete(event.target), true);

// Enter commits a candidate; in a one-line field it must not send the form as well.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && composing(event) && event.target instanceof HTMLInputElement) event.preventDefault();
});

/** True for a key that belongs to the input method (keyCode 229 is what some report instead). */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** True while this field holds an unfinished composition. */
export const unfinished = (field) => busy.has(field);

/** Calls back when typing in `root` rests for `pause` milliseconds and no composition is open. */
export function afterTyping(root, pause, callback) {
  let timer = 0;
  const later = (event) => {
    clearTimeout(timer);
    if (!composing(event)) timer = setTimeout(() => unfinished(document.activeElement) || callback(), pause);
  };
  for (const kind of ["input", "change", "compositionend"]) root.addEventListener(kind, later);
  root.addEventListener("compositionstart", () => clearTimeout(timer));
}

/** Replaces the text from `from` to `to`, so that Ctrl+Z can take it back. */
export function replaceText(field, from, to, text) {
  field.focus();
  field.setSelectionRange(from, to);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (done) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
