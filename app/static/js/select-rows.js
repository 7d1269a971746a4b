// A box in the head that takes all rows of the page, Shift with a click or an arrow for a range, a live count, and only the actions all ticked rows allow.
function watch(table) {
  const boxes = [...table.querySelectorAll("tbody .select-cell input")];
  const count = (table.closest("form") ?? document).querySelector("[data-select-count]");
  const actions = [...(table.closest("form")?.querySelectorAll("button[data-action]") ?? [])];
  const all = Object.assign(document.createElement("input"), { type: "checkbox" });
  all.setAttribute("aria-label", `選取本頁 ${boxes.length} 件`);
  table.querySelector("thead .select-cell").replaceChildren(all);
  let last = null;

  const show = () => {
    const ticked = boxes.filter((box) => box.checked);
    const chosen = ticked.length;
    for (const button of actions) {
      button.hidden = !ticked.every((box) => (box.dataset.allows ?? "").split(" ").includes(button.dataset.action));
    }
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    if (count) count.textContent = `已選 ${chosen} 件`;
  };

  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    show();
  });
  boxes.forEach((box, index) => box.addEventListener("click", (event) => {
    if (event.shiftKey && last !== null) {
      for (let i = Math.min(last, index); i <= Math.max(last, index); i++) boxes[i].checked = box.checked;
    }
    last = index;
    show();
  }));
  boxes.forEach((box, index) => box.addEventListener("keydown", (event) => {
    const next = boxes[index + { ArrowUp: -1, ArrowDown: 1 }[event.key]];
    if (!event.shiftKey || !next) return;
    event.preventDefault();
    box.checked = next.checked = true;
    last = boxes.indexOf(next);
    next.focus();
    show();
  }));
  addEventListener("pageshow", show);
  show();
}

export const start = (root) => root.querySelectorAll("table[data-select-rows]").forEach(watch);
