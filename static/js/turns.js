// One tab at a time sends; where the browser has no locks, a row that runs out stands for one.
import { amend } from "./store.js";

const LASTS = 20_000;
const me = `${performance.timeOrigin} ${Math.random()}`;

async function lend(until) {
  return amend((_all, _rows, facts) => {
    const taken = { isMine: false };
    facts.get("lease").onsuccess = ({ target: { result: lease } }) => {
      taken.isMine = !lease || lease.who === me || lease.until < Date.now();
      if (taken.isMine) facts.put({ who: me, until }, "lease");
    };
    return taken;
  });
}

// Runs `work` alone; without locks, not at all while another tab does.
export async function alone(work) {
  if (navigator.locks) return navigator.locks.request("chapter-outbox", () => work());
  if (!(await lend(Date.now() + LASTS)).isMine) return undefined;
  try {
    return await work(() => lend(Date.now() + LASTS));
  } finally {
    await lend(0);
  }
}
