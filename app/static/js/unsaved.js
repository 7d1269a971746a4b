// Asks before a page is left whose typed text has not been sent. What saves itself needs no question, unless it was refused.
const TEXTS = "textarea:not([readonly], [data-copy], [data-autosave-url] *)";
let sending = false;

const changed = (field) => field.value !== field.defaultValue;

export function start(root) {
  const forms = [...root.querySelectorAll("form[method=post]:not([data-recorder])")];
  root.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sending = true;
    setTimeout(() => (sending = false), 1000); // a download stays on the page
  });
  addEventListener("beforeunload", (event) => {
    const typed = forms.some((form) => [...form.querySelectorAll(TEXTS)].some(changed)) || root.querySelector("[data-unsaved]");
    if (!sending && typed) event.preventDefault();
  });
}
