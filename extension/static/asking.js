// Asks the background, from a page. Not Rust, since a page's own policy can forbid WebAssembly in
// content scripts.
(() => {
  const PAUSES_MS = [0, 100, 400, 1500];

  // The background can end while it is asked, and is woken by the next question. Not a number
  // where nobody answers.
  const ask = async (message) => {
    for (const pause of PAUSES_MS) {
      await new Promise((go) => setTimeout(go, pause));
      const answer = await askOnce(message).catch(() => undefined);
      if (answer) return Number(answer);
      if (!chrome.runtime?.id) break; // the extension was removed or made anew
    }
    return NaN;
  };
  const askOnce = (message) => chrome.runtime.sendMessage(JSON.stringify(message));

  // 128 random bits.
  const nonce = () =>
    crypto.getRandomValues(new Uint32Array(4)).reduce((text, part) => `${text}-${part}`, "");

  globalThis.signInAsking = { ask, askOnce, nonce };
})();
