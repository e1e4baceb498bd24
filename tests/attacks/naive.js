// A seal as a simple extension would draw it: a box of the page, where the page's styles and scripts
// reach it. What an attack is worth is shown by what becomes of this.
(() => {
  const field = document.querySelector("input[type=password]");
  const at = (field?.form ?? document.body).getBoundingClientRect();
  const seal = document.createElement("div");
  seal.id = "naive";
  seal.style.cssText = `position: absolute; z-index: 2147483647; left: ${at.left + scrollX}px;
    top: ${Math.max(0, at.top - 108) + scrollY}px; width: 320px; height: 96px; box-sizing: border-box;
    padding: 8px; background: #ad1457; color: #fff; font: 16px sans-serif`;
  seal.textContent = "qzvxjw wkpyhb ";
  const button = document.createElement("button");
  button.textContent = "Change";
  button.onclick = () => seal.setAttribute("data-clicked", "");
  seal.append(button);
  document.documentElement.append(seal);
})();
