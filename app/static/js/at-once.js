// A browser that is known goes on by itself: the button is for who has no JavaScript. A mail scanner has no such cookie.
export function start(root) {
  root.querySelector("form[data-at-once]").requestSubmit();
}
