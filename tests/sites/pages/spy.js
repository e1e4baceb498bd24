// What a hostile page could find of whatever others put into it. It records
// from before the page is built, and searches when it is asked to.
(() => {
  const spied = [];
  const roots = new Set();

  const attempt = (read) => {
    try {
      return read() ?? "";
    } catch {
      return "";
    }
  };
  const text = (value) => (typeof value === "string" ? value : attempt(() => JSON.stringify(value)));

  // Nodes and attributes, in the document and in every shadow root made here.
  const record = (mutations) => {
    for (const { addedNodes, attributeName, oldValue, target, type } of mutations) {
      for (const node of addedNodes) {
        spied.push(`added ${node.outerHTML ?? node.textContent}`);
      }
      if (type === "attributes") {
        spied.push(`attribute ${attributeName}=${target.getAttribute(attributeName)}, was ${oldValue}`);
      } else if (type === "characterData") {
        spied.push(`text ${target.data}, was ${oldValue}`);
      }
    }
  };
  const observer = new MutationObserver(record);
  const observe = (root) =>
    observer.observe(root, {
      attributeOldValue: true,
      characterDataOldValue: true,
      childList: true,
      subtree: true,
    });
  observe(document);

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    spied.push(`attachShadow ${text(init)} ${this.outerHTML}`);
    roots.add(root);
    observe(root);
    return root;
  };

  // Messages: those that arrive, those that this page's scripts send, and the
  // listeners that wait for them.
  addEventListener(
    "message",
    (event) => spied.push(`message from ${event.origin} with ${event.ports.length} ports: ${text(event.data)}`),
    true,
  );
  const { postMessage, addEventListener: listen } = window;
  window.postMessage = function (...sent) {
    spied.push(`postMessage ${text(sent[0])}`);
    return postMessage.apply(window, sent);
  };
  window.addEventListener = function (...listener) {
    if (listener[0] === "message") {
      spied.push(`listens to messages: ${listener[1]}`);
    }
    return listen.apply(window, listener);
  };

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      spied.push(`resource ${text(entry)}`);
    }
  }).observe({ type: "resource", buffered: true });

  // Everything readable below a document or a shadow root, place by place.
  function* rootPlaces(place, root) {
    yield [`${place} markup`, root.documentElement?.outerHTML ?? root.innerHTML];
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      yield [`${place} style sheet`, attempt(() => [...sheet.cssRules].map((rule) => rule.cssText).join("\n"))];
    }
    for (const element of root.querySelectorAll("*")) {
      const here = `${place} > ${element.localName}`;
      if (typeof element.value === "string") {
        yield [`${here} value`, element.value];
      }
      if (element.shadowRoot) {
        yield* rootPlaces(`${here} open shadow root`, element.shadowRoot);
      }
      if (element.localName === "iframe") {
        yield [`${here} address`, `${element.src} ${element.srcdoc}`];
        const inner = attempt(() => element.contentDocument);
        if (inner) {
          yield* rootPlaces(`${here} contentDocument`, inner);
        }
      }
    }
  }

  // The frames that the window lists, and theirs in turn.
  function* framePlaces(place, view) {
    for (let index = 0; index < view.length; index += 1) {
      const frame = view[index];
      const here = `${place}.frames[${index}]`;
      yield [`${here} address`, attempt(() => frame.location.href)];
      const inner = attempt(() => frame.document);
      if (inner) {
        yield* rootPlaces(`${here} document`, inner);
      }
      yield* framePlaces(here, frame);
    }
  }

  function* places() {
    yield* rootPlaces("document", document);
    for (const root of roots) {
      yield* rootPlaces(`recorded ${root.mode} shadow root`, root);
    }
    yield* framePlaces("window", window);
    yield ["spied", spied.join("\n")];
    yield ["resource entries", text(performance.getEntries())];
    yield ["sessionStorage", attempt(() => text(Object.entries(sessionStorage)))];
    yield ["localStorage", attempt(() => text(Object.entries(localStorage)))];
    yield ["cookies", document.cookie];
    yield ["address", `${location.href} ${document.referrer} ${window.name} ${text(history.state)}`];
    const added = Object.getOwnPropertyNames(window).filter((name) => !known.has(name));
    yield ["new globals", added.map((name) => `${name}=${text(attempt(() => window[name]))}`).join("\n")];
  }

  // Names the places in which the needle is found, in any case, as it is or as
  // markup and addresses write it.
  window.searchEverything = (needle) => {
    record(observer.takeRecords());
    const escaped = document.createElement("i");
    escaped.textContent = needle;
    const needles = [needle, escaped.innerHTML, encodeURIComponent(needle)].map((form) => form.toLowerCase());
    const found = new Set();
    for (const [place, content] of places()) {
      const lower = String(content).toLowerCase();
      if (needles.some((form) => lower.includes(form))) {
        found.add(place);
      }
    }
    // The browser's own search reads closed shadow roots too.
    if (window.find(needle, false, false, true)) {
      found.add("text on the screen");
    }
    getSelection().removeAllRanges();
    return [...found];
  };
  window.spied = spied;
  const known = new Set(Object.getOwnPropertyNames(window));
})();
