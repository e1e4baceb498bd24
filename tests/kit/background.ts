// What the background is told past its pages: a test that is about something else has its seal, its
// sites and its guarded passwords without a click.
import { type BrowserContext, expect } from "@playwright/test";

import { extensionPage } from "./extension.ts";

/** The pages whose messages the background takes: what each may say, `router.rs` has. */
type Asker = "editor" | "options";

/** Says this to the background as a page of the extension does, and returns what it answers. */
export async function tell(context: BrowserContext, asker: Asker, ...messages: readonly object[]): Promise<unknown> {
  const page = await context.newPage();
  await page.goto(extensionPage(`${asker}.html`), { waitUntil: "commit" });
  let answer: unknown;
  for (const message of messages) {
    const text = JSON.stringify(message);
    const said = await page.evaluate((text) => chrome.runtime.sendMessage(text), text);
    expect(typeof said, `an answer to ${text}`).toBe("string");
    answer = JSON.parse(String(said));
  }
  await page.close();
  return answer;
}

/** What is on a seal: words or a picture, as the editor sends them. */
export interface SealOf {
  readonly lines: readonly string[];
  readonly colour?: string;
  /** Whether the password field waits until the seal was touched. */
  readonly touch?: boolean;
}

/** Saves a seal, on the person's own computer. */
export async function saveSeal(context: BrowserContext, { lines, colour = "#0b5394", touch = false }: SealOf): Promise<void> {
  const draft = { mark: { text: lines }, colour };
  const answer = await tell(context, "editor", { answer_whose: "own" }, { save_seal: { draft, accept_easy: true, touch } });
  expect(answer, "the saved seal").toHaveProperty("seal");
}

interface Candidate {
  readonly name: string;
  readonly domain: string;
  readonly ready_hosts: readonly string[] | null;
}

/** Protects the site of this domain, with all that is proposed for it. */
export async function protectSite(context: BrowserContext, domain: string): Promise<void> {
  const { candidate } = (await tell(context, "options", { judge_site: { host: domain, not: [] } })) as { candidate?: Candidate };
  expect(candidate, `${domain} could be protected`).toBeDefined();
  const site = { name: candidate!.name, domain: candidate!.domain, sign_in_hosts: candidate!.ready_hosts ?? undefined };
  const answer = await tell(context, "options", { add_site: { site, not: [] } });
  expect(answer, "the protected sites").toHaveProperty("sites");
}
