// What fingers do on the attendance sheet: marks, names of those who arrive, names of substitutes.
import { backToSearch, markOf, nameField } from "./roll-call-row.js";

const WRITTEN_AFTER = 900;

export class Taps {
  // `changed` takes the row that says something else now; `writing` hears that a name is written.
  constructor(form, changed, writing) {
    this.box = form.querySelector("[data-filter]");
    this.changed = changed;
    this.writing = writing;
    // A name being written is not saved yet, though nothing is on its way.
    this.isWriting = false;
    form.addEventListener("change", (event) => this.onChange(event));
    form.addEventListener("input", (event) => this.onInput(event));
    form.addEventListener("click", (event) => this.onClick(event));
  }

  onChange({ target }) {
    const row = target.closest("[data-row]");
    if (!row) return;
    this.written(row);
    if (target.type === "radio" && target.value === "S") nameField(row).focus();
  }

  // A name counts when one stops writing; what only completes it waits for Enter or for leaving.
  onInput({ target }) {
    if (!target.matches("[data-substitute]")) return;
    clearTimeout(this.timer);
    this.isWriting = true;
    this.writing();
    this.timer = setTimeout(() => {
      if (target.selectionStart === target.selectionEnd) this.written(target.closest("[data-row]"));
    }, WRITTEN_AFTER);
  }

  written(row) {
    clearTimeout(this.timer);
    this.isWriting = false;
    this.changed(row);
    this.writing();
  }

  // A tap ends the search it came from; the arrow keys of a radio group click too, with no detail.
  onClick(event) {
    const { target, detail } = event;
    const label = target.closest("label[data-name]");
    // A name marks those who arrive; whoever has a mark is not changed by it.
    if (label && markOf(label.closest("[data-row]"))) event.preventDefault();
    else if (label) setTimeout(() => backToSearch(this.box));
    if (target.type !== "radio" || detail === 0) return;
    // A tap on the mark that is shown changes no field, but it answers "please choose again".
    this.changed(target.closest("[data-row]"));
    if (target.value !== "S") backToSearch(this.box);
  }
}
