// Asks before a page is left whose typed text has not been sent. Forms that save themselves need no question.
const TEXTS = "textarea:not([readonly], [data-copy])";
let sending = false;

const changed = (field) => field.value !== field.defaultValue;

export function start(root) {
  const forms = [...root.querySelectorAll("form[method=post]:not([data-autosave-url], [data-recorder])")];
  root.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sending = true;
    setTimeout(() => (sending = false), 1000); // a download stays on the page
  });
  addEventListener("beforeunload", (event) => {
    if (!sending && forms.some((form) => [...form.querySelectorAll(TEXTS)].some(changed))) event.preventDefault();
  });
}
