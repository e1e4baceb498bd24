// Passwords that the real helper guards, told to it past the browser.
import { talk } from "./conversation.ts";
import type { Profile } from "./profile.ts";
import { randomFrom } from "./random.ts";

export interface GuardedPassword {
  /** The site's id. */
  readonly site: string;
  /** The site's name. */
  readonly name: string;
  readonly password: string;
}

/** Lets the helper guard these passwords, as the extension does after a sign-in. An extension that runs
 * already does not hear of it. */
export const guard = (profile: Profile, passwords: readonly GuardedPassword[]): Promise<void> =>
  talk(profile, async (ask) => {
    for (const password of passwords) {
      const { offered } = (await ask({ offer_guard: password })) as { offered: { offer: string | null } };
      if (offered.offer === null) throw new Error(`the helper does not guard a password of ${password.name}`);
      await ask({ keep_guard: { offer: offered.offer } });
    }
  });

const LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!-_";

/** So many passwords that nobody uses, of some site each: always the same. */
export function somePasswords(count: number): GuardedPassword[] {
  const random = randomFrom(7);
  const letter = (): string => LETTERS[Math.floor(random() * LETTERS.length)]!;
  return Array.from({ length: count }, (_, index) => ({
    site: `own-${index}`,
    name: `Site ${index}`,
    password: Array.from({ length: 12 + (index % 5) }, letter).join(""),
  }));
}
