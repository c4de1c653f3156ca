// Warns before an idle session ends; the form on the page is never touched.

const words = document.getElementById("words")?.dataset ?? {};
const { sessionIdle, sessionWarn, keepAliveUrl } = document.body.dataset;
const TOUCH_EVERY_MS = 60_000;

let lastSent = Date.now();
let lastTouch = Date.now();
let dialog = null;

function token() {
  return document.querySelector("#post input[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function stay() {
  const answer = await fetch(keepAliveUrl, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token() } });
  if (!answer.ok) return ended();
  lastSent = lastTouch = Date.now();
  dialog?.close();
}

function box(text, button, act) {
  dialog?.remove();
  dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const line = document.createElement("p");
  line.textContent = text;
  const press = document.createElement("button");
  press.type = "button";
  press.className = "button button-filled";
  press.textContent = button;
  press.addEventListener("click", act);
  const foot = document.createElement("div");
  foot.className = "dialog-actions";
  foot.append(press);
  dialog.append(line, foot);
  dialog.setAttribute("aria-label", text);
  dialog.addEventListener("close", () => {
    dialog.remove();
    dialog = null;
  });
  document.body.append(dialog);
  dialog.showModal();
}

function ended() {
  box(words.ended, words.close, () => dialog.close());
}

if (sessionIdle && keepAliveUrl) {
  const idle = Number(sessionIdle) * 1000;
  const warn = Number(sessionWarn) * 1000;
  for (const kind of ["keydown", "pointerdown"]) {
    addEventListener(kind, () => {
      lastTouch = Date.now();
      // Somebody typing for long sends nothing to the server; tell it now and then.
      if (!dialog && lastTouch - lastSent > TOUCH_EVERY_MS) {
        lastSent = lastTouch;
        stay().catch(() => {});
      }
    });
  }
  const check = setInterval(() => {
    const quiet = Date.now() - lastSent;
    if (quiet >= idle) {
      clearInterval(check);
      ended();
    } else if (quiet >= idle - warn && !dialog) {
      box(words.idle.replace("{n}", Math.max(1, Math.round((idle - quiet) / 60_000))), words.stay, () => stay().catch(ended));
    }
  }, 5000);
}
