// Forms that may wait: what was typed is put by first, then sent; the server's words are shown
// when it answers, and when it does not, the entry stays on this phone until it does.
import { newKey } from "./keep.js";
import { clearLacking, lacking, showLacking } from "./missing.js";
import { outbox } from "./outbox.js";
import { account } from "./session.js";

const ANSWERED_WITHIN = 6_000;

// That something waits is said while it does.
function untilOver(order, line) {
  const listening = new AbortController();
  const hear = ({ detail }) => {
    if ((detail.entry?.order ?? detail.order) !== order) return;
    listening.abort();
    line.remove();
  };
  const { signal } = listening;
  for (const type of ["sent", "refused", "dropped"]) outbox.addEventListener(type, hear, { signal });
}

// What will be recognised in a list of what waits: the page's name, and who or what it is about.
function labelOf(form) {
  const fields = [...form.elements];
  const chosen = fields.find((field) => field.type === "radio" && field.checked);
  const choice = chosen?.labels?.[0]?.querySelector("span") ?? null;
  const typed = fields.find((field) => field.type === "text" && field.value)?.value;
  // A visitor goes by their name, and not by whoever invited them.
  const named = form.elements.name?.value;
  const about = form.dataset.label || named || choice?.textContent || typed || "";
  return [document.querySelector("h1").textContent, about].filter(Boolean).join(", ");
}

function entryOf(form, button) {
  const data = new FormData(form, button);
  data.delete("csrf_token");
  const pairs = [...data];
  const to = new URL(form.getAttribute("action") || location.href, location.href);
  const isPlain = new Set(data.keys()).size === pairs.length;
  return {
    kind: form.dataset.queue,
    address: to.pathname + to.search,
    page: location.pathname + location.search,
    label: labelOf(form),
    fields: isPlain ? Object.fromEntries(pairs) : pairs,
    key: data.get("key") ?? "",
    subject: form.dataset.subject ?? "",
    version: form.dataset.version ?? "",
  };
}

export function mayWait(form, button) {
  const values = [...new FormData(form, button).values()];
  return account !== "" && values.every((value) => typeof value === "string");
}

// Resolves with "sent" or "refused" and what was answered, or with "waiting" once nobody can tell.
function outcomeOf(order) {
  return new Promise((resolve) => {
    const listening = new AbortController();
    const end = (what, told = {}) => { listening.abort(); resolve({ what, ...told }); };
    const hear = ({ type, detail }) => detail.entry.order === order && end(type, detail);
    const { signal } = listening;
    for (const type of ["sent", "refused"]) outbox.addEventListener(type, hear, { signal });
    outbox.addEventListener("state", ({ detail }) => {
      if (detail.connection !== "online") end("waiting");
    }, { signal });
    setTimeout(() => end("waiting"), ANSWERED_WITHIN);
  });
}

// Why an entry was not taken, in the server's own words where it has any.
export function refusalOf({ error = "", status }) {
  const words = document.getElementById("outbox").dataset;
  return error || words[`refused-${status}`] || words.refusedHere;
}

// The next slip of this page is another one; a button that was tapped stays tapped.
function renew(form) {
  delete form.dataset.mends;
  if (form.elements.key) form.elements.key.value = newKey();
  const fields = [...form.elements];
  if (fields.some((field) => !["hidden", "submit", "button"].includes(field.type))) form.reset();
  else fields.forEach((field) => { field.disabled = field.type !== "hidden"; });
}

export async function submitQueued(form, button, { arrive, resend, say }) {
  const words = document.getElementById("outbox").dataset;
  const lacks = lacking(form, words);
  const isReached = outbox.state.connection === "online" && !document.documentElement.dataset.kept;
  if (lacks.length) return isReached ? resend() : showLacking(form, lacks, words);
  clearLacking(form);
  form.setAttribute("aria-busy", "true");
  const entry = await outbox.add(entryOf(form, button), Number(form.dataset.mends ?? 0));
  // Where nothing can be kept, the form is sent as it is.
  const { what, answer, status } = entry.order ? await outcomeOf(entry.order) : { what: "refused" };
  form.removeAttribute("aria-busy");
  if (what === "refused" && entry.order && answer.error === undefined) {
    // Something between here and the server said no: what was typed stays, here and in the list.
    form.dataset.mends = String(entry.order);
    return say(refusalOf({ status }), "error");
  }
  if (what === "refused") {
    // The page is still here, so the server says at each field what is wrong.
    if (entry.order) await outbox.drop(entry.order);
    return resend();
  }
  renew(form);
  if (what === "sent") return arrive(answer);
  return untilOver(entry.order, say(navigator.onLine ? words.keptUnreached : words.keptHere, "info"));
}

function fill(form, fields) {
  for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields)) {
    if (["key", "version"].includes(name)) continue;
    // A field may stand outside its form.
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (!["radio", "checkbox"].includes(field.type)) field.value = value;
      else if (field.value === value) field.checked = true;
    }
  }
}

// A refused entry is opened again with what was typed and with the reason.
export async function startMending(say) {
  const order = Number(new URLSearchParams(location.hash.slice(1)).get("mend"));
  if (!order) return;
  const entry = (await outbox.mine()).find((one) => one.order === order);
  const forms = [...document.querySelectorAll("form[data-queue]")];
  const here = location.pathname + location.search;
  const same = (form) => new URL(form.getAttribute("action") || here, location.href).pathname
    === new URL(entry.address, location.href).pathname;
  const form = entry && forms.find(same);
  if (!form) return;
  fill(form, entry.fields);
  form.dataset.mends = String(order);
  form.querySelectorAll("details").forEach((more) => { more.open = true; });
  say(refusalOf(entry), "error");
}
