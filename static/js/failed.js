// A request of HTMX that failed would otherwise fail in silence.
const showFailure = () => {
  const banner = document.getElementById("failed-banner").content.cloneNode(true);
  const notices = document.getElementById("notices");
  notices.replaceChildren(banner);
  notices.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:responseError", showFailure);
document.addEventListener("htmx:sendError", showFailure);
document.addEventListener("htmx:timeout", showFailure);
