// A button that copies a text of its page. Without scripts the text is there to be marked by hand.

for (const button of document.querySelectorAll("[data-hub-copies]")) {
  const text = document.getElementById(button.dataset.hubCopies);
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.replace(/\s+/g, " ").trim());
      said.textContent = button.dataset.done;
    } catch {
      // Not every browser lets a page write there; the text stands selected, ready for the keys.
      getSelection().selectAllChildren(text);
      said.textContent = button.dataset.byHand;
    }
  });
}
