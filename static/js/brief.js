// data-brief on a search form: what was left empty stays out of the address.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-brief]")) return;
  for (const [name, value] of [...event.formData]) {
    if (value === "") event.formData.delete(name);
  }
});
