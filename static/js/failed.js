// A request of HTMX that failed would otherwise fail in silence.
const showFailure = (event) => {
  if (event.target.closest?.("[data-quiet]")) return; // looks again by itself
  const banner = document.getElementById("failed-banner").content.cloneNode(true);
  const notices = document.getElementById("notices");
  notices.replaceChildren(banner);
  notices.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:responseError", showFailure);
document.addEventListener("htmx:sendError", showFailure);
document.addEventListener("htmx:timeout", showFailure);
