// data-follows: what an answer leads on to is asked of the server, and comes in its place.
// What was answered meanwhile stays; and a category that is chosen in the very moment of
// the change, which nobody would hear, is asked for once more.
const isFollows = (target) => target.matches?.("[data-follows]");
let asked = new Map(); // the answers as the server was told them
let since = new Map(); // those that were given meanwhile

// What the page itself fills in (hidden) is not an answer.
function fieldsOf(form) {
  return [...form.elements].filter(({ name, type }) => name && !["file", "hidden", "submit"].includes(type));
}

const isTicked = ({ type, checked }) => (["checkbox", "radio"].includes(type) ? checked : null);
const placeOf = (field) => field.name + (isTicked(field) === null ? "" : ` ${field.value}`);
const answersIn = (form) =>
  new Map(fieldsOf(form).map((field) => [placeOf(field), isTicked(field) ?? field.value]));

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (isFollows(target)) asked = answersIn(target.closest("form"));
});

document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (!isFollows(target)) return;
  const given = [...answersIn(target.closest("form"))];
  since = new Map(given.filter(([place, answer]) => asked.has(place) && asked.get(place) !== answer));
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (isFollows(target)) giveAgain(target.closest("form"));
});

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!isFollows(target)) return;
  const chosen = target.closest("form").elements.category.value;
  if (chosen !== target.dataset.of) target.dispatchEvent(new Event("follow"));
});

// Only where another answer stands now: nothing moves under who is typing.
function giveAgain(form) {
  for (const field of fieldsOf(form)) {
    const answer = since.get(placeOf(field));
    if (answer === undefined || answer === (isTicked(field) ?? field.value)) continue;
    if (isTicked(field) === null) field.value = answer;
    else field.checked = answer;
  }
  since = new Map();
}
