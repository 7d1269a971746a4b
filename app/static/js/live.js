// 現場登錄: saves while somebody types, keeps what cannot be sent, gives way to the window that took over.
// The server answers 200 {resolution, seen_version, saved_at, seems}, 409 {why, error[, stored]}, 422 {error}.
import { afterTyping, composing, unfinished } from "./ime.js";
import { keptText, texts } from "./kept-text.js";
import { sendButton, statusLine } from "./status-line.js";

const PAUSE = 400; // after the last key; the projector has another second
const LONGEST = 1500; // while somebody types on and on
const RETRY = 3000;
const SIGN_OF_LIFE = 10000;
const CUT = "連線中斷，內容暫存於本機，恢復後自動補送。";
const CUT_SECRET = "連線中斷；密件不暫存於本機，請不要關閉這一頁，恢復後自動補送。";
const WINDOW = "live-window";

/** This tab's name: the same on the next case, another one in another tab. */
function windowName() {
  const known = sessionStorage.getItem(WINDOW);
  if (known) return known;
  const made = `tab-${crypto.getRandomValues(new Uint32Array(3)).join("-")}`;
  sessionStorage.setItem(WINDOW, made);
  return made;
}

class Recorder {
  constructor(form) {
    this.form = form;
    this.text = form.elements.text;
    this.kept = keptText(form);
    this.taken = document.querySelector("[data-taken]");
    if (form.dataset.readonly !== undefined) return;
    this.say = statusLine(form);
    this.last = this.written((field) => field.defaultValue ?? ([...field.options].find((one) => one.defaultSelected) ?? field.options[0]).value);
    this.amended();
    form.addEventListener("input", () => this.typed());
    form.elements.disposition.addEventListener("change", () => this.amended());
    afterTyping(form, PAUSE, () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.flush());
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("keydown", (event) => this.key(event));
    for (const button of form.querySelectorAll("[data-live-phrase]")) button.addEventListener("click", (event) => this.phrase(event, button));
    this.digits();
    if (this.kept.putBack()) {
      this.say("已放回斷線時輸入的文字。");
    }
    this.hold().then(() => this.save());
    setInterval(() => document.hidden || this.readOnly || this.hold(true), SIGN_OF_LIFE);
  }

  /** What is in the fields; or, as the page came, what the server has: somebody may type before this script is here. */
  written = (read = (field) => field.value) => ["text", "disposition", "kind", "amended_measures", "kind_reason"].map((name) => read(this.form.elements[name])).join("\0");

  /** Every key: the clerk who types on and on is saved too; a cut line keeps each letter. */
  typed() {
    if (this.cut) this.kept.keep();
    this.since ??= performance.now();
    if (performance.now() - this.since > LONGEST && !unfinished(this.text)) this.save();
  }

  async save() {
    if (this.readOnly || this.leading || unfinished(this.text) || this.written() === this.last) return true;
    if (this.running) return this.running.then(() => this.save());
    this.running = this.send();
    const done = await this.running;
    this.running = null;
    return done;
  }

  async send() {
    const sent = this.written();
    this.since = undefined;
    if (!this.text.value.trim()) {
      if (this.form.elements.seen_version.value !== "0") this.say("內容空白，尚未儲存。", "wrong");
      return true;
    }
    const address = new URL(this.form.dataset.recorder, location.href);
    const { searchParams } = new URL(this.form.action);
    if (searchParams.has("resolution")) address.searchParams.set("resolution", searchParams.get("resolution"));
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(texts(this.form)),
        headers: { Accept: "application/json", "X-Background": "1" },
      });
      return this.heard(answer, await answer.json().catch(() => ({})), sent);
    } catch {
      this.unsure = sent;
      return this.later();
    }
  }

  heard(answer, data, sent) {
    if (answer.ok && !answer.redirected) return this.acknowledged(data, sent);
    if (answer.status >= 500) return this.later();
    if (answer.status === 422) return this.say(data.error ?? "尚未儲存：請檢查內容。", "wrong"), false;
    if (data.why === "live_taken") return this.lose(data.error), false;
    if (data.why === "changed" && this.ownAnswerWasLost(data.stored)) return this.adopt(data.stored), this.send();
    this.kept.keep();
    if (answer.status === 409) this.say("剛有別人改了這一案。您的文字還在，尚未儲存。", "wrong", sendButton(this.form, "比較兩份文字"));
    else this.say("登入已逾時，尚未儲存。", "wrong", sendButton(this.form, "帶著文字重新登入"));
    return false;
  }

  acknowledged(data, sent) {
    const back = this.cut ? "back" : ""; // said at once: somebody waits for it
    this.cut = false;
    this.form.classList.remove("live-offline");
    this.unsure = undefined;
    this.last = sent;
    this.adopt(data);
    if (this.written() === sent) this.kept.drop();
    this.say(`${data.saved_at} 已儲存`, back);
    if (data.seems) this.seems(data.seems);
    return true;
  }

  /** The resolution this form writes at from now on. */
  adopt({ resolution, seen_version }) {
    const action = new URL(this.form.action);
    action.searchParams.set("resolution", resolution);
    this.form.action = action;
    this.form.elements.seen_version.value = seen_version;
  }

  /** A text that was sent while the line broke may have arrived: then the stored one is ours. */
  ownAnswerWasLost = (stored) => this.unsure !== undefined && stored?.text !== undefined && this.unsure.split("\0")[0].trim() === stored.text;

  later() {
    this.cut = true;
    this.form.classList.add("live-offline");
    this.kept.keep();
    this.say(this.kept.allowed ? CUT : CUT_SECRET, "wrong");
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.save(), RETRY);
    return false;
  }

  /** The tab closes or leads on: what rests in the field goes out with it. */
  flush() {
    if (this.readOnly || this.left || this.written() === this.last || !this.text.value.trim()) return;
    const address = new URL(this.form.dataset.recorder, location.href);
    address.search = new URL(this.form.action).search;
    fetch(address, { method: "POST", keepalive: true, body: new URLSearchParams(texts(this.form)), headers: { "X-Background": "1" } }).catch(() => {});
  }

  async hold(byItself = false) {
    const headers = { Accept: "application/json", "X-Background": "1", ...(byItself ? { "X-Poll": "1" } : {}) };
    const { csrf_token, window } = this.form.elements;
    try {
      const answer = await fetch(this.form.dataset.hold, { method: "POST", body: new URLSearchParams({ csrf_token: csrf_token.value, window: window.value }), headers });
      const data = await answer.json().catch(() => ({}));
      if (data.why === "live_taken") this.lose(data.error);
      else if (answer.ok && this.cut) this.save();
    } catch {
      if (!this.cut) this.say("連線中斷，恢復後自動補送。", "wrong");
    }
  }

  /** Another window writes now: this one keeps its text and can take the right back. */
  lose(sentence) {
    this.readOnly = true;
    if (this.written() !== this.last) this.kept.keep();
    for (const field of this.form.querySelectorAll("textarea")) field.readOnly = true;
    for (const field of this.form.querySelectorAll("select, button")) field.disabled = true;
    this.taken.querySelector("[data-taken-by]").textContent = sentence;
    this.taken.hidden = false;
    this.say("這一頁現在只能看。", "wrong");
  }

  phrase(event, button) {
    event.preventDefault();
    this.put(button);
  }

  /** A phrase takes the place of nothing or of another phrase; else it goes to the caret. */
  put(button) {
    if (unfinished(this.text)) return;
    const phrases = [...this.form.querySelectorAll("[data-live-phrase]")].map((one) => one.dataset.livePhrase);
    const typed = this.text.value.trim();
    const all = !typed || phrases.includes(typed);
    const { selectionStart: from, selectionEnd: to } = this.text;
    this.text.setRangeText(button.dataset.livePhrase, all ? 0 : from, all ? this.text.value.length : to, "end");
    const choice = this.form.elements.disposition;
    if (button.dataset.choice && (all || !choice.value)) choice.value = button.dataset.choice;
    this.amended();
    this.save();
  }

  key(event) {
    if (composing(event) || this.readOnly || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    const step = this.form.querySelector(`[data-live-step=${event.key === "PageUp" || event.key === "PageDown" ? event.key : "none"}]`);
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
    const phrase = digit && document.getElementById("digits").checked && this.form.querySelector(`[data-digit="${digit}"]`);
    if (!step && !phrase) return;
    event.preventDefault();
    if (step) this.form.requestSubmit(step);
    else this.put(phrase);
  }

  digits() {
    const box = document.getElementById("digits");
    box.closest("[data-live-keys]").hidden = false;
    box.checked = localStorage.getItem("live-digits") !== "off";
    box.addEventListener("change", () => localStorage.setItem("live-digits", box.checked ? "on" : "off"));
  }

  /** 儲存 and the way to another case wait for the line: a page that cannot be reached would swallow the text. */
  async submitted(event) {
    if (this.readOnly) return event.preventDefault();
    if (this.sure || event.defaultPrevented) return;
    event.preventDefault();
    const { submitter } = event;
    this.leading = true; // saved beside, it would stand against itself
    if (this.running) await this.running;
    try {
      const { csrf_token, window } = this.form.elements;
      await fetch(this.form.dataset.hold, { method: "POST", body: new URLSearchParams({ csrf_token: csrf_token.value, window: window.value }), headers: { Accept: "application/json", "X-Background": "1" } });
    } catch {
      this.leading = false;
      return void this.later();
    }
    this.sure = this.left = true;
    this.kept.drop();
    delete this.form.dataset.sent;
    this.form.requestSubmit(submitter);
  }

  amended() {
    const box = this.form.querySelector("[data-amended]");
    box.hidden = this.form.elements.disposition.value !== "adopted_amended";
  }

  /** What the text seems to say is chosen in view of the clerk, who may choose otherwise. */
  seems(code) {
    const choice = this.form.elements.disposition;
    if (choice.value || this.refused === code) return;
    choice.value = this.refused = code;
    const line = this.form.querySelector("[data-seems]");
    line.textContent = `內容看起來是「${choice.selectedOptions[0].textContent}」，已選為處理結果；不對請改選。`;
    line.hidden = false;
    this.amended();
    this.save();
  }
}

export function start(root) {
  for (const field of root.querySelectorAll("input[name=window]")) field.value = windowName();
  const form = root.querySelector("form[data-recorder]");
  if (form) new Recorder(form);
}
