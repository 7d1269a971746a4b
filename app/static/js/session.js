// Says five minutes ahead that the sign-in ends, and lets it go on without leaving the page.
// Another window or autosaving may have kept it alive, so the server is asked first, in a way that itself keeps nothing alive.
const AHEAD = 300;
const LATER = 30;
let timer = 0;
let box = null;

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(ask, Math.max(seconds, 1) * 1000);
}

async function ask() {
  try {
    heard(await fetch("/session", { headers: { Accept: "application/json", "X-Poll": "1" } }));
  } catch {
    wait(LATER);
  }
}

async function stay() {
  try {
    await heard(await fetch("/session", { headers: { Accept: "application/json" } }));
  } catch {
    say("目前沒有連線，請稍後再按一次。", true);
  }
}

async function heard(answer) {
  if (answer.redirected) return over();
  if (!answer.ok) return wait(LATER);
  const { seconds, renewable } = await answer.json();
  if (seconds > AHEAD) {
    box?.remove();
    box = null;
    return wait(seconds - AHEAD);
  }
  wait(seconds + 1);
  const at = new Date(Date.now() + seconds * 1000).toTimeString().slice(0, 5);
  if (renewable) say(`您已有一段時間沒有操作，將於 ${at} 自動登出。畫面上的內容都還在。`, true);
  else say(`這次登入已達時間上限，將於 ${at} 結束。請先儲存；之後送出時只要重新登入，輸入的文字會帶回來。`, false);
}

function over() {
  clearTimeout(timer);
  say("已自動登出。畫面上的文字還在：照常按儲存或送出，重新登入後文字會帶回來。", false);
}

function say(text, offers) {
  if (!box) {
    box = document.createElement("section");
    box.className = "session-end";
    box.setAttribute("aria-label", "登入時間");
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    box.append(line, Object.assign(document.createElement("button"), { type: "button", className: "button button-primary", textContent: "繼續使用" }));
    box.lastChild.addEventListener("click", stay);
    document.body.append(box);
  }
  if (box.firstChild.textContent !== text) box.firstChild.textContent = text;
  box.lastChild.hidden = !offers;
}

export function start(root) {
  wait(Number(root.documentElement.dataset.sessionLeft) - AHEAD);
  document.addEventListener("visibilitychange", () => document.hidden || !box || ask());
}
