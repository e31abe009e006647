// One row of the attendance sheet: its mark, its note, and the search it was found by.

export function markOf(row) {
  return row.querySelector("input[type=radio]:checked")?.value ?? "";
}

export function choose(row, mark) {
  for (const input of row.querySelectorAll("input[type=radio]")) input.checked = input.value === mark;
}

export function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-secondary";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

export function settleNote(row) {
  const note = row.querySelector("[data-note]");
  const hadFocus = note.contains(document.activeElement);
  note.hidden = true;
  note.replaceChildren();
  if (hadFocus) row.querySelector("input:checked")?.focus();
}

export function showNote(row, sentence, buttons) {
  const note = row.querySelector("[data-note]");
  const text = document.createElement("span");
  text.className = "grow";
  text.textContent = sentence;
  note.hidden = false;
  note.replaceChildren(text, ...buttons);
}

// True when there was a search to end.
export function backToSearch(box) {
  if (!box?.value) return false;
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  return true;
}
