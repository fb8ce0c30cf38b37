// Material's search listens for keyup only; text that is pasted, spoken or handwritten comes without one.
document.addEventListener("input", (event) => {
  if (event.target.matches(".md-search__input")) event.target.dispatchEvent(new Event("keyup"));
});
