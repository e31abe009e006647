// The page for those that were not kept says which ones were.
import { account } from "./session.js";

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

export async function startStandIn() {
  const place = document.querySelector("[data-kept-pages]");
  if (!place || !account) return;
  const pages = await caches.open(`pages-${account}`);
  const lines = await Promise.all((await pages.keys()).map((page) => lineOf(pages, page)));
  place.querySelector("ul").replaceChildren(...lines);
  place.hidden = lines.length === 0;
}
