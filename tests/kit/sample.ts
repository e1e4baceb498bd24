// How much of something is played: a small sample in the suite, by a seed that changes with each run,
// and the whole in `cargo xtask soak`.

/** `cargo xtask` draws it, prints it, and takes it by `--seed`. */
export const SEED = Number(process.env.SIGNIN_SEAL_SEED);

export const IS_SOAK = process.env.SIGNIN_SEAL_SOAK === "1";

/** Marks tests that have a larger size in the soak. */
export const SOAKS = { tag: "@soak" };

/** The size in the suite, or the one in the soak. */
export const sized = <T>(suite: T, soak: T): T => (IS_SOAK ? soak : suite);

/** So many of these in the suite, in their order, drawn by the seed; all of them in the soak. */
export function sampleOf<T>(all: readonly T[], count: number, random: () => number): readonly T[] {
  if (IS_SOAK) return all;
  const left = all.map((_, place) => place);
  const drawn = new Set<number>();
  while (drawn.size < count && left.length > 0) {
    for (const place of left.splice(Math.floor(random() * left.length), 1)) drawn.add(place);
  }
  return all.filter((_, place) => drawn.has(place));
}
