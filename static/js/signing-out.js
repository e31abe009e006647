// Signing out leaves nothing of this account on the phone, and says so before something is lost.
import { forgetPages } from "./keep.js";
import { outbox } from "./outbox.js";
import { account, root } from "./session.js";
import * as store from "./store.js";
import { openList } from "./waiting.js";

const list = document.getElementById("outbox");
const { LEAVING } = store;

async function leaveNothing() {
  await store.forget(account);
  await forgetPages();
  sessionStorage.clear();
}

async function leave(form) {
  await leaveNothing();
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  // Without a connection the server learns of it when the phone next reaches it.
  if (!answer) await store.keep(LEAVING, account);
  // Somebody still signed in is led to their first page by the address.
  location.assign(answer ? `${root}sign-in` : `${root}offline`);
}

async function ask(form) {
  if (outbox.state.waiting) await outbox.hurry();
  if (!(await outbox.mine()).length) return leave(form);
  list.querySelector("[data-stay]").onclick = () => list.close();
  list.querySelector("[data-leave]").onclick = () => leave(form);
  return openList(true);
}

export async function startSigningOut() {
  const form = document.querySelector("form[data-sign-out]");
  if (!form || !account) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
  if ((await store.fact(LEAVING)) !== account || document.documentElement.dataset.kept) return;
  await store.run("readwrite", (_rows, facts) => facts.delete(LEAVING));
  await leave(form);
}
