// Entries wait here until the server has them. They are sent one by one, in the order they were
// made, and each waits for the answer of the one before. Events: "sent", "refused", "state".
import { isOwn, isSame, unsureOf } from "./entries.js";
import { account } from "./session.js";
import { send } from "./sender.js";
import * as store from "./store.js";
import { alone } from "./turns.js";

const TICK = 1_000;
const WAITS = [1_000, 2_000, 4_000];
const WHILE_GONE = 5_000;
// An entry the server fails at so often lets the others pass.
const PATIENCE = 3;
const AFTER_FAULTS = 8_000;

const chainOf = ({ address, subject }) => `${account} chain ${address} ${subject}`;
// A meeting that moved has its sheet elsewhere: the answer says where, and the rest goes there.
const placeOf = (entry, answer) => (entry.kind === "mark" && answer.address) || entry.address;

class Outbox extends EventTarget {
  constructor() {
    super();
    this.state = { waiting: 0, refused: 0, others: 0, oldest: 0, connection: "online" };
    this.failures = 0;
    this.faults = new Map();
    this.next = 0;
    this.running = null;
    this.isAsked = false;
    this.tabs = new BroadcastChannel(`chapter-outbox-${account}`);
    this.tabs.onmessage = ({ data }) => this.tell(data.type, data.detail, false);
  }

  start() {
    for (const name of ["online", "pageshow", "focus"]) addEventListener(name, () => this.hurry());
    addEventListener("offline", () => this.refresh("offline"));
    document.addEventListener("visibilitychange", () => !document.hidden && this.hurry());
    setInterval(() => this.state.waiting && performance.now() >= this.next && this.flush(), TICK);
    return this.hurry();
  }

  tell(type, detail, toAll = true) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
    if (toAll) this.tabs.postMessage({ type, detail });
    if (type !== "state") this.refresh();
  }

  async mine() {
    return (await store.entries()).filter((entry) => entry.account === account);
  }

  // A changed state is told; the clock of this phone is good for an age, and for nothing else.
  async refresh(connection = this.state.connection) {
    const all = await store.entries();
    const own = all.filter((entry) => entry.account === account);
    const waiting = own.filter((entry) => entry.state === "waiting");
    this.state = {
      waiting: waiting.length,
      refused: own.length - waiting.length,
      others: all.length - own.length,
      oldest: waiting.length ? Math.min(...waiting.map((entry) => entry.made_at)) : 0,
      connection,
    };
    this.dispatchEvent(new CustomEvent("state", { detail: this.state }));
  }

  // `entry`: kind, address, fields, and where there are any page, label, key, subject, version.
  // `replaces` is the order of a refused entry that this one mends.
  async add(entry, replaces = 0) {
    const made = { ...entry, account, made_at: Date.now(), tries: 0, state: "waiting", error: "" };
    const kept = await this.put(made, replaces).catch(() => null);
    if (!kept) return this.direct(made);
    made.order = kept.order;
    this.tell("added", { entry: made });
    this.hurry();
    return made;
  }

  // A browser that keeps nothing still sends, once and at once.
  async direct(made) {
    const { what, status = 0, answer = {} } = await send(made);
    this.tell(what === "sent" ? "sent" : "refused", { entry: made, status, answer });
    return made;
  }

  put(made, replaces) {
    return store.amend((all, rows, facts) => {
      const kept = {};
      for (const older of all.filter((one) => one.account === account)) {
        const isOver = isSame(older, made) && (older.state === "refused" || older.tries === 0);
        if (isOver && older.state === "waiting" && made.version) {
          // It stands on what was seen when the first of them was made.
          made.fields = { ...made.fields, [made.version]: older.fields[made.version] };
        }
        if (isOver) made.unsure = [...(made.unsure ?? []), ...unsureOf(older)];
        if (isOver || older.order === replaces) rows.delete(older.order);
      }
      facts.get(chainOf(made)).onsuccess = ({ target: { result: chain } }) => {
        // The page may not have heard yet that its last entry about this was taken.
        if (made.version && chain?.bases.includes(made.fields[made.version])) {
          made.fields = { ...made.fields, [made.version]: chain.version };
        }
        rows.add(made).onsuccess = ({ target }) => { kept.order = target.result; };
      };
      return kept;
    });
  }

  async drop(order) {
    await store.remove(order);
    this.tell("dropped", { order });
  }

  async again(order) {
    await store.change(order, { state: "waiting", error: "" });
    this.tell("added", { order });
    return this.hurry();
  }

  async pending(address) {
    return (await this.mine()).filter((entry) => entry.address === address);
  }

  // What the newest answers told of a sheet's rows, for when the page itself is older.
  async recall(address) {
    return Object.values((await store.fact(`${account} ${address}`)) ?? {});
  }

  async learn(address, rows) {
    const known = (await store.fact(`${account} ${address}`)) ?? {};
    for (const row of rows) {
      if (!(known[row.person]?.version > row.version)) known[row.person] = row;
    }
    await store.keep(`${account} ${address}`, known);
  }

  hurry() {
    this.failures = 0;
    this.next = 0;
    return this.flush();
  }

  flush() {
    if (!account) return this.refresh();
    this.isAsked = this.running !== null;
    this.running ??= alone((renew) => this.run(renew)).finally(() => {
      this.running = null;
      // What was added while the last look was taken must not wait for the next tick.
      if (this.isAsked && performance.now() >= this.next) this.flush();
    });
    return this.running;
  }

  // The first entry that may go: none goes before an older one about the same thing.
  async first() {
    const held = [];
    for (const entry of await this.mine()) {
      if (entry.state !== "waiting") continue;
      const isHeld = (this.faults.get(entry.order) ?? 0) >= PATIENCE;
      if (!isHeld && !held.some((one) => isSame(one, entry))) return entry;
      held.push(entry);
    }
    if (held.length) this.next = performance.now() + AFTER_FAULTS;
    this.faults.clear();
    return null;
  }

  async run(renew) {
    for (let entry = await this.first(); entry; entry = await this.first()) {
      await renew?.();
      await store.change(entry.order, { tries: entry.tries + 1 });
      const outcome = await send(entry);
      const isAnswered = ["sent", "refused"].includes(outcome.what);
      if (isAnswered) await this[outcome.what](entry, outcome);
      else if (!this.isPassed(entry, outcome)) return this.wait(outcome);
      this.failures = 0;
    }
    return this.refresh(navigator.onLine ? "online" : "offline");
  }

  isPassed(entry, outcome) {
    if (outcome.what !== "later") return false;
    const faults = (this.faults.get(entry.order) ?? 0) + 1;
    this.faults.set(entry.order, faults);
    return faults >= PATIENCE;
  }

  wait({ what, wait }) {
    const step = WAITS[Math.min(this.failures, WAITS.length - 1)];
    this.failures += 1;
    this.next = performance.now() + (what === "gone" ? WHILE_GONE : wait || step);
    return this.refresh({ gone: "gone", unreachable: "offline" }[what] ?? "online");
  }

  async sent(entry, { answer }) {
    const told = answer.rows?.find((row) => String(row.person) === entry.subject);
    const version = (told ?? answer).version;
    await store.amend((all, rows, facts) => {
      rows.delete(entry.order);
      for (const later of this.follow(all, rows, entry, answer)) {
        if (!isSame(later, entry) || later.order < entry.order) continue;
        if (!later.version || version === undefined) continue;
        const address = placeOf(entry, answer);
        rows.put({ ...later, address, fields: { ...later.fields, [later.version]: String(version) } });
      }
      // Only numbers grow for ever; a stage may come back.
      if (entry.version && Number(version)) this.chain(facts, entry, answer, String(version));
    });
    // The answer to the start of a roll call names the sheet whose rows it tells.
    if (answer.rows) await this.learn(answer.address ?? entry.address, answer.rows);
    this.tell("sent", { entry, answer });
  }

  // The other own entries of a sheet; where its meeting moved, they are about the present one.
  follow(all, rows, entry, answer) {
    const others = all.filter((one) => one.account === account && one.address === entry.address && one.order !== entry.order);
    const address = placeOf(entry, answer);
    if (address !== entry.address) others.forEach((one) => rows.put({ ...one, address }));
    return others;
  }

  // What an own entry made of which version: the next may still be made on top of the old one.
  chain(facts, entry, answer, version) {
    const base = entry.fields[entry.version];
    const name = chainOf({ ...entry, address: placeOf(entry, answer) });
    facts.get(name).onsuccess = ({ target: { result: chain } }) => {
      const bases = chain?.version === base ? [...chain.bases, base] : [base];
      facts.put({ bases: bases.filter((one) => one !== version), version }, name);
    };
  }

  async refused(entry, { status, answer }) {
    const isTold = await store.amend((all, rows) => {
      const others = this.follow(all, rows, entry, answer);
      const newer = others.find((one) => isSame(one, entry) && one.order > entry.order);
      const address = placeOf(entry, answer);
      const over = { ...entry, address, tries: entry.tries + 1, state: "refused", status, error: answer.error ?? "", answer };
      if (newer) {
        rows.delete(entry.order);
        rows.put({ ...newer, address, unsure: [...(newer.unsure ?? []), ...unsureOf(over)] });
      } else if (answer.present && isOwn(entry, answer.present)) {
        const fields = { ...entry.fields, [entry.version]: String(answer.present.version) };
        rows.put({ ...entry, address, fields, unsure: [] });
        return false;
      } else rows.put(over);
      return !newer;
    });
    if (isTold) this.tell("refused", { entry, status, answer });
  }
}

export const outbox = new Outbox();
