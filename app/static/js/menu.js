// The person's menu closes by Esc and by a click elsewhere.
import { composing } from "./ime.js";

function watch(menu) {
  document.addEventListener("click", (event) => menu.contains(event.target) || menu.removeAttribute("open"));
  menu.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

export const start = (root) => root.querySelectorAll("[data-menu]").forEach(watch);
