// The picture beside the field: zoom, turn; next and previous are links with F4 and Shift+F4.

const next = (steps, value) => steps[(steps.indexOf(value) + 1) % steps.length];

function zoom(viewer) {
  viewer.dataset.zoom = next(["100", "150", "200"], viewer.dataset.zoom);
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const viewer = target?.closest("[data-viewer]");
  if (!viewer) return;
  if (target.closest("[data-viewer-zoom]")) zoom(viewer);
  if (target.closest("[data-viewer-turn]")) viewer.dataset.turn = next(["0", "90", "180", "270"], viewer.dataset.turn);
});

document.addEventListener("keydown", (event) => {
  const table = event.target instanceof Element && event.target.closest(".viewer-table");
  if (!table || event.isComposing || event.ctrlKey || event.altKey) return;
  const viewer = table.closest("[data-viewer]");
  if (event.key === "+" || event.key === "=") zoom(viewer);
  if (event.key === "-" || event.key === "0") viewer.dataset.zoom = "100";
});
