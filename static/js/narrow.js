// After a facet or a chip was followed, reading goes on at what was found.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "main") return;
  document.getElementById("results")?.focus({ preventScroll: true });
});
