// A button beside a text that is meant to be pasted elsewhere. Without a secure connection the browser has only the old way.
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    const details = field.closest("details");
    const was = details?.open;
    if (details) details.open = true;
    field.select();
    const done = document.execCommand("copy");
    if (details) details.open = was;
    return done;
  }
}

function watch(field) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary button-small", textContent: field.dataset.copy });
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = (await copied(field)) ? "已複製" : "無法複製，請展開後自行選取";
  });
  const row = Object.assign(document.createElement("p"), { className: "buttons" });
  row.append(button, said);
  (field.closest("details") ?? field).before(row);
}

export const start = (root) => root.querySelectorAll("textarea[data-copy]").forEach(watch);
