// What a form still lacks, said where the server cannot: in its words, in a summary on top that
// leads to each field, and at the field.

function textOf(element) {
  const copy = element?.cloneNode(true);
  copy?.querySelectorAll(".field-optional").forEach((one) => one.remove());
  return copy?.textContent.trim() ?? "";
}

// Somebody to choose: nobody is chosen, and no name is written instead.
function isOpen(form, group) {
  const { name } = group.querySelector("input[type=radio]") ?? {};
  const written = form.elements[group.dataset.unless]?.value?.trim();
  return Boolean(name) && !new FormData(form).get(name) && !written;
}

function isWrong(field) {
  return !field.checkValidity() || (field.required && field.type === "text" && !field.value.trim());
}

// What is not there is the server's sentence, what is wrong in itself the browser's own.
function sentenceOf(field, place, label, words) {
  if (field.value && !field.validity.valid) return field.validationMessage;
  return place.dataset.missing ?? words.notFilled.replace("{label}", label);
}

export function lacking(form, words) {
  const found = new Map();
  for (const field of form.elements) {
    const group = field.closest("fieldset");
    const isGroup = group?.dataset.missing !== undefined;
    if (isGroup ? !isOpen(form, group) : !isWrong(field)) continue;
    const place = isGroup || field.type === "radio" ? group ?? field : field;
    if (found.has(place)) continue;
    const label = textOf(place.querySelector("legend") ?? field.labels?.[0]) || field.ariaLabel || "";
    const sentence = isGroup ? group.dataset.missing : sentenceOf(field, place, label, words);
    found.set(place, { place, label, sentence });
  }
  return [...found.values()];
}

function mark({ place, sentence }) {
  const line = document.createElement("p");
  const head = place.querySelector("legend") ?? place.labels?.[0] ?? place;
  const target = place.querySelector("input") ?? place;
  target.id ||= `lacks-${target.name || target.type}`;
  line.id = `${target.id}-lacks`;
  line.className = "field-error";
  line.dataset.lacks = "";
  line.textContent = sentence;
  head.after(line);
  if (place === target) place.setAttribute("aria-invalid", "true");
  else place.dataset.invalid = "";
  place.dataset.described ??= place.getAttribute("aria-describedby") ?? "";
  place.setAttribute("aria-describedby", `${place.dataset.described} ${line.id}`.trim());
  return target;
}

function lineOf(lack) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  const target = mark(lack);
  link.href = `#${target.id}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    target.focus();
  });
  link.textContent = lack.sentence;
  line.append(link, lack.sentence.includes(lack.label) ? "" : ` (${lack.label})`);
  return line;
}

export function clearLacking(form) {
  document.querySelectorAll("[data-lacks]").forEach((one) => one.remove());
  for (const field of form.elements) {
    if (!field.getAttribute("aria-describedby")?.endsWith("-lacks")) continue;
    for (const name of ["aria-invalid", "data-invalid"]) field.removeAttribute(name);
    if (field.dataset.described) field.setAttribute("aria-describedby", field.dataset.described);
    else field.removeAttribute("aria-describedby");
  }
}

export function showLacking(form, lacks, words) {
  clearLacking(form);
  const summary = document.createElement("div");
  const heading = document.createElement("h2");
  const list = document.createElement("ul");
  Object.assign(summary, { className: "error-summary", tabIndex: -1 });
  summary.setAttribute("role", "alert");
  summary.dataset.lacks = "";
  heading.textContent = words.incomplete;
  form.querySelectorAll("details:not([open])").forEach((more) => {
    more.open = lacks.some(({ place }) => more.contains(place));
  });
  list.append(...lacks.map(lineOf));
  summary.append(heading, list);
  document.getElementById("messages")?.replaceChildren(summary);
  summary.focus();
}
