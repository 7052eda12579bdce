// data-drop: shows the files that were chosen, photos as small pictures. A canvas, since
// the Content-Security-Policy allows no picture from the page's own memory.
const WIDE = 240; // pixels, of a small picture

document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-drop]")?.querySelector(".drop-files");
  list?.replaceChildren(...[...event.target.files].map(asLine));
});

function asLine(file) {
  const line = document.createElement("li");
  if (file.type.startsWith("image/")) line.append(smallPicture(file));
  line.append(file.name);
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
