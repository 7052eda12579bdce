// data-follows: what an answer leads on to is asked of the server, and comes in its place.
// What was answered there meanwhile stays; and a category that is chosen in the very
// moment of the change, which nobody would hear, is asked for once more.
const isFollows = (target) => target.matches?.("[data-follows]");
let asked = new Map(); // the answers as the server was told them
let since = new Map(); // those that were given meanwhile

function answersIn(root) {
  const fields = [...root.querySelectorAll("[name]")].filter(({ type }) => type !== "file");
  return new Map(fields.map((field) => [placeOf(field), isTicked(field) ?? field.value]));
}

const isTicked = ({ type, checked }) => (["checkbox", "radio"].includes(type) ? checked : null);
const placeOf = (field) => field.name + (isTicked(field) === null ? "" : ` ${field.value}`);

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (isFollows(target)) asked = answersIn(target);
});

document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (!isFollows(target)) return;
  const given = [...answersIn(target)];
  since = new Map(given.filter(([place, answer]) => asked.has(place) && asked.get(place) !== answer));
});

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!isFollows(target)) return;
  giveAgain(target);
  const chosen = target.closest("form").elements.category.value;
  if (chosen !== target.dataset.of) target.dispatchEvent(new Event("follow"));
});

function giveAgain(root) {
  for (const field of root.querySelectorAll("[name]")) {
    if (!since.has(placeOf(field))) continue;
    if (isTicked(field) === null) field.value = since.get(placeOf(field));
    else field.checked = since.get(placeOf(field));
  }
  since = new Map();
}
