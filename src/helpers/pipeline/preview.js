// In each page that a preview serves: reload for a new book, tell why there is none.
const events = new EventSource("/__events");
events.onmessage = () => location.reload();
events.addEventListener("problem", (event) => {
  const dialog = document.createElement("dialog");
  const title = dialog.appendChild(document.createElement("h2"));
  const text = dialog.appendChild(document.createElement("pre"));
  const hint = dialog.appendChild(document.createElement("p"));
  const button = dialog.appendChild(document.createElement("button"));
  title.textContent = "The book could not be rebuilt";
  text.textContent = JSON.parse(event.data);
  hint.textContent = "This page is of the last book; it reloads once this is mended.";
  button.textContent = "Read on";
  button.onclick = () => dialog.close();
  Object.assign(dialog.style, { maxWidth: "60rem", padding: "1rem 1.5rem" });
  Object.assign(title.style, { border: 0, margin: 0, padding: 0 });
  Object.assign(text.style, { whiteSpace: "pre-wrap", overflowWrap: "anywhere" });
  document.querySelector("dialog.problem")?.remove();
  dialog.className = "problem";
  dialog.setAttribute("aria-label", title.textContent);
  document.body.append(dialog);
  dialog.showModal();
});
