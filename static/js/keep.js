// Keeps today's pages on this phone after a visit, and freshens what stands in them when one of
// them is opened later without a network.
import { account, root } from "./session.js";

const OFTEN_ENOUGH = 10 * 60_000;
const AFTER_THE_PAGE = 1_500;

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

// A kept page that was asked for anew beside the worker.
export async function keepAnew(answer) {
  if (!globalThis.caches || answer.headers.get("Chapter-Account") !== account) return;
  const pages = await caches.open(`pages-${account}`);
  if (await pages.match(answer.url, { ignoreVary: true })) await pages.put(answer.url, answer);
}

async function isEnough(address) {
  const last = JSON.parse((await facts("kept")) || "{}");
  const since = Date.now() - last.at;
  return last.address === address && since >= 0 && since < OFTEN_ENOUGH;
}

async function keepToday(address) {
  if (await isEnough(address)) return;
  const answer = await fetch(address, { headers: { Accept: "application/json" }, priority: "low" });
  if (!answer.ok) return;
  const wanted = (await answer.json()).pages.map((one) => new URL(one, location.href).href);
  const pages = await caches.open(`pages-${account}`);
  for (const one of wanted) await store(pages, one);
  for (const { url } of await pages.keys()) if (!wanted.includes(url)) await pages.delete(url);
  if ((await facts("account")) === account) {
    await facts("home", wanted[0]);
    await facts("kept", JSON.stringify({ address, at: Date.now() }));
  } else {
    // Somebody signed out meanwhile.
    await caches.delete(`pages-${account}`);
  }
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
  setTimeout(() => keepToday(address).catch(() => null), AFTER_THE_PAGE);
}
