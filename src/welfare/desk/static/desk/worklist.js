// The panel follows the row one stands on; without this script it shows the first row.

const glance = document.getElementById("glance");
const rows = [...document.querySelectorAll(".page-main .table tbody tr")];
let shown = rows.find((row) => row.hasAttribute("aria-current"));

async function show(row) {
  const link = row.querySelector("a[href]");
  if (!glance || !link || row === shown) return;
  const answer = await fetch(`${link.getAttribute("href")}glance/`, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return;
  shown?.classList.remove("row-here");
  shown?.removeAttribute("aria-current");
  row.classList.add("row-here");
  row.setAttribute("aria-current", "true");
  shown = row;
  glance.innerHTML = await answer.text();
}

for (const row of rows) row.addEventListener("focusin", () => show(row));

for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
  form.querySelector("button")?.classList.add("visually-hidden");
  form.addEventListener("change", () => form.requestSubmit());
}
