// The keys of a keyboard, as a person presses them.
import type { Page } from "@playwright/test";

const SHIFTED = ")!@#$%^&*(";
const OTHERS: Record<string, string> = { "-": "Minus", "=": "Equal", " ": "Space", ".": "Period", ",": "Comma" };
const OTHERS_SHIFTED: Record<string, string> = { _: "Minus", "+": "Equal", "?": "Slash" };

export interface Key {
  /** As `KeyboardEvent.code` names it. */
  readonly code: string;
  readonly isShifted: boolean;
}

/** The key of the US keyboard that writes a character. */
export function keyOf(character: string): Key {
  if (/[a-z]/i.test(character)) {
    return { code: `Key${character.toUpperCase()}`, isShifted: character !== character.toLowerCase() };
  }
  if (/\d/.test(character)) return { code: `Digit${character}`, isShifted: false };
  if (SHIFTED.includes(character)) return { code: `Digit${SHIFTED.indexOf(character)}`, isShifted: true };
  const isShifted = character in OTHERS_SHIFTED;
  const code = OTHERS[character] ?? OTHERS_SHIFTED[character];
  if (!code) throw new Error(`no key writes ${character}`);
  return { code, isShifted };
}

/** Presses a key, by its character or its name, and holds it as long as `held` takes. */
export async function pressKey({ keyboard }: Page, key: string, held: () => Promise<unknown>): Promise<void> {
  const { code, isShifted } = [...key].length === 1 ? keyOf(key) : { code: key, isShifted: false };
  if (isShifted) await keyboard.down("Shift");
  await keyboard.down(code);
  await held();
  await keyboard.up(code);
  if (isShifted) await keyboard.up("Shift");
}
