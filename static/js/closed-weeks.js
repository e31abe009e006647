// What a closed week refused is kept, and sent by itself once the week is open again.
import { outbox } from "./outbox.js";
import { account } from "./session.js";

const ASK_EVERY = 5_000;
const GIVE_UP_AFTER = 8_000;
let isAsking = false;

// Such an answer names the address that tells how the week stands.
async function held() {
  return (await outbox.mine()).filter(({ state, answer }) => state === "refused" && answer?.watch);
}

async function isOpen(address) {
  const answer = await fetch(address, {
    headers: { Accept: "application/json" },
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(GIVE_UP_AFTER),
  }).catch(() => null);
  const said = answer?.ok ? await answer.json().catch(() => null) : null;
  return said?.state === "open";
}

async function ask() {
  if (isAsking || !account || !outbox.state.refused || document.hidden || !navigator.onLine) return;
  isAsking = true;
  const entries = await held();
  for (const address of new Set(entries.map(({ answer }) => answer.watch))) {
    if (!(await isOpen(address))) continue;
    for (const { order } of entries.filter(({ answer }) => answer.watch === address)) await outbox.again(order);
  }
  isAsking = false;
}

function lineOf(entry) {
  const line = document.createElement("li");
  const text = document.createElement("span");
  text.className = "row-text";
  text.textContent = entry.label;
  line.append(text);
  return line;
}

// The sheet of a closed week lists what waits for it here.
async function show() {
  const place = document.querySelector("[data-held]");
  if (!place) return;
  const entries = (await held()).filter(({ address }) => address === place.dataset.held);
  place.hidden = entries.length === 0;
  place.querySelector("ul").replaceChildren(...entries.map(lineOf));
}

// The closed sheet is another one once its marks were taken.
async function renew({ detail: { entry } }) {
  const place = document.querySelector("[data-held]");
  if (!place || entry.address !== place.dataset.held) return;
  if (!(await outbox.pending(entry.address)).length) location.reload();
}

export function startWatchingClosed() {
  for (const name of ["state", "refused"]) outbox.addEventListener(name, show);
  outbox.addEventListener("sent", renew);
  for (const name of ["online", "focus", "pageshow"]) addEventListener(name, ask);
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, ASK_EVERY);
  outbox.addEventListener("state", ask, { once: true });
  show();
}
