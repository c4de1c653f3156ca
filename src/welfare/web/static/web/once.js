// A double click sends a form once. The server's idempotency key is the real guard; this saves the wait.

const words = document.getElementById("words")?.dataset ?? {};
let sent = new WeakSet();
const shown = new Map();

function busy(button) {
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  shown.set(button, [...button.childNodes]);
  const spinner = document.createElement("span");
  spinner.className = "spinner";
  const label = document.createElement("span");
  label.textContent = button.dataset.busy || words.busy;
  button.replaceChildren(spinner, label);
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-blocked]")) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-many") || form.hasAttribute("hx-post")) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  // The pressed button's name and value are read after this event, so the button must stay enabled.
  const button = event.submitter;
  if (button?.classList.contains("button")) setTimeout(() => busy(button), 0);
});

// The back button may restore the page from memory, with all that was typed: let it be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  sent = new WeakSet();
  for (const [button, children] of shown) {
    button.removeAttribute("aria-busy");
    button.replaceChildren(...children);
  }
  shown.clear();
});
