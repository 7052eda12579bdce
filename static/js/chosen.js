// data-says on a radio button: when it is chosen, its words stand in the [data-says-chosen]
// of its form, which stays in sight.
document.addEventListener("change", ({ target }) => {
  if (!target.dataset.says) return;
  target.form.querySelector("[data-says-chosen]").textContent = target.dataset.says;
});
