// Copies a field. A field with styles goes to the clipboard as a page would, so that WeChat's editor keeps them.
// By the "copy" event and not by the clipboard interface: a page opened from the disk may not have the latter.
const copy = (html, text) => {
  const fill = (event) => {
    if (html) event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", fill);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", fill);
  }
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const words = button.dataset.words || button.textContent;
  const text = button.dataset.plain ? document.getElementById(button.dataset.plain).value : field.value;
  const done = copy(button.dataset.plain ? field.value : "", text);
  if (!done) {
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.select();
  }
  button.dataset.words = words;
  button.textContent = done ? "已复制" : "请按 Ctrl+C 复制";
  document.getElementById("said").textContent = done ? `已复制：${button.getAttribute("aria-label")}` : "没有复制成，已选中文字，请按 Ctrl+C";
  setTimeout(() => { button.textContent = words; }, 2000);
});
