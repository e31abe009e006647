// One row of the attendance sheet: its mark, its note, and the search it was found by.

export function markOf(row) {
  return row.querySelector("input[type=radio]:checked")?.value ?? "";
}

export function nameField(row) {
  return row.querySelector("[data-substitute]");
}

// What the row says, as one mark: a substitute's name belongs to S alone.
export function saidBy(row) {
  const mark = markOf(row);
  return { mark, substitute: mark === "S" ? nameField(row).value.trim() : "" };
}

// What the server said when it sent the page.
export function toldOf(row) {
  const mark = row.querySelector("input[type=radio][checked]")?.value ?? "";
  return { mark, substitute: mark === "S" ? nameField(row).defaultValue : "" };
}

export function same(one, other) {
  return one?.mark === other?.mark && one?.substitute === other?.substitute;
}

export function named({ mark, substitute }) {
  return `${mark} ${substitute}`.trim();
}

// What is sent when a row says something else, on top of what stands in it.
export function entryOf(row, { mark, substitute }, address) {
  const id = row.dataset.row;
  return {
    kind: "mark",
    address,
    page: location.pathname,
    label: `${row.querySelector("legend").textContent}, ${named({ mark, substitute })}`,
    subject: id,
    version: `version-${id}`,
    fields: {
      [`mark-${id}`]: mark,
      [`substitute-${id}`]: substitute,
      [`version-${id}`]: row.querySelector("[data-version]").value,
    },
  };
}

export function fieldsOf({ fields, subject }) {
  return { mark: fields[`mark-${subject}`], substitute: fields[`substitute-${subject}`] };
}

export function choose(row, { mark, substitute }) {
  for (const input of row.querySelectorAll("input[type=radio]")) input.checked = input.value === mark;
  const name = nameField(row);
  if (mark === "S" && name.value !== substitute) name.value = substitute;
}

export function isNaming(row) {
  return nameField(row) === document.activeElement && markOf(row) === "S";
}

// Somebody is writing a name here that is not sent yet.
export function isTyping(row, known) {
  return isNaming(row) && nameField(row).value.trim() !== (known?.substitute ?? "");
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

// Shows for a moment what changed without a tap on it.
export function glow(row) {
  row.classList.add("is-fresh");
  setTimeout(() => row.classList.remove("is-fresh"), 2_500);
}

// True when there was a search to end.
export function backToSearch(box) {
  if (!box?.value) return false;
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus({ preventScroll: true });
  return true;
}
