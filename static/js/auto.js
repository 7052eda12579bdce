// data-auto on a form: it sends itself when a choice changes, and then needs no button
// (the one with data-auto-hide). Typed text waits for Enter.
document.documentElement.classList.add("has-script");

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-auto]")) return;
  if (event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
});
