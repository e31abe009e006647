// Whom somebody registered without a network stands in the list at once, so that nobody is entered
// twice; once it is sent, the list is asked for anew, and what is being typed stays as it is.
import { fold, narrow } from "./finder.js";
import { keepAnew } from "./keep.js";
import { outbox } from "./outbox.js";

// What is on its way while there is a connection will be there before anybody looks.
const SOON = 2_000;
let isBeginning = true;

function rowOf(list, { fields: { name }, state }) {
  const line = document.createElement("li");
  const text = document.createElement("span");
  const strong = document.createElement("b");
  const said = document.createElement("small");
  line.dataset.waits = "";
  line.dataset.find = fold(name);
  text.className = "row-text";
  strong.textContent = name;
  said.textContent = state === "refused" ? list.dataset.refused : list.dataset.said;
  text.append(strong, said);
  line.append(text);
  return line;
}

function boxOf(list) {
  return document.querySelector(`[data-filter][aria-controls="${list.id}"]`);
}

async function show() {
  const list = document.querySelector("[data-pending]");
  if (!list) return;
  const entries = (await outbox.pending(list.dataset.pending)).filter(({ fields }) => fields.name);
  const isLate = ({ made_at: at }) => isBeginning || outbox.state.connection !== "online" || Date.now() - at > SOON;
  const rows = entries.filter(isLate).map((entry) => rowOf(list, entry));
  list.querySelectorAll("[data-waits]").forEach((row) => row.remove());
  list.querySelector("ul").prepend(...rows);
  if (boxOf(list)?.value) narrow(boxOf(list));
}

async function renew({ detail: { entry } }) {
  const list = document.querySelector("[data-pending]");
  if (!list?.querySelector("[data-waits]") || entry.address !== list.dataset.pending) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  keepAnew(answer.clone()).catch(() => null);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(list.id);
  if (!fresh) return;
  list.replaceWith(document.adoptNode(fresh));
  document.dispatchEvent(new Event("live"));
  await show();
}

export async function startPending() {
  outbox.addEventListener("state", show);
  outbox.addEventListener("sent", renew);
  await show();
  isBeginning = false;
}
