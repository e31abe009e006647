// The head of the attendance sheet: how many stand at each mark, and whether all is saved.

export class Head {
  constructor(form) {
    this.state = form.querySelector("[data-state]");
    this.places = [...form.querySelectorAll("[data-count]")];
  }

  word(name, values = {}) {
    return this.state.dataset[name].replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
  }

  show({ asked, refused, connection, isReached }) {
    if (asked && connection === "gone") this.say("gone");
    else if (asked && connection === "offline") this.say("waiting", asked);
    else if (asked) this.say("saving");
    else if (refused) this.say("refused", refused);
    else this.say(isReached ? "saved" : "alone");
  }

  say(now, n = 0) {
    const text = this.word(now, { n });
    if (this.state.textContent === text) return;
    this.state.dataset.now = now;
    this.state.textContent = text;
    // "Saving" and "saved" after every mark would talk over the roll call; the rest must be heard.
    if (!now.startsWith("sav")) document.getElementById("announcer").textContent = text;
  }

  count(marks, figures) {
    for (const place of this.places) {
      const name = place.dataset.count;
      const mark = name === "none" ? "" : name;
      place.textContent = figures[name] ?? marks.filter((one) => one === mark).length;
    }
  }
}
