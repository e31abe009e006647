// One try to send one entry, and what its answer means.
import { account, doubt, proof } from "./session.js";

const GIVE_UP_AFTER = 8_000;
const LONGEST_WAIT = 8_000;
// The server lives, and will take it later.
const LATER = new Set([408, 425, 429]);
const DOUBTFUL = new Set([400, 403, 404]);
// What a proxy before the server says of an entry itself, and would say again.
const TOO_LARGE = new Set([413, 414, 431]);

function isJson(answer) {
  return answer.headers.get("Content-Type")?.includes("json") ?? false;
}

function post(entry, token) {
  const body = new URLSearchParams(entry.fields);
  body.set("csrf_token", token);
  return fetch(entry.address, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(GIVE_UP_AFTER),
  });
}

async function read(answer) {
  const said = isJson(answer) ? await answer.json() : {};
  const { status } = answer;
  if (answer.ok && isJson(answer)) return { what: "sent", answer: said };
  if (status === 401) return { what: "gone" };
  if (LATER.has(status) || status >= 500) {
    const asked = Number(answer.headers.get("Retry-After")) * 1_000;
    return { what: "later", wait: Math.min(asked || 0, LONGEST_WAIT) };
  }
  // A redirect, or a page from something between here and the server, which speaks JSON.
  if (!isJson(answer) && !TOO_LARGE.has(status)) return { what: "unreachable" };
  return { what: "refused", status, answer: said };
}

async function attempt(entry) {
  const now = await proof();
  if (now.account !== account || entry.account !== account) return { what: "gone" };
  return read(await post(entry, now.csrf_token));
}

export async function send(entry) {
  try {
    let outcome = await attempt(entry);
    if (DOUBTFUL.has(outcome.status)) {
      // The token may be of a sign-in that is over, and somebody else signed in since.
      doubt();
      outcome = await attempt(entry);
    }
    if (outcome.what !== "sent") doubt();
    return outcome;
  } catch {
    doubt();
    return { what: "unreachable" };
  }
}
