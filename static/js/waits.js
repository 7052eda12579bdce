// The count beside "My work" is looked up again: each minute that the page is in view,
// when the reader comes back to it, and after each deed that HTMX did.
const lookForWork = () => {
  const waits = document.getElementById("waits");
  if (waits && !document.hidden) htmx.trigger(waits, "look");
};

setInterval(lookForWork, 60_000);
document.addEventListener("visibilitychange", lookForWork);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.requestConfig.verb !== "get") lookForWork();
});
