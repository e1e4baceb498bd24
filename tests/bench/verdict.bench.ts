// How fast a host is judged in Node, by the same WebAssembly code as in the background, and beside it
// by the npm package `eth-phishing-detect`: the best known peer that compares names with enrolled
// ones. It is here for nothing else, and takes longer the more names there are.
import { createRequire } from "node:module";

import { expect, test } from "@playwright/test";

interface Judge {
  accuses(url: string): boolean;
}

interface Verdicts {
  Judge: new (sites: number) => Judge;
  hosts_to_judge(): string;
  domains_to_enrol(count: number): string;
}

interface Peer {
  check(host: string): { result: boolean };
}

const require = createRequire(import.meta.url);

/** How much longer a host may take with 10,000 sites than with 10. */
const GROWTH = 2;

/** Rounds of which the median counts: other programs are busy in some of them. */
const ROUNDS = 11;

/** The peer takes milliseconds for a host: each of so many, in so many rounds, is enough. Hosts of
 * four kinds take turns, so the number is odd. */
const PEER_STRIDE = 41;
const PEER_ROUNDS = 3;

/** Microseconds for one of them, by the median of the rounds, and how many were accused. */
function measure(
  all: string[],
  rounds: number,
  accuses: (text: string) => boolean,
): { microseconds: number; accused: number } {
  let accused = 0;
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    accused = all.filter(accuses).length;
    return ((performance.now() - start) * 1000) / all.length;
  });
  times.sort((one, other) => one - other);
  return { microseconds: times[Math.floor(rounds / 2)]!, accused };
}

test("a host takes at most twice as long with 10,000 sites as with 10", () => {
  const path = process.env.SIGNIN_SEAL_VERDICT_BENCH;
  const verdicts = require(path!) as Verdicts;
  const PhishingDetector = require("eth-phishing-detect/src/detector.js") as new (options: {
    fuzzylist: string[];
    tolerance: number;
  }) => Peer;
  const hosts = verdicts.hosts_to_judge().split("\n");
  const urls = hosts.map((host) => `https://${host}/`);

  const [few, many] = [10, 10_000].map((count) => {
    const judge = new verdicts.Judge(count);
    const own = measure(urls, ROUNDS, (url) => judge.accuses(url));
    const fuzzylist = verdicts.domains_to_enrol(count).split("\n");
    const peer = new PhishingDetector({ fuzzylist, tolerance: 2 });
    const sample = hosts.filter((_, index) => index % PEER_STRIDE === 0);
    const theirs = measure(sample, PEER_ROUNDS, (host) => peer.check(host).result);
    console.log(
      `${count} sites: ${own.microseconds.toFixed(2)} µs a host in WebAssembly ` +
        `(${own.accused} of ${urls.length} accused), ` +
        `${theirs.microseconds.toFixed(2)} µs by eth-phishing-detect ` +
        `(${theirs.accused} of ${sample.length} accused)`,
    );
    return own;
  });

  expect(few!.accused).toBeGreaterThan(0);
  expect(many!.accused).toBeGreaterThanOrEqual(few!.accused);
  expect(many!.microseconds / few!.microseconds).toBeLessThan(GROWTH);
});
