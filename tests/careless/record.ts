// What a hostile page got, as the demo site has it, and how much of a password that is.
import type { DemoSite } from "../kit/demo-site.ts";

/** What one document has told on one channel: the longest of it. */
interface Told {
  readonly born: number;
  readonly text: string;
}

interface Piece {
  readonly host: string;
  readonly way: "report" | "socket" | "form" | "query";
  readonly text: string;
}

interface Report {
  readonly document: string;
  readonly born: number;
  readonly channel: string;
  readonly text: string;
}

/** Everything that the pages of one visit got. */
export class Record {
  readonly #channels = new Map<string, Map<string, Told>>();

  constructor(pieces: readonly Piece[]) {
    for (const [order, { way, text }] of pieces.entries()) {
      if (way === "report" || way === "socket") {
        this.#note(JSON.parse(text) as Report);
        continue;
      }
      for (const [name, value] of new URLSearchParams(text)) {
        const channel = name === "trick" ? name : way;
        this.#note({ document: `${order} ${name}`, born: order, channel, text: value });
      }
    }
  }

  #note({ document, born, channel, text }: Report): void {
    const documents = this.#channels.get(channel) ?? new Map<string, Told>();
    this.#channels.set(channel, documents);
    const longest = documents.get(document);
    if (!longest || text.length >= longest.text.length) documents.set(document, { born, text });
  }

  /** What came on this channel, of all documents in the order of their birth. */
  on(channel: string): string {
    const documents = [...(this.#channels.get(channel)?.values() ?? [])];
    return documents.sort((one, other) => one.born - other.born).map(({ text }) => text).join("");
  }

  /** Each channel with what came on it. */
  channels(): [string, string][] {
    return [...this.#channels.keys()].map((channel) => [channel, this.on(channel)]);
  }

  /** Whether the whole password came on this channel. */
  hasWhole(password: string, channel: string): boolean {
    return longestRun(this.on(channel), password) === password.length;
  }

  /** The most of the password that is in one piece on any channel. */
  longestRun(password: string): number {
    return Math.max(0, ...this.channels().map(([, text]) => longestRun(text, password)));
  }

  /** How many characters of the password the page knows from all channels together, where it has at
   * least three of them in one piece: fewer are in everything. */
  known(password: string): number {
    const known = new Set<number>();
    for (const [, text] of this.channels()) {
      for (const reading of readings(text)) {
        for (const place of placesIn(reading, lower(password))) known.add(place);
      }
    }
    return known.size;
  }
}

/** What was got under the label that stands in the host's name, once no more of it comes. */
export async function recordOf(site: DemoSite, label: string): Promise<Record> {
  const read = async (): Promise<Piece[]> => {
    const answer = await fetch(`http://127.0.0.1:${site.httpPort}/got/record?${label}`);
    return (await answer.json()) as Piece[];
  };
  // A page that is busy tells late: three looks at the same are the end of it.
  let [now, same] = [await read(), 0];
  while (same < 3) {
    await new Promise((later) => setTimeout(later, 40));
    const next = await read();
    same = next.length === now.length ? same + 1 : 0;
    now = next;
  }
  return new Record(now);
}

const lower = (text: string): string => text.toLowerCase();

/** The name of a key that writes nothing, as the spy has it. */
const NAMED = /⟨([^⟩]*)⟩/;

/** What a log of keys has written: with Backspace and the arrows, as in a field. */
export function replay(log: string): string {
  let [text, caret, rest] = ["", 0, log];
  const put = (more: string): void => {
    text = text.slice(0, caret) + more + text.slice(caret);
    caret += more.length;
  };
  for (let named = NAMED.exec(rest); named; named = NAMED.exec(rest)) {
    put(rest.slice(0, named.index));
    rest = rest.slice(named.index + named[0].length);
    if (named[1] === "Backspace" && caret > 0) {
      text = text.slice(0, caret - 1) + text.slice(caret);
      caret--;
    }
    if (named[1] === "ArrowLeft") caret = Math.max(0, caret - 1);
    if (named[1] === "ArrowRight") caret = Math.min(text.length, caret + 1);
    if (named[1] === "End") caret = text.length;
    if (named[1] === "Home") caret = 0;
  }
  put(rest);
  return text;
}

/** All ways to read what was told: as it is, as a field would have it, and from its end; capitals or
 * not. */
function readings(text: string): string[] {
  const plain = text.replaceAll(new RegExp(NAMED, "g"), "");
  const turned = [...plain].reverse().join("");
  return [...new Set([plain, replay(text), turned].map(lower))];
}

/** The places of the password that stand in a text in pieces of at least three. */
function placesIn(text: string, password: string): number[] {
  const places = new Set<number>();
  for (let start = 0; start + 3 <= password.length; start++) {
    if (text.includes(password.slice(start, start + 3))) {
      for (const place of [start, start + 1, start + 2]) places.add(place);
    }
  }
  return [...places];
}

/** How many characters of the password stand together in a text, however it is read. */
export function longestRun(text: string, password: string): number {
  const wanted = lower(password);
  let longest = 0;
  for (const reading of readings(text)) {
    for (let start = 0; start < wanted.length; start++) {
      while (start + longest < wanted.length && reading.includes(wanted.slice(start, start + longest + 1))) longest++;
    }
  }
  return longest;
}
