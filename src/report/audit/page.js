"use strict";
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th"), table = head.closest("table"), body = table.tBodies[0];
    const up = head.getAttribute("aria-sort") !== "ascending", column = head.cellIndex;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const key = row => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
    const rows = [...body.rows].map((row, at) => ({ row, at, key: key(row) }));
    const compare = (one, other) => one.key.localeCompare(other.key, "en", { numeric: true }) || one.at - other.at;
    rows.sort((one, other) => (up ? compare(one, other) : -compare(one, other)));
    body.append(...rows.map(({ row }) => row));
  });
}
const words = document.getElementById("words"), kind = document.getElementById("kind"), none = document.getElementById("none");
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of document.querySelectorAll("#calls tbody tr")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every(word => text.includes(word)) || (kind.value && row.dataset.rule !== kind.value);
    shown += !row.hidden;
  }
  none.className = shown ? "empty" : "soft";
}
if (words) {
  words.addEventListener("input", filter);
  kind.addEventListener("change", filter);
}
function reveal() {
  const target = location.hash.startsWith("#do-") && document.getElementById(location.hash.slice(1));
  if (target) target.open = true;
}
addEventListener("hashchange", reveal);
reveal();
