// Sends files with a bar that says how far it is. Without this file the form is sent as it is.

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

// `arrive` takes the page that answers and its address, `fail` what to do when none came.
export function send(form, arrive, fail) {
  const { sending, reading, stopped, large } = form.querySelector("[data-upload-state]").dataset;
  const data = new FormData(form);
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
  // A server that refuses a body by its size may close the line before it is read.
  const isLarge = [...data.getAll("files")].reduce((sum, file) => sum + file.size, 0) > 6 * 1024 * 1024;
  request.addEventListener("error", () => {
    finish(form, isLarge ? large : "");
    if (!isLarge) fail();
  });
  request.addEventListener("abort", () => finish(form, stopped));
  form.querySelector("[data-upload-stop]").addEventListener("click", () => request.abort(), { once: true });
  request.open("POST", form.action);
  request.send(data);
}
