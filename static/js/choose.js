// data-choose on a button: puts that value in the field named by data-in, as if it had
// been chosen there by hand.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (!button) return;
  const field = document.getElementById(button.dataset.in);
  field.value = button.dataset.choose;
  for (const name of ["input", "change"]) {
    field.dispatchEvent(new Event(name, { bubbles: true }));
  }
});

// The button of what is chosen shows as pressed, however it was chosen.
document.addEventListener("change", (event) => {
  for (const button of document.querySelectorAll(`[data-in="${event.target.id}"]`)) {
    button.ariaPressed = button.dataset.choose === event.target.value;
  }
});
