// A form in a drawer: whoever presses its button wants to see what came of it.
document.addEventListener("submit", (event) => {
  const drawer = event.submitter && event.target.closest("[popover]");
  if (drawer?.matches(":popover-open")) drawer.hidePopover();
});
