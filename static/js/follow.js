// data-follows: a category that is chosen in the very moment that an answer is put in its
// place would be heard by nobody; then what follows from it is asked for once more.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!target.matches("[data-follows]")) return;
  const chosen = target.closest("form").elements.category.value;
  if (chosen !== target.dataset.of) target.dispatchEvent(new Event("follow"));
});
