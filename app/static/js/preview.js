// Draws the official table again while somebody writes; the newest text wins.
import { afterTyping } from "./ime.js";

function watch(form) {
  const target = document.querySelector(form.dataset.previewTarget);
  let older = new AbortController();

  async function draw() {
    older.abort();
    older = new AbortController();
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    try {
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, signal: older.signal, headers: { "X-Background": "1" } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      target.replaceChildren(...page.body.childNodes);
    } catch {
      // Cut off by newer text or by the network: the last picture stays.
    }
  }

  if (target) afterTyping(form, 300, draw);
}

export const start = (root) => root.querySelectorAll("form[data-preview-url]").forEach(watch);
