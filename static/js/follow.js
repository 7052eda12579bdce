// data-follows: what an answer leads on to is asked of the server, and comes in its place.
// What was answered meanwhile stays; and a category that is chosen in the very moment of
// the change, which nobody would hear, is asked for once more.
const isFollows = (target) => target.matches?.("[data-follows]");
const answersByName = (form) => Map.groupBy(answersOf(form), ([name]) => name);
let asked = new Map(); // the answers as the server was told them
let since = new Map(); // those that were given meanwhile

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (isFollows(target)) asked = answersByName(target.closest("form"));
});

document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (!isFollows(target)) return;
  const given = answersByName(target.closest("form"));
  const changed = [...asked.keys(), ...given.keys()].filter(
    (name) => JSON.stringify(asked.get(name)) !== JSON.stringify(given.get(name)),
  );
  since = new Map(changed.map((name) => [name, given.get(name) ?? []]));
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (!isFollows(target) || !since.size) return;
  const form = target.closest("form");
  const others = answersOf(form).filter(([name]) => !since.has(name));
  fill(form, [...others, ...[...since.values()].flat()]);
});

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!isFollows(target)) return;
  const chosen = target.closest("form").elements.category.value;
  if (chosen !== target.dataset.of) target.dispatchEvent(new Event("follow"));
});
