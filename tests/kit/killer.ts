// Ends the background's worker and the helper, at any moment.
import type { BrowserContext, CDPSession } from "@playwright/test";

import { openPage } from "./extension.ts";
import { kill } from "./processes.ts";
import type { Profile } from "./profile.ts";

export type Victim = "nobody" | "worker" | "helper" | "both";

/** Ends what it is told to end, without waiting for it. */
export class Killer {
  readonly #profile: Profile;
  readonly #session: CDPSession;

  private constructor(profile: Profile, session: CDPSession) {
    this.#profile = profile;
    this.#session = session;
  }

  static async in(context: BrowserContext, profile: Profile): Promise<Killer> {
    const session = await context.newCDPSession(await openPage(context, "icons/16.png"));
    await session.send("ServiceWorker.enable");
    return new Killer(profile, session);
  }

  async kill(victim: Victim): Promise<void> {
    if (victim === "helper" || victim === "both") {
      for (const helper of this.#profile.helperProcesses()) kill(helper);
    }
    if (victim === "worker" || victim === "both") await this.#session.send("ServiceWorker.stopAllWorkers");
  }
}
