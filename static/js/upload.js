// data-upload on a form with files: HTMX sends it, and the bar in it says how far it is.
// When all has left, the server still has to read it: the bar runs on without an end.
document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const bar = target.closest("[data-upload]")?.querySelector("progress");
  if (!bar || !detail.lengthComputable) return;
  const part = detail.loaded / detail.total;
  if (part < 1) bar.value = part;
  else bar.removeAttribute("value");
});

for (const [name, runs] of [["htmx:beforeSend", true], ["htmx:afterRequest", false]]) {
  document.addEventListener(name, ({ target }) => {
    const progress = target.closest?.("[data-upload]")?.querySelector(".upload");
    if (progress) progress.hidden = !runs;
  });
}

// A new page has come in place of the old one: reading starts at its top, and of a
// search that was narrowed down at what was found.
document.addEventListener("htmx:afterSettle", ({ detail, target }) => {
  if (!detail.boosted || target.querySelector("[data-errors]")) return;
  const isNarrower = target.id === "main";
  const start = document.getElementById(isNarrower ? "results" : "main");
  start.focus({ preventScroll: isNarrower });
});
