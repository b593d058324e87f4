// The page around the text: light and dark, the chapters on a phone, where the reader is.
(() => {
  const root = document.documentElement;
  const { element } = window.rspbook;

  const loaded = {};
  const script = (path) => {
    loaded[path] ??= new Promise((done, failed) => {
      const made = element("script");
      made.src = root.dataset.root + path;
      made.addEventListener("load", done);
      made.addEventListener("error", failed);
      document.head.append(made);
    });
    return loaded[path];
  };

  // The first entry of a zip archive: behind a header that says how long it, its name and more are.
  const unpack = (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const header = new DataView(bytes.buffer);
    const start = 30 + header.getUint16(26, true) + header.getUint16(28, true);
    const packed = bytes.subarray(start, start + header.getUint32(18, true));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json();
  };

  // What every section of the book says, read when it is first asked for.
  const read = async () => {
    await script("contents.js");
    const chapters = await unpack(window.rspbook.packed);
    const entries = chapters.flatMap(({ page, title, entries: found }) => (
      found.map((entry) => ({ ...entry, page, chapter: title }))));
    return { entries, root: root.dataset.root, script };
  };
  let whole = null;
  window.rspbook.contents = () => (whole ??= read());
  const system = matchMedia("(prefers-color-scheme: dark)");

  const button = document.querySelector(".theme");
  const say = () => button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  button.addEventListener("click", () => {
    const wanted = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = wanted;
    try {
      // the system's own choice is not kept, so that the page follows it again
      if (wanted === (system.matches ? "dark" : "light")) localStorage.removeItem("theme");
      else localStorage.setItem("theme", wanted);
    } catch { /* private window */ }
    say();
  });
  system.addEventListener("change", say);
  say();

  const menu = document.querySelector(".menu");
  const show = (open) => {
    document.body.classList.toggle("menu-open", open);
    menu.setAttribute("aria-expanded", String(open));
  };
  menu.addEventListener("click", () => show(menu.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("menu-open")) {
      show(false);
      menu.focus();
    }
  });
  document.querySelector(".chapters [aria-current]")?.scrollIntoView({ block: "nearest" });

  // Only what really scrolls is a stop for the keyboard.
  const regions = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const region of document.querySelectorAll(".table-scroll, .figure-scroll")) regions.observe(region);

  for (const section of document.querySelectorAll(".text section[id]")) {
    const heading = section.querySelector(":scope > :is(h2, h3, h4)");
    if (!heading) continue;
    const link = element("a", "anchor", "#");
    link.href = `#${section.id}`;
    link.setAttribute("aria-label", `Link to “${heading.textContent.trim()}”`);
    heading.append(link);
  }

  const contents = document.querySelector(".on-this-page details");
  if (!contents) return;
  const wide = matchMedia("(min-width: 80rem)");
  const unfold = () => { contents.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  const links = [...contents.querySelectorAll("a")];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const list = contents.parentElement;
  // not scrollIntoView, which would break off the scrolling of the page itself
  const keepInView = (link) => {
    const at = link.getBoundingClientRect();
    const box = list.getBoundingClientRect();
    if (at.top < box.top) list.scrollTop -= box.top - at.top + 40;
    else if (at.bottom > box.bottom) list.scrollTop += at.bottom - box.bottom + 40;
  };
  let waiting = false;
  const follow = () => {
    waiting = false;
    const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
    links.forEach((link, i) => { link.parentElement.hidden = Boolean(places[i]?.hidden); });
    let here = places.findLastIndex((place) => place && !place.hidden && place.getBoundingClientRect().top < 140);
    if (atEnd && scrollY > 0) here = links.length - 1;
    contents.querySelectorAll("li.here").forEach((item) => item.classList.remove("here"));
    links.forEach((link, i) => {
      if (i === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
    for (let item = links[here]?.closest("li"); item; item = item.parentElement.closest("li")) item.classList.add("here");
    if (wide.matches && links[here]) keepInView(links[here]);
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });
  follow();
})();
