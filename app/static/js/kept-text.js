// Text that could not be sent waits in this window's sessionStorage; never that of a form marked data-confidential.
const PREFIX = "draft:";

/** What a form would send, files aside. */
export const texts = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

const written = (form) => JSON.stringify(texts(form).filter(([name]) => name !== "csrf_token" && name !== "once_key"));

/** keep, drop, waiting and putBack for one form. */
export function keptText(form) {
  const key = () => PREFIX + new URL(form.action).pathname + form.id;
  const allowed = form.dataset.confidential === undefined;
  const drop = () => sessionStorage.removeItem(key());
  const waiting = () => sessionStorage.getItem(key()) !== null;
  const keep = () => allowed && sessionStorage.setItem(key(), written(form));

  function putBack() {
    const text = sessionStorage.getItem(key());
    if (!text || text === written(form)) {
      drop();
      return false;
    }
    for (const [name, value] of JSON.parse(text)) {
      const field = form.elements[name];
      if (field && field.type !== "checkbox") field.value = value;
    }
    return true;
  }

  return { allowed, drop, keep, putBack, waiting };
}

/** Signing out leaves nothing behind. */
export function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
