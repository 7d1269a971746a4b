// A second click on 送出 sends nothing twice; the button that was clicked keeps its value.
const REST = 8000;

export function start(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (event.submitter?.hasAttribute("data-download")) return; // changes nothing and leaves the page where it is
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    const free = () => {
      delete form.dataset.sent;
      event.submitter?.removeAttribute("aria-disabled");
    };
    // A download leaves the page where it is, so the form must open again.
    setTimeout(free, REST);
    addEventListener("pageshow", free, { once: true });
  });
}
