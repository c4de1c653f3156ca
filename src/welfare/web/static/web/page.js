// Small things of a page: focus on errors, dialogs, selecting rows, closing the menu.

document.querySelector("[data-takes-focus]")?.focus();

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens)?.showModal();
  }
  const closer = target?.closest("[data-closes]");
  if (closer) document.getElementById(closer.dataset.closes)?.close();
  if (target?.closest("[data-clear-selection]")) tickAll(target.closest("form"), false);
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const ticks = (scope) => [...(scope?.querySelectorAll("[data-selectable] tbody input[type=checkbox]") ?? [])];

function tickAll(scope, checked) {
  for (const tick of ticks(scope)) tick.checked = checked;
  count(scope);
}

function count(scope) {
  const boxes = ticks(scope);
  const chosen = boxes.filter((box) => box.checked).length;
  const all = scope?.querySelector("[data-select-all]");
  if (all) {
    all.checked = boxes.length > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const bar = scope?.querySelector("[data-bulk-bar][data-count-words]");
  if (bar) bar.querySelector("[data-selected-count]").textContent = bar.dataset.countWords.replace("{n}", chosen);
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
  const scope = box.closest("form") ?? box.closest(".table-frame");
  if (box.matches("[data-select-all]")) tickAll(scope, box.checked);
  else if (box.closest("[data-selectable]")) count(scope);
});
