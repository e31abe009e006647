// What others marked: asked every few seconds while somebody looks and the network is there.

const ASK_EVERY = 4_000;
const ASK_AT_MOST_EVERY = 32_000;
const GIVE_UP_AFTER = 8_000;

// `tell` takes what changed, `reach` is told whether the server was reached.
export class Changes {
  constructor(form, tell, reach) {
    this.form = form;
    this.tell = tell;
    this.reach = reach;
    this.seen = "";
    this.wait = ASK_EVERY;
    this.round = 0;
    this.watch = () => this.start();
    document.addEventListener("visibilitychange", this.watch);
    addEventListener("online", this.watch);
    addEventListener("offline", this.watch);
    this.later();
  }

  get isWanted() {
    return this.form.isConnected && document.visibilityState === "visible" && navigator.onLine;
  }

  // Asks at once; what was under way is no longer listened to.
  start() {
    clearTimeout(this.timer);
    this.wait = ASK_EVERY;
    if (!this.form.isConnected) this.stop();
    else if (this.isWanted) this.ask();
    else if (!navigator.onLine) this.reach(false);
  }

  // From the beginning: everything is told again, also what was told before.
  again() {
    this.seen = "";
    this.start();
  }

  // An answer under way may be older than what was just saved here.
  overtake() {
    this.round += 1;
    this.later();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.watch);
    removeEventListener("online", this.watch);
    removeEventListener("offline", this.watch);
    clearTimeout(this.timer);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isWanted && this.ask(), this.wait);
  }

  async ask() {
    this.round += 1;
    const round = this.round;
    const answer = await fetch(this.form.dataset.changes, {
      headers: { Accept: "application/json", "If-None-Match": this.seen },
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP_AFTER),
    }).catch(() => null);
    const said = answer?.status === 200 ? await answer.json().catch(() => null) : null;
    if (round !== this.round || !this.form.isConnected) return;
    const isReached = Boolean(said) || answer?.status === 304;
    this.reach(isReached);
    this.wait = isReached ? ASK_EVERY : Math.min(2 * this.wait, ASK_AT_MOST_EVERY);
    if (said) {
      document.dispatchEvent(new Event("live"));
      this.seen = answer.headers.get("ETag") ?? "";
      this.tell(said);
    }
    // Signed out, or no longer allowed: asking again would not help.
    if (answer && !isReached && answer.status < 500 && answer.status !== 429) this.stop();
    else this.later();
  }
}
