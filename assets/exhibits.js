// A figure as PNG, made of its SVG at 300 dots to the inch.
(() => {
  const { element } = window.rspbook;
  const DOTS = 300 / 72;

  const picture = (svg) => {
    const { width, height } = svg.viewBox.baseVal;
    const copy = svg.cloneNode(true);
    copy.setAttribute("width", width * DOTS);
    copy.setAttribute("height", height * DOTS);
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  };

  const save = async (svg, name) => {
    const image = new Image();
    image.src = picture(svg);
    await image.decode();
    const canvas = element("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const paint = canvas.getContext("2d");
    paint.fillStyle = "#fff";
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(image, 0, 0);
    const link = element("a");
    link.download = `${name}.png`;
    link.href = URL.createObjectURL(await new Promise((done) => { canvas.toBlob(done); }));
    link.click();
    URL.revokeObjectURL(link.href);
  };

  for (const figure of document.querySelectorAll("figure[id]")) {
    const svg = figure.querySelector("svg.picture");
    const links = figure.nextElementSibling?.querySelector(".downloads");
    if (!svg || !links) continue;
    const button = element("button", "", "PNG");
    button.type = "button";
    button.setAttribute("aria-label", `PNG of ${figure.id}`);
    button.addEventListener("click", () => save(svg, figure.id));
    links.querySelector("a")?.after(" ", button);
  }
})();
