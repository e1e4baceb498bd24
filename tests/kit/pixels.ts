// What stands on the screen: pictures of a page, read pixel by pixel.
import { inflateSync } from "node:zlib";

import type { Page } from "@playwright/test";

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of this place as it is, without what Playwright does to a page before it takes one. */
export async function picture(page: Page, place: Place): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const [left, top] = await page.evaluate(() => [scrollX, scrollY] as const);
  const clip = { ...place, x: place.x + left, y: place.y + top, scale: 1 };
  const { data } = await session.send("Page.captureScreenshot", { clip, format: "png" });
  await session.detach();
  return Buffer.from(data, "base64");
}

/** The share of the pixels of this place, from 0 to 1, that have this colour, as "#rrggbb". */
export async function shareOf(page: Page, place: Place, colour: string): Promise<number> {
  const pixels = decoded(await picture(page, place));
  const hits = pixels.filter((pixel) => pixel === Number.parseInt(colour.slice(1), 16));
  return hits.length / pixels.length;
}

/** The pixels of a PNG as the browser writes it: eight bits a channel, not interlaced. */
function decoded(png: Buffer): number[] {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) !== "IDAT") continue;
    parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  let above: Uint8Array = new Uint8Array(stride);
  const pixels: number[] = [];
  for (let row = 0; row < height; row++) {
    const start = row * (stride + 1);
    const line = new Uint8Array(raw.subarray(start + 1, start + 1 + stride));
    for (let at = 0; at < stride; at++) {
      const left = at < channels ? 0 : line[at - channels]!;
      const corner = at < channels ? 0 : above[at - channels]!;
      line[at]! += predicted(raw[start]!, left, above[at]!, corner);
    }
    for (let at = 0; at < stride; at += channels) {
      pixels.push((line[at]! << 16) | (line[at + 1]! << 8) | line[at + 2]!);
    }
    above = line;
  }
  return pixels;
}

/** The filters of the PNG specification, section 9.2. */
function predicted(filter: number, left: number, up: number, corner: number): number {
  const near = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(near - value)) as [number, number, number];
  const paeth = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  return [0, left, up, (left + up) >> 1, paeth][filter] ?? 0;
}
