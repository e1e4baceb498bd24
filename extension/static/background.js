// Why this is not Rust: a service worker must register its listeners before its first await, and
// WebAssembly starts only after one. Each event waits for `ready` and goes to Rust as it is.
import init, {
  on_begun,
  on_committed,
  on_document,
  on_message,
  on_policy_changed,
  on_prepared,
  on_replaced,
  on_requested,
  on_same_document,
  on_started,
  on_stayed,
  on_tab_removed,
  start,
} from "./wasm/background.js";

// The browser reads its storage while it compiles.
const kept = [chrome.storage.local.get(), chrome.storage.session.get()];
const ready = Promise.all([init(), ...kept]).then(([, local, session]) => start(local, session));

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  ready.then(() => on_message(String(message), sender)).then(respond, (error) => {
    console.error("the message was not answered:", error);
    respond(undefined);
  });
  return true;
});

chrome.webNavigation.onBeforeNavigate.addListener(({ frameId, tabId, url }) => {
  if (frameId === 0) ready.then(() => on_begun(tabId, url)).catch(console.error);
});
chrome.webNavigation.onErrorOccurred.addListener(({ frameId, tabId }) => {
  if (frameId === 0) ready.then(() => on_stayed(tabId)).catch(console.error);
});
chrome.webRequest.onBeforeRequest.addListener(
  ({ requestId, tabId, url }) => {
    ready.then(() => on_requested(tabId, requestId, url)).catch(console.error);
  },
  { urls: ["http://*/*", "https://*/*"], types: ["main_frame"] },
);

chrome.webNavigation.onCommitted.addListener(
  ({ documentId, documentLifecycle, frameId, frameType, tabId, url }) => {
    const committed = () => {
      if (frameType !== "outermost_frame") return on_document(tabId, documentId);
      if (documentLifecycle === "prerender") return on_prepared(tabId, documentId, url);
      if (frameId === 0) return on_committed(tabId, documentId, url);
    };
    ready.then(committed).catch(console.error);
  },
);

// Now and then a document takes no script yet when it is told of.
chrome.webNavigation.onDOMContentLoaded.addListener(({ documentId, tabId }) => {
  ready.then(() => on_document(tabId, documentId)).catch(console.error);
});

const sameDocument = ({ frameId, tabId, url }) => {
  if (frameId === 0) ready.then(() => on_same_document(tabId, url)).catch(console.error);
};
chrome.webNavigation.onHistoryStateUpdated.addListener(sameDocument);
chrome.webNavigation.onReferenceFragmentUpdated.addListener(sameDocument);

// Tabs that are restored may be there before the worker is.
const started = () => ready.then(on_started).catch(console.error);
chrome.runtime.onInstalled.addListener(started);
chrome.runtime.onStartup.addListener(started);

chrome.tabs.onReplaced.addListener((tabId) => {
  ready.then(() => on_replaced(tabId)).catch(console.error);
});
chrome.tabs.onRemoved.addListener((tabId) => {
  ready.then(() => on_tab_removed(tabId)).catch(console.error);
});

chrome.storage.onChanged.addListener((_changes, area) => {
  if (area === "managed") ready.then(on_policy_changed).catch(console.error);
});
// The browser may take seconds to know the policy; by the time that it is needed it should be here.
// What woke the worker goes first.
ready.then(() => setTimeout(() => on_policy_changed().catch(console.error))).catch(console.error);
