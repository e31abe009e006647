// Saves reloads and finds people by two letters. Every page works without this file.
import "./grid.js";
import "./copy.js";
import { startWatchingClosed } from "./closed-weeks.js";
import { focusFound, narrow } from "./finder.js";
import { freshen, keepAnew, noteChange, startKeeping } from "./keep.js";
import { outbox } from "./outbox.js";
import { startPending } from "./pending-rows.js";
import { startFreshening } from "./present.js";
import { mayWait, startMending, submitQueued } from "./queued-forms.js";
import { startRollCall } from "./roll-call.js";
import { startSigningOut } from "./signing-out.js";
import { startStandIn } from "./stand-in.js";
import { send } from "./upload.js";
import { startWaiting } from "./waiting.js";

const UNDO_STAYS_FOR = 12_000;
const announcer = document.getElementById("announcer");
const hereNow = () => location.pathname + location.search;
let shown = hereNow();

function say(text) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

// On a phone the tabs run off the side: the chosen one is brought into view.
function showChosen(tab) {
  const list = tab.closest(".tabs");
  const beyond = tab.getBoundingClientRect().right - list.getBoundingClientRect().right;
  if (beyond > 0) list.scrollLeft += beyond + 16;
}

// Undo floats where the thumb is, and leaves only when nobody is about to use it.
function floatUndo(message) {
  message.classList.add("is-floating");
  const leave = () => {
    if (message.matches(":hover, :focus-within")) setTimeout(leave, UNDO_STAYS_FOR);
    else message.remove();
  };
  setTimeout(leave, UNDO_STAYS_FOR);
}

function start(root) {
  root.querySelectorAll(".message[data-undo]").forEach(floatUndo);
  root.querySelectorAll(".tabs [aria-current]").forEach(showChosen);
  root.querySelectorAll("form[data-roll-call]").forEach(startRollCall);
  root.querySelectorAll("[data-filter]").forEach((box) => box.value && narrow(box));
  root.querySelectorAll("form[data-on-open]").forEach(sendUnasked);
}

// What somebody has before their eyes is read; the button is for those without script.
async function sendUnasked(form) {
  const answer = await fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
  }).catch(() => null);
  if (!answer?.ok) return;
  form.remove();
  document.querySelectorAll(".news-count").forEach((count) => count.remove());
}

function focusAfterSwap(id) {
  const summary = document.querySelector("[data-error-summary]");
  const wished = document.querySelector("main [data-wished]");
  const same = id ? document.getElementById(id) : null;
  (summary ?? same ?? wished ?? document.getElementById("main")).focus({ preventScroll: !summary });
}

function swap(html, url) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.getElementById("main");
  // Something between here and the server answered: what was typed stays.
  if (!main) {
    complain(announcer.dataset.unreachable);
    return;
  }
  if (page.body.classList.contains("page-error")) {
    complain(`${main.querySelector("h1").textContent}. ${main.querySelector(".panel p").textContent}`);
    return;
  }
  const sameFrame = Boolean(page.getElementById("places")) === Boolean(document.getElementById("places"));
  if (!sameFrame) {
    location.assign(url);
    return;
  }
  const focused = document.activeElement?.id;
  const moved = new URL(url).pathname !== location.pathname;
  for (const id of ["places", "main"]) {
    const fresh = page.getElementById(id);
    // The browser honours autofocus once per page, so it is taken over here.
    fresh?.querySelectorAll("[autofocus]").forEach((wished) => {
      wished.removeAttribute("autofocus");
      wished.dataset.wished = "";
    });
    if (fresh) document.getElementById(id).replaceWith(document.adoptNode(fresh));
  }
  document.title = page.title;
  document.body.className = page.body.className;
  document.dispatchEvent(new Event("live"));
  if (url !== location.href) history.pushState({ swapped: true }, "", url);
  shown = hereNow();
  if (moved) scrollTo(0, 0);
  const messages = document.getElementById("messages")?.innerText.trim();
  start(document.getElementById("main"));
  focusAfterSwap(focused);
  say(messages || page.title);
}

async function submit(form, button) {
  const data = new FormData(form, button);
  const isRead = form.method === "get";
  const url = new URL(form.getAttribute("action") || location.href, location.href);
  if (isRead) url.search = new URLSearchParams(data);
  form.setAttribute("aria-busy", "true");
  const answer = await fetch(url, isRead ? {} : { method: "POST", body: data }).catch(() => null);
  form.removeAttribute("aria-busy");
  if (!answer || answer.status >= 500) return complain(announcer.dataset.unreachable);
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (!isPage) return location.assign(answer.url);
  if (!isRead && answer.ok) noteChange().catch(() => null);
  if (isRead || answer.redirected) keepAnew(answer.clone()).catch(() => null);
  return swap(await answer.text(), answer.redirected || isRead ? answer.url : location.href);
}

// Says something on the page as it is, and keeps with it what was typed.
function tell(sentence, tone, ...more) {
  const line = document.createElement("div");
  const text = document.createElement("span");
  line.className = `message message-${tone}`;
  text.className = "message-text";
  text.append(sentence);
  line.append(text, ...more);
  document.getElementById("messages")?.replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
  say(sentence);
  return line;
}

function complain(sentence) {
  tell(sentence, "error");
}

function undoOf(address) {
  const form = document.createElement("form");
  const button = document.createElement("button");
  const token = document.createElement("input");
  Object.assign(form, { method: "post", action: address, className: "post" });
  Object.assign(token, { type: "hidden", name: "csrf_token" });
  token.value = document.querySelector("input[name=csrf_token]")?.value ?? "";
  button.className = "btn btn-secondary";
  button.textContent = document.getElementById("outbox").dataset.undo;
  form.dataset.enhance = "";
  form.append(token, button);
  return form;
}

// What waited is saved: the page the server names comes with its words, if it comes.
async function arrive({ address, message, undo, rows }) {
  // A sheet that is here already has taken what stands in its rows.
  if (rows && document.querySelector("form[data-roll-call]:not([hidden])")) return say(message);
  const url = address && new URL(address, location.href);
  const answer = url && await fetch(url).catch(() => null);
  if (answer?.ok) {
    keepAnew(answer.clone()).catch(() => null);
    swap(await answer.text(), answer.url + url.hash);
  }
  if (!message) return;
  const line = tell(message, "success", ...(undo ? [undoOf(undo)] : []));
  if (undo) floatUndo(line);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  else if (form.matches("[data-upload]")) {
    event.preventDefault();
    send(form, swap, () => complain(announcer.dataset.unreachable));
  }
  else if (form.matches("[data-queue]") && mayWait(form, event.submitter)) {
    event.preventDefault();
    const resend = () => submit(form, event.submitter);
    submitQueued(form, event.submitter, { arrive, resend, say: tell });
  } else if (form.matches("[data-enhance]")) {
    event.preventDefault();
    submit(form, event.submitter);
  }
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-filter]")) narrow(event.target);
});

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (target.matches("[data-filter]") && ["Enter", "ArrowDown"].includes(key)) {
    event.preventDefault();
    focusFound(target);
  } else if (key === "Escape") closeMenus();
  else if (key === "/" && !target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) {
    const box = document.querySelector("main [data-filter]");
    if (box) event.preventDefault();
    box?.select();
    box?.focus();
  }
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu === except) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
// A place on the same page, as a summary of errors leads to, is no other page: what was typed stays.
addEventListener("popstate", () => hereNow() !== shown && location.reload());
freshen(document);
start(document);
startWaiting();
startSigningOut();
startStandIn();
startMending(tell);
startPending();
startFreshening(swap);
startWatchingClosed();
// A sheet of marks is told what became of them, and keeps that by itself.
outbox.addEventListener("sent", ({ detail: { entry } }) => entry.kind !== "mark" && noteChange().catch(() => null));
outbox.start();
startKeeping();
