// A double click sends a form once. The server's idempotency key is the real guard; this saves the wait.

const words = document.getElementById("words")?.dataset ?? {};
const sent = new WeakSet();

function busy(button) {
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  button.dataset.words = button.textContent;
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

// The back button restores the page from memory with its form already sent: let it be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
