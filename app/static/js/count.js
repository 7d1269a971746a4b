// Counts characters as people do (𠮷 is one) and says so when typing rests.
import { afterTyping } from "./ime.js";

function watch(field) {
  const line = document.getElementById(`${field.id}-limit`);
  const limit = Number(field.dataset.limit);
  const show = () => {
    const count = [...field.value].length;
    line.textContent = `${count.toLocaleString()} 字，至多 ${limit.toLocaleString()} 字${count > limit ? `，超過 ${(count - limit).toLocaleString()} 字` : ""}`;
    line.toggleAttribute("data-over", count > limit);
  };
  line.setAttribute("aria-live", "polite");
  show();
  afterTyping(field, 700, show);
}

export const start = (root) => root.querySelectorAll("textarea[data-limit]").forEach(watch);
