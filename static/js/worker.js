// Stands between the pages and the network: BUILD, SHELL and LOST are put before it by the server.
// Pages are the server's where it answers in time; else this phone's own copy of them, and only
// that of the account which was signed in last. A sign-out, here or elsewhere, takes them away.
/* global BUILD, SHELL, LOST */

const ROOT = new URL("./", location.href).pathname;
const SHELL_CACHE = `shell-${BUILD}`;
const WHO = `${ROOT}-/account`;
const HOME = `${ROOT}-/home`;
const KEPT = `${ROOT}-/kept`;
const PATIENCE = 1_500;

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));

async function fill() {
  const cache = await caches.open(SHELL_CACHE);
  await Promise.all(SHELL.map(async (address) => {
    const isPage = address === LOST;
    const answer = await fetch(address, isPage ? { credentials: "omit", cache: "reload" } : {});
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    await cache.put(address, answer);
  }));
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function note(address, text) {
  const facts = await caches.open("facts");
  await (text ? facts.put(address, new Response(text)) : facts.delete(address));
}

async function noted(address) {
  const found = await caches.match(address, { cacheName: "facts" });
  return found ? found.text() : "";
}

// Each page says whose it is; pages of anybody else do not stay on this phone.
async function meet(answer) {
  const told = answer.headers.get("Chapter-Account");
  if (told === null) return "";
  const account = told === "none" ? "" : told;
  if (account === (await noted(WHO))) return account;
  await note(WHO, account);
  await Promise.all([HOME, KEPT].map((address) => note(address, "")));
  const others = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  await Promise.all(others.map((name) => name !== `pages-${account}` && caches.delete(name)));
  return account;
}

async function fromServer(request) {
  const answer = await fetch(request);
  const isOurs = answer.headers.has("Chapter-Account") || answer.type === "opaqueredirect";
  // A proxy says so while the app behind it is away; what the app itself says is shown.
  if (answer.status >= 500 && !isOurs) throw new Error("nobody at home");
  const account = await meet(answer);
  const kind = answer.headers.get("Chapter-Keep");
  if (account && answer.ok && kind) {
    const pages = await caches.open(`pages-${account}`);
    await pages.put(request.url, answer.clone());
    if (kind === "home") await note(HOME, request.url);
  }
  return answer;
}

async function kept(request) {
  const account = await noted(WHO);
  if (!account || !(await caches.has(`pages-${account}`))) return null;
  const pages = await caches.open(`pages-${account}`);
  const rough = { ignoreVary: true, ignoreSearch: true };
  return (await pages.match(request.url, { ignoreVary: true })) ?? pages.match(request.url, rough);
}

// The page says how old it is, so that nobody takes it for the present.
async function asKept(page) {
  const html = await page.text();
  const since = new Date(page.headers.get("Date") ?? Date.now()).toISOString();
  const headers = new Headers(page.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(html.replace("<html ", `<html data-kept="${since}" `), { headers });
}

async function standIn(request) {
  const home = await noted(HOME);
  const isFirst = new URL(request.url).pathname === ROOT;
  if (isFirst && home) return Response.redirect(home);
  return (await caches.match(LOST, { cacheName: SHELL_CACHE, ignoreVary: true })) ?? Response.error();
}

async function tellLate(served, id) {
  const answer = await served.catch(() => null);
  if (answer?.ok) (await clients.get(id))?.postMessage("late");
}

async function page(event) {
  const { request } = event;
  const served = fromServer(request);
  event.waitUntil(served.catch(() => null));
  const copy = await kept(request);
  const late = () => new Promise((_done, fail) => { setTimeout(fail, PATIENCE); });
  try {
    return await (copy ? Promise.race([served, late()]) : served);
  } catch {
    if (!copy) return standIn(request);
    event.waitUntil(tellLate(served, event.resultingClientId));
    return asKept(copy);
  }
}

async function file(request) {
  const own = await caches.match(request.url, { cacheName: SHELL_CACHE, ignoreVary: true });
  if (own) return own;
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
  } catch {
    // Below: a page from before the last update asks for files by their old addresses.
  }
  const name = request.url.replace(/.*\/static\/[^/]+\//, "/");
  const now = SHELL.find((address) => address.endsWith(name));
  return (now && (await caches.match(now, { cacheName: SHELL_CACHE }))) ?? Response.error();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || request.method !== "GET") return;
  const inside = url.pathname.slice(ROOT.length);
  if (/^(static|bootstrap)\//.test(inside)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
});
