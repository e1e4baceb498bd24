// The note on a page that nobody checks what is typed. It stands in a closed root, which the browser
// alone looks into.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { CDPSession } from "@playwright/test";

import * as paths from "./paths.ts";

const NAME = "guarding_off";

let said: string | undefined;

function text(): string {
  const texts = readFileSync(join(paths.extension(), "_locales/en/messages.json"), "utf8");
  return (said ??= (JSON.parse(texts) as Record<string, { message: string }>)[NAME]!.message);
}

/** Whether it stands there now. */
export async function showsNotice(session: CDPSession): Promise<boolean> {
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  return JSON.stringify(root).includes(text());
}
