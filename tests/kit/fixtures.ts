// The fixtures of every spec. A test worker has one demo site and one browser; the browser is made new
// for each test by one call.
import { test as base, expect } from "@playwright/test";

import { type DemoSite, startDemoSite } from "./demo-site.ts";
import { Profile, type ProfileOptions } from "./profile.ts";

interface TestFixtures {
  /** A new profile with the helper installed; its extension starts with `open`. */
  profile: Profile;
  /** A profile with a browser of its own and the helper installed, for what the browser's start is about.
   * It is not open yet. */
  ownProfile: Profile;
  /** More of them, without the helper, and removed at the end of the test: for what cannot be changed
   * while a browser runs, such as its language or the policy. */
  makeProfile: (options?: ProfileOptions) => Profile;
}

interface WorkerFixtures {
  site: DemoSite;
  /** The profile of which the browser stays open. */
  lasting: Profile;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const site = await startDemoSite();
      await use(site);
      await site.stop();
    },
    { scope: "worker" },
  ],
  lasting: [
    async ({ site }, use) => {
      const profile = new Profile(site, { isLasting: true });
      await use(profile);
      await profile.remove();
    },
    { scope: "worker" },
  ],
  makeProfile: async ({ site }, use) => {
    const profiles: Profile[] = [];
    await use((options) => {
      const profile = new Profile(site, options);
      profiles.push(profile);
      return profile;
    });
    for (const profile of profiles) await profile.remove();
  },
  ownProfile: async ({ makeProfile }, use) => {
    const profile = makeProfile();
    profile.installHelper();
    await use(profile);
  },
  profile: async ({ lasting }, use) => {
    await lasting.renew();
    await use(lasting);
  },
});

export { expect };
