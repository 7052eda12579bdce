// A form in a drawer: whoever presses its button wants to see what came of it, and who
// tabs on has left it.
document.addEventListener("focusin", ({ target }) => {
  const drawer = document.querySelector("[popover]:popover-open");
  if (drawer && !drawer.contains(target)) drawer.hidePopover();
});

document.addEventListener("submit", (event) => {
  const drawer = event.submitter && event.target.closest("[popover]");
  if (drawer?.matches(":popover-open")) drawer.hidePopover();
});
