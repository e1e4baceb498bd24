// Hands a page what was held back from it, in its order, as if nothing had been. Not Rust, since a
// page's own policy can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingDelivery")) return;

  const MOVES = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  let isDelivering = false;

  const say = (target, event) => target.dispatchEvent(event);
  const command = ({ element }, name, text) => element.ownerDocument.execCommand(name, false, text);

  // The one that pages listened for before there was `beforeinput`.
  const textEvent = (text) => {
    const event = document.createEvent("TextEvent");
    event.initTextEvent("textInput", true, true, window, text);
    return event;
  };

  // Text that a page edits by itself is changed by telling it so.
  const edit = (context, start, end, text) => {
    const [updateRangeStart, updateRangeEnd] = [Math.max(0, start), Math.min(end, context.text.length)];
    const selectionStart = updateRangeStart + text.length;
    context.updateText(updateRangeStart, updateRangeEnd, text);
    context.updateSelection(selectionStart, selectionStart);
    const change = { text, updateRangeStart, updateRangeEnd, selectionStart, selectionEnd: selectionStart };
    say(context, new TextUpdateEvent("textupdate", change));
  };
  const erase = (place, isForwards) => {
    const context = place.element.editContext;
    if (!context) return command(place, isForwards ? "forwardDelete" : "delete");
    const { selectionStart: start, selectionEnd: end } = context;
    const isCaret = start === end;
    edit(context, start - (isCaret && !isForwards), end + (isCaret && isForwards), "");
  };

  const insert = (place, text, inputType) => {
    const { element, kind } = place;
    const context = element.editContext;
    const options = { inputType, data: text, bubbles: true, composed: true, cancelable: true };
    if ((kind === "none" && !context) || !say(element, new InputEvent("beforeinput", options))) return;
    if (context) return edit(context, context.selectionStart, context.selectionEnd, text);
    if (!say(element, textEvent(text))) return;
    // The browser's own command makes the events that a page believes.
    if (guardingFields.place()?.element === element && command(place, "insertText", text)) return;
    // A field for numbers or addresses takes no range.
    if (kind === "text" && element.selectionStart === null) element.value += text;
    else if (kind === "text") element.setRangeText(text, element.selectionStart ?? 0, element.selectionEnd ?? 0, "end");
    else element.append(text);
    say(element, new InputEvent("input", { ...options, cancelable: false }));
  };

  const move = ({ element, kind }, key) => {
    if (kind !== "text" || element.selectionEnd === null) return;
    const to = Math.min(Math.max(element.selectionEnd + MOVES[key], 0), element.value.length);
    element.setSelectionRange(to, to);
  };

  // As a browser does it: by the form's first button, or by the form itself.
  const enter = (place) => {
    const { element, kind } = place;
    if (kind === "rich") return command(place, "insertParagraph");
    if (element.localName === "textarea") return command(place, "insertLineBreak");
    const form = element.form;
    const button = form && [...form.elements].find(({ type }) => type === "submit" || type === "image");
    if (button) button.click();
    else form?.requestSubmit();
  };

  const key = ({ place, event }) => {
    const target = place.element;
    if (!say(target, new KeyboardEvent("keydown", event))) return;
    const writes = [...event.key].length === 1 || event.key === "Enter";
    if (place.kind === "none" && !target.editContext) {
      if (writes) say(target, new KeyboardEvent("keypress", event));
      return;
    }
    if (event.key === "Backspace" || event.key === "Delete") return erase(place, event.key === "Delete");
    if (event.key in MOVES) return move(place, event.key);
    if (!writes) return;
    if (!say(target, new KeyboardEvent("keypress", event))) return;
    if (event.key === "Enter") enter(place);
    else insert(place, event.key, "insertText");
  };

  const transfer = ({ place, text, event }) => {
    const data = new DataTransfer();
    for (const [type, part] of event.parts) data.setData(type, part);
    for (const file of event.files) data.items.add(file);
    const options = { bubbles: true, composed: true, cancelable: true };
    const isPaste = event.type === "paste";
    const sent = isPaste
      ? new ClipboardEvent("paste", { ...options, clipboardData: data })
      : new DragEvent("drop", { ...options, ...event.at, dataTransfer: data });
    if (!say(place.element, sent)) return;
    if (!isPaste) place.element.focus();
    insert(place, text, isPaste ? "insertFromPaste" : "insertFromDrop");
  };

  const fill = ({ place, text }) => {
    guardingFields.write(place, text);
    const options = { bubbles: true, composed: true };
    say(place.element, new InputEvent("input", { ...options, inputType: "insertReplacementText", data: text }));
    say(place.element, new Event("change", options));
  };

  const WAYS = {
    key,
    keyup: ({ place, event }) => say(place.element, new KeyboardEvent("keyup", event)),
    insert: ({ place, text }) => insert(place, text, "insertText"),
    transfer,
    fill,
  };

  const deliver = (held) => {
    isDelivering = true;
    try {
      WAYS[held.way](held);
    } finally {
      isDelivering = false;
    }
  };

  globalThis.guardingDelivery = { deliver, isDelivering: () => isDelivering };
})();
