// "Everybody else is present", also without a network: it waits in the outbox as one entry, and the
// sheet shows meanwhile what it will do: whoever has no mark is present, until somebody says otherwise.
import { localDay } from "./keep.js";
import { outbox } from "./outbox.js";

// A sheet kept for a coming day stays out of the way until it is that day on this phone.
export function onItsDay(form, begin) {
  if (form.dataset.from > localDay(new Date())) {
    const again = () => form.isConnected && onItsDay(form, begin);
    document.addEventListener("visibilitychange", again, { once: true });
    return;
  }
  form.hidden = false;
  begin();
}

export class Start {
  // `changed` hears that the start is under way, or over with the rows the server tells, if any.
  constructor(form, changed) {
    this.form = form;
    this.address = form.dataset.start;
    this.places = [...document.querySelectorAll("[data-begin]")];
    this.changed = changed;
    this.order = 0;
    this.isWaiting = false;
    const gone = new AbortController();
    for (const name of ["added", "sent", "refused", "dropped"]) {
      outbox.addEventListener(name, ({ detail }) => {
        if (!form.isConnected) gone.abort();
        else if (this.isMeant(detail)) this.hear(name, detail);
      }, { signal: gone.signal });
    }
  }

  isMeant({ entry, order }) {
    return entry ? entry.address === this.address : order === this.order;
  }

  hear(name, { entry, answer }) {
    this.order = entry?.order ?? this.order;
    this.isWaiting = name === "added";
    this.changed(name === "sent" ? answer.rows : []);
  }

  // The page may be opened again while the start still waits.
  async resume() {
    const entry = (await outbox.pending(this.address)).find(({ state }) => state === "waiting");
    if (entry) this.hear("added", { entry });
  }

  // What a row says meanwhile; a mark that somebody chose stands.
  over(present) {
    return this.isWaiting && !present.mark ? { ...present, mark: "P", substitute: "" } : present;
  }

  // Nothing to begin where everybody is marked, or about to be.
  show(marks) {
    const isOver = this.isWaiting || (marks.length > 0 && marks.every(Boolean));
    const hadFocus = this.places.some((place) => place.contains(document.activeElement));
    for (const place of this.places) {
      place.hidden = isOver;
      // What was tapped once may be tapped again when nothing came of it.
      if (!isOver) place.querySelectorAll("button").forEach((one) => { one.disabled = false; });
    }
    if (isOver && hadFocus) document.activeElement.blur();
    return isOver && hadFocus;
  }
}
