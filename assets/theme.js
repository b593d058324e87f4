// Before the first paint: the reader's choice of light or dark, else the system's.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = () => { root.dataset.theme = kept() ?? (system.matches ? "dark" : "light"); };
  root.classList.add("scripted");
  apply();
  system.addEventListener("change", apply);
})();
