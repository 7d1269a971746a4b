// Saves a form, or a part of one, two seconds after typing rests. A part has data-prefix: its fields' names begin so, and are
// sent without it; each part is saved by itself, as if it were a form.
// The server answers 200 {seen_version, saved_at[, edit_url, autosave_url]}, 409 when somebody else was first, 422 {error}.
import { afterTyping } from "./ime.js";
import { forgetAll, keptText, texts } from "./kept-text.js";
import { sendButton, statusLine } from "./status-line.js";

const PAUSE = 2000;
const RETRY = 10000;

class Autosave {
  constructor(part) {
    this.part = part;
    this.prefix = part.dataset.prefix ?? "";
    const form = (this.form = part.closest("form"));
    this.say = statusLine(part);
    this.kept = keptText(part);
    part.addEventListener("input", () => (this.typed = true));
    afterTyping(part, PAUSE, () => this.save());
    // Whoever leaves within the pause leaves nothing behind.
    addEventListener("pagehide", () => this.typed && this.save(true));
    addEventListener("online", () => this.kept.waiting() && this.save());
    form.addEventListener("submit", (event) => {
      // What is being saved first learns its new version; sent before, it would stand against itself.
      if (this.running) {
        event.preventDefault();
        this.send = () => form.requestSubmit(event.submitter);
        return;
      }
      this.stopped = true;
      if (navigator.onLine) this.kept.drop();
    });
    if (this.kept.putBack()) {
      this.say("已放回斷線時輸入的文字。");
      this.save();
    }
  }

  async save(leaving = false) {
    if (this.stopped) return;
    if (this.running) return void (this.again = true);
    this.running = true;
    this.typed = false;
    try {
      const answer = await fetch(this.part.dataset.autosaveUrl, {
        method: "POST",
        body: new URLSearchParams(this.fields()),
        headers: { Accept: "application/json", "X-Background": "1" },
        keepalive: leaving,
      });
      this.heard(answer, await answer.json().catch(() => ({})));
    } catch {
      this.later("目前沒有連線。");
    }
    this.running = false;
    if (this.send) return this.send();
    if (this.again) {
      this.again = false;
      this.save();
    }
  }

  fields() {
    return texts(this.part).map(([name, value]) => [name.startsWith(this.prefix) ? name.slice(this.prefix.length) : name, value]);
  }

  heard(answer, data) {
    if (answer.ok && !answer.redirected) return this.acknowledged(data);
    if (answer.status >= 500) return this.later("系統暫時無法儲存。");
    this.part.dataset.unsaved = "";
    if (answer.status === 422) return this.say(data.error ?? "尚未儲存：請檢查各欄內容。", "wrong");
    this.stopped = true;
    if (answer.status === 409) this.say("剛有別人改了這份資料。您的文字還在，尚未儲存。", "wrong", sendButton(this.form, "比較兩份文字"));
    else this.say("登入已逾時，尚未儲存。", "wrong", sendButton(this.form, "帶著文字重新登入"));
  }

  acknowledged(data) {
    const version = this.form.elements[`${this.prefix}seen_version`];
    if (version && data.seen_version !== undefined) version.value = data.seen_version;
    this.kept.drop();
    delete this.part.dataset.unsaved;
    if (data.edit_url) this.move(data);
    this.say(`${data.saved_at ?? new Date().toTimeString().slice(0, 8)} 已儲存`);
  }

  /** The first save of a new record: the form is that record's from now on, and so is the address. */
  move({ edit_url, autosave_url }) {
    this.form.action = edit_url;
    this.part.dataset.autosaveUrl = autosave_url;
    history.replaceState(null, "", edit_url);
  }

  later(reason) {
    this.kept.keep();
    this.say(reason + (this.kept.allowed ? "文字暫存在這個視窗，連上後會自動儲存。" : "請不要關閉這一頁，連上後會自動儲存。"), "wrong");
    setTimeout(() => this.save(), RETRY);
  }
}

export function start(root) {
  for (const part of root.querySelectorAll("[data-autosave-url]")) new Autosave(part);
  for (const form of root.querySelectorAll("form[data-sign-out]")) form.addEventListener("submit", forgetAll);
}
