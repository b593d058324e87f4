// Before the first paint: the reader's choice of light or dark, else the system's.
(() => {
  const kept = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
