// The parts of the extension API that the tests look at, from inside the extension, and
// of what the browser's own pages have.
interface ChromeView extends Window {
  readonly document: Document;
}

interface ChromePort {
  readonly name: string;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
}

declare const chrome: {
  readonly action: {
    openPopup(): Promise<void>;
    setIcon(details: { tabId: number; imageData: Record<string, ImageData> }): Promise<void>;
    getBadgeText(details: { tabId: number }): Promise<string>;
    getTitle(details: { tabId: number }): Promise<string>;
  };
  readonly scripting: {
    unregisterContentScripts(): Promise<void>;
    getRegisteredContentScripts(filter?: { ids: string[] }): Promise<{ readonly matches: readonly string[] }[]>;
  };
  readonly extension: { getViews(filter: { type: string }): ChromeView[] };
  readonly runtime: {
    getURL(path: string): string;
    sendMessage(message: string): Promise<unknown>;
    getManifest(): Record<string, unknown>;
    reload(): void;
    readonly onMessage: { addListener(listener: (message: unknown) => void): void };
    readonly onConnect: { addListener(listener: (port: ChromePort) => void): void };
  };
  readonly passwordsPrivate: { addPassword(options: object): Promise<void> };
  readonly storage: {
    readonly local: {
      clear(): Promise<void>;
      get(): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
    };
    readonly managed: { get(key?: string): Promise<Record<string, unknown>> };
    readonly session: { clear(): Promise<void>; get(): Promise<Record<string, unknown>> };
  };
  readonly windows: {
    create(details: { incognito?: boolean; url: string }): Promise<{ readonly tabs: readonly { readonly id: number }[] }>;
  };
  readonly tabs: {
    query(filter: object): Promise<{ id: number; url?: string }[]>;
    create(details: { url: string; openerTabId: number }): Promise<unknown>;
    getCurrent(): Promise<{ id: number }>;
    update(tab: number, details: { openerTabId: number }): Promise<unknown>;
  };
};
