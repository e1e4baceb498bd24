// Why this is not Rust: a service worker must register its listeners before its first await, and
// WebAssembly starts only after one. Each event waits for `ready` and goes to Rust as it is.
import init, {
  on_committed,
  on_message,
  on_policy_changed,
  on_started,
  on_tab_removed,
  start,
} from "./wasm/background.js";

const ready = init().then(start);

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  ready.then(() => on_message(String(message), sender)).then(respond, (error) => {
    console.error("the message was not answered:", error);
    respond(undefined);
  });
  return true;
});

const webPages = { url: [{ schemes: ["http", "https", "file"] }] };
chrome.webNavigation.onCommitted.addListener(({ frameId, tabId, documentId, url }) => {
  if (frameId === 0) {
    ready.then(() => on_committed(tabId, documentId, url)).catch(console.error);
  }
}, webPages);

// Tabs that are restored may be there before the worker is.
const started = () => ready.then(on_started).catch(console.error);
chrome.runtime.onInstalled.addListener(started);
chrome.runtime.onStartup.addListener(started);

chrome.tabs.onRemoved.addListener((tabId) => {
  ready.then(() => on_tab_removed(tabId)).catch(console.error);
});

chrome.storage.onChanged.addListener((_changes, area) => {
  if (area === "managed") ready.then(on_policy_changed).catch(console.error);
});
// The browser may take seconds to know the policy; by the time that it is needed it should be here.
ready.then(on_policy_changed).catch(console.error);
