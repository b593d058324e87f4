// What the pages that Quarto makes lack: the name of a link says what the link shows.
addEventListener("DOMContentLoaded", () => {
  for (const link of document.querySelectorAll(".pagination-link")) link.removeAttribute("aria-label");
});
