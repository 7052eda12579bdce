// data-choose on a button: puts that value in the field named by data-in, as if it had
// been chosen there by hand.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (button) chooseIn(document.getElementById(button.dataset.in), button.dataset.choose);
});

function chooseIn(field, value) {
  field.value = value;
  for (const name of ["input", "change"]) {
    field.dispatchEvent(new Event(name, { bubbles: true }));
  }
}

// data-chooses on what HTMX brings: the same by itself, as long as nobody chose something
// there; empty takes back what was chosen so.
document.addEventListener("htmx:load", ({ target }) => {
  const { chooses, in: name } = target.dataset;
  const field = chooses !== undefined && document.getElementById(name);
  if (!field) return;
  const isOurs = field.value === (field.dataset.chosen ?? "");
  if (!isOurs || field.value === chooses) return showChosen();
  field.dataset.chosen = chooses;
  chooseIn(field, chooses);
});

// The button of what is chosen shows as pressed, however it was chosen.
function showChosen() {
  for (const button of document.querySelectorAll("[data-choose]")) {
    const { in: name, choose } = button.dataset;
    button.ariaPressed = choose === document.getElementById(name)?.value;
  }
}

document.addEventListener("change", showChosen);
