// Text that could not be sent waits in this window's sessionStorage; never that of a form marked data-confidential.
const PREFIX = "draft:";

/** What a form would send, or the part of one whose names begin with its data-prefix; files aside. */
export function texts(part) {
  const belongs = (name) => name === "csrf_token" || name.startsWith(part.dataset.prefix ?? "");
  return [...new FormData(part.closest("form"))].filter(([name, value]) => belongs(name) && typeof value === "string");
}

const written = (part) => JSON.stringify(texts(part).filter(([name]) => name !== "csrf_token" && name !== "once_key"));

/** keep, drop, waiting and putBack for one form, or a part of one. */
export function keptText(part) {
  const form = part.closest("form");
  const key = () => PREFIX + new URL(form.action).pathname + part.id;
  const allowed = part.dataset.confidential === undefined;
  const drop = () => sessionStorage.removeItem(key());
  const waiting = () => sessionStorage.getItem(key()) !== null;
  const keep = () => allowed && sessionStorage.setItem(key(), written(part));

  function putBack() {
    const text = sessionStorage.getItem(key());
    if (!text || text === written(part)) {
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
