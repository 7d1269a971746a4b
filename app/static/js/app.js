// Starts what a page asks for by its attributes, and loads nothing else.
import "./ime.js";

const wanted = [
  ["form[method=post]", "submit-once.js"],
  ["[data-session-left]", "session.js"],
  ["form[method=post] textarea", "unsaved.js"],
  ["[data-autosave-url], form[data-sign-out]", "autosave.js"],
  ["form[data-recorder], input[name=window]", "live.js"],
  ["form[data-preview-url]", "preview.js"],
  ["textarea[data-outline]", "outline.js"],
  ["textarea[data-outline]", "paste-word.js"],
  ["textarea[data-limit]", "count.js"],
  ["input[data-roc-date]", "roc-date.js"],
  ["table[data-select-rows]", "select-rows.js"],
  ["[data-phrase]", "phrases.js"],
  ["[data-arrange]", "arrange.js"],
  ["textarea[data-copy]", "copy.js"],
  ["[data-stale]", "stale.js"],
  ["[data-menu]", "menu.js"],
  ["form[data-at-once]", "at-once.js"],
  ["form, [data-key]", "keys.js"],
];

const asked = wanted.filter(([selector]) => document.querySelector(selector));
const started = asked.map(async ([, file]) => (await import(`./${file}`)).start(document));

// What happened is read out first: an error summary before a message.
(document.querySelector(".error-summary[data-focus]") ?? document.querySelector("[data-focus]"))?.focus();

// From here on the page hears whatever is done on it.
Promise.all(started).then(() => (document.documentElement.dataset.started = ""));
