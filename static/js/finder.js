// Finds people in a list as one types: each word must begin a word of theirs, accents aside.

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function narrow(box) {
  const list = document.getElementById(box.getAttribute("aria-controls"));
  const words = fold(box.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of list.querySelectorAll("[data-find]")) {
    const text = ` ${item.dataset.find}`;
    item.hidden = !words.every((word) => text.includes(` ${word}`));
    shown += item.hidden ? 0 : 1;
  }
  const none = list.querySelector("[data-none]");
  if (none) none.hidden = shown > 0;
}

export function focusFound(box) {
  const list = document.getElementById(box.getAttribute("aria-controls"));
  const found = list.querySelector("[data-find]:not([hidden])");
  const choice = found?.querySelector("input:checked") ?? found?.querySelector("input");
  if (choice && !found.matches("[data-row]")) choice.checked = true;
  choice?.focus();
}
