// Describes a page's fields in numbers, for `shared/src/sign_in`: which kinds they are, and which
// words of sign-in forms stand at them. The words stay here. Not Rust, since a page's own policy can
// forbid WebAssembly in content scripts.
(() => {
  const KINDS = ["text", "email", "tel", "password", "number", "search"];
  const OTHER_KIND = KINDS.length;
  const TOKENS = ["username", "email", "tel", "current-password", "new-password", "one-time-code", "webauthn"];
  const FIELDS = 100; // as in `limits.rs`
  const ELEMENTS = 20_000; // of a page; what stands behind them is not looked at
  const NO_FIELD = ["hidden", "submit", "button", "image", "reset", "checkbox", "radio", "file", "range", "color"];
  // What sends a form, what may send it by script, and what may only lead elsewhere.
  const SUBMITS = "button:not([type]), button[type=submit], input[type=submit], input[type=image]";
  const BUTTONS = "button, input[type=button], [role=button], a[class*=btn], a[class*=button]";
  const ACTIVE_LINKS = "a[onclick]";
  const LEVELS = [SUBMITS, BUTTONS, ACTIVE_LINKS];
  // "Sign in" and "continue"; "sign up" and "forgot": bits in the order of `word.rs`.
  const SENDS = 1 | (1 << 15);
  const ELSEWHERE = (1 << 1) | (1 << 2);
  const HEADINGS = "h1, h2, h3, h4, h5, h6, legend, [role=heading]";
  const HTML = "http://www.w3.org/1999/xhtml"; // others with a hyphen, such as font-face, have no root
  const MAY_HAVE_ROOT = /-|^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

  // One space before each word, no accents, small letters.
  const words = (texts) => {
    let bits = 0;
    for (const text of new Set(texts)) {
      if (!text) continue;
      const line = plainText(text.slice(0, 160));
      signInWords.forEach((pattern, bit) => pattern.test(line) && (bits |= 1 << bit));
    }
    return bits;
  };

  const attributes = (element, ...names) => names.map((name) => element.getAttribute(name));
  const all = (root, selector, most) => [...root.querySelectorAll(selector)].slice(0, most);

  // What stands above the page is seen, however transparent the page is.
  const isShown = (element) => {
    const opacityProperty = !element.closest(":popover-open, :modal");
    if (!element.checkVisibility({ opacityProperty, visibilityProperty: true })) return false;
    const { width, height, right, bottom } = element.getBoundingClientRect();
    const { scrollX, scrollY } = element.ownerDocument.defaultView;
    return width > 8 && height > 4 && right + scrollX > 0 && bottom + scrollY > 0;
  };

  // Fields in all shadow roots, also closed ones, and in frames of the same origin.
  const found = (root, fields = { left: ELEMENTS, shown: [], hidden: [] }) => {
    for (const element of root.querySelectorAll("*")) {
      if (fields.left-- < 0) break;
      const name = element.localName;
      if (name === "input" || name === "select" || name === "textarea") {
        if (NO_FIELD.includes(element.type) || element.disabled) continue;
        (isShown(element) ? fields.shown : fields.hidden).push(element);
      } else if (name === "iframe" || name === "frame") {
        const inner = element.contentDocument;
        if (inner && isShown(element)) found(inner, fields);
      } else if (MAY_HAVE_ROOT.test(name) && element.namespaceURI === HTML) {
        const inner = chrome.dom.openOrClosedShadowRoot(element);
        if (inner) found(inner, fields);
      }
    }
    return fields;
  };

  // The form, or the first that holds a button as well; a shadow root or the page at last.
  const formOf = (field) => {
    if (field.form) return field.form;
    let up = field.parentElement;
    while (up?.parentElement && !up.querySelector(LEVELS)) up = up.parentElement;
    return up ?? field.getRootNode();
  };

  const labelsOf = (field) => {
    const before = field.previousElementSibling ?? field.parentElement?.previousElementSibling;
    const described = (field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
    return [
      ...[...(field.labels ?? [])].map((label) => label.textContent),
      ...described.map((id) => field.getRootNode().getElementById?.(id)?.textContent),
      before?.textContent.length < 60 ? before.textContent : "",
    ];
  };

  const kindOf = (field) => {
    const kind = field.localName === "input" ? KINDS.indexOf(field.type) : -1;
    return kind < 0 ? OTHER_KIND : kind;
  };

  const autofillOf = (field) => {
    let bits = 0;
    for (const token of (field.getAttribute("autocomplete") ?? "").toLowerCase().split(/\s+/)) {
      const bit = TOKENS.indexOf(token);
      if (bit >= 0) bits |= 1 << bit;
      else if (token && token !== "on" && token !== "off") bits |= 1 << TOKENS.length;
    }
    return bits;
  };

  const namesAround = (element) => {
    const names = [];
    for (let up = element, level = 0; up?.getAttribute && level < 4; up = up.parentElement, level++) {
      if (up.localName === "body") break;
      names.push(...attributes(up, "id", "name", "class", "aria-label", "action", "data-testid").map((text) => text?.slice(-160)));
    }
    return names;
  };

  const headingsOf = (element) => {
    for (let up = element, level = 0; up?.querySelectorAll && level < 4; up = up.parentElement, level++) {
      const headings = all(up, HEADINGS, 4);
      if (headings.length) return headings.map((heading) => heading.textContent);
    }
    return [];
  };

  const saidBy = (button) => [
    button.textContent,
    ...attributes(button, "value", "aria-label", "title", "alt", "id", "name", "data-testid"),
    ...all(button, "[aria-label], [alt]", 2).flatMap((inner) => attributes(inner, "aria-label", "alt")),
  ];

  // Whether what was clicked sends the form of a field: it says that it signs in, or leads on there.
  const isSending = (path, field) =>
    path.some((element) => {
      if (!element.matches?.([SUBMITS, BUTTONS])) return false;
      const said = words(saidBy(element));
      return said & SENDS && !(said & ELSEWHERE) && Node.prototype.contains.call(formOf(field), element);
    });

  const describeForm = (form, fields) => {
    // The first kind of button that says something; the others lead elsewhere.
    let buttons = [];
    let onButtons = 0;
    for (const level of LEVELS) {
      if (onButtons) break;
      buttons = all(form, level, 20).filter(isShown);
      onButtons = words(buttons.flatMap(saidBy));
    }
    const around = form.querySelectorAll("a").length || !form.parentElement ? form : form.parentElement;
    const links = all(around, `a, ${BUTTONS}`, 30).filter((link) => !buttons.includes(link));
    const boxes = all(form, "input[type=checkbox], input[type=radio]", 10);
    return [
      onButtons,
      words(namesAround(form)),
      words(headingsOf(form)),
      words(links.flatMap((link) => [link.textContent, link.getAttribute("href")?.slice(-100)])),
      words(boxes.flatMap((box) => [...labelsOf(box), box.nextElementSibling?.textContent, box.parentElement.textContent, ...attributes(box, "id", "name")])),
      fields.hidden.filter((field) => field.type === "password" && formOf(field) === form).length,
    ];
  };

  // The fields that can be seen, and what is said of them. None where nobody could type a name or a
  // password.
  const describeAnew = () => {
    const { shown, hidden } = found(document);
    const fields = shown.slice(0, FIELDS);
    const forms = [...new Set(fields.map(formOf))];
    const headings = all(document, "h1, h2", 6).map((heading) => heading.textContent);
    const describeField = (field) => [
      kindOf(field),
      autofillOf(field),
      words([...attributes(field, "name", "id", "placeholder", "aria-label", "title"), ...labelsOf(field)]),
      forms.indexOf(formOf(field)),
    ];
    // In the order of `description.rs`.
    const message = [
      words([document.title, location.pathname.slice(0, 160)]),
      words(headings),
      fields.length,
      ...fields.flatMap(describeField),
      ...forms.flatMap((form) => describeForm(form, { hidden })),
    ];
    return { fields, hidden, message };
  };

  // What a page that changes without end was like lately is good enough in between.
  const DESCRIBED = 10;
  let second = 0;
  let described = 0;
  let last = null;
  const describe = () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) described = 0;
    second = now;
    if (described++ < DESCRIBED) last = describeAnew();
    return last;
  };

  // A page can name fields so that they stand in the place of what their form is asked here: then
  // nothing that is found of it counts. The document's own names cannot be taken in this world.
  const NAMES = `checkVisibility getAttribute getBoundingClientRect getRootNode localName offsetHeight
    offsetWidth parentElement querySelector querySelectorAll`.split(/\s+/);
  const areNamesTaken = () =>
    [...document.querySelectorAll("form")].some((form) => NAMES.some((name) => Object.hasOwn(form, name)));

  globalThis.signInFields = { areNamesTaken, describe, isSending };
})();
