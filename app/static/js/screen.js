// The projector: asks for the slide while it can be seen, less often while the server does not answer, and keeps the last one.
const EVERY = 700;
const SLOWEST = 15000;

const slide = document.querySelector("[data-slide]");
const state = document.querySelector("[data-screen-state]");
let wait = EVERY, timer = 0;

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch(slide.dataset.slide, { headers: { "X-Poll": "1" }, signal: AbortSignal.timeout(5000) });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.innerHTML.trim() !== slide.innerHTML.trim()) slide.replaceChildren(...page.body.childNodes);
    state.textContent = "";
    wait = EVERY;
  } catch {
    state.textContent = "同步中斷";
    wait = Math.min(wait * 1.6, SLOWEST);
  }
  timer = setTimeout(ask, wait);
}

addEventListener("online", ask);
document.addEventListener("visibilitychange", ask);
ask();
