// Marks in figures and the entries that they lead to point at each other, in both renderers.
(() => {
  // Quarto's scripts fail at links in pictures, so that they are made when those are done.
  const makeLinks = () => {
    for (const mark of document.querySelectorAll("svg.picture [data-href]")) {
      const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
      link.setAttribute("href", mark.dataset.href);
      link.setAttribute("aria-label", mark.getAttribute("aria-label"));
      link.append(...mark.childNodes);
      mark.replaceWith(link);
    }
  };

  // The address of a figure may name the entry whose mark is meant: #fig-name?entry.
  const point = () => {
    const [id, entry] = location.hash.slice(1).split("?");
    const figure = entry && id.startsWith("fig-") && document.getElementById(id);
    if (!figure) return;
    for (const mark of figure.querySelectorAll("svg a")) {
      const chosen = mark.getAttribute("href").endsWith(`#${entry}`);
      mark.classList.toggle("chosen", chosen);
      if (chosen) {
        mark.focus({ preventScroll: true });
        mark.scrollIntoView({ inline: "center" });
      }
    }
    figure.scrollIntoView();
  };

  for (const link of document.querySelectorAll('section.case a[href*="#fig-"]')) {
    link.href += `?${link.closest("section.case").id}`;
  }
  addEventListener("hashchange", point);
  addEventListener("load", () => { makeLinks(); point(); });
})();
