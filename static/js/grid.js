// In the grid of slips, Enter goes on to the next cell; the last one records.

function cells(form) {
  return [...form.querySelectorAll("tbody input:not([type=hidden]), tbody select")];
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-grid]");
  if (!form || event.key !== "Enter" || event.isComposing || !event.target.matches("input, select")) return;
  const all = cells(form);
  const next = all[all.indexOf(event.target) + 1];
  event.preventDefault();
  if (event.ctrlKey || event.metaKey || !next) form.requestSubmit();
  else next.focus();
});
