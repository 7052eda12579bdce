// What is typed in a form stays in this browser until it is sent, so that a lost session,
// a closed tab or a dead line costs nothing. It is there for its writer only: who else
// logs in here wipes it, and so does logging out. Never a password, never a file.
const WRITER = document.body.dataset.writer; // nobody logged in: nothing is kept
const PREFIX = "kept ";
const LASTS = 7 * 24 * 3600 * 1000; // milliseconds
const NOT_KEPT = "csrfmiddlewaretoken";

let forgotten = false; // what is forgotten is not written again on the way out

const keptForms = () => document.querySelectorAll("main form.form[method=post]");
const keyOf = (form) => `${PREFIX}${location.pathname} ${form.getAttribute("action") ?? ""}`;
const keptKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const answersOf = (form) =>
  [...new FormData(form)].filter(([name, value]) => name !== NOT_KEPT && typeof value === "string");

const sentForms = new WeakSet(); // and not typed in since

function write(form) {
  if (!WRITER || forgotten || form.querySelector("[type=password]")) return;
  const sent = sentForms.has(form);
  const kept = { writer: WRITER, at: Date.now(), sent, answers: answersOf(form) };
  localStorage.setItem(keyOf(form), JSON.stringify(kept));
}

// What was sent has arrived when another page follows it; the same page asks again.
function tidy() {
  const here = [...keptForms()].map(keyOf);
  for (const key of keptKeys()) {
    const { writer, at, sent } = read(key);
    const arrived = sent && !here.includes(key) && !document.querySelector("[data-resumes]");
    if (writer !== WRITER || Date.now() - at > LASTS || arrived) localStorage.removeItem(key);
  }
}

function restore(form) {
  const kept = read(keyOf(form));
  if (!kept || JSON.stringify(kept.answers) === JSON.stringify(answersOf(form))) return;
  if (form.querySelector("[data-errors]")) return write(form);
  fill(form, kept.answers);
  follow(form, kept.answers);
  for (const more of form.querySelectorAll("details.more")) more.open = true;
  form.prepend(document.getElementById("kept-banner").content.cloneNode(true));
}

function fill(form, answers) {
  const left = Map.groupBy(answers, ([name]) => name);
  for (const field of form.elements) {
    if (field.name === NOT_KEPT || ["file", "submit", "fieldset"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) {
      field.checked = (left.get(field.name) ?? []).some(([, value]) => value === field.value);
    } else if (left.has(field.name)) {
      field.value = left.get(field.name).shift()?.[1] ?? "";
    }
  }
}

// Some fields only come with the answers to others: asked for until all are there.
const resumed = new WeakMap();

function follow(form, answers) {
  const missing = answers.filter(([name]) => !form.elements[name]).length;
  const asks = form.querySelector("[data-follows]");
  if (!asks || missing === resumed.get(form)?.missing) return resumed.delete(form);
  resumed.set(form, { answers, missing });
  asks.dispatchEvent(new Event("follow"));
}

function settled({ target }) {
  const form = target.closest("form");
  if (!isKept(form)) return restoreAll();
  const { answers } = resumed.get(form) ?? {};
  if (answers) fill(form, answers);
  write(form);
  if (answers && target.matches("[data-follows]")) follow(form, answers);
}

function restoreAll() {
  if (!WRITER) return;
  tidy();
  keptForms().forEach(restore);
}

const isKept = (form) => form?.matches("main form.form[method=post]");

document.addEventListener("input", ({ target }) => {
  sentForms.delete(target.form);
  if (isKept(target.form)) write(target.form);
});
document.addEventListener("submit", ({ target }) => {
  sentForms.add(target);
  if (isKept(target)) write(target);
  if (target.matches("[data-leaves]")) leave();
});

// What was asked before may be answered after the session ended: with the way to the door,
// which nobody wants who is leaving.
function leave() {
  keptKeys().forEach((key) => localStorage.removeItem(key));
  document.addEventListener("htmx:beforeOnLoad", (event) => event.preventDefault());
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-forget]");
  if (!button) return;
  forgotten = true;
  localStorage.removeItem(keyOf(button.form));
  location.reload();
});
document.addEventListener("htmx:afterSettle", settled);
document.addEventListener("DOMContentLoaded", restoreAll); // HTMX listens by then
