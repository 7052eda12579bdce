// data-once on a form: sent once, however often the button is pressed. The button is
// disabled only after the browser has read the form, so its own value goes along.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => setBusy(form, true));
});

// Back in the history, or answered by HTMX: the form can be sent again.
const release = (form) => {
  delete form.dataset.sent;
  setBusy(form, false);
};
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach(release);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-sent]");
  if (form) release(form);
});

function setBusy(form, busy) {
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    button.disabled = busy;
    button.toggleAttribute("data-busy", busy);
  }
}
