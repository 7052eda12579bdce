// data-print on a button: prints the page. Without script the button stays hidden, and a
// sentence beside it says how.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
