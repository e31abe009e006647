// A page that this phone kept becomes the present one once the server answers again: it is the same,
// or it takes the other's place unless somebody has typed something.
import { keepAnew } from "./keep.js";
import { outbox } from "./outbox.js";
import { account } from "./session.js";

const TRY_EVERY = 4_000;
const TRY_AT_MOST_EVERY = 32_000;
const GIVE_UP_AFTER = 8_000;
const TYPED = "main :is(input:not([type=hidden]), textarea, select)";

// What is read on a page, without what was said on it since, and without what nobody reads.
function wordsOf(page) {
  const main = page.getElementById("main").cloneNode(true);
  main.querySelectorAll("#messages, noscript").forEach((one) => one.remove());
  return main.textContent.replace(/\s+/g, " ");
}

function typedHere() {
  const fields = [...document.querySelectorAll(TYPED)];
  return JSON.stringify(fields.map(({ type, checked, value }) => (["radio", "checkbox"].includes(type) ? checked : value)));
}

async function fetchPresent() {
  const answer = await fetch(location.href, {
    headers: { Accept: "text/html" },
    cache: "no-store",
    signal: AbortSignal.timeout(GIVE_UP_AFTER),
  }).catch(() => null);
  const isMine = answer?.headers.get("Chapter-Account") === account;
  if (!answer?.ok || answer.redirected || !isMine) return "";
  keepAnew(answer.clone()).catch(() => null);
  return answer.text().catch(() => "");
}

class Present {
  constructor(swap) {
    this.swap = swap;
    this.words = wordsOf(document);
    this.typed = typedHere();
    this.address = location.href;
    this.wait = TRY_EVERY;
    this.isOver = false;
    document.addEventListener("live", () => this.end(), { once: true });
    this.hear = () => this.attempt();
    addEventListener("online", this.hear);
    this.later();
  }

  end() {
    this.isOver = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.hear);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.attempt(), this.wait);
  }

  get isAtWork() {
    return typedHere() !== this.typed || Boolean(document.querySelector("form[aria-busy=true], dialog[open]"));
  }

  async attempt() {
    const html = document.hidden || !navigator.onLine ? "" : await fetchPresent();
    if (this.isOver) return;
    if (location.href !== this.address) this.end();
    else if (html && this.words === wordsOf(new DOMParser().parseFromString(html, "text/html"))) {
      document.dispatchEvent(new Event("live"));
    } else if (html && !this.isAtWork) {
      this.swap(html, location.href);
      outbox.refresh();
    } else {
      this.wait = Math.min(2 * this.wait, TRY_AT_MOST_EVERY);
      this.later();
    }
  }
}

// A sheet of marks hears the others all the time, and so is the present by itself.
export function startFreshening(swap) {
  const isKept = document.documentElement.dataset.kept !== undefined;
  if (isKept && !document.querySelector("form[data-roll-call]:not([hidden])")) new Present(swap);
}
