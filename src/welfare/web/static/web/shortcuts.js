// Keyboard shortcuts: `data-shortcut="Alt+A"` clicks a button or link, focuses a field. `?` lists them.
// Zhuyin and other input methods use Enter and Alt themselves, so composing keys are left alone.

const words = document.getElementById("words")?.dataset ?? {};

const composing = (event) => event.isComposing || event.key === "Process" || event.keyCode === 229;
const typing = (target) => target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

function pressed(event) {
  const key = event.code.startsWith("Key") ? event.code.slice(3) : event.key;
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", key].filter(Boolean).join("+");
}

const visible = (element) => element.getClientRects().length > 0;
const find = (combination) =>
  [...document.querySelectorAll("[data-shortcut]")].find((e) => e.dataset.shortcut === combination && visible(e));

function press(element) {
  element.focus();
  if (!element.matches("input, textarea, select")) element.click();
}

function nextNeedingAttention() {
  document.querySelector('[aria-invalid="true"], .row-here a, .task-here a, .adopted input, .event-here a')?.focus();
}

function help() {
  const open = document.getElementById("shortcut-help");
  if (open) return open.close();
  const dialog = document.createElement("dialog");
  dialog.id = "shortcut-help";
  dialog.className = "dialog";
  const title = document.createElement("h2");
  title.id = "shortcut-help-title";
  title.textContent = words.shortcuts;
  dialog.setAttribute("aria-labelledby", title.id);
  const list = document.createElement("ul");
  list.className = "stack-s";
  for (const element of document.querySelectorAll("[data-shortcut]")) {
    if (!visible(element)) continue;
    const item = document.createElement("li");
    const key = document.createElement("kbd");
    key.textContent = element.dataset.shortcut;
    const name = element.getAttribute("aria-label") ?? element.textContent.replace(element.dataset.shortcut, "").trim();
    item.append(key, ` ${name}`);
    list.append(item);
  }
  if (!list.children.length) list.textContent = words.noShortcuts;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-outlined";
  close.textContent = words.close;
  close.addEventListener("click", () => dialog.close());
  const foot = document.createElement("div");
  foot.className = "dialog-actions";
  foot.append(close);
  dialog.append(title, list, foot);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (composing(event) || event.defaultPrevented) return;
  if (event.key === "?" && !typing(event.target)) {
    event.preventDefault();
    return help();
  }
  const modified = event.altKey || event.ctrlKey || /^F\d+$/.test(event.key);
  if (!modified) return;
  const element = find(pressed(event));
  if (element) {
    event.preventDefault();
    press(element);
  } else if (event.key === "F2") {
    event.preventDefault();
    nextNeedingAttention();
  }
});
