// Keeps guarded passwords from a page: tells the background what is typed where a password could
// belong, and holds back what the page must not have. No verdict, and no password: what is guarded
// is known outside of the page alone. Not Rust, since a page's own policy can forbid WebAssembly in
// content scripts, and since a key must be held in the moment in which it comes.
(() => {
  // Put here twice: before the page's scripts and after, or into another document of the same window.
  if (Object.hasOwn(globalThis, "guardAgain")) return globalThis.guardAgain();

  const { droppedOn, follow, hasRoot, now, place, sides, textOf, write } = guardingFields;
  const { note, noted, ownText } = guardingOwn;
  const { deliver, isDelivering } = guardingDelivery;
  const { answerTo } = guardingAsking;
  const { acts, copy, copyPointer, isCharacter } = guardingKeys;
  const { count, size, sizeOf, withHeld, withoutLast } = guardingHeld;
  // The practice page sees what happens, and nothing leads away from it. In a web page the name could
  // be that of an element.
  const practice = location.href.startsWith(chrome.runtime.getURL("")) ? globalThis.guardingPractice : null;

  // Answers: nobody could judge; the page may have it; nothing more. What is above that is how many
  // characters at the end the page must not have.
  const UNKNOWN = 0;
  const STOP = 2;
  const HOLD = 3;

  const TOLD_CHARACTERS = 128; // as in `limits.rs`
  const MOST_CHARACTERS = 1024; // as in `limits.rs`
  // Keys that go to no field: only a run of them could be a password.
  const RUN_CHARACTERS = 4;
  const RUN_MS = 600_000; // as the background keeps what was typed
  const RESTS_MS = 50; // nobody types that soon where a page leads the focus
  const LEADS_ELSEWHERE_MS = practice ? 1_000 : 5_000;

  // "asked" until it is known what the page may have; "open", "holding", "stopped".
  let mode = "asked";
  let here = null; // the place where is typed
  let held = []; // what the page has not got, in its order
  let holds = 0; // how many characters at the end it must not have
  let report = null; // what is to be told next
  let isAsking = false;
  let isEnd = false; // the person goes on: what is held is no password
  let click = null; // what they press for that, where it must wait
  let isClicked = false; // the whole click has been held
  let isLate = false; // the page hears keys before this script does
  let isSeen = false; // the page has something that was not judged yet
  let goesOn = true; // the person goes elsewhere by themselves, by a click or a key
  let isRun = true; // keys that go to no field are counted before anybody is asked
  let mayRun = self === top && !opener; // each frame and window to which a page leads the keys would count anew
  let isBox = false; // the keys went to no field last
  let run = "";
  let ranAt = 0;
  let resting = 0;
  let isDone = false; // the person did something since
  let turn = 0;
  const me = String(crypto.getRandomValues(new Uint32Array(2)));
  const typedIn = new Map(); // by element: its place
  let own = null; // what the field held when the last key came, if it was the person's
  let keyText = ""; // what that key writes
  let isDraggedHere = false; // what is dragged is of this page, which knows it

  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const typeIn = (at) => {
    for (const element of typedIn.keys()) if (!element.isConnected) typedIn.delete(element);
    typedIn.set(at.element, at);
  };

  // Both sides of the caret, as they would be with what is held.
  const told = (at) => {
    own = ownText(at);
    if (own === null) return ["", ""];
    return withHeld(sides(at), held.filter((it) => it.place.element === at.element));
  };

  const tell = ([before, after], text, erased = 0) => {
    report ??= { text: "", erased: 0 };
    const left = [...report.text];
    const here = Math.min(erased, left.length);
    // Half a character at the cut would make all of it unreadable.
    report.text = (left.slice(0, left.length - here).join("") + text).slice(-MOST_CHARACTERS).toWellFormed();
    report.erased += erased - here;
    report.before = before.slice(-TOLD_CHARACTERS).toWellFormed();
    report.after = after.slice(0, TOLD_CHARACTERS).toWellFormed();
    ask();
  };

  const tellSeen = (...what) => {
    isSeen = true;
    tell(...what);
  };

  const send = (typed, hear) => {
    const message = JSON.stringify({ typed: { ...typed, turn: `${me} ${turn++}` } });
    answerTo(message, (it) => (practice ? practice.ask(it) : chrome.runtime.sendMessage(it)), hear);
  };

  const ask = () => {
    if (isAsking || !report) return;
    isAsking = true;
    const typed = { ...report, is_late: isLate, is_seen: isSeen, is_given: false };
    report = null;
    send(typed, (answer, isTooLate) => {
      if (isTooLate) return answer === STOP && stop(); // not to hold, but to warn
      isAsking = false;
      obey(answer);
    });
  };

  const obey = (answer) => {
    if (mode === "stopped") return;
    guardingNotice.show(answer === UNKNOWN);
    practice?.seen("judged", answer);
    if (answer === STOP) return stop();
    if (answer === UNKNOWN) isSeen = true;
    else if (answer < STOP && !report) isSeen = false;
    mode = answer >= HOLD ? "holding" : "open";
    // Where a page leads the keys of what may be a password, they are looked at.
    if (mode === "holding") goesOn = false;
    else if (isRun && here?.kind === "none") goesOn = true;
    holds = answer >= HOLD ? answer - HOLD : 0;
    drain(answer === UNKNOWN);
    ask();
  };

  // Tells what nobody here waits to hear of.
  const mention = (text, isGiven) => {
    send({ text, erased: 0, before: "", after: "", is_late: true, is_seen: true, is_given: isGiven }, () => {});
  };

  // A page that is left has what went to no field, and the next one would count anew.
  const leave = () => {
    if (run) mention(run, false);
    run = "";
  };

  // Hands the page what it may have. What has not been judged yet waits, where somebody judges.
  const drain = (isAll) => {
    const isOver = isEnd && !isAsking && !report;
    if (isOver && holds) mention("", true);
    const waits = holds + count(report?.text ?? "");
    const most = isAll || isOver || !(holds || report) ? -Infinity : waits;
    while (held.length && sizeOf(held) - size(held[0]) >= most) {
      const it = held.shift();
      const was = ownText(it.place);
      const before = now().element;
      deliver(it);
      practice?.seen("given", count(it.text ?? ""));
      note(it.place, was, it.way === "keyup" ? "" : (it.text ?? ""));
      // Where the page leads the next key, the next key goes.
      if (now().element === before && it.place.element.isConnected) continue;
      for (const next of held) if (next.place.element === it.place.element) next.place = now();
    }
    if (!isOver) return;
    isEnd = false;
    const target = isClicked && click;
    [click, isClicked] = [null, false];
    target?.focus?.();
    if (target) target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, view: window }));
  };

  // Nothing more reaches this page; the background leads the tab away.
  const stop = () => {
    mode = "stopped";
    isSeen = isEnd = isClicked = false;
    click = null;
    practice?.seen("stopped", 0);
    held = [];
    report = null;
    for (const at of typedIn.values()) write(at, "");
    typedIn.clear();
    setTimeout(() => ([mode, here] = ["asked", null]), LEADS_ELSEWHERE_MS);
  };

  // The person is done with the field.
  const end = () => {
    isEnd = true;
    if (!isAsking) drain();
    return !isEnd;
  };

  const keep = (event, it) => {
    swallow(event);
    held.push(it);
    practice?.seen("held", count(it.text ?? ""));
  };

  const isFree = () => mode === "open" && !isAsking && !held.length;

  // Text that a page edits by itself comes in no other way, where it comes from no key.
  const contexts = new WeakSet();
  const hearContext = ({ editContext }) => {
    if (!editContext || contexts.has(editContext)) return;
    contexts.add(editContext);
    editContext.addEventListener("textupdate", ({ isTrusted, text }) => {
      if (isTrusted && text && text !== keyed) tellSeen(["", ""], text);
      keyed = null;
    });
  };

  // Pages that move the focus without end would keep whoever judges busy: only where it rests is asked
  // before the first key, which asks all the same.
  const askAt = (at) => here === at && mode === "asked" && !isAsking && tell(told(at), "");

  // The place that has the keys now, asked about when it is another one than before.
  const enter = () => {
    if (!goesOn && here?.element !== document.activeElement) follow();
    const at = place();
    if (at?.element === here?.element) return at;
    // Keys that a page leads away from where a password is typed are looked at as there.
    const wasNone = isBox;
    isRun = mayRun && (goesOn || (wasNone && isRun));
    here = at;
    if (!at) return null;
    isBox = at.kind === "none";
    const isCounted = isBox && isRun;
    if (run && !isCounted) {
      tell(["", ""], run);
      run = "";
    }
    goesOn = isCounted;
    // What is known of the keys holds in the next box as well.
    if (mode !== "stopped" && !(isCounted && wasNone)) mode = "asked";
    hearContext(at.element);
    clearTimeout(resting);
    if (!isCounted) resting = setTimeout(askAt, isDone ? 0 : RESTS_MS, at);
    isDone = false;
    return at;
  };

  let expected = null; // the character that the browser is about to insert
  let keyed = null; // as above, for text that a page edits by itself
  let composed = ""; // what an input method has put together so far
  const heldKeys = new Set();
  const droppedKeys = new Set();

  // Takes back the character that was held last, where nothing else was done since.
  const takeBackHeld = (event, at) => {
    const last = held.findLastIndex((it) => it.way !== "keyup");
    const it = held[last];
    if (it?.way !== "key" || !it.text || it.place.element !== at.element) return false;
    swallow(event);
    const { code } = it.event;
    held.push(...held.splice(last).filter((up) => up.way === "keyup" && up.event.code !== code));
    if (heldKeys.delete(code)) droppedKeys.add(code);
    droppedKeys.add(event.code);
    return true;
  };

  const hold = (event, at, text) => {
    heldKeys.add(event.code);
    keep(event, { way: "key", place: at, text, event: copy(event) });
  };

  const onKeydown = (event) => {
    if (!event.isTrusted) return;
    if (mode === "stopped") return swallow(event);
    const at = enter();
    isDone = true;
    if (event.key === "Tab") {
      goesOn = mayRun = true;
      if (held.length) end();
    }
    const isText = isCharacter(event);
    if (!at) {
      if (isText && held.length) end();
      return;
    }
    if (event.key === "Shift" && held.length) return hold(event, at);
    if (event.isComposing || !(isText || acts(event))) return;
    const text = isText ? event.key : undefined;
    const erased = event.key === "Backspace" ? 1 : 0;
    if (isText && !(at.kind === "none" && isRun)) goesOn = false;
    keyText = text ?? "";
    if (at.kind === "none") {
      if (!isText && !erased && !held.length) return;
      if (performance.now() - ranAt > RUN_MS) run = "";
      ranAt = performance.now();
      expected = keyed = text;
      if (isRun && mode === "asked" && !isAsking) {
        run = text ? run + text : withoutLast(run);
        if (count(run) < RUN_CHARACTERS) return;
        tell(["", ""], run);
        run = "";
        goesOn = false;
        return;
      }
    }
    typeIn(at);
    goesOn ||= event.key === "Enter";
    if (isFree()) {
      expected = text;
      const [before, after] = told(at);
      practice?.seen("passed", count(text ?? ""));
      if (text) tell([before + text, after], text);
      else if (erased) tell([withoutLast(before), after], "", erased);
      return;
    }
    if (!erased || !takeBackHeld(event, at)) hold(event, at, text);
    if (text || erased) tell(told(at), text ?? "", erased);
    else if (!isAsking) drain();
    if (event.key === "Enter") end();
  };

  const onKeyup = (event) => {
    if (!event.isTrusted) return;
    if (mode === "stopped") return swallow(event);
    if (droppedKeys.delete(event.code)) return swallow(event);
    // One that was pressed before what is held goes up behind it.
    if (!heldKeys.delete(event.code) && !held.length) return;
    const target = held.findLast((it) => it.event?.code === event.code)?.place ?? here;
    if (!target) return;
    keep(event, { way: "keyup", place: target, event: copy(event) });
    if (!isAsking) drain();
  };

  // A page that takes away what is dragged has no end of it.
  const endDrag = () => (isDraggedHere = false);

  // What comes at once is judged at once, before the page has it.
  const onWhole = (event, text, it) => {
    if (mode === "stopped") return swallow(event);
    const at = place(it.target ?? undefined);
    if (!at || !text) return;
    // What is long, and goes to no field, is no password.
    const line = text.trim();
    if (at.kind === "none" && (line.length > TOLD_CHARACTERS || line.includes("\n"))) return;
    typeIn(at);
    if (at.element !== here?.element) [here, mode] = [at, "asked"];
    keep(event, { ...it, place: at, text });
    tell(told(at), text);
  };
  const onTransfer = (event) => {
    const { type, clipboardData, dataTransfer } = event;
    const data = clipboardData ?? dataTransfer;
    const text = data.getData("text/plain");
    if (!event.isTrusted || (data.files.length && !text) || (type === "drop" && isDraggedHere)) return;
    const parts = data.types.filter((type) => type !== "Files").map((type) => [type, data.getData(type)]);
    const target = type === "drop" ? droppedOn(event) : undefined;
    // Programs put a picture of it beside the text.
    const whole = { type, parts, files: [...data.files], at: copyPointer(event) };
    onWhole(event, text, { way: "transfer", event: whole, target });
  };
  const INSERTS = ["insertText", "insertReplacementText", "insertFromYank", "insertFromPaste", "insertFromDrop"];
  const onBeforeInput = (event) => {
    if (!event.isTrusted || isDelivering()) return;
    if (mode === "stopped") return swallow(event);
    const text = event.data ?? event.dataTransfer?.getData("text/plain");
    const isExpected = event.inputType === "insertText" && text === expected;
    expected = null;
    if (isExpected || !INSERTS.includes(event.inputType)) return;
    const at = enter();
    if (at && event.cancelable) onWhole(event, text, { way: "insert" });
    else if (at?.kind === "none" && text) tellSeen(["", ""], text);
  };

  // What the platform wrote without asking is taken out again until it is judged.
  const takeBack = (event, at) => {
    const text = textOf(at.element);
    write(at, noted(at));
    swallow(event);
    typeIn(at);
    held.push({ way: "fill", place: at, text });
    practice?.seen("held", count(text));
    tellSeen(["", ""], text);
  };
  const onInput = (event) => {
    if (!event.isTrusted || isDelivering()) return;
    // A password manager fills fields in that do not have the focus.
    const target = event.composedPath()[0];
    const filled = place(target);
    const at = filled?.kind === "none" && hasRoot(target) ? enter() : filled;
    if (!at || at.kind === "none") return;
    if (mode === "stopped") return write(at, "");
    const type = event.inputType ?? "";
    // What is composed cannot be held: it is told while it grows.
    if (event.isComposing) {
      const [text, before] = [event.data ?? "", composed];
      composed = text;
      note(at, own, text);
      tellSeen(ownText(at) === null ? ["", ""] : sides(at), text, count(before));
    } else if (at.kind === "rich" || /^(insertText|insertLineBreak|insertParagraph|delete|history|format)/.test(type)) {
      note(at, own, type === "insertText" ? keyText : "");
      [own, keyText] = [ownText(at), ""];
    } else if (event.inputType !== "") takeBack(event, at); // else by the page's own command
  };
  const onCompositionStart = (event) => {
    const at = event.isTrusted && enter();
    if (!at) return;
    [composed, own] = ["", ownText(at)];
    typeIn(at);
  };

  // A click elsewhere ends what is held; it waits for an answer that is on its way.
  const onPress = (event) => {
    if (!event.isTrusted || isDelivering()) return;
    if (mode === "stopped" || click) {
      isClicked ||= click && event.type === "click";
      return swallow(event);
    }
    endDrag();
    isDone = true;
    goesOn ||= event.type === "pointerdown";
    mayRun ||= event.type === "pointerdown";
    if (!held.length || event.type !== "pointerdown") return;
    const target = event.composedPath()[0];
    const at = target instanceof Element && place(target);
    if (at && at.kind !== "none") return;
    if (end()) return;
    click = target;
    swallow(event);
  };
  const onSubmit = (event) => mode === "stopped" && swallow(event);
  const onFocus = (event) => event.isTrusted && enter();
  // Another frame, another tab: what was open here is asked about anew.
  const onBlur = (event) => {
    if (event.target !== window) return;
    endDrag();
    leave();
    [here, mayRun] = [null, false];
  };

  const LISTENERS = {
    keydown: onKeydown,
    keyup: onKeyup,
    paste: onTransfer,
    drop: onTransfer,
    dragstart: ({ isTrusted }) => (isDraggedHere ||= isTrusted),
    dragend: endDrag,
    beforeinput: onBeforeInput,
    input: onInput,
    compositionstart: onCompositionStart,
    pointerdown: onPress,
    mousedown: onPress,
    pointerup: onPress,
    mouseup: onPress,
    click: onPress,
    submit: onSubmit,
    focus: onFocus,
    blur: onBlur,
    pagehide: ({ isTrusted }) => isTrusted && leave(),
    pageshow: ({ isTrusted }) => isTrusted && (here = null),
  };
  const listen = () => {
    for (const [type, listener] of Object.entries(LISTENERS)) addEventListener(type, listener, true);
  };
  listen();

  // `document.open` takes all listeners away. Those that are put back come after the page's own.
  let isHeard = false;
  const PROBE = `probe ${me}`;
  const probe = () => (isHeard = true);
  addEventListener(PROBE, probe);
  const check = () => {
    isHeard = false;
    dispatchEvent(new Event(PROBE));
    if (isHeard) return;
    isLate = true;
    addEventListener(PROBE, probe);
    listen();
  };
  globalThis.guardAgain = () => {
    new MutationObserver(check).observe(document, { childList: true });
    check();
  };
  guardAgain();
  // A page that was there before this script hears keys before it; one that was just made does not.
  const isOld = document.readyState !== "loading" && location.href !== "about:blank";
  isLate = isOld || Object.hasOwn(globalThis, "isGuardLate");
})();
