// Ordinary pages, of each kind that people meet: every one a file of `ordinary/pages`, which says in its
// first line what it is. They are our own; their structures are those of pages in common use.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "ordinary/pages");

export interface Ordinary {
  readonly name: string;
  /** Whether it has a field for a password, or one that is masked as such; or none that can be seen, so
   * that keys go to its scripts alone, as those of a keyboard do that a page draws. */
  readonly asks: "a password" | "no password" | "keys alone";
}

const KEYS_ALONE = ["code-editor.html", "game.html", "shortcuts.html"];
const ASKS = /type="?password|text-security|document\.write|<iframe/;

export const ORDINARY: readonly Ordinary[] = readdirSync(folder)
  .sort()
  .map((file) => ({ name: file.replace(/\.html$/, ""), asks: asksFor(file) }));

function asksFor(file: string): Ordinary["asks"] {
  if (KEYS_ALONE.includes(file)) return "keys alone";
  return ASKS.test(readFileSync(join(folder, file), "utf8")) ? "a password" : "no password";
}
