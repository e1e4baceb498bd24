// What many pages of the web bring along, in a few lines each.
(() => {
  const escaped = (text) => Object.assign(document.createElement("i"), { textContent: text }).innerHTML;

  /** A page that draws itself anew at each change of its state, and puts the focus back. */
  window.draw = (root, state, template) => {
    const again = () => {
      const { activeElement } = document;
      const [name, start, end] = [activeElement?.name, activeElement?.selectionStart, activeElement?.selectionEnd];
      root.innerHTML = template(state, escaped);
      const field = name && root.querySelector(`[name="${name}"]`);
      if (!field) return;
      field.focus();
      if (typeof start === "number") field.setSelectionRange(start, end);
    };
    root.addEventListener("input", ({ target }) => {
      if (!(target.name in state)) return;
      state[target.name] = target.value;
      again();
    });
    again();
  };

  /** A field that writes what it holds in groups. */
  window.grouped = (field, pattern, separator) => {
    field.addEventListener("input", () => {
      const plain = field.value.replace(/[^a-z0-9]/gi, "");
      field.value = (plain.match(pattern) ?? []).join(separator);
    });
  };

  /** Fields of one character each. */
  window.oneByOne = (root) => {
    const fields = [...root.querySelectorAll("input")];
    root.addEventListener("input", ({ target }) => target.value && fields[fields.indexOf(target) + 1]?.focus());
    root.addEventListener("keydown", ({ key, target }) => {
      if (key === "Backspace" && !target.value) fields[fields.indexOf(target) - 1]?.focus();
    });
  };

  /** How strong a password is, as such meters reckon. */
  window.strength = (text) =>
    [/[a-z]/, /[A-Z]/, /\d/, /[^a-z\d]/i].filter((kind) => kind.test(text)).length * Math.log2(1 + text.length);
})();
