// The attendance sheet by keyboard: letters mark, arrows move, and the search marks as well.
import { fold } from "./finder.js";
import { backToSearch, glow, markOf, nameField } from "./roll-call-row.js";

const MARKS = "PALMS";
const SHORTEST_SEARCH = 2;

export class Keys {
  // `mark` takes a row and the letter somebody chose for it.
  constructor(form, mark) {
    this.form = form;
    this.mark = mark;
    this.box = form.querySelector("[data-filter]");
    form.addEventListener("keydown", (event) => this.onKey(event));
    form.addEventListener("input", (event) => this.complete(event));
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) this.begin();
  }

  // Where there is a keyboard one begins to type; on a phone it would cover the sheet.
  begin() {
    this.box.dataset.wished = "";
    if (document.activeElement === document.body) this.box.focus({ preventScroll: true });
  }

  shown() {
    return [...this.form.querySelectorAll("[data-row]:not([hidden])")];
  }

  move(row, step) {
    const shown = this.shown();
    const next = shown[shown.indexOf(row) + step];
    (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? this.box).focus();
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest("[data-row]");
    const isDone = row ? this.inRow(event, row) : event.target === this.box && this.inSearch(event);
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  }

  inRow({ key, target }, row) {
    const isTyping = target === nameField(row);
    if (key === "ArrowDown" && !isTyping) this.move(row, 1);
    else if (key === "ArrowUp" && !isTyping) this.move(row, -1);
    else if (isTyping && key === "Enter") this.finish(row);
    else if (!isTyping && MARKS.includes(key.toUpperCase())) this.choose(row, key.toUpperCase());
    else return false;
    return true;
  }

  finish(row) {
    nameField(row).dispatchEvent(new Event("change", { bubbles: true }));
    if (!backToSearch(this.box)) this.move(row, 1);
  }

  inSearch(event) {
    const typed = this.box.value.trimStart();
    const [only, ...others] = this.shown();
    if (typed.length < SHORTEST_SEARCH || !only || others.length) return false;
    if (event.key === "Enter" && "walks" in this.form.dataset && !markOf(only)) {
      this.choose(only, "P");
      return true;
    }
    if (!this.isMark(event, typed, only)) return false;
    this.choose(only, event.key);
    return true;
  }

  // Shift and a mark's letter, unless that is how the name found goes on (McA…, LaP…).
  isMark(event, typed, row) {
    if (!event.shiftKey || !MARKS.includes(event.key) || typed === typed.toUpperCase()) return false;
    const text = row.querySelector("[data-name]").textContent;
    const folded = fold(text);
    const start = folded.indexOf(fold(typed));
    return text.length !== folded.length || text[start + typed.length] !== event.key;
  }

  choose(row, mark) {
    this.mark(row, mark);
    if (mark === "S") nameField(row).focus();
    else if (backToSearch(this.box)) this.show(row);
    else row.querySelector("input:checked").focus();
  }

  // After a search the row is far away: it is shown, and said.
  show(row) {
    row.scrollIntoView({ block: "center" });
    glow(row);
    const name = row.querySelector("legend").textContent;
    const word = row.querySelector("label:has(:checked) .visually-hidden").textContent;
    document.getElementById("announcer").textContent = `${name}, ${word}`;
  }

  // Goes on with a substitute's name known from before; typing on replaces it, Enter takes it.
  complete({ target: field, inputType, isComposing }) {
    if (!field.matches("[data-substitute]") || inputType !== "insertText" || isComposing) return;
    const typed = field.value;
    if (field.selectionEnd !== typed.length) return;
    const names = [...field.list.options].map((option) => option.value);
    const name = names.find((one) => one.length > typed.length && fold(one).startsWith(fold(typed)));
    if (!name) return;
    field.value = name;
    field.setSelectionRange(typed.length, name.length);
  }
}
