// The careless typist's pages: each page of `pages`, the ways in that it takes, how the person types
// there, and what the page may get. What a page does, its own first lines say.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { randomFrom, seedOf } from "../kit/random.ts";
import { IS_SOAK } from "../kit/sample.ts";
import type { File } from "./stage.ts";
import { FASTEST, type Habit, type Manner, type Way } from "./typist.ts";

const here = dirname(fileURLToPath(import.meta.url));

/** What the careless person types everywhere. No five characters of it stand in any page. */
export const PASSWORD = "Vz7!kQ2m-Wx9";

/** What a page may get. */
export const BOUNDS = {
  nothing: "no piece of the password, not even its beginning",
  "the first four": "no more than the first four characters, by which the password is known",
  "a part": "more than the first four characters, and never all: the last column says why",
  all: "the whole password: the last column says why that cannot be prevented",
} as const;
export type Bound = keyof typeof BOUNDS;

export interface Careless {
  readonly name: string;
  readonly ways: readonly Way[];
  /** Where the page is served, when not on a host that imitates nothing. */
  readonly at?: "a near name" | "a shared host" | "another host over http";
  /** What stands in the page's place in the end, when it is not that a password was kept from it. */
  readonly ends?: "warned" | "untouched";
  /** How the person types there, when not without a fault. */
  readonly habit?: Habit;
  /** Why more gets through by a way in than the platform would let us keep. */
  readonly cannot?: { readonly [way in Way]?: string };
  /** What gets through then, when not all. */
  readonly gets?: "a part";
  /** Whether the page hears each key before the guard does: what it gets depends on the person's pace. */
  readonly isFirst?: boolean;
}

/** What each way in lets through, where the platform lets us judge first. */
const BOUND: Record<Way, Bound> = {
  keys: "the first four",
  paste: "nothing",
  "paste by Shift+Insert": "nothing",
  drop: "nothing",
  dictation: "nothing",
  composition: "all",
  autofill: "all",
};

export const boundOf = ({ cannot, gets }: Careless, way: Way): Bound =>
  cannot?.[way] ? (gets ?? "all") : BOUND[way];

const COMPOSED =
  "the browser tells the page what is being composed, and lets nobody cancel it; it is judged, and taken out, once it is there";
const FILLED =
  "the browser fills the field, and tells of it when it is done; what was saved for the very host is taken out, and not sent";
const WRITTEN =
  "`document.open` takes the extension's listeners away with the document, and those that are put back come after the page's own; what is then pasted or dropped is judged, and the tab is left, once the page has it";
const EDITED = "the browser hands a page that edits text by itself what is dictated without asking; it is judged once it is there";
const GIVEN =
  "by a click elsewhere the person says that what they typed is all, and it is no guarded password: the page gets it, and is left at the next character";
const LEFT = "keys that go to no field are looked at from the fourth on, or when the page is left: it has those of two documents by then";
const UNSIGNED = "nothing about the field says that a password belongs there, and what is typed elsewhere is nobody's business";

const KEYS: readonly Way[] = ["keys"];
const PASTED: readonly Way[] = ["keys", "paste"];
const ALL: readonly Way[] = ["keys", "paste", "drop"];

const page = (name: string, ways: readonly Way[], more: Partial<Careless> = {}): Careless => ({ name, ways, ...more });

export const CARELESS: readonly Careless[] = [
  // Names and forms.
  page("plain-form", [...ALL, "paste by Shift+Insert", "dictation", "composition"], { cannot: { composition: COMPOSED } }),
  page("near-name", PASTED, { at: "a near name", ends: "warned" }),
  page("shared-hosting", PASTED, { at: "a shared host" }),
  page("insecure", ALL, { at: "another host over http" }),
  page("two-steps", PASTED),
  page("sign-up", PASTED, { habit: "leaves one out" }),
  page("change-password", PASTED, { habit: "mistypes" }),

  // Frames.
  page("frame-same-origin", ALL),
  page("frame-cross-origin", [...ALL, "dictation"], { habit: "leaves one out" }),
  page("frame-cross-site", ALL),
  page("frames-nested", PASTED),
  page("frame-about-blank", ALL),
  page("frame-srcdoc", ALL, { habit: "mistypes" }),
  page("frame-blob", PASTED),
  page("frame-data", ALL),
  page("frame-sandboxed", ALL),
  page("frame-javascript", PASTED),
  page("frame-reused", PASTED),
  page("frame-written", PASTED),
  page("frame-object", PASTED),
  page("frame-heard-by-parent", PASTED),
  page("frame-listens-outside", KEYS),
  page("frame-takes-focus", PASTED),
  page("frame-reloaded", PASTED),

  // Documents that are made anew.
  page("written-at-once", PASTED, { isFirst: true, cannot: { paste: WRITTEN } }),
  page("written-late", ALL, { isFirst: true, cannot: { paste: WRITTEN, drop: WRITTEN } }),
  page("written-in-between", PASTED, { isFirst: true }),
  page("root-swapped", ALL),
  page("field-adopted", PASTED),

  // Shadow roots.
  page("shadow-open", ALL, { habit: "leaves one out" }),
  page("shadow-closed", [...ALL, "dictation", "paste by Shift+Insert"]),
  page("shadow-nested", PASTED),
  page("shadow-declared", PASTED),
  page("element-own", ALL),
  page("slot", ALL),

  // Fields that look like others.
  page("text-security", [...ALL, "dictation", "composition"], { habit: "mistypes", cannot: { composition: COMPOSED } }),
  page("text-security-late", PASTED),
  page("mask-font", PASTED, { habit: "leaves one out" }),
  page("bullets", ALL),
  page("see-through", PASTED),
  page("blurred", PASTED),
  page("textarea", ALL, { habit: "mistypes" }),
  page("search-field", PASTED),
  page("telephone-field", PASTED),
  page("editable-labelled", ALL),
  page("editable-masked", [...ALL, "dictation", "composition"], { habit: "leaves one out", cannot: { composition: COMPOSED } }),
  page("design-mode", ALL),
  page("type-switching", PASTED),
  page("shown-at-once", PASTED),
  page("text-to-password", PASTED),
  page("drawn-field", PASTED),
  page("drawn-over", PASTED),
  page("form-editable", KEYS),
  page("visible-text", PASTED, { ends: "untouched", cannot: { keys: UNSIGNED, paste: UNSIGNED } }),
  page("datalist", PASTED),
  page("svg-foreign", PASTED, { habit: "mistypes" }),
  page("transparent-over", ALL),

  // The password in pieces.
  page("field-for-each", KEYS),
  page("field-for-each-text", KEYS, { habit: "mistypes" }),
  page("split-in-two", KEYS),
  page("split-in-three", KEYS),
  page("split-by-clicks", KEYS),
  page("click-in-between", KEYS, { cannot: { keys: GIVEN }, gets: "a part" }),
  page("click-to-the-next", KEYS, { cannot: { keys: GIVEN }, gets: "a part" }),
  page("split-over-frames", PASTED),
  page("field-remade", PASTED),
  page("field-emptied", ALL),

  // Readers of keys.
  page("canvas-keyboard", PASTED, { habit: "mistypes" }),
  page("box-with-focus", KEYS),
  page("button-with-keys", KEYS),
  page("boxes-by-turns", KEYS),
  page("boxes-by-clock", KEYS),
  page("boxes-in-frames", KEYS),
  page("shown-again", KEYS),
  page("first-of-all", [...ALL, "paste by Shift+Insert"]),
  page("keydown-only", KEYS, { habit: "leaves one out" }),
  page("keypress-only", KEYS),
  page("beforeinput-only", ALL),
  page("input-only", [...ALL, "dictation"]),
  page("keyup-only", KEYS, { habit: "mistypes" }),
  page("key-codes", KEYS),
  page("events-swallowed", ALL),
  page("default-prevented", PASTED),
  page("paste-read", ["paste", "drop"]),
  page("edit-context", ["keys", "dictation", "composition"], { cannot: { dictation: EDITED, composition: COMPOSED } }),

  // Readers of fields.
  page("polled-by-clock", [...ALL, "dictation", "composition"], { habit: "leaves one out", cannot: { composition: COMPOSED } }),
  page("polled-by-frames", KEYS, { habit: "mistypes" }),
  page("polled-by-messages", KEYS),
  page("observed", ALL),
  page("styles-only", KEYS),
  page("styles-that-load", KEYS),
  page("selection-heard", KEYS),
  page("size-observed", KEYS),

  // Ways out.
  page("submit-each-key", ALL),
  page("submit-each-key-frame", PASTED),
  page("submit-at-fourth", PASTED),
  page("submit-at-sixth", PASTED),
  page("submit-at-last", PASTED),
  page("form-data", PASTED),
  page("form-get", PASTED),
  page("service-worker", PASTED),
  page("web-socket", PASTED),

  // Going elsewhere in the middle of the word.
  page("push-state", KEYS),
  page("next-page", KEYS),
  page("reloaded", KEYS),
  page("reloaded-by-thirds", KEYS, { cannot: { keys: LEFT }, gets: "a part" }),
  page("next-site", KEYS),
  page("went-back", KEYS),
  page("popup", KEYS),
  page("two-tabs", KEYS),
  page("two-tabs-by-turns", KEYS),

  // Tricks with the focus, the caret and what is typed.
  page("focus-lost", KEYS),
  page("focus-hidden", PASTED),
  page("focus-hidden-text", PASTED),
  page("focus-before-click", KEYS),
  page("field-then-box", KEYS),
  page("field-then-boxes", KEYS),
  page("field-swapped", KEYS),
  page("events-made", KEYS),
  page("value-set", PASTED),
  page("noise-between", KEYS),
  page("noise-by-command", KEYS),
  page("noise-by-markup", KEYS),
  page("toggling", KEYS),
  page("autofocus", PASTED),
  page("access-key", KEYS),
  page("caret-first", KEYS),
  page("caret-anywhere", KEYS),
  page("reversed", KEYS),
  page("upper-case", PASTED),
  page("range-text", KEYS),
  page("command-echo", PASTED),
  page("undone", KEYS),

  // Tricks with the time that an answer takes.
  page("busy-thread", PASTED),
  page("busy-at-keys", PASTED),

  // Windows and layers.
  page("dialog", ALL, { habit: "leaves one out" }),
  page("popover", PASTED),
  page("fullscreen", KEYS),
  page("pointer-lock", KEYS),
  page("picture-in-picture", PASTED),
  page("window-blank", KEYS),
  page("window-late", KEYS),
  page("virtual-keyboard", KEYS),

  // Filled by the browser.
  page("filled-form", ["keys", "autofill"], { cannot: { autofill: FILLED } }),
  page("filled-unseen", ["autofill"], { cannot: { autofill: FILLED } }),
  page("filled-frame", ["autofill"], { cannot: { autofill: FILLED } }),
];

/** The page of this name. */
export const playable = (name: string): Careless => {
  const found = CARELESS.find((careless) => careless.name === name);
  if (!found) throw new Error(`no page is called ${name}`);
  return found;
};

/** How quick the person is on some pages, in characters a minute. On all others they are as quick as the
 * quickest. */
const SLOW = [
  { perMinute: 30, pages: 2 },
  { perMinute: 60, pages: 3 },
  { perMinute: 120, pages: 4 },
  { perMinute: 200, pages: 6 },
  { perMinute: 300, pages: 10 },
] as const;

/** How a person types on this page: always the same, and in the suite as quickly as the browser takes the
 * keys, or as the quickest of all people. */
export function mannerOf(careless: Careless): Manner {
  if (IS_SOAK) return mannerOfAPerson(careless);
  return careless.isFirst ? { ...quickMannerOf(careless), perMinute: FASTEST } : quickMannerOf(careless);
}

/** The same person, with all the time that the browser does not need. */
export const quickMannerOf = ({ name, habit }: Careless): Manner => ({ habit, random: randomFrom(seedOf(name)) });

/** As above, at the pace of people. */
export function mannerOfAPerson({ name, habit }: Careless): Manner {
  const order = CARELESS.map((careless) => careless.name).sort((one, other) => seedOf(one) - seedOf(other));
  let place = order.indexOf(name);
  const random = randomFrom(seedOf(name));
  for (const { perMinute, pages } of SLOW) {
    if (place < pages) return { perMinute, habit, random };
    place -= pages;
  }
  return { perMinute: FASTEST, habit, random };
}

/** The names of all pages that are there. */
export const pages = (): string[] =>
  readdirSync(join(here, "pages")).filter((file) => file.endsWith(".html")).map((file) => file.replace(/\.html$/, "")).sort();

const TYPES: Record<string, string> = { html: "text/html; charset=utf-8", js: "text/javascript" };

/** The pages with all that they load, and the ordinary ones below `ordinary`. */
export const files = (): File[] => [...filesIn("pages", ""), ...filesIn("ordinary", "ordinary/")];

function filesIn(folder: string, below: string): File[] {
  const names = readdirSync(join(here, folder), { recursive: true }).map(String);
  return names.filter((name) => name.includes(".")).map((name) => {
    const ending = name.slice(name.lastIndexOf(".") + 1);
    const head = ending === "html" ? "<!doctype html><title>Sign in</title>\n" : "";
    return { path: below + name, type: TYPES[ending]!, text: head + readFileSync(join(here, folder, name), "utf8") };
  });
}

interface Head {
  readonly does: string;
  readonly kind: string;
  readonly threats: string;
}

/** What the first lines of a page say of it. */
export function headOf(name: string): Head {
  const text = readFileSync(join(here, "pages", `${name}.html`), "utf8");
  const head = /^<!-- (.+)\n {5}Kind: ([a-z ]+)\. Threats: ([\d, ]+)\. -->\n/.exec(text);
  if (!head) throw new Error(`${name}.html does not say what it does`);
  return { does: head[1]!, kind: head[2]!, threats: head[3]! };
}

/** The table of `docs/careless.md`. */
export function table(): string {
  const row = (careless: Careless): string => {
    const { name, ways, at, cannot = {} } = careless;
    const { does, kind, threats } = headOf(name);
    const bounds = (Object.keys(BOUNDS) as Bound[]).map((bound) => {
      const through = ways.filter((way) => boundOf(careless, way) === bound);
      return through.length ? `${bound} by ${through.join(", ")}` : "";
    });
    const why = Object.entries(cannot).map(([way, reason]) => `${way}: ${reason}`);
    return `| [${name}](../tests/careless/pages/${name}.html) | ${[
      kind,
      threats,
      at ? `${does} (on ${at})` : does,
      bounds.filter(Boolean).join("; "),
      [...new Set(why)].join("; "),
    ].join(" | ")} |`;
  };
  const head = ["| page | kind | threats | what it does | what it gets at most | why no less |", "|---|---|---|---|---|---|"];
  return [...head, ...CARELESS.map(row)].join("\n");
}
