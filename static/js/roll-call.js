// The attendance sheet without a save button: each mark goes through the outbox when it is set,
// and never over what somebody else marked unseen.
import { outbox } from "./outbox.js";
import { Changes } from "./roll-call-changes.js";
import { Head } from "./roll-call-head.js";
import { Keys } from "./roll-call-keys.js";
import {
  button, choose, entryOf, fieldsOf, glow, isNaming, isTyping, markOf, named, nameField, saidBy, same,
  settleNote, showNote, toldOf,
} from "./roll-call-row.js";
import { onItsDay, Start } from "./roll-call-start.js";
import { Taps } from "./roll-call-taps.js";

// A tap so soon after a question was not its answer: it was on its way before anybody could read.
const UNREAD_FOR = 800;

class RollCall {
  constructor(form) {
    this.form = form;
    this.address = form.getAttribute("action");
    // Where the meeting moved, its sheet has another address than this page.
    this.addresses = new Set([this.address]);
    this.head = new Head(form);
    this.rows = new Map([...form.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
    // What stands, as far as this page knows, and what it asked for last, by row.
    this.known = new Map([...this.rows.values()].map((row) => [row, toldOf(row)]));
    this.asked = new Map();
    // What was tapped while this was not known yet, by row.
    this.early = null;
    // What was refused, and what was answered, by row.
    this.refused = new Map();
    this.isReached = true;
    this.keys = new Keys(form, (row, mark) => this.set(row, mark));
    this.taps = new Taps(form, (row) => this.changed(row), () => this.showState());
    this.start = new Start(form, (rows) => this.startChanged(rows));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.hear();
    this.changes = new Changes(form, (said) => this.learn(said), (isReached) => {
      this.isReached = isReached;
      this.showState();
    });
    this.resume();
  }

  // The outbox outlives the pages: one that was swapped away stops listening.
  hear() {
    const gone = new AbortController();
    const acts = { sent: this.onSent, refused: this.onRefused, added: this.onAgain, state: this.showState };
    for (const [name, act] of Object.entries(acts)) {
      outbox.addEventListener(name, ({ detail }) => {
        if (!this.form.isConnected) gone.abort();
        else if (!detail.entry || this.addresses.has(detail.entry.address)) act.call(this, detail);
      }, { signal: gone.signal });
    }
  }

  // A sheet may be opened again, also from an hour ago, while marks of it still wait.
  async resume() {
    // Taps from before this script had come count as well.
    this.rows.forEach((row) => this.changed(row));
    this.early = new Map();
    for (const present of await outbox.recall(this.address)) {
      const row = this.rows.get(String(present.person));
      if (row && present.version > this.versionOf(row)) this.accept(present);
    }
    // Of several marks of one person the last is what was chosen.
    const waiting = new Map((await outbox.pending(this.address)).map((entry) => [entry.subject, entry]));
    for (const entry of waiting.values()) {
      if (entry.state === "refused") this.onRefused({ entry, answer: entry.answer ?? { error: entry.error } });
      else this.repeat(entry);
    }
    // A tap on the mark of a sheet that was not told yet what waits is a choice all the same.
    for (const [row, mine] of this.early) {
      choose(row, mine);
      this.changed(row);
    }
    this.early = null;
    await this.start.resume();
    this.count();
    this.showState();
  }

  repeat(entry) {
    const row = this.rows.get(entry.subject);
    if (!row || this.asked.has(row)) return;
    const mine = fieldsOf(entry);
    choose(row, mine);
    this.asked.set(row, mine);
  }

  // While "everybody else is present" waits, whoever has no mark is shown so; then, what came of it.
  startChanged(told) {
    this.changes.overtake();
    for (const [row, known] of this.known) {
      const version = this.versionOf(row);
      if (!version) this.accept({ person: row.dataset.row, ...known, mark: "", version });
    }
    told.forEach((present) => this.accept(present));
    this.count();
    this.showState();
  }

  versionOf(row) {
    return Number(row.querySelector("[data-version]").value);
  }

  showState() {
    this.head.show({
      asked: this.asked.size + Number(this.taps.isWriting) + Number(this.start.isWaiting),
      refused: this.refused.size,
      connection: outbox.state.connection,
      isReached: this.isReached,
    });
  }

  // Figures of the server count rows of everybody; while marks are on their way, what is seen counts.
  count(figures = {}) {
    const marks = [...this.rows.values()].map(markOf);
    const isSeen = this.asked.size || this.refused.size || this.start.isWaiting;
    this.head.count(marks, isSeen ? {} : figures);
    if (this.start.show(marks)) this.keys.begin();
  }

  settle(row) {
    settleNote(row);
    this.refused.delete(row);
  }

  // What stands comes into the row, unless something of its own is on its way or being written.
  accept(told) {
    const row = this.rows.get(String(told.person));
    if (!row) return true;
    const present = this.start.over(told);
    const before = this.known.get(row);
    if (this.asked.has(row) || this.refused.has(row) || isTyping(row, before)) return false;
    this.stand(row, present);
    choose(row, present);
    return true;
  }

  stand(row, { mark, substitute, version }) {
    row.querySelector("[data-version]").value = version;
    this.known.set(row, { mark, substitute });
  }

  follow({ address }) {
    this.address = address ?? this.address;
    this.addresses.add(this.address);
  }

  learn({ state, counts, rows, address }) {
    const told = rows.map(([person, mark, substitute, version]) => ({ person, mark, substitute, version }));
    outbox.learn(this.address, told);
    let hasAll = true;
    for (const present of told.map((one) => this.start.over(one))) {
      const row = this.rows.get(String(present.person));
      const isNew = row && !same(this.known.get(row), present);
      const isTaken = this.accept(present);
      if (isNew && isTaken) glow(row);
      hasAll &&= isTaken;
    }
    if (!hasAll) this.changes.seen = "";
    this.count(counts);
    // The first mark opens the meeting, and this sheet is the same then.
    if (state === "open" && this.form.dataset.shown === "scheduled") this.form.dataset.shown = state;
    const isOther = Boolean(address) || state !== this.form.dataset.shown || told.length !== this.rows.size || told.some(({ person }) => !this.rows.has(String(person)));
    this.form.querySelector("[data-stale]").hidden = !isOther;
  }

  // What was refused is tried again, from the list of what waits or because a week is open again.
  onAgain({ order }) {
    if (!order) return;
    for (const [row, { entry }] of this.refused) {
      if (entry?.order !== order) continue;
      this.settle(row);
      this.asked.set(row, fieldsOf(entry));
      choose(row, fieldsOf(entry));
    }
    this.showState();
  }

  onSent({ entry, answer }) {
    this.follow(answer);
    const row = this.rows.get(entry.subject);
    if (!row) return;
    this.changes.overtake();
    const present = answer.rows.find(({ person }) => String(person) === entry.subject);
    const sent = fieldsOf(entry);
    if (this.asked.has(row)) this.stand(row, present);
    // What was chosen after it is still on its way.
    if (same(this.asked.get(row), sent)) this.asked.delete(row);
    this.accept(present);
    this.count(answer.counts);
    this.showState();
  }

  onRefused({ entry, answer }) {
    this.follow(answer);
    const row = this.rows.get(entry.subject);
    if (!row) return;
    this.asked.delete(row);
    if (answer.present && isNaming(row)) this.postpone(row, entry, answer);
    else if (answer.present) this.differ(row, entry, answer);
    else this.refuse(row, answer.error || this.head.word("failed"), [this.leave(row, entry, this.head.word("leave"))], { entry });
    this.count();
    this.showState();
  }

  refuse(row, sentence, buttons, question = {}) {
    showNote(row, sentence, buttons);
    this.refused.set(row, { ...question, at: performance.now() });
  }

  // Whoever is at a name is asked once it is written.
  postpone(row, entry, answer) {
    const ask = (mine) => this.differ(row, entry, answer, mine);
    this.refused.set(row, { entry, ask, at: Infinity });
    const left = () => this.refused.get(row)?.at === Infinity && ask(saidBy(row));
    nameField(row).addEventListener("blur", left, { once: true });
  }

  // Somebody else was here first: their mark stands until this person chooses.
  differ(row, entry, { present, error }, mine = fieldsOf(entry)) {
    this.stand(row, present);
    choose(row, present);
    const set = button(this.head.word("set", { mark: named(mine) }), () => {
      choose(row, mine);
      this.settle(row);
      this.changed(row);
    });
    const keep = this.leave(row, entry, this.head.word("keep", { mark: named(present) }));
    this.refuse(row, error, [keep, set], { entry, ask: (other) => this.differ(row, entry, { present, error }, other) });
  }

  leave(row, entry, label) {
    return button(label, async () => {
      this.settle(row);
      this.showState();
      await outbox.drop(entry.order);
      this.changes.again();
    });
  }

  set(row, mark) {
    choose(row, { mark, substitute: nameField(row).value });
    this.changed(row);
  }

  changed(row) {
    const now = saidBy(row);
    const question = this.refused.get(row);
    const isAsked = same(now, this.asked.get(row) ?? this.known.get(row));
    if (isAsked && now.mark && !this.asked.has(row)) this.early?.set(row, now);
    else this.early?.delete(row);
    if (!now.mark || (isAsked && (!question || question.ask))) return;
    if (question?.ask && performance.now() - question.at < UNREAD_FOR) {
      question.ask(now);
      return;
    }
    this.settle(row);
    this.asked.set(row, now);
    this.count();
    this.showState();
    outbox.add(entryOf(row, now, this.address)).catch(() => {
      this.asked.delete(row);
      this.refuse(row, this.head.word("failed"), []);
      this.showState();
    });
  }
}

export function startRollCall(form) {
  onItsDay(form, () => new RollCall(form));
}
