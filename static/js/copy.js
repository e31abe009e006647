// Copies a text that stands on the page; without this file it can be selected and copied by hand.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  source.select();
  const isCopied = await navigator.clipboard?.writeText(source.value).then(() => true, () => false)
    || document.execCommand("copy");
  if (isCopied) button.textContent = button.dataset.copied;
});
