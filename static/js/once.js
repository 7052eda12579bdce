// data-once on a form: sent once, however often the button is pressed. The button is
// disabled only after the browser has read the form, so its own value goes along.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => setBusy(form, true));
});

// Back in the history: the form can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    setBusy(form, false);
  }
});

// HTMX sends by itself; there the form waits until its answer is in. Not when one of its
// fields asks something: who presses the button in that moment means it.
for (const [name, busy] of [["htmx:beforeSend", true], ["htmx:afterRequest", false]]) {
  document.addEventListener(name, ({ target, detail }) => {
    const isItsOwn = target === detail.requestConfig?.elt; // else of a field that is gone
    if (isItsOwn && target.matches?.("form[data-once]")) setBusy(target, busy);
  });
}

function setBusy(form, busy) {
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    button.disabled = busy;
    button.toggleAttribute("data-busy", busy);
  }
}
