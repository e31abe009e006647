// Says on every page what waits on this phone and for how long, and lists it when asked.
import { outbox } from "./outbox.js";
import { refusalOf } from "./queued-forms.js";
import { account } from "./session.js";

const chip = document.getElementById("waiting");
const list = document.getElementById("outbox");
// When this phone kept the page; empty once what stands in it is the present again.
let since = document.documentElement.dataset.kept;

function put(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
}

function ageOf(moment) {
  const minutes = Math.max(0, Math.floor((Date.now() - moment) / 60_000));
  if (minutes < 1) return "";
  if (minutes < 60) return put(chip.dataset.minutes, { n: minutes });
  if (minutes < 1_440) return put(chip.dataset.hours, { n: Math.floor(minutes / 60) });
  return put(chip.dataset.days, { n: Math.floor(minutes / 1_440) });
}

// As the chapter writes it, in its own place: this phone may be set to another.
function timeOf(moment) {
  const timeZone = document.querySelector('meta[name="zone"]')?.content;
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
  return new Intl.DateTimeFormat(document.documentElement.lang, form).format(new Date(moment));
}

// What was recorded on a page of a meeting says of which day.
function dayOf(address) {
  const day = /\/meetings\/(\d{4}-\d\d-\d\d)\//.exec(address)?.[1];
  if (!day) return "";
  const form = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
  const parts = new Intl.DateTimeFormat(document.documentElement.lang, form).formatToParts(new Date(day));
  return ["weekday", "day", "month"].map((type) => parts.find((part) => part.type === type).value).join(" ");
}

function lineOf({ waiting, refused, others, oldest, connection }) {
  if (refused) return ["refused", put(chip.dataset.refused, { n: refused })];
  if (waiting && connection === "gone") return ["gone", put(chip.dataset.gone, { n: waiting })];
  // What is on its way while there is a connection needs nobody's attention yet.
  const isSlow = connection !== "online" || Date.now() - oldest > 5_000;
  const age = ageOf(oldest);
  const sentence = age ? chip.dataset.long : chip.dataset.waiting;
  if (waiting && isSlow) return ["waiting", put(sentence, { n: waiting, age })];
  if (connection === "offline") return ["offline", navigator.onLine ? chip.dataset.unreached : chip.dataset.offline];
  if (since) return ["old", put(chip.dataset.old, { time: timeOf(since) })];
  if (others && !account) return ["others", put(chip.dataset.others, { n: others })];
  return ["", ""];
}

function announce(text) {
  const announcer = document.getElementById("announcer");
  if (text && announcer.dataset.waiting !== text) announcer.textContent = text;
  announcer.dataset.waiting = text;
}

function show(state) {
  const [name, text] = lineOf(state);
  const isOther = chip.dataset.state !== name;
  chip.dataset.state = name;
  chip.hidden = !text;
  chip.textContent = text;
  if (isOther) announce(text);
  if (list.open) fill();
}

function button(label, act, tone = "secondary") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-${tone}`;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function reasonOf(entry) {
  if (entry.state === "refused") return refusalOf(entry);
  const age = ageOf(entry.made_at);
  return age ? put(list.dataset.saidWaiting, { age }) : list.dataset.saidNow;
}

function mend(entry) {
  const page = entry.page || entry.address;
  const here = location.pathname + location.search;
  location.assign(`${page}#mend=${entry.order}`);
  if (here === page) location.reload();
}

function row(entry) {
  const line = document.createElement("li");
  const text = document.createElement("span");
  const reason = document.createElement("small");
  text.className = "row-text";
  text.textContent = [entry.label || entry.kind, dayOf(entry.address)].filter(Boolean).join(", ");
  reason.textContent = reasonOf(entry);
  text.append(reason);
  line.append(text);
  if (entry.state === "refused") {
    line.append(
      button(list.dataset.mend, () => mend(entry), "primary"),
      button(list.dataset.again, () => outbox.again(entry.order)),
      button(list.dataset.drop, () => outbox.drop(entry.order), "quiet"),
    );
  }
  return line;
}

async function fill() {
  const mine = await outbox.mine();
  list.querySelector("[data-entries]").replaceChildren(...mine.map(row));
  const { connection, others } = outbox.state;
  list.querySelector("[data-none]").hidden = mine.length > 0;
  list.querySelector("[data-gone]").hidden = connection !== "gone" || !mine.length;
  list.querySelector("[data-others]").hidden = others === 0;
}

export async function openList(isLeaving = false) {
  await fill();
  list.querySelector("[data-leaving]").hidden = !isLeaving;
  if (!list.open) list.showModal();
  list.querySelector("#outbox-title").focus();
}

export function startWaiting() {
  outbox.addEventListener("state", ({ detail }) => show(detail));
  document.addEventListener("live", () => {
    since = "";
    show(outbox.state);
  });
  chip.addEventListener("click", () => openList());
  setInterval(() => outbox.state.waiting && show(outbox.state), 10_000);
}
