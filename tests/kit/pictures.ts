// Pictures to make seals of: small ones of the repository, and larger ones that the browser draws.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, type FileChooser, type Frame, type Page } from "@playwright/test";

const folder = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../native-host/picture/tests/pictures",
);

export interface Picture {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A picture of the repository: native-host/picture/tests/pictures/README.md tells what each shows. */
export const picture = (name: string, mimeType = "image/jpeg"): Picture => ({
  name,
  mimeType,
  buffer: readFileSync(join(folder, name)),
});

/** The same picture with another EXIF orientation (Exif 2.32, tag 0x0112, big or little endian). */
export function turned(original: Picture, orientation: number): Picture {
  const buffer = Buffer.from(original.buffer);
  const header = buffer.indexOf("Exif\0\0") + 6;
  const little = buffer.toString("latin1", header, header + 2) === "II";
  const tag = buffer.indexOf(Buffer.from(little ? [0x12, 0x01] : [0x01, 0x12]), header);
  expect(tag).toBeGreaterThan(header);
  if (little) buffer.writeUInt16LE(orientation, tag + 8);
  else buffer.writeUInt16BE(orientation, tag + 8);
  return { ...original, buffer };
}

/** The same picture with a comment in it (JPEG, ITU-T T.81, section B.2.4.5). */
export function withComment(original: Picture, comment: string): Picture {
  const text = Buffer.from(comment);
  const segment = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  const parts = [original.buffer.subarray(0, 2), segment, text, original.buffer.subarray(2)];
  return { ...original, buffer: Buffer.concat(parts) };
}

/** The same picture, made longer behind its end. */
export const padded = (original: Picture, bytes: number): Picture => ({
  ...original,
  buffer: Buffer.concat([original.buffer, Buffer.alloc(bytes - original.buffer.length)]),
});

/** A JPEG that the browser draws: noise of this strength around a grey. */
export async function drawn(
  page: Page,
  width: number,
  height: number,
  grey: number,
  noise: number,
  quality = 0.9,
): Promise<Picture> {
  const base64 = await page.evaluate(
    async ({ width, height, grey, noise, quality }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d")!;
      const pixels = context.createImageData(width, height);
      let seed = 1;
      const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5;
      for (let place = 0; place < pixels.data.length; place += 4) {
        for (const channel of [0, 1, 2]) pixels.data[place + channel] = grey + noise * random();
        pixels.data[place + 3] = 255;
      }
      context.putImageData(pixels, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
      const url = await new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(blob);
      });
      return url.slice(url.indexOf(",") + 1);
    },
    { width, height, grey, noise, quality },
  );
  return { name: "drawn.jpg", mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

/** A landscape that the browser draws: something to look at. */
export async function landscape(page: Page): Promise<Picture> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 800);
    const context = canvas.getContext("2d")!;
    const sky = context.createLinearGradient(0, 0, 0, 520);
    sky.addColorStop(0, "#20527f");
    sky.addColorStop(1, "#f4b183");
    context.fillStyle = sky;
    context.fillRect(0, 0, 1200, 800);
    context.fillStyle = "#fff1c9";
    context.beginPath();
    context.arc(760, 330, 90, 0, 7);
    context.fill();
    for (const [colour, base, height, waves] of [
      ["#6b5b7b", 470, 90, 2.2],
      ["#46506b", 560, 110, 3.1],
      ["#25324a", 660, 90, 1.7],
    ] as const) {
      context.fillStyle = colour;
      context.beginPath();
      context.moveTo(0, 800);
      for (let x = 0; x <= 1200; x += 8) {
        context.lineTo(x, base - height * Math.abs(Math.sin((x / 1200) * Math.PI * waves + base)));
      }
      context.lineTo(1200, 800);
      context.fill();
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
  });
  return { name: "landscape.jpg", mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

/** Brings a picture into the editor by its Browse button. It comes from a file, as a person's does:
 * what a test hands over in memory arrives by an event that a script has made. */
export async function browse(editor: Page, file: Picture): Promise<void> {
  const choosing = editor.waitForEvent("filechooser");
  await editor.locator("#browse").click();
  await choose(await choosing, file);
}

export async function choose(chooser: FileChooser, { name, buffer }: Picture): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "signin-seal-picture-"));
  writeFileSync(join(folder, name), buffer);
  await chooser.setFiles(join(folder, name));
  // The browser reads the file when the page does.
  chooser.page().once("close", () => rmSync(folder, { recursive: true }));
}

/** Drops a picture on the editor, as from the desktop: by real events of the browser. */
export async function drop(editor: Page, path: string): Promise<void> {
  const area = (await editor.locator("#drop").boundingBox())!;
  const session = await editor.context().newCDPSession(editor);
  const place = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...place, data });
  }
  await session.detach();
}

/** The bytes of the picture on a seal. */
export async function pictureBytes(seal: Frame | Page, selector = "#seal"): Promise<Buffer> {
  const source = await seal.locator(`${selector} img`).getAttribute("src");
  return Buffer.from(source!.slice(source!.indexOf(",") + 1), "base64");
}

/** The names of the colours in the corners of a seal's picture, from the top left, row by row. */
export async function cornerColours(seal: Frame | Page, selector = "#seal"): Promise<string[]> {
  return seal.locator(`${selector} img`).evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const name = (column: number, row: number): string => {
      const [red, green, blue] = context.getImageData(column, row, 1, 1).data;
      const high = [red! > 128, green! > 128, blue! > 128].map(Number).join("");
      const names: Record<string, string> = { "100": "red", "010": "green", "001": "blue", "110": "yellow" };
      return names[high] ?? high;
    };
    const [right, low] = [Math.floor(width * 0.9), Math.floor(height * 0.9)];
    const [left, top] = [Math.floor(width * 0.1), Math.floor(height * 0.1)];
    return [name(left, top), name(right, top), name(left, low), name(right, low)];
  });
}
