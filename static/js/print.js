// data-print on a button: prints the page. Without script the button is hidden
// (button.css), and a sentence beside it says how.
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
