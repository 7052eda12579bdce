// data-drop: shows the files that were chosen, photos as small pictures. A canvas, since
// the Content-Security-Policy allows no picture from the page's own memory. Of several,
// the first one stands for all: buttons and dragging change their order.
const WIDE = 240; // pixels, of a small picture

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-drop] [type=file]")) showFiles(target);
});

const listOf = (field) => field.closest("[data-drop]").querySelector(".drop-files");

function showFiles(field) {
  listOf(field).replaceChildren(...[...field.files].map((file, place) => asLine(field, file, place)));
}

function asLine(field, file, place) {
  const line = document.createElement("li");
  if (file.type.startsWith("image/")) line.append(smallPicture(file));
  line.append(file.name);
  if (field.multiple) letMove(field, line, place);
  return line;
}

function smallPicture(file) {
  const canvas = document.createElement("canvas");
  createImageBitmap(file, { resizeWidth: WIDE }).then((picture) => {
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext("bitmaprenderer").transferFromImageBitmap(picture);
  }, () => canvas.remove());
  return canvas;
}

function letMove(field, line, place) {
  const places = { earlier: place - 1, later: place + 1, out: null };
  const buttons = document.getElementById("photo-order").content.cloneNode(true);
  for (const button of buttons.querySelectorAll("button")) {
    const to = places[button.dataset.order];
    button.hidden = to !== null && !field.files[to];
    button.append(nameOf(field.files[place]));
    button.addEventListener("click", () => arrange(field, place, to, button.dataset.order));
  }
  line.append(buttons);
  line.draggable = field.files.length > 1;
  line.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/x-place", place));
  line.addEventListener("dragover", (event) => event.preventDefault());
  line.addEventListener("drop", (event) => {
    const from = event.dataTransfer.getData("text/x-place");
    if (from === "") return;
    event.preventDefault();
    arrange(field, Number(from), place);
  });
}

// For who hears the buttons and does not see where they stand.
function nameOf(file) {
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = ` ${file.name}`;
  return name;
}

function arrange(field, from, to, order) {
  const files = [...field.files];
  const [moved] = files.splice(from, 1);
  if (to !== null) files.splice(to, 0, moved);
  const arranged = new DataTransfer();
  for (const file of files) arranged.items.add(file);
  field.files = arranged.files;
  showFiles(field);
  const line = listOf(field).children[to ?? 0];
  const again = line?.querySelector(`[data-order="${order}"]:not([hidden])`);
  (again ?? line?.querySelector("button:not([hidden])") ?? field).focus();
}
