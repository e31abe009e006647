// The page for those that were not kept says which ones were.
import { account } from "./session.js";
import { LEAVING, fact } from "./store.js";

async function titleOf(page) {
  const parsed = new DOMParser().parseFromString(await page.text(), "text/html");
  return parsed.querySelector("h1")?.textContent.trim();
}

async function lineOf(pages, { url }) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = (await titleOf(await pages.match(url, { ignoreVary: true }))) || url;
  const line = document.createElement("li");
  line.append(link);
  return line;
}

// The phone may have its connection while the server does not answer.
function name(panel) {
  if (!navigator.onLine) return;
  const heading = document.querySelector("h1");
  document.title = document.title.replace(heading.textContent, panel.dataset.unreached);
  heading.textContent = panel.dataset.unreached;
}

export async function startStandIn() {
  const place = document.querySelector("[data-kept-pages]");
  if (!place) return;
  const panel = place.closest(".panel");
  name(panel);
  // Who signed out here left nothing that waits.
  const isLeft = !account && Boolean(await fact(LEAVING).catch(() => ""));
  panel.querySelector("[data-left]").hidden = !isLeft;
  panel.querySelector("[data-waits]").hidden = isLeft;
  if (!account) return;
  const pages = await caches.open(`pages-${account}`);
  const lines = await Promise.all((await pages.keys()).map((page) => lineOf(pages, page)));
  place.querySelector("ul").replaceChildren(...lines);
  place.hidden = lines.length === 0;
}
