// Forms with `data-autosave-url` are saved at most 3 s after typing; a failed save is said and tried again.

const words = document.getElementById("words")?.dataset ?? {};
const QUIET_MS = 1200;
const LATEST_MS = 3000;
const RETRY_SECONDS = 10;

function mark(text, wrong = false) {
  for (const place of document.querySelectorAll("[data-saved-mark]")) {
    place.hidden = false;
    place.classList.toggle("saved-wrong", wrong);
    place.querySelector("[data-saved-words]").textContent = text;
  }
}

const now = () => new Date().toLocaleTimeString("zh-TW", { hour: "2-digit", minute: "2-digit", hour12: false });

function watch(form) {
  let quiet = 0;
  let latest = 0;
  let running = false;
  let changed = false;

  const schedule = (delay = QUIET_MS) => {
    clearTimeout(quiet);
    quiet = setTimeout(save, delay);
    latest ||= setTimeout(save, LATEST_MS);
  };

  async function save() {
    clearTimeout(quiet);
    clearTimeout(latest);
    latest = 0;
    if (running) return schedule();
    running = true;
    changed = false;
    mark(words.saving);
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body,
        credentials: "same-origin",
        redirect: "error",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Autosave": "1" },
      });
      if (answer.status === 409) mark(words.changed, true);
      else if (answer.status === 401) mark(words.ended, true);
      else if (answer.ok) mark(words.saved.replace("{time}", now()));
      else throw new Error(String(answer.status));
    } catch {
      changed = true;
      mark(words.unsaved.replace("{n}", RETRY_SECONDS), true);
      setTimeout(save, RETRY_SECONDS * 1000);
    } finally {
      running = false;
    }
  }

  const touched = (event) => {
    if (event.isComposing) return;
    changed = true;
    schedule();
  };
  form.addEventListener("input", touched);
  form.addEventListener("compositionend", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => {
    clearTimeout(quiet);
    clearTimeout(latest);
    changed = false;
  });
  addEventListener("visibilitychange", () => document.hidden && changed && save());
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) watch(form);
