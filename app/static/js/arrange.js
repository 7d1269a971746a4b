// Lines of a list are ordered by dragging their handle; the buttons ↑ and ↓ do the same without it.
export function start(root) {
  for (const list of root.querySelectorAll("[data-arrange]")) arrange(list, root);
}

function arrange(list, root) {
  const form = root.getElementById(list.dataset.arrange);
  let dragged = null;
  let before = "";

  const order = () => [...list.children].map((line) => line.dataset.line).join(",");

  for (const line of list.children) {
    const handle = root.createElement("span");
    handle.className = "drag-handle";
    handle.draggable = true;
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    line.querySelector(".agenda-number").prepend(handle);
    handle.addEventListener("dragstart", (event) => {
      dragged = line;
      before = order();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(line, 12, 12);
      line.classList.add("dragged");
    });
    handle.addEventListener("dragend", () => {
      line.classList.remove("dragged");
      dragged = null;
      if (order() === before) return;
      form.elements.order.value = order();
      form.requestSubmit();
    });
  }

  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest("[data-line]");
    if (!over || over === dragged || over.parentElement !== list) return;
    const { top, height } = over.getBoundingClientRect();
    list.insertBefore(dragged, event.clientY < top + height / 2 ? over : over.nextSibling);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
}
