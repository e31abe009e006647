// Sends files with a bar that says how far it is. Without this file the form is sent as it is.

const LARGEST = 6 * 1024 * 1024;

function show(form, sentence, percent) {
  const state = form.querySelector("[data-upload-state]");
  const bar = state.querySelector("progress");
  state.hidden = false;
  state.querySelector("[data-upload-said]").textContent = sentence;
  if (percent === null) bar.removeAttribute("value");
  else bar.value = percent;
}

function finish(form, sentence) {
  form.removeAttribute("aria-busy");
  form.querySelector("[data-upload-state]").hidden = !sentence;
  if (sentence) show(form, sentence, 0);
}

// A server may close the line before so large a body is read, so it is told here, and stays chosen.
function isTooLarge(form, data) {
  const size = data.getAll("files").reduce((sum, file) => sum + file.size, 0);
  const sentence = form.querySelector("[data-upload-large]");
  const box = form.querySelector("[type=file]");
  sentence.hidden = size <= LARGEST;
  box.toggleAttribute("aria-invalid", !sentence.hidden);
  if (!sentence.hidden) box.setAttribute("aria-describedby", `files-hint ${sentence.id}`);
  if (!sentence.hidden) box.focus();
  return !sentence.hidden;
}

// `arrive` takes the page that answers and its address, `fail` what to do when none came.
export function send(form, arrive, fail) {
  const { sending, reading, stopped } = form.querySelector("[data-upload-state]").dataset;
  const data = new FormData(form);
  if (isTooLarge(form, data)) return;
  const request = new XMLHttpRequest();
  const say = (share) => show(form, sending.replace("…%", `${share} %`), share);
  form.setAttribute("aria-busy", "true");
  say(0);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) say(Math.round((100 * event.loaded) / event.total));
  });
  request.upload.addEventListener("load", () => show(form, reading, null));
  request.addEventListener("load", () => {
    finish(form);
    if (request.status >= 500) fail();
    else arrive(request.responseText, request.responseURL);
  });
  request.addEventListener("error", () => {
    finish(form);
    fail();
  });
  request.addEventListener("abort", () => finish(form, stopped));
  form.querySelector("[data-upload-stop]").addEventListener("click", () => request.abort(), { once: true });
  request.open("POST", form.action);
  request.send(data);
}
