// Asks the background what a page may have, for as long as that may take. Not Rust, since a page's own
// policy can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingAsking")) return;

  const UNKNOWN = 0; // nobody could judge
  const ANSWER_MS = 300; // as in `limits.rs`
  const STEP_MS = 50;
  const AGAIN_MS = 10;

  // The background can end while it is asked, and is woken by the next question.
  const send = async (message, ask, isOver) => {
    while (chrome.runtime?.id && !isOver()) {
      const answer = await ask(message).catch(() => undefined);
      if (answer !== undefined) return Number(answer);
      await new Promise((go) => setTimeout(go, AGAIN_MS));
    }
    return UNKNOWN;
  };

  // Calls `hear` with the answer, or with none after its time, and once more with one that comes later.
  // Time is counted in steps: a page that keeps its thread busy would else be late for the answer, and
  // have what was held.
  const answerTo = (message, ask, hear) => {
    let left = ANSWER_MS / STEP_MS;
    const isOver = () => left === 0;
    const end = (answer) => {
      const wasOver = isOver();
      left = 0;
      hear(answer, wasOver);
    };
    const step = () => {
      if (isOver()) return;
      if (left > 1) {
        left--;
        setTimeout(step, STEP_MS);
      } else end(UNKNOWN);
    };
    setTimeout(step, STEP_MS);
    send(message, ask, isOver).then(end);
  };

  globalThis.guardingAsking = { answerTo };
})();
