// The attack kit: each page of `pages`, what must come of it, and what it does to a naive overlay.
// What a page does, which threats that are, and where it comes from, its own first lines say.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

/** What must come of an attack. */
export const OUTCOMES = {
  "seal stays": "the whole seal is on the screen by its pixels, and by the frame's own account; the toolbar has its colour",
  withdrawn: "no frame in the page has the seal, and none is put right any more; the toolbar and the popup say that the page keeps the seal from being seen",
  told: "a card stands in the seal's place and says why there is none",
  nothing: "no seal and no frame; of a page that is not genuine, the toolbar says nothing good",
  gone: "no seal for as long as the form is in fullscreen, where no toolbar is; it is back afterwards",
  warned: "the warning stands in the page's place",
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** What an attack does to the naive overlay. */
export const DEFEATS = {
  hidden: "less than a tenth of its pixels are left",
  covered: "something stands over it, also where that is transparent: the browser's account says so",
  removed: "it is not in the page, or no longer",
  read: "the page has its words",
  faked: "the page draws the same pixels elsewhere",
  clicked: "a click that was meant for something else decides in it",
} as const;
export type Defeat = keyof typeof DEFEATS;

export interface Attack {
  readonly name: string;
  readonly outcome: Outcome;
  /** What becomes of the naive overlay; where that cannot be, what it would give away instead. */
  readonly naive: Defeat | { readonly gives: string };
  /** Where the page is served, when not on the genuine sign-in host. */
  readonly at?: "another host" | "a near name" | "an imitation";
  /** What it begins with, when not by itself as soon as the seal stands. */
  readonly begins?: "from the start" | "by a click" | "by a double click";
}

const stays = (name: string, naive: Attack["naive"], more: Partial<Attack> = {}): Attack => ({
  name,
  outcome: "seal stays",
  naive,
  ...more,
});
const withdrawn = (name: string, naive: Attack["naive"], more: Partial<Attack> = {}): Attack => ({
  name,
  outcome: "withdrawn",
  naive,
  ...more,
});
const elsewhere = (name: string, outcome: Outcome, naive: Attack["naive"]): Attack => ({
  name,
  outcome,
  naive,
  at: "another host",
});

export const ATTACKS: readonly Attack[] = [
  // Styles on the overlay and on what it stands in.
  stays("html-opacity", "hidden"),
  stays("body-opacity", "hidden"),
  stays("root-opacity", "hidden"),
  stays("root-opacity-held", "hidden"),
  stays("parent-opacity", "hidden"),
  stays("style-sheet", "hidden"),
  stays("style-layer", "hidden"),
  stays("style-everything", "hidden"),
  stays("style-animated", "hidden"),
  withdrawn("display-none", "hidden"),
  withdrawn("content-visibility", { gives: "its words: only its colour is left" }),
  stays("attributes", "hidden"),
  stays("visibility", "hidden"),
  stays("filter", "hidden"),
  stays("transform", "hidden"),
  stays("scale", "hidden"),
  stays("clip-path", "hidden"),
  stays("mask", "hidden"),
  stays("contain", "hidden"),
  stays("blend", "hidden"),
  stays("zoom", "hidden"),
  withdrawn("zoom-flicker", "hidden"),
  stays("form-above", "hidden", { begins: "from the start" }),
  stays("pointer-events", { gives: "its button: no click gets there" }),
  stays("inert", { gives: "its button: no click gets there" }),
  withdrawn("view-transition", "hidden"),
  withdrawn("view-transition-again", "hidden"),
  stays("box-at-the-edge", { gives: "its place: it stands where the box was" }),
  stays("box-elsewhere", { gives: "its place: it stands where the box was" }),
  stays("box-without-size", { gives: "its place: it stands where the box was" }),
  stays("box-without-box", { gives: "its place: it stands where the box was" }),
  stays("box-that-runs", { gives: "its place: it stands where the box was" }),
  stays("scroll", "hidden"),

  // Things above the overlay.
  stays("z-index", "covered"),
  stays("popover-once", "covered"),
  stays("popover-transparent", "covered"),
  stays("popover-partial", "covered"),
  withdrawn("popover-war", "covered"),
  withdrawn("popover-war-transparent", "covered"),
  withdrawn("popover-war-partial", "covered"),
  withdrawn("popover-by-turns", "covered"),
  withdrawn("popover-mostly", "covered"),
  withdrawn("popover-at-the-pointer", "covered"),
  stays("modal-dialog", "covered"),
  stays("modal-backdrop", "covered"),
  stays("dialogs-nested", "covered"),
  withdrawn("dialog-war", "covered"),
  stays("form-in-a-dialog", "covered"),
  withdrawn("dialogs-without-end", "covered"),
  stays("pseudo-element", "covered"),
  { name: "fullscreen", outcome: "gone", naive: "covered", begins: "by a click" },

  // Removal, and a document that is made anew under it.
  stays("removed-once", "removed"),
  withdrawn("removed-at-once", "removed"),
  withdrawn("removed-each-frame", "removed"),
  stays("moved-into-hiding", "hidden"),
  withdrawn("moved-again-and-again", "hidden"),
  stays("document-write", "removed"),
  stays("document-write-late", { gives: "its time: it hears of no form that comes late" }, { begins: "from the start" }),
  stays("body-swapped", "removed"),
  stays("root-swapped", "removed"),
  stays("form-remade", "removed"),
  stays("focus-without-end", { gives: "its place: it stands where the box was" }),
  stays("functions-replaced", "removed"),
  stays("events-swallowed", { gives: "its time: it hears of no form that comes late" }, { begins: "from the start" }),
  stays("document-clobbered", "removed", { begins: "from the start" }),
  withdrawn("form-clobbered", "removed", { begins: "from the start" }),

  // Fakes, and talk about the seal.
  elsewhere("fake-seal", "nothing", "faked"),
  stays("fake-upgrade", "removed"),
  withdrawn("fake-switch-off", "covered"),
  elsewhere("browser-in-the-browser", "nothing", { gives: "nothing: a picture in a page is all that it is, too" }),
  { name: "fake-on-a-lookalike", outcome: "warned", naive: { gives: "nothing: it warns of no name" }, at: "an imitation" },

  // Reading, embedding, talking.
  stays("page-reading", "read"),
  stays("frame-copied", "read"),
  stays("frame-by-address", "read"),
  stays("messages-forged", { gives: "its words: whoever can send a message can as well read it" }),
  elsewhere("warning-forged", "nothing", { gives: "nothing: it has no warning" }),
  elsewhere("framed", "told", { gives: "its words: it is drawn in every frame" }),
  stays("double-click", "clicked", { begins: "by a double click" }),
  elsewhere("probing", "nothing", { gives: "that it is there: its element stands in each page" }),

  // Documents and windows that only look like the page.
  { name: "data-document", outcome: "nothing", naive: { gives: "its words: it is drawn wherever a password is asked for" } },
  stays(
    "srcdoc-document",
    { gives: "its place: it does not look into frames" },
    { begins: "from the start" },
  ),
  { name: "blob-document", outcome: "nothing", naive: { gives: "its words: it is drawn wherever a password is asked for" } },
  { name: "sandboxed-document", outcome: "nothing", naive: { gives: "its words: it is drawn wherever a password is asked for" } },
  stays("blank-window", { gives: "its words: it is drawn wherever a password is asked for" }, { begins: "by a click" }),
  stays("picture-in-picture", { gives: "nothing: it is not there either" }, { begins: "by a click" }),
  stays("history", { gives: "nothing: it does not look at addresses" }),
  { name: "asking-again", outcome: "warned", naive: { gives: "nothing: it warns of no name" }, at: "a near name" },
];

/** The names of all pages that are there. */
export const pages = (): string[] =>
  readdirSync(join(folder, "pages")).map((file) => file.replace(/\.html$/, "")).sort();

const spy = (): string => `<script>\n${read("../sites/pages/spy.js")}</script>`;

/** The page of an attack, with the form that all of them share. */
export const pageOf = (name: string): string =>
  read("pages", `${name}.html`).replace("<sign-in></sign-in>", read("sign-in.html")).replace("<spy></spy>", spy);

export const naiveOverlay = (): string => read("naive.js");

interface Head {
  readonly does: string;
  readonly threats: string;
  readonly source: string;
}

/** What the first lines of a page say of it. */
export function headOf(name: string): Head {
  const head = /^<!-- (.+)\n {5}Threats: ([\d, ]+)\. Source: (.+)\. -->\n/.exec(read("pages", `${name}.html`));
  if (!head) throw new Error(`${name}.html does not say what it does`);
  return { does: head[1]!, threats: head[2]!, source: head[3]! };
}

/** The table of `docs/attacks.md`. */
export function table(): string {
  const row = ({ name, outcome, naive, at, begins }: Attack): string => {
    const { does, threats, source } = headOf(name);
    const circumstances = [at && `on ${at}`, begins].filter(Boolean).join(", ");
    return `| [${name}](../tests/attacks/pages/${name}.html) | ${threats} | ${[
      circumstances ? `${does} (${circumstances})` : does,
      source,
      typeof naive === "string" ? naive : `would give ${naive.gives}`,
      outcome,
    ].join(" | ")} |`;
  };
  const head = ["| page | threats | what it does | source | the naive overlay | the seal |", "|---|---|---|---|---|---|"];
  return [...head, ...ATTACKS.map(row)].join("\n");
}
