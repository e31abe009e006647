// Whose page this is, and who is signed in now: only together may an entry be sent.

const FRESH_FOR = 30_000;
const GIVE_UP_AFTER = 4_000;

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

export const root = meta("root") || "/";

// Whom the worker met last on this phone; it notes that at each answer of the server.
async function lastSeen() {
  const noted = await caches.match(`${root}-/account`, { cacheName: "facts" }).catch(() => null);
  return (await noted?.text()) ?? "";
}

// The page stays its owner's, also when somebody else signs in beside it; the page that stands in
// for those that are missing offline has none of its own.
const isStandIn = document.documentElement.hasAttribute("data-stand-in");
export const account = isStandIn ? await lastSeen() : meta("account");

let known = null;

// A token belongs to one sign-in: the server refuses it in anybody else's.
export async function proof() {
  if (known && performance.now() - known.at < FRESH_FOR) return known;
  const answer = await fetch(`${root}session`, {
    cache: "no-store",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(GIVE_UP_AFTER),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  known = { ...(await answer.json()), at: performance.now() };
  return known;
}

export function doubt() {
  known = null;
}
