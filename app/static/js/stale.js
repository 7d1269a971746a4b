// Two texts side by side: take the other one, or go back to mine.
import { replaceText } from "./ime.js";

function watch(box) {
  const [mine, theirs] = box.querySelectorAll("textarea");
  const first = mine.value;
  box.querySelector(".stale-choices").hidden = false;
  box.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take]")?.dataset.take;
    if (take) replaceText(mine, 0, mine.value.length, take === "theirs" ? theirs.value : first);
  });
}

export const start = (root) => root.querySelectorAll("[data-stale]").forEach(watch);
