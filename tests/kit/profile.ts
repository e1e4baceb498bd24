// One browser profile: a real Chromium with the real extension and the real helper.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, type BrowserContext, chromium, expect, type Page } from "@playwright/test";

import { BareBrowser } from "./bare-browser.ts";
import type { DemoSite } from "./demo-site.ts";
import { background, EXTENSION_ID, hasStarted, isAwake, openPage } from "./extension.ts";
import * as paths from "./paths.ts";
import { kill } from "./processes.ts";
import { endWorker } from "./worker.ts";

const HELPER_NAME = "com.signin_seal.helper";

export interface ProfileOptions {
  /** Where the helper keeps its store. Profiles of one OS user share it. */
  readonly dataFolder?: string;
  /** The browser's language. */
  readonly language?: string;
  /** Another unpacked extension than the one under test, or none. */
  readonly extension?: string | null;
  /** Whether the browser opens the pages anew that it showed when it was closed. */
  readonly restoresPages?: boolean;
  readonly viewport?: { width: number; height: number };
  /** Whether the person lets the extension into private windows. */
  readonly privateWindows?: boolean;
  /** What the administrator has set, as in a file below /etc/chromium/policies/managed. */
  readonly policies?: object;
  /** Whether the browser stays open from test to test: `renew` makes it new. */
  readonly isLasting?: boolean;
}

export class Profile {
  readonly folder = mkdtempSync(join(tmpdir(), "signin-seal-test-"));
  readonly dataFolder: string;
  readonly #site: DemoSite;
  readonly #options: ProfileOptions;
  #context: BrowserContext | undefined;
  #overDevTools: Browser | undefined;
  #bare: BareBrowser | undefined;
  /** What stands in the helper's place: nothing, the helper, or something that is neither. */
  #registered: "nothing" | "helper" | "another" = "nothing";

  constructor(site: DemoSite, options: ProfileOptions = {}) {
    this.#site = site;
    this.#options = options;
    this.dataFolder = options.dataFolder ?? join(this.folder, "data");
  }

  /** Registers the real helper for this profile, by its own installer. */
  installHelper(): void {
    execFileSync(paths.helper(), ["install", "--user-data-dir", this.browserFolder], {
      stdio: "pipe",
    });
    this.#registered = "helper";
  }

  /** Registers a program in the helper's place. */
  installInstead(program: string): void {
    this.#registered = "another";
    const folder = join(this.browserFolder, "NativeMessagingHosts");
    mkdirSync(folder, { recursive: true });
    const manifest = {
      name: HELPER_NAME,
      description: "stands in the helper's place",
      path: program,
      type: "stdio",
      allowed_origins: [`chrome-extension://${EXTENSION_ID}/`],
    };
    writeFileSync(join(folder, `${HELPER_NAME}.json`), JSON.stringify(manifest));
  }

  uninstallHelper(): void {
    this.#registered = "nothing";
    execFileSync(paths.helper(), ["uninstall", "--user-data-dir", this.browserFolder], {
      stdio: "pipe",
    });
  }

  /** Sets what the administrator has set; the browser reads it anew within some seconds. */
  setPolicies(policies: object): void {
    const folder = join(this.folder, "etc", "policies", "managed");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "signin-seal.json"), JSON.stringify(policies));
  }

  /** A program that starts Chromium with this profile's policies in place of the system's: policies
   * hit every browser of a computer, so that this one gets a view of the file system of its own. */
  #chromium(): string {
    const { policies } = this.#options;
    if (!policies) return paths.chromium();
    this.setPolicies(policies);
    const program = join(this.folder, "chromium-with-policies");
    const unshare = process.getuid?.() === 0 ? "unshare" : "unshare --map-root-user";
    const script = [
      "#!/bin/sh",
      `[ "$1" = inside ] || exec ${unshare} --mount "$0" inside "$@"`,
      "shift",
      `mount --bind "${join(this.folder, "etc")}" /etc/chromium && exec "${paths.chromium()}" "$@"`,
    ];
    writeFileSync(program, script.join("\n"), { mode: 0o755 });
    return program;
  }

  get browserFolder(): string {
    return join(this.folder, "browser");
  }

  /** Opens the browser. In the one that stays open the extension starts anew. */
  async open(): Promise<BrowserContext> {
    if (!this.#options.isLasting) return this.#launch();
    if (this.#context) return this.#begin(this.#context);
    const context = await this.#launch();
    await isAwake(await background(context));
    return context;
  }

  async #launch(): Promise<BrowserContext> {
    if (this.#options.privateWindows) this.#allowPrivateWindows();
    const context = await chromium.launchPersistentContext(this.browserFolder, {
      executablePath: this.#chromium(),
      headless: true,
      // Playwright switches off what people have on.
      ignoreDefaultArgs: ["--disable-extensions", "--disable-back-forward-cache"],
      viewport: this.#options.viewport ?? { width: 1280, height: 800 },
      env: this.#environment(),
      args: this.#arguments(),
    });
    this.#context = context;
    if (this.#options.extension === undefined) await hasStarted(await background(context));
    return context;
  }

  /** Wakes the extension, which `renew` has ended, and lets it do what it does at the browser's start: it
   * asks for the policy, and for what is guarded. */
  async #begin(context: BrowserContext): Promise<BrowserContext> {
    const page = await openPage(context, "options.html", "commit");
    await page.evaluate(() => chrome.runtime.sendMessage(JSON.stringify({ changed: {} })));
    await isAwake(page);
    await page.close();
    return context;
  }

  /** Makes all of it new: what is kept in the browser and in the store is gone, and the browser shows an
   * empty page. The extension starts with `open`. */
  async renew(): Promise<void> {
    await this.#overDevTools?.close();
    await this.#bare?.close();
    [this.#overDevTools, this.#bare] = [undefined, undefined];
    const context = this.#context;
    if (context) await this.#empty(context);
    else rmSync(this.browserFolder, { recursive: true, force: true });
    await this.killHelpers();
    for (const name of readdirSync(this.folder)) {
      if (name !== "browser") rmSync(join(this.folder, name), { recursive: true });
    }
    if (!context || this.#registered !== "helper") this.installHelper();
  }

  async #empty(context: BrowserContext): Promise<void> {
    const left = context.pages();
    const page = await openPage(context, "icons/16.png");
    await Promise.all(left.map((page) => page.close()));
    // A worker that an event wakes meanwhile could still know what is being forgotten.
    const forget = async (): Promise<object> => {
      await endWorker(page);
      await page.evaluate(async () => {
        await chrome.scripting.unregisterContentScripts();
        await Promise.all([chrome.storage.session.clear(), chrome.storage.local.clear()]);
      });
      await endWorker(page);
      return page.evaluate(async () => ({ ...(await chrome.storage.session.get()), ...(await chrome.storage.local.get()) }));
    };
    await expect.poll(forget, { message: "what the extension keeps", intervals: [10] }).toEqual({});
    await page.goto("about:blank");
    await context.clearCookies();
    await context.clearPermissions();
    await context.unrouteAll();
    await context.setOffline(false);
  }

  /** Opens the browser without Playwright, which changes what a browser does: it prepares no pages
   * in advance. */
  openBare(): BareBrowser {
    this.#bare = new BareBrowser(
      this.#chromium(),
      [
        ...["--headless", "--no-sandbox", "--no-first-run", "--password-store=basic"],
        `--user-data-dir=${this.browserFolder}`,
        ...this.#arguments(),
      ],
      this.#environment(),
    );
    return this.#bare;
  }

  #environment(): Record<string, string> {
    return {
      ...(process.env as Record<string, string>),
      LANGUAGE: this.#options.language ?? "en",
      SIGNIN_SEAL_DATA_DIR: this.dataFolder,
    };
  }

  #arguments(): string[] {
    const { extension = paths.extension() } = this.#options;
    const { httpsPort, httpPort } = this.#site;
    return [
      "--disable-gpu",
      ...(this.#options.privateWindows ? ["--remote-debugging-port=0"] : []),
      "--disable-quic",
      ...(this.#options.restoresPages ? ["--restore-last-session"] : []),
      `--lang=${this.#options.language ?? "en"}`,
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      `--ignore-certificate-errors-spki-list=${this.#site.keyHash}`,
      `--host-resolver-rules=${[
        `MAP *:443 127.0.0.1:${httpsPort}`,
        `MAP *:80 127.0.0.1:${httpPort}`,
        "MAP * ~NOTFOUND",
      ].join(", ")}`,
    ];
  }

  #allowPrivateWindows(): void {
    const folder = join(this.browserFolder, "Default");
    if (existsSync(folder)) return;
    mkdirSync(folder, { recursive: true });
    const extensions = { settings: { [EXTENSION_ID]: { incognito: true } } };
    writeFileSync(join(folder, "Preferences"), JSON.stringify({ extensions }));
  }

  /** Opens `url` in a private window, which belongs to no context of the test's own browser. */
  async openPrivately(url: string): Promise<Page> {
    const worker = await background(this.#context!);
    await worker.evaluate((url) => chrome.windows.create({ incognito: true, url }), url);
    const [port] = readFileSync(join(this.browserFolder, "DevToolsActivePort"), "utf8").split("\n");
    this.#overDevTools = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const pages = (): Page[] => this.#overDevTools!.contexts().flatMap((context) => context.pages());
    const isThere = (page: Page): boolean => page.url() === url;
    await expect.poll(() => pages().some(isThere), { message: "a private window" }).toBe(true);
    return pages().find(isThere)!;
  }

  async close(): Promise<void> {
    await this.#overDevTools?.close();
    this.#overDevTools = undefined;
    await this.#bare?.close();
    this.#bare = undefined;
    await this.#context?.close();
    this.#context = undefined;
  }

  /** Closes the browser and opens it anew, as a person does. */
  async restart(): Promise<BrowserContext> {
    await this.close();
    return this.#launch();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Kills the helpers that work on this profile's store, and waits until they are gone. */
  async killHelpers(): Promise<void> {
    for (const helper of this.helperProcesses()) kill(helper);
    await expect.poll(() => this.helperProcesses(), { intervals: [5, 10, 20] }).toEqual([]);
  }

  /** The process ids of the helpers that work on this profile's store. */
  helperProcesses(): number[] {
    const ofThisProfile = (pid: string): boolean => {
      try {
        const name = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "";
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
        const folder = `SIGNIN_SEAL_DATA_DIR=${this.dataFolder}`;
        return name.endsWith("signin-seal-host") && environment.includes(folder);
      } catch {
        return false; // It ended while we looked.
      }
    };
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter(ofThisProfile).map(Number);
  }
}
