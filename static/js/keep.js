// Keeps today's pages on this phone after a visit, fetches them anew while the app is used, and
// freshens what stands in them when one of them is opened later without a network.
import { account, root } from "./session.js";

const OFTEN_ENOUGH = 10 * 60_000;
// What others change as well grows old sooner than the sheets of slips.
const LIVELY = new Set(["home", "sheet", "door"]);
const LIVELY_FOR = 60_000;
const AFTER_THE_PAGE = 1_500;
// Several things sent one after the other are fetched anew once.
const AFTER_SENDING = 4_000;
const AFTER_SENDING_AT_MOST_EVERY = 30_000;
// Sheets of other days on which the roll is still called.
const MOST_SHEETS = 3;
const TAKES_MARKS = /<form(?=[^>]* data-roll-call)(?![^>]* hidden)/;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function localDay(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

// A kept slip sheet may be opened many times: each time it is another slip, of that day.
export function freshen(page) {
  const since = page.documentElement.dataset.kept;
  if (!since) return;
  for (const form of page.querySelectorAll("form[data-queue]")) {
    const { key, dated } = form.elements;
    if (key) key.value = newKey();
    if (dated?.value === localDay(new Date(since))) dated.value = localDay(new Date());
  }
}

async function facts(name, value) {
  const all = await caches.open("facts");
  const address = `${root}-/${name}`;
  if (value === undefined) return (await (await all.match(address))?.text()) ?? "";
  return value ? all.put(address, new Response(value)) : all.delete(address);
}

// The worker does so too; the first page of all comes before it.
async function meet() {
  if ((await facts("account")) === account) return;
  await forgetPages();
  await facts("account", account);
}

// Leaves nothing on this phone that can be opened without signing in.
export async function forgetPages() {
  // Without https nothing of the kind was ever kept.
  if (!globalThis.caches) return;
  for (const name of ["account", "home", "kept"]) await facts(name, "");
  for (const name of await caches.keys()) if (name.startsWith("pages-")) await caches.delete(name);
}

async function store(pages, address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, priority: "low" });
  if (!answer.ok || answer.redirected || answer.headers.get("Chapter-Account") !== account) return;
  await pages.put(address, answer);
}

// A page that was asked for beside the worker, and is one of those it keeps.
export async function keepAnew(answer) {
  const { headers } = answer;
  if (!globalThis.caches || !account || headers.get("Chapter-Account") !== account) return;
  if (!headers.has("Chapter-Keep") || (await facts("account")) !== account) return;
  const pages = await caches.open(`pages-${account}`);
  await pages.put(answer.url.replace(/#.*/, ""), answer);
}

async function lastKept(address) {
  const last = JSON.parse((await facts("kept")) || "{}");
  return last.address === address ? last : {};
}

function isYoung(at, limit) {
  const since = Date.now() - at;
  return since >= 0 && since < limit;
}

// The sheets of earlier days that this phone still marks on, the latest last.
async function sheetsBeside(pages, wanted) {
  const found = [];
  for (const { url } of await pages.keys()) {
    const page = wanted.includes(url) ? null : await pages.match(url, { ignoreVary: true });
    if (page?.headers.get("Chapter-Keep") !== "sheet") continue;
    if (TAKES_MARKS.test(await page.text())) found.push(url);
  }
  return found.slice(-MOST_SHEETS);
}

async function keepLively(address, isFresh) {
  const lively = Date.now();
  const pages = await caches.open(`pages-${account}`);
  for (const { url } of await pages.keys()) {
    const page = await pages.match(url, { ignoreVary: true });
    const isLively = LIVELY.has(page?.headers.get("Chapter-Keep"));
    if (isLively && !isFresh(url)) await store(pages, url);
  }
  if ((await facts("account")) !== account) await caches.delete(`pages-${account}`);
  else await facts("kept", JSON.stringify({ ...await lastKept(address), lively }));
}

async function keepToday(address, isFresh = () => false) {
  const last = await lastKept(address);
  if (isYoung(last.at, OFTEN_ENOUGH)) {
    const isEnough = isYoung(last.lively, LIVELY_FOR) && !(last.changed >= last.lively);
    if (!isEnough) await keepLively(address, isFresh);
    return;
  }
  const lively = Date.now();
  const answer = await fetch(address, { headers: { Accept: "application/json" }, priority: "low" });
  if (!answer.ok) return;
  const wanted = (await answer.json()).pages.map((one) => new URL(one, location.href).href);
  const pages = await caches.open(`pages-${account}`);
  wanted.push(...await sheetsBeside(pages, wanted));
  for (const one of wanted) await store(pages, one);
  for (const { url } of await pages.keys()) if (!wanted.includes(url)) await pages.delete(url);
  if ((await facts("account")) === account) {
    await facts("home", wanted[0]);
    await facts("kept", JSON.stringify({ ...await lastKept(address), address, at: Date.now(), lively }));
  } else {
    // Somebody signed out meanwhile.
    await caches.delete(`pages-${account}`);
  }
}

// Something was sent: what is kept is old, for the next page or, here, once the sending is over.
let soon = 0;
export async function noteChange() {
  const address = document.querySelector('meta[name="kept"]')?.content;
  if (!globalThis.caches || !account || !address || (await facts("account")) !== account) return;
  const last = await lastKept(address);
  if (!last.at) return;
  await facts("kept", JSON.stringify({ ...last, changed: Date.now() }));
  const wait = last.lively + AFTER_SENDING_AT_MOST_EVERY - Date.now() || 0;
  clearTimeout(soon);
  soon = setTimeout(() => !document.hidden && keepToday(address).catch(() => null),
    Math.min(Math.max(wait, AFTER_SENDING), AFTER_SENDING_AT_MOST_EVERY));
}

// The present page came after all: it takes the place of the kept one, unless somebody is at work.
function startHurrying() {
  const [{ type }] = performance.getEntriesByType("navigation");
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const isIdle = !navigator.userActivation?.hasBeenActive && type !== "reload";
    if (data === "late" && isIdle) location.reload();
  });
}

export async function startKeeping() {
  const { kept, standIn } = document.documentElement.dataset;
  if (!navigator.serviceWorker) return;
  if (kept !== undefined) startHurrying();
  await navigator.serviceWorker.register(`${root}worker`, { scope: root, updateViaCache: "none" });
  if (kept !== undefined || standIn !== undefined) return;
  await meet();
  const address = document.querySelector('meta[name="kept"]')?.content;
  if (!account || !address) return;
  await navigator.serviceWorker.ready;
  // The worker has just kept this page.
  const here = location.href.replace(/#.*/, "");
  const isFresh = (url) => url === here && Boolean(navigator.serviceWorker.controller);
  setTimeout(() => keepToday(address, isFresh).catch(() => null), AFTER_THE_PAGE);
}
