// A phrase beside a text goes into it, and its choice with it; without script the link opens the form filled in.
export function start(root) {
  for (const link of root.querySelectorAll("[data-phrase]")) {
    link.addEventListener("click", (event) => {
      const text = root.querySelector(link.dataset.into);
      if (!text) return;
      event.preventDefault();
      const end = text.selectionEnd ?? text.value.length;
      const before = text.value.slice(0, text.selectionStart ?? end);
      text.setRangeText(link.dataset.phrase, before.length, end, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      const choice = root.querySelector(link.dataset.chooses ?? "");
      if (choice?.type === "radio") choice.checked = true;
      else if (choice && link.dataset.choice) choice.value = link.dataset.choice;
      text.focus();
    });
  }
}
