// What the benches compute from their times.

/** The value below which this share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)]!;

/** Another order each time, so that nobody always comes after the same one. */
export function shuffled<T>(values: readonly T[]): T[] {
  const order = values.map((value) => ({ value, place: Math.random() }));
  return order.sort((a, b) => a.place - b.place).map(({ value }) => value);
}

/** A difference, and where it lies with 95 % certainty. */
export interface Difference {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** As many samples as make the ends of the interval steady to a few per cent of its width. */
const SAMPLES = 4_000;

/** By how much the median of `ones` is above that of `others`, measured round by round: the interval is
 * that of the bootstrap, which draws whole rounds, since what disturbs the computer in one round
 * disturbs all that is measured in it. */
export function difference(ones: readonly number[], others: readonly number[]): Difference {
  const differences = Array.from({ length: SAMPLES }, () => {
    const rounds = ones.map(() => Math.floor(Math.random() * ones.length));
    const median = (values: readonly number[]): number => quantile(rounds.map((round) => values[round]!), 0.5);
    return median(ones) - median(others);
  });
  return {
    median: quantile(ones, 0.5) - quantile(others, 0.5),
    low: quantile(differences, 0.025),
    high: quantile(differences, 0.975),
  };
}
