// Finds people in a list as one types: each word must begin a word of theirs, accents aside.

// As search_key of people/rules.py does, so that a name is found as it is written, too: letters that
// do not decompose, and the marks of Latin, Greek and Cyrillic only (those of others are letters).
const LOOK_ALIKES = {
  ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ŋ: "n", ı: "i", æ: "ae", œ: "oe", þ: "th",
  ß: "ss", ς: "σ", "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-",
};
const ALIKE = new RegExp(`[${Object.keys(LOOK_ALIKES).join("")}]`, "g");

export function fold(text) {
  const plain = text.normalize("NFC").toLowerCase().replace(ALIKE, (letter) => LOOK_ALIKES[letter]);
  return plain.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
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
  const choice = found?.querySelector("input:checked") ?? found?.querySelector("input:not([type=hidden]), button");
  if (choice && !found.matches("[data-row]")) choice.checked = true;
  choice?.focus();
}
