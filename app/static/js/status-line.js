// One quiet line in a form: what was saved, spoken at most every five seconds; what went wrong, at once.
const PAUSE = 5000;

/** The form's line as a function (text, state, button). Give it [data-saved] in the page, or it stands above the buttons. */
export function statusLine(form) {
  let line = form.querySelector("[data-saved]");
  if (!line) {
    line = document.createElement("p");
    const buttons = [...form.querySelectorAll(".buttons")].at(-1);
    buttons ? buttons.before(line) : form.append(line);
  }
  line.classList.add("saved");
  line.setAttribute("role", "status");
  let spoken = -PAUSE, timer = 0;

  return (text, state = "", ...more) => {
    clearTimeout(timer);
    const wait = state ? 0 : Math.max(0, spoken + PAUSE - performance.now());
    timer = setTimeout(() => {
      spoken = performance.now();
      line.dataset.state = state;
      line.replaceChildren(text, ...more);
    }, wait);
  };
}

/** A button that sends the form the ordinary way, so that the server's own page takes over. */
export function sendButton(form, label) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary button-small", textContent: label });
  button.addEventListener("click", () => form.requestSubmit(form.querySelector("button[type=submit]")));
  return button;
}
