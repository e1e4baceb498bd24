// The fixtures of every spec: one demo site for a worker, one browser profile for a test.
import { test as base, expect } from "@playwright/test";

import { type DemoSite, startDemoSite } from "./demo-site.ts";
import { Profile, type ProfileOptions } from "./profile.ts";

interface TestFixtures {
  /** A profile with the helper installed; its browser is not open yet. */
  profile: Profile;
  /** More profiles, removed at the end of the test. */
  makeProfile: (options?: ProfileOptions) => Profile;
}

interface WorkerFixtures {
  site: DemoSite;
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
  makeProfile: async ({ site }, use) => {
    const profiles: Profile[] = [];
    await use((options) => {
      const profile = new Profile(site, options);
      profiles.push(profile);
      return profile;
    });
    for (const profile of profiles) await profile.remove();
  },
  profile: async ({ makeProfile }, use) => {
    const profile = makeProfile();
    profile.installHelper();
    await use(profile);
  },
});

export { expect };
