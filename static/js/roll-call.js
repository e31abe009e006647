// The attendance sheet without a save button: each row is sent when it changes, one at a time,
// again and again until it is answered, and never over what somebody else marked unseen.
import { backToSearch, button, choose, markOf, settleNote, showNote } from "./roll-call-row.js";

const RETRY_AFTER = 2_500;
const GIVE_UP_AFTER = 10_000;
const MARKS = "PALMS";

class RollCall {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-state]");
    this.box = form.querySelector("[data-filter]");
    this.waiting = new Set();
    this.refused = new Set();
    this.sending = false;
    this.retry = 0;
    form.addEventListener("change", (event) => this.onChange(event));
    form.addEventListener("click", (event) => this.onClick(event));
    form.addEventListener("keydown", (event) => this.onKey(event));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("online", () => this.send());
    addEventListener("beforeunload", (event) => {
      if (form.isConnected && (this.waiting.size || this.sending)) event.preventDefault();
    });
    this.count();
  }

  rows() {
    return [...this.form.querySelectorAll("[data-row]")];
  }

  word(name, values = {}) {
    return this.state.dataset[name].replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
  }

  show(now, n = 0) {
    this.state.dataset.now = now;
    this.state.textContent = this.word(now, { n });
    // "Saving" and "saved" after every mark would talk over the roll call; the rest must be heard.
    if (!now.startsWith("sav")) document.getElementById("announcer").textContent = this.state.textContent;
  }

  showState() {
    if (this.waiting.size && this.retry) this.show("waiting", this.waiting.size);
    else if (this.waiting.size || this.sending) this.show("saving");
    else if (this.refused.size) this.show("refused", this.refused.size);
    else this.show("saved");
  }

  count(figures = {}) {
    const marks = this.rows().map(markOf);
    for (const place of this.form.querySelectorAll("[data-count]")) {
      const name = place.dataset.count;
      const mark = name === "none" ? "" : name;
      place.textContent = figures[name] ?? marks.filter((one) => one === mark).length;
    }
  }

  settle(row) {
    settleNote(row);
    this.refused.delete(row);
  }

  refuse(row, sentence, ...buttons) {
    showNote(row, sentence, buttons);
    this.refused.add(row);
  }

  // Somebody else was here first: their mark stands until this person chooses.
  differ(row, present, sentence) {
    const mine = markOf(row);
    if (present.mark === mine) return this.settle(row);
    choose(row, present.mark);
    this.count();
    const keep = button(this.word("keep", { mark: present.mark }), () => {
      this.settle(row);
      this.showState();
    });
    const set = button(this.word("set", { mark: mine }), () => {
      choose(row, mine);
      this.changed(row);
    });
    return this.refuse(row, sentence || this.word("differs", { mark: present.mark }), keep, set);
  }

  // What others marked in the meantime comes along; what is still on its way from here stays.
  accept(present, sent) {
    const row = this.form.querySelector(`[data-row="${CSS.escape(present.person)}"]`);
    if (!row || (this.waiting.has(row) && row !== sent)) return;
    row.querySelector("[data-version]").value = present.version;
    if (this.waiting.has(row)) return;
    choose(row, present.mark);
    const name = row.querySelector("[data-substitute]");
    if (name !== document.activeElement) name.value = present.substitute;
  }

  async post(row) {
    const body = new URLSearchParams({ csrf_token: this.form.elements.csrf_token.value });
    for (const input of row.querySelectorAll("input[name]")) {
      if (input.type !== "radio" || input.checked) body.append(input.name, input.value);
    }
    const answer = await fetch(this.form.getAttribute("action") || location.href, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP_AFTER),
    });
    if (answer.status >= 500 || answer.status === 429) throw new Error(`answered ${answer.status}`);
    return answer;
  }

  async digest(row, answer) {
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    const said = isJson || answer.ok ? await answer.json() : {};
    const changedAgain = this.waiting.has(row);
    const { present } = said;
    const seen = row.querySelector("[data-version]");
    // An answer was lost, but its mark arrived: what stands there is this row's own last try.
    const isOwn = present?.own && row.dataset.tried?.includes(present.mark)
      && present.version === Number(seen.value) + 1;
    if (present) seen.value = present.version;
    delete row.dataset.tried;
    if (answer.ok) {
      said.rows.forEach((one) => this.accept(one, row));
      this.settle(row);
      this.count(this.waiting.size ? {} : said.counts);
    } else if (isOwn) {
      this.waiting.add(row);
    } else if (!changedAgain) {
      if (present) this.differ(row, present, said.error);
      else this.refuse(row, said.error || this.word("failed"));
    }
  }

  async sendOne(row) {
    this.waiting.delete(row);
    const tried = (row.dataset.tried ?? "") + markOf(row);
    try {
      const answer = await this.post(row);
      const isGone = answer.type === "opaqueredirect" || answer.status === 401;
      if (!isGone) await this.digest(row, answer);
      this.retry = 0;
      if (isGone) this.waiting.add(row);
      return isGone ? "gone" : "answered";
    } catch {
      row.dataset.tried = tried;
      this.waiting.add(row);
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.send(), RETRY_AFTER);
      return "unreachable";
    }
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    let outcome = "answered";
    for (const row of this.waiting) {
      outcome = await this.sendOne(row);
      if (outcome !== "answered") break;
    }
    this.sending = false;
    if (outcome === "gone") this.show("gone");
    else this.showState();
  }

  changed(row) {
    this.settle(row);
    this.waiting.add(row);
    this.count();
    this.showState();
    this.send();
  }

  move(row, step) {
    const shown = this.rows().filter((one) => !one.hidden);
    const next = shown[shown.indexOf(row) + step];
    (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? this.box)?.focus();
  }

  onChange({ target }) {
    const row = target.closest("[data-row]");
    if (!row) return;
    this.changed(row);
    if (target.type === "radio" && target.value === "S") row.querySelector("[data-substitute]").focus();
  }

  // A tap ends the search it came from; the arrow keys of a radio group click too, with no detail.
  onClick({ target, detail }) {
    if (target.type === "radio" && target.value !== "S" && detail > 0) backToSearch(this.box);
  }

  onKey(event) {
    const row = event.target.closest("[data-row]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("[data-substitute]");
    const mark = event.key.toUpperCase();
    if (event.key === "ArrowDown") this.move(row, 1);
    else if (event.key === "ArrowUp") this.move(row, -1);
    else if (typing && event.key === "Enter") backToSearch(this.box) || this.move(row, 1);
    else if (!typing && MARKS.includes(mark)) this.key(row, mark);
    else return;
    event.preventDefault();
  }

  key(row, mark) {
    choose(row, mark);
    this.changed(row);
    if (mark === "S") row.querySelector("[data-substitute]").focus();
    else backToSearch(this.box) || row.querySelector("input:checked").focus();
  }
}

export function startRollCall(form) {
  return new RollCall(form);
}
