// Says that nobody judges what is typed. Not Rust, since a page's own policy can forbid WebAssembly
// in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingNotice")) return;

  const STYLE = `
    all: initial; position: fixed; inset: auto 16px 16px auto; max-width: 320px; margin: 0; padding: 12px 16px;
    border: 1px solid #8a5a00; border-radius: 8px; background: #fff8e6; color: #3d2a00;
    font: 15px/1.45 system-ui, sans-serif; box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
  `;
  // What goes sooner, nobody has read.
  const READ_MS = 5_000;
  let host = null;
  let leaving = 0;

  const hide = () => {
    host.remove();
    [host, leaving] = [null, 0];
  };

  const show = (isShown) => {
    if (!isShown) {
      if (host) leaving ||= setTimeout(hide, READ_MS);
      return;
    }
    clearTimeout(leaving);
    leaving = 0;
    // A page can take it away.
    if (!host?.isConnected && chrome.runtime?.id) {
      host = document.createElement("div");
      const note = document.createElement("div");
      note.popover = "manual";
      note.role = "alert";
      note.style.cssText = STYLE;
      note.textContent = chrome.i18n.getMessage("guarding_off");
      host.attachShadow({ mode: "closed" }).append(note);
      document.documentElement.append(host);
      note.showPopover();
    }
  };

  globalThis.guardingNotice = { show };
})();
