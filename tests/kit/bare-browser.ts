// Chromium over its debugging pipe, with nothing in between: the browser does all that it does for a
// person.
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";

import { expect } from "@playwright/test";

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  /** Of what nobody asked for. */
  readonly method?: string;
  readonly params?: Happening;
}

interface Happening {
  readonly sessionId: string;
  readonly targetInfo: Target;
}

interface Evaluated {
  readonly result: { readonly value: unknown };
}

/** A document's place, as the browser lists it. */
interface Target {
  readonly targetId: string;
  readonly type: string;
  /** "prerender" for a page that is prepared, and not shown yet. */
  readonly subtype?: string;
  readonly url: string;
}

export class BareBrowser {
  readonly #browser: ChildProcess;
  readonly #to: Writable;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  /** The pages of the one tab, by their sessions. */
  readonly #pages = new Map<string, Target>();
  #asked = 0;

  constructor(program: string, args: string[], env: Record<string, string>) {
    const options = { env, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] } as const;
    this.#browser = spawn(program, ["--remote-debugging-pipe", ...args], { ...options, stdio: [...options.stdio] });
    this.#to = this.#browser.stdio[3] as Writable;
    let text = "";
    (this.#browser.stdio[4] as Readable).setEncoding("utf8").on("data", (more: string) => {
      const messages = (text + more).split("\0");
      text = messages.pop() ?? "";
      for (const message of messages) this.#hear(JSON.parse(message) as Answer);
    });
  }

  #hear(answer: Answer): void {
    if (answer.id === undefined) {
      this.#note(answer.method!, answer.params!);
      return;
    }
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }

  async send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.#asked;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { error, result } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  #note(method: string, { sessionId, targetInfo }: Happening): void {
    if (method === "Target.attachedToTarget") this.#pages.set(sessionId, targetInfo);
    if (method === "Target.detachedFromTarget") this.#pages.delete(sessionId);
    if (method === "Target.targetInfoChanged") {
      const changed = [...this.#pages].filter(([, page]) => page.targetId === targetInfo.targetId);
      for (const [session] of changed) this.#pages.set(session, targetInfo);
    }
  }

  /** Waits until the extension runs, and looks at the tab. Not at its page: where a page itself is
   * looked at, the browser prepares no other in its place. */
  async start(extensionWorker: string): Promise<void> {
    await this.send("Target.setDiscoverTargets", { discover: true });
    await expect.poll(() => this.#worker(extensionWorker), { message: "the extension" }).toBeDefined();
    await this.#waitForBackground(extensionWorker);
    const { targetId } = (await this.#targets()).find(({ type }) => type === "tab")!;
    const tab = { targetId, flatten: true };
    const { sessionId } = await this.send<{ sessionId: string }>("Target.attachToTarget", tab);
    const pages = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await this.send("Target.setAutoAttach", pages, sessionId);
  }

  async #targets(): Promise<Target[]> {
    const filter = [{ type: "tab" }, { type: "service_worker" }];
    return (await this.send<{ targetInfos: Target[] }>("Target.getTargets", { filter })).targetInfos;
  }

  async #worker(url: string): Promise<Target | undefined> {
    return (await this.#targets()).find((target) => target.url === url);
  }

  /** The last thing that the background does at its start is to ask for the policy. */
  async #waitForBackground(worker: string): Promise<void> {
    const kept = (): Promise<unknown> =>
      this.evaluateInWorker(worker, "chrome.storage.session.get('AllowContinue').then(JSON.stringify)");
    await expect.poll(kept, { message: "the background" }).toContain("AllowContinue");
  }

  /** What `expression` comes to in the worker of this address, which lives. Who looks at a worker
   * keeps it alive: it is looked at no longer than that. */
  async evaluateInWorker(worker: string, expression: string): Promise<unknown> {
    return this.#evaluateIn((await this.#worker(worker))!, expression);
  }

  /** What `expression` comes to in the frame whose address begins like this, once it is there. */
  async evaluateInFrame(start: string, expression: string): Promise<unknown> {
    let frame: Target | undefined;
    const found = async (): Promise<Target | undefined> => {
      const filter = [{ type: "iframe" }];
      const { targetInfos } = await this.send<{ targetInfos: Target[] }>("Target.getTargets", { filter });
      return (frame = targetInfos.find(({ url }) => url.startsWith(start)));
    };
    await expect.poll(found, { message: "a frame", intervals: [20] }).toBeDefined();
    return this.#evaluateIn(frame!, expression);
  }

  async #evaluateIn({ targetId }: Target, expression: string): Promise<unknown> {
    const { sessionId } = await this.send<Happening>("Target.attachToTarget", { targetId, flatten: true });
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result } = await this.send<Evaluated>("Runtime.evaluate", asked, sessionId);
    await this.send("Target.detachFromTarget", { sessionId });
    return result.value;
  }

  /** Ends the worker as the browser does, and waits until it is gone. A late event may wake it once
   * more meanwhile. */
  async endWorker(worker: string): Promise<void> {
    const session = this.#session();
    const left = async (): Promise<Target | undefined> => {
      await this.send("ServiceWorker.enable", {}, session);
      await this.send("ServiceWorker.stopAllWorkers", {}, session);
      await this.send("ServiceWorker.disable", {}, session);
      return this.#worker(worker);
    };
    await expect.poll(left, { message: "a worker that lives" }).toBeUndefined();
  }

  /** The addresses of the pages that are prepared, and not shown yet. */
  preparedPages(): string[] {
    const pages = [...this.#pages.values()];
    return pages.filter(({ subtype }) => subtype === "prerender").map(({ url }) => url);
  }

  /** The address of the page that is shown. */
  shownPage(): string {
    return this.#pages.get(this.#session())!.url;
  }

  #session(): string {
    const isShown = ([, { subtype, type }]: [string, Target]): boolean => type === "page" && !subtype;
    const shown = [...this.#pages].find(isShown);
    if (!shown) throw new Error("no session of a page that is shown");
    return shown[0];
  }

  async evaluate(expression: string): Promise<unknown> {
    const asked = { expression, returnByValue: true };
    const answer = await this.send<Evaluated>("Runtime.evaluate", asked, this.#session());
    return answer.result.value;
  }

  async open(url: string): Promise<void> {
    await this.send("Page.navigate", { url }, this.#session());
  }

  /** Presses one key; nothing where the page goes under it. */
  async press(key: string): Promise<void> {
    try {
      const session = this.#session();
      const event = { key, text: key, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) };
      await this.send("Input.dispatchKeyEvent", { type: "keyDown", ...event }, session);
      await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event }, session);
    } catch (error) {
      expect(String(error), "the page went away").toMatch(/session|target|detached|closed|not found/i);
    }
  }

  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#browser.once("exit", () => resolve()));
    await this.send("Browser.close").catch(() => "it closed before it answered");
    await ended;
  }
}
