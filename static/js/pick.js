// data-picks on a form: how many rows are ticked stands in [data-picked], in its words,
// and [data-pick-all] ticks all rows of the page. A row belongs by its form attribute.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-picks]")) return;
  const rows = [...form.elements].filter((it) => it.name === "chosen");
  const every = form.querySelector("[data-pick-all]");
  if (event.target === every) rows.forEach((row) => (row.checked = every.checked));
  const ticked = rows.filter((row) => row.checked).length;
  every.checked = ticked === rows.length;
  every.indeterminate = ticked > 0 && !every.checked;
  const said = form.querySelector("[data-picked]");
  said.textContent = ticked ? said.dataset.picked.replace("{n}", ticked) : "";
});
