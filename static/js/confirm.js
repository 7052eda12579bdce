// data-confirm="Question?" on a form or one of its buttons: asks before sending. The
// dialog itself, with its words, is a template in base.html.
document.addEventListener(
  "submit",
  (event) => {
    const asker = [event.submitter, event.target].find((it) => it?.dataset.confirm);
    if (!asker || asker.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(asker.dataset.confirm, () => {
      asker.dataset.confirmed = "yes";
      event.target.requestSubmit(event.submitter);
      delete asker.dataset.confirmed;
    });
  },
  { capture: true },
);

function ask(question, whenYes) {
  const template = document.getElementById("confirm-dialog");
  const dialog = template.content.firstElementChild.cloneNode(true);
  dialog.querySelector("p").textContent = question;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") whenYes();
  });
  document.body.append(dialog);
  dialog.showModal();
}
