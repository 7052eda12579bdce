// data-follows: what an answer leads on to is asked of the server, and comes in its place.
// What was answered meanwhile stays, with what is selected in it; and an answer that is
// given in the very moment of the change, when HTMX does not listen yet, is asked for once
// more.
const LEADS_ON = "#id_category, #id_terms, #id_condition, [data-leads-on]";
const isFollows = (target) => target.matches?.("[data-follows]");
const answersByName = (form) => Map.groupBy(answersOf(form), ([name]) => name);
let asked = new Map(); // the answers as the server was told them
let since = new Map(); // those that were given meanwhile
let typingIn = {}; // the field, and what is selected in it: HTMX forgets what begins at 0
let unheard = false; // of what was to be asked for

document.addEventListener("change", ({ target }) => {
  const leadsOn = target.closest(LEADS_ON) && target.form?.querySelector("[data-follows]");
  if (leadsOn) leadsOn.dispatchEvent(new Event("follow"));
});
document.addEventListener("follow", () => (unheard = true), true);

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (!isFollows(target)) return;
  unheard = false;
  asked = answersByName(target.closest("form"));
});

document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (!isFollows(target)) return;
  const given = answersByName(target.closest("form"));
  const changed = [...asked.keys(), ...given.keys()].filter(
    (name) => JSON.stringify(asked.get(name)) !== JSON.stringify(given.get(name)),
  );
  since = new Map(changed.map((name) => [name, given.get(name) ?? []]));
  const { id, selectionStart, selectionEnd } = document.activeElement;
  typingIn = { id, selectionStart, selectionEnd };
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (!isFollows(target)) return;
  if (since.size) {
    const form = target.closest("form");
    const others = answersOf(form).filter(([name]) => !since.has(name));
    fill(form, [...others, ...[...since.values()].flat()]);
  }
  const field = document.activeElement;
  if (typingIn.id && typingIn.id === field.id && typeof typingIn.selectionStart === "number")
    field.setSelectionRange(typingIn.selectionStart, typingIn.selectionEnd);
});

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (isFollows(target) && unheard) target.dispatchEvent(new Event("follow"));
});
