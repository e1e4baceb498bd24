// Sign-in pages that are drawn by script have no form at first.
addEventListener("load", () => {
  setTimeout(() => {
    const template = document.querySelector("template");
    template.replaceWith(template.content);
  }, 300);
});
