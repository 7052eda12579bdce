// data-waits-for-line on a form: what is added while one walks through a building stays on
// this phone until the server has it, so that a cellar without a signal costs nothing.
// Everything is sent with the number of its form: what arrived twice is there once.
const LINE_TRIES = 15_000; // milliseconds between two tries

const addForm = () => document.querySelector("[data-waits-for-line]");
const asPromise = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function shelf(mode, deed) {
  const opened = indexedDB.open("deelplatform", 1);
  opened.onupgradeneeded = () =>
    opened.result.createObjectStore("waiting", { keyPath: "number" });
  const base = await asPromise(opened);
  const answer = await asPromise(deed(base.transaction("waiting", mode).objectStore("waiting")));
  base.close();
  return answer;
}

const putThing = (thing) => shelf("readwrite", (waiting) => waiting.put(thing));
const dropThing = ({ number }) => shelf("readwrite", (waiting) => waiting.delete(number));

async function thingsInLine() {
  const all = await shelf("readonly", (waiting) => waiting.getAll());
  return all.filter((thing) => thing.writer === WRITER).sort((a, b) => a.at - b.at);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-waits-for-line]") || !window.indexedDB || !crypto.randomUUID) return;
  event.preventDefault();
  if (form.reportValidity()) lineUp(form).catch(() => form.submit());
});

async function lineUp(form) {
  await putThing({
    number: form.elements.form_number.value,
    address: location.pathname,
    writer: WRITER,
    at: Date.now(),
    answers: answersOf(form),
    photos: await Promise.all([...form.elements.new_photos.files].map(smaller)),
  });
  startAfresh(form);
  await drawLine();
  await sendLine();
}

// The next thing most often stands in the same room and goes on the same terms.
function startAfresh(form) {
  const stays = answersOf(form).filter(([name]) => ["room", "term"].includes(name));
  localStorage.removeItem(keyOf(form));
  form.reset();
  fill(form, stays);
  form.elements.form_number.value = crypto.randomUUID();
  form.elements.new_photos.dispatchEvent(new Event("change", { bubbles: true }));
  document.getElementById("suggestions").replaceChildren();
  form.elements.title.focus();
}

let isSending = false;
let isAskedAgain = false; // what was added meanwhile need not wait for the next try

async function sendLine() {
  isAskedAgain = true;
  if (!WRITER || !window.indexedDB || isSending) return;
  isSending = true;
  try {
    while (isAskedAgain) await sendThings();
  } finally {
    isSending = false;
  }
  await drawLine();
}

async function sendThings() {
  isAskedAgain = false;
  for (const thing of await thingsInLine()) {
    if (!thing.refused && !(await sendThing(thing))) break;
  }
}

// Whether the next one can go: not when there is no line, or the session is over.
async function sendThing(thing) {
  const answer = await sendTo(thing.address, thing);
  if (!answer || ![201, 410, 422].includes(answer.status)) return false;
  const html = await answer.text();
  if (answer.status === 201) await arrived(thing, html);
  else await putThing({ ...thing, refused: html, isGone: answer.status === 410 });
  return true;
}

async function sendTo(address, thing, more = {}) {
  const said = new FormData();
  for (const [name, value] of thing.answers) said.append(name, value);
  for (const photo of thing.photos) said.append("new_photos", photo, "photo.jpg");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { "X-Waited": "yes", "X-CSRFToken": token, ...more };
  const request = { method: "POST", body: said, headers };
  const answer = await fetch(address, request).catch(() => null);
  return answer?.redirected ? null : answer;
}

async function arrived(thing, html) {
  await dropThing(thing);
  if (thing.address !== location.pathname) return;
  const fresh = document.createRange().createContextualFragment(html);
  document.getElementById("last-things")?.replaceWith(fresh);
}

async function drawLine() {
  const place = document.querySelector(".waiting-line");
  if (!place) return;
  const isShown = ({ address, isGone }) => isGone || address === location.pathname;
  const things = (await thingsInLine()).filter(isShown);
  place.hidden = !things.length;
  place.querySelector("ul").replaceChildren(...things.map(asThing));
}

function asThing(thing) {
  const line = document.getElementById("thing-in-line").content.firstElementChild.cloneNode(true);
  const answers = Object.fromEntries(thing.answers);
  line.querySelector("strong").textContent = [answers.title, answers.room].filter(Boolean).join(", ");
  line.querySelector("[data-waiting]").hidden = Boolean(thing.refused);
  const refused = line.querySelector("[data-refused]");
  refused.hidden = !thing.refused;
  refused.querySelector("div").innerHTML = thing.refused ?? "";
  const [back, keep] = refused.querySelectorAll("[data-take-back], [data-keep]");
  back.hidden = !addForm();
  back.addEventListener("click", () => takeBack(thing));
  keep.hidden = !thing.isGone;
  keep.addEventListener("click", () => keepThing(thing, keep.dataset.keep, line));
  return line;
}

// What it was for is gone: saved by itself, or said why that can't be.
async function keepThing(thing, address, line) {
  const answer = await sendTo(address, thing, { "HX-Request": "true" });
  if (!answer || ![201, 409, 422].includes(answer.status)) return;
  const html = await answer.text();
  if (answer.status !== 201) {
    await putThing({ ...thing, refused: html });
    return drawLine();
  }
  await dropThing(thing);
  line.replaceWith(document.createRange().createContextualFragment(html));
}

// What was refused goes back in the form, to be put right.
async function takeBack(thing) {
  const form = addForm();
  const photos = new DataTransfer();
  for (const photo of thing.photos) photos.items.add(new File([photo], "photo.jpg", photo));
  fill(form, thing.answers);
  form.elements.new_photos.files = photos.files;
  form.elements.new_photos.dispatchEvent(new Event("change", { bubbles: true }));
  await dropThing(thing);
  await drawLine();
  form.elements.title.focus();
}

setInterval(sendLine, LINE_TRIES);
window.addEventListener("online", sendLine);
document.addEventListener("DOMContentLoaded", sendLine);
