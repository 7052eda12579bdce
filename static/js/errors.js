// data-errors: a form that came back with errors starts reading there; a link in the
// summary puts the cursor in the field itself.
const focusErrors = (root) => root.querySelector?.("[data-errors]")?.focus();

focusErrors(document);
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));
