// What this phone keeps until the server has it: entries in the order they were made, and facts.
// Later versions may add stores and fields, never take one away: old entries must still be sent.

const NAME = "chapter";
const VERSION = 1;
// Who signed out while the server could not be told.
export const LEAVING = "leaving";
let opened = null;

function build({ target: { result: db } }) {
  if (!db.objectStoreNames.contains("entries")) {
    // The browser counts, so that no clock decides the order.
    db.createObjectStore("entries", { keyPath: "order", autoIncrement: true });
  }
  if (!db.objectStoreNames.contains("facts")) db.createObjectStore("facts");
}

function connect(version) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, version);
    request.onupgradeneeded = build;
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  // A newer version of the app may have been here already; what it keeps can still be read.
  const db = await connect(VERSION).catch((error) => {
    if (error?.name === "VersionError") return connect();
    throw error;
  });
  const forget = () => { opened = null; };
  db.onversionchange = () => { db.close(); forget(); };
  db.onclose = forget;
  return db;
}

// Runs one transaction; what `work` returns may be a request, whose result is then given.
export async function run(mode, work) {
  opened ??= open();
  const db = await opened.catch((error) => { opened = null; throw error; });
  return new Promise((resolve, reject) => {
    const deal = db.transaction(["entries", "facts"], mode, { durability: "strict" });
    const asked = work(deal.objectStore("entries"), deal.objectStore("facts"));
    deal.oncomplete = () => resolve(asked instanceof IDBRequest ? asked.result : asked);
    deal.onabort = () => reject(deal.error);
  });
}

// Fills in what entries of older versions lack.
function whole(entry) {
  const blank = { kind: "slip", page: "", label: "", subject: "", version: "", made_at: 0 };
  return { ...blank, tries: 0, state: "waiting", error: "", ...entry };
}

export async function entries() {
  return (await run("readonly", (rows) => rows.getAll())).map(whole);
}

// Looks through the entries and does what `work` decides, in one transaction.
export function amend(work) {
  let said;
  return run("readwrite", (rows, facts) => {
    rows.getAll().onsuccess = ({ target }) => { said = work(target.result.map(whole), rows, facts); };
  }).then(() => (said instanceof IDBRequest ? said.result : said));
}

export function change(order, changes) {
  return amend((all, rows) => {
    const entry = all.find((one) => one.order === order);
    if (entry) rows.put({ ...entry, ...changes });
    return entry && { ...entry, ...changes };
  });
}

export function remove(order) {
  return run("readwrite", (rows) => rows.delete(order));
}

export function fact(name) {
  return run("readonly", (_rows, facts) => facts.get(name));
}

export function keep(name, value) {
  return run("readwrite", (_rows, facts) => facts.put(value, name));
}

// Leaves nothing of an account here.
export function forget(account) {
  return amend((all, rows, facts) => {
    for (const entry of all) if (entry.account === account) rows.delete(entry.order);
    const theirs = IDBKeyRange.bound(`${account} `, `${account} \uffff`);
    facts.delete(theirs);
  });
}
