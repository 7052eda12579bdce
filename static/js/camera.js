// data-from-photos on a button: of the field that it names, which opens the camera, a photo
// is chosen that was taken before.
document.addEventListener("click", ({ target }) => {
  const field = document.getElementById(target.closest("[data-from-photos]")?.dataset.fromPhotos);
  if (!field) return;
  const { capture } = field.attributes;
  field.removeAttribute("capture");
  field.click();
  field.setAttributeNode(capture);
});
