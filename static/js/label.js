// data-reads-label on a field for photos: the server reads their barcodes while the form
// is open, and what it read (data-fill) fills the fields that are still empty.
const MOST_LABELS = 4; // photos, as on the server
const LONGEST = 2400; // pixels: a label is read as well, and it is sent sooner

document.addEventListener("change", async ({ target }) => {
  if (!target.matches("[data-reads-label]")) return;
  const answer = await sendLabels(target.dataset.readsLabel, target);
  const place = document.getElementById("label");
  if (!answer?.ok || answer.redirected || !place) return;
  place.replaceWith(document.createRange().createContextualFragment(await answer.text()));
  fillIn(target.form);
});

async function sendLabels(url, field) {
  const said = new FormData();
  said.append("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  for (const file of [...field.files].slice(0, MOST_LABELS)) {
    said.append("photos", await smaller(file), "label.jpg");
  }
  return fetch(url, { method: "POST", body: said }).catch(() => null);
}

async function smaller(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  const scale = LONGEST / Math.max(picture?.width ?? 0, picture?.height ?? 0);
  if (!picture || scale >= 1) return file;
  const canvas = new OffscreenCanvas(picture.width * scale, picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}

function fillIn(form) {
  for (const { dataset, value } of document.querySelectorAll("#label [data-fill]")) {
    const field = form.elements[dataset.fill];
    if (!field || !value || (field.value && field.type !== "hidden")) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.querySelector("[data-follows]")?.dispatchEvent(new Event("follow"));
}
