// data-share on a button: hands the address to the phone's own menu for sharing; where
// there is none, it is copied.
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { share: url, shareTitle: title, shareDone } = button.dataset;
    if (navigator.share) return navigator.share({ url, title }).catch(() => {});
    await navigator.clipboard.writeText(url);
    button.querySelector("span").textContent = shareDone;
  });
}
