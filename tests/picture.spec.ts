// Pictures on a seal: how they come in, what is taken and what is refused, the part that is chosen,
// and what is left of it in each size.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BrowserContext, Page } from "@playwright/test";

import { GENUINE } from "./kit/demo-site.ts";
import { openPage } from "./kit/extension.ts";
import { expect, test } from "./kit/fixtures.ts";
import { tabTo } from "./kit/keyboard.ts";
import {
  browse,
  choose,
  cornerColours,
  drawn,
  drop,
  padded,
  type Picture,
  picture,
  pictureBytes,
  turned,
  withComment,
} from "./kit/pictures.ts";
import { changeFromPage, readPopup, save, sealFrame, toThePicture } from "./kit/seal.ts";
import { activeTab, colourAt, watchIcons } from "./kit/toolbar.ts";

const CORNERS = ["red", "green", "blue", "yellow"];
const LIMITS = "JPEG picture under 1 MB (1,048,576 bytes)";

async function openPictureEditor(context: BrowserContext): Promise<Page> {
  const editor = await openPage(context, "editor.html");
  await toThePicture(editor);
  return editor;
}

const expectPreview = (editor: Page): Promise<void> =>
  expect(editor.locator("#preview img")).toBeVisible();

async function expectSaved(editor: Page): Promise<void> {
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#status")).toContainText("Saved");
}

test("a picture becomes the seal of the page, the popup and the toolbar", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openPictureEditor(context);
  await expect(editor.locator("#picture_limits")).toContainText("JPEG file under 1 MB (1,048,576 bytes)");
  await expect(editor.locator("#preview_empty")).toBeVisible();
  await browse(editor, picture("corners.jpg"));
  await expectPreview(editor);
  await editor.locator('input[name=colour][value="#6a1b9a"]').check();
  expect(await cornerColours(editor, "#preview")).toEqual(CORNERS);
  expect(await cornerColours(editor, "#preview_large")).toEqual(CORNERS);
  await expectSaved(editor);

  const iconOf = await watchIcons(context);
  const page = await context.newPage();
  await page.goto(GENUINE);
  const frame = await sealFrame(page);
  const seal = frame.getByRole("img", { name: "Your Sign-in Seal: your picture" });
  await expect(seal).toBeVisible();
  await expect(seal).toHaveCSS("background-color", "rgb(106, 27, 154)");
  expect(await cornerColours(frame)).toEqual(CORNERS);
  // As large as in the preview, which the same code has drawn.
  const size = (box: { width: number; height: number } | null): number[] => [box!.width, box!.height];
  const inFrame = await frame.locator("#seal").boundingBox();
  const inPreview = await editor.locator("#preview").boundingBox();
  expect(size(inFrame)).toEqual(size(inPreview));

  const tab = await activeTab(context);
  const near = async (column: number, row: number, expected: readonly number[]): Promise<void> => {
    const read = async (): Promise<number> => {
      const colour = colourAt(column, row)(await iconOf(tab)).split(",").map(Number);
      return Math.max(...expected.map((value, channel) => Math.abs(value - (colour[channel] ?? -999))));
    };
    await expect.poll(read, { message: `the icon at ${column}, ${row}` }).toBeLessThan(80);
  };
  // The icon of the preview is the icon of the toolbar, and the smaller one is there too.
  const pixels = (size: number): Promise<number[]> =>
    editor.locator(`#icon_${size}`).evaluate((canvas: HTMLCanvasElement) => [
      ...canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data,
    ]);
  const opaque = (rgba: readonly number[] | undefined): number[] =>
    (rgba ?? []).filter((_, place) => rgba![place - (place % 4) + 3] === 255);
  await expect.poll(async () => opaque(await iconOf(tab))).toEqual(opaque(await pixels(32)));
  expect(opaque(await pixels(16)).length).toBeGreaterThan(16 * 16 * 2);
  await near(8, 8, [255, 0, 0]);
  await near(24, 8, [0, 255, 0]);
  await near(8, 24, [0, 0, 255]);
  await near(16, 0, [106, 27, 154]); // the rim
  expect(colourAt(0, 0)(await iconOf(tab))).toMatch(/,0$/); // the corner is clear

  const popup = await readPopup(context, page);
  expect(popup.title).toBe("This is the genuine Alibaba.com");
  expect(popup.sealSpoken).toBe("Your Sign-in Seal: your picture");
});

test("a picture comes in by drop", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  const path = join(profile.folder, "dropped.jpg");
  writeFileSync(path, picture("corners.jpg").buffer);
  await drop(editor, path);
  await expectPreview(editor);
  expect(await cornerColours(editor, "#preview")).toEqual(CORNERS);
});

test("a picture comes in by paste, and a PNG by one click more", async ({ profile }) => {
  const context = await profile.open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const editor = await openPictureEditor(context);
  const png = picture("transparent.png").buffer.toString("base64");
  await editor.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0));
    const item = new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) });
    await navigator.clipboard.write([item]);
  }, png);
  await editor.keyboard.press("ControlOrMeta+V");
  const card = editor.locator("#picture_problem");
  await expect(card).toContainText("This is a PNG picture. A seal takes JPEG pictures under 1 MB.");
  await expect(editor.locator("#preview img")).toBeHidden();
  await card.getByRole("button", { name: "Convert it to JPEG" }).click();
  await expect(card).toBeHidden();
  await expectPreview(editor);
  expect((await pictureBytes(editor, "#preview")).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
});

test("a picture is named by its content, and converted by one click", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openPictureEditor(context);
  for (const [file, type, format] of [
    ["lossless.webp", "image/webp", "WebP"],
    ["animated.gif", "image/gif", "GIF"],
  ] as const) {
    await browse(editor, { ...picture(file, type), name: "renamed.jpg", mimeType: "image/jpeg" });
    const card = editor.locator("#picture_problem");
    await expect(card).toContainText(`This is a ${format} picture.`);
    await card.getByRole("button", { name: "Convert it to JPEG" }).click();
    await expect(card).toBeHidden();
    await expectPreview(editor);
  }
  await expectSaved(editor);
  const page = await context.newPage();
  await page.goto(GENUINE);
  await expect((await sealFrame(page)).locator("#seal img")).toBeVisible();
});

test("a JPEG is a JPEG, whatever its file is called", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  await browse(editor, { ...picture("corners.jpg"), name: "picture.png", mimeType: "image/png" });
  await expectPreview(editor);
});

interface Refused {
  readonly name: string;
  readonly file: (editor: Page) => Promise<Picture> | Picture;
  readonly message: string;
  /** What a good file has, where that is what this one lacks. */
  readonly limits?: string;
}

const REFUSED: readonly Refused[] = [
  {
    name: "of 1,048,576 bytes",
    file: () => padded(picture("corners.jpg"), 1_048_576),
    message: "This file is too large: 1048576 bytes. It may have at most 1048575.",
    limits: LIMITS,
  },
  {
    name: "that is a text",
    file: () => ({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") }),
    message: "This file is no picture that can be used.",
    limits: LIMITS,
  },
  {
    name: "that is empty",
    file: () => ({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) }),
    message: "This file is no picture that can be used.",
    limits: LIMITS,
  },
  {
    name: "that ends in the middle",
    file: () => {
      const whole = picture("baseline.jpg");
      return { ...whole, buffer: whole.buffer.subarray(0, whole.buffer.length / 2) };
    },
    message: "This picture is damaged or not complete.",
  },
  {
    name: "of a rare kind",
    file: () => {
      const lossless = picture("baseline.jpg"); // says that it is lossless (ITU-T T.81, table B.1)
      lossless.buffer[lossless.buffer.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3;
      return lossless;
    },
    message: "This is a JPEG of a rare kind that cannot be read.",
  },
  {
    name: "that says it has far too many pixels",
    file: () => {
      const { buffer, ...rest } = picture("baseline.jpg");
      const header = buffer.indexOf(Buffer.from([0xff, 0xc0]));
      const large = Buffer.from(buffer);
      large.writeUInt16BE(60_000, header + 5);
      large.writeUInt16BE(60_000, header + 7);
      return { ...rest, buffer: large };
    },
    message: "This picture is too large: 60000 × 60000 pixels.",
  },
];

test("a file that cannot be used is refused, and the limits are said", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  const card = editor.locator("#picture_problem");
  for (const { name, file, message, limits } of REFUSED) {
    await test.step(`a file ${name}`, async () => {
      await browse(editor, await file(editor));
      await expect(card).toContainText(message);
      await expect(card).toContainText(limits ?? message);
      await expect(editor.locator("#picture_limits")).toContainText("JPEG file under 1 MB (1,048,576 bytes)");
      await expect(editor.getByRole("button", { name: "Convert it to JPEG" })).toBeHidden();
    });
  }
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#error_picture")).toHaveText("Choose a picture.");
  await expect(editor.locator("#browse")).toBeFocused();
  // A good one takes its place.
  await browse(editor, picture("corners.jpg"));
  await expect(card).toBeHidden();
  await expectPreview(editor);
});

test("too large and no picture: the message has both limits", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  await browse(editor, { name: "a.png", mimeType: "image/png", buffer: Buffer.alloc(2_000_000) });
  await expect(editor.locator("#picture_problem")).toContainText(LIMITS);
});

test("the largest file that is allowed is taken", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  await browse(editor, padded(picture("corners.jpg"), 1_048_575));
  await expectPreview(editor);
});

test("a picture that was taken upside down or sideways stands upright", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  for (const [orientation, corners] of [
    [3, ["yellow", "blue", "green", "red"]],
    [6, ["blue", "red", "yellow", "green"]],
  ] as const) {
    await browse(editor, turned(picture("corners.jpg"), orientation));
    await expect.poll(() => cornerColours(editor, "#preview")).toEqual(corners);
  }
});

test("nothing but pixels is left of a file", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openPictureEditor(context);
  const file = withComment(picture("corners.jpg"), "taken at home, 52.5 N 13.4 E");
  expect(file.buffer.includes("taken at home")).toBe(true);
  expect(file.buffer.includes("Exif")).toBe(true);
  await browse(editor, file);
  await expectPreview(editor);
  await expectSaved(editor);
  const page = await context.newPage();
  await page.goto(GENUINE);
  const frame = await sealFrame(page);
  await expect(frame.locator("#seal img")).toBeVisible();
  const kept = [
    await pictureBytes(frame),
    await pictureBytes(editor, "#preview"),
    await pictureBytes(editor, "#preview_large"),
    await pictureBytes(editor, "#crop_stage"),
  ];
  for (const bytes of kept) {
    for (const trace of ["taken at home", "Exif", "ICC_PROFILE", "Adobe"]) {
      expect(bytes.includes(trace), trace).toBe(false);
    }
  }
});

test("the part is chosen by keyboard", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  await browse(editor, picture("corners.jpg"));
  await expectPreview(editor);
  const [side, x, y] = [editor.locator("#crop_side"), editor.locator("#crop_x"), editor.locator("#crop_y")];
  await expect(side).toHaveValue("32");
  await side.focus();
  for (let presses = 0; presses < 20; presses++) await editor.keyboard.press("ArrowLeft");
  await expect(side).toHaveValue("12");
  await x.focus();
  await editor.keyboard.press("Home");
  await y.focus();
  await editor.keyboard.press("Home");
  await expect.poll(() => cornerColours(editor, "#preview")).toEqual(["red", "red", "red", "red"]);
  await x.focus();
  await editor.keyboard.press("End");
  await y.focus();
  await editor.keyboard.press("End");
  const yellow = ["yellow", "yellow", "yellow", "yellow"];
  await expect.poll(() => cornerColours(editor, "#preview")).toEqual(yellow);
  await expectSaved(editor);
});

test("a picture becomes a seal by keyboard alone", async ({ profile }) => {
  const context = await profile.open();
  const editor = await openPage(context, "editor.html");
  await expect(editor.locator("#whose")).toBeVisible();
  const choosing = editor.waitForEvent("filechooser"); // early: taking it over needs a moment
  await tabTo(editor, "whose_own");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#kinds")).toBeVisible();
  await tabTo(editor, "kind_picture");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#browse")).toBeFocused();
  await editor.keyboard.press("Enter");
  await choose(await choosing, picture("corners.jpg"));
  await expectPreview(editor);
  await tabTo(editor, "crop_x");
  await editor.keyboard.press("End");
  await expect(editor.locator("#crop_x")).toHaveValue("16");
  await tabTo(editor, "save");
  await editor.keyboard.press("Enter");
  await expect(editor.locator("#status")).toContainText("Saved");
});

test("a wrong file leaves the picture before it, and the last file counts", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  await browse(editor, picture("corners.jpg"));
  await expectPreview(editor);
  await browse(editor, { name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(editor.locator("#picture_problem")).toContainText("no picture that can be used");
  await expect(editor.locator("#cropper")).toBeVisible();
  await expectPreview(editor);
  await browse(editor, turned(picture("corners.jpg"), 3));
  await expect(editor.locator("#picture_problem")).toBeHidden();
  const turnedRound = ["yellow", "blue", "green", "red"];
  await expect.poll(() => cornerColours(editor, "#preview")).toEqual(turnedRound);
});

test("the part is chosen by mouse, and stays inside the picture", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  await browse(editor, await drawnCorners(editor));
  await expectPreview(editor);
  await editor.locator("#crop_side").press("Home"); // the smallest part
  const stage = (await editor.locator("#crop_stage").boundingBox())!;
  await editor.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
  await editor.mouse.down();
  await editor.mouse.move(stage.x - 80, stage.y + stage.height + 60, { steps: 5 }); // outside
  await editor.mouse.up();
  const blue = ["blue", "blue", "blue", "blue"];
  await expect.poll(() => cornerColours(editor, "#preview")).toEqual(blue);
  await expect(editor.locator("#crop_x")).toHaveValue("0");
  const box = (await editor.locator("#crop_box").boundingBox())!;
  expect(Math.abs(box.x - stage.x)).toBeLessThan(1);
  expect(Math.abs(box.y + box.height - stage.y - stage.height)).toBeLessThan(1);
  await editor.mouse.move(stage.x + stage.width / 2, stage.y + 5); // no button is down
  await expect(editor.locator("#crop_x")).toHaveValue("0");
});

/** The four colours, large enough to be dragged. */
async function drawnCorners(editor: Page): Promise<Picture> {
  const base64 = await editor.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 400);
    const context = canvas.getContext("2d")!;
    for (const [place, colour] of ["#f00", "#0f0", "#00f", "#ff0"].entries()) {
      context.fillStyle = colour;
      context.fillRect((place % 2) * 300, Math.floor(place / 2) * 200, 300, 200);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  return { name: "c.jpg", mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

test("a picture that is not told apart in the toolbar is named so", async ({ profile }) => {
  const editor = await openPictureEditor(await profile.open());
  for (const [grey, noise, message] of [
    [120, 4, "it is nearly one colour"],
    [5, 6, "it is too dark"],
  ] as const) {
    await browse(editor, await drawn(editor, 300, 300, grey, noise));
    await expect(editor.locator("#at_toolbar_size")).toContainText(message);
    await expectPreview(editor);
  }
  await expectSaved(editor); // the person decides
  await browse(editor, picture("corners.jpg"));
  await expect(editor.locator("#at_toolbar_size")).toBeHidden();
});

test("the colour is changed, and the picture stays", async ({ profile }) => {
  const context = await profile.open();
  const first = await openPictureEditor(context);
  await browse(first, picture("corners.jpg"));
  await expectPreview(first);
  await expectSaved(first);
  await first.close();

  const page = await context.newPage();
  await page.goto(GENUINE);
  const frame = await sealFrame(page);
  await expect(frame.locator("#seal img")).toBeVisible();
  const before = await pictureBytes(frame);
  const editor = await changeFromPage(context, page);
  await expect(editor.locator("#same_picture")).toBeVisible();
  await expectPreview(editor);
  await editor.locator('input[name=colour][value="#c2410c"]').check();
  await expectSaved(editor);
  await expect(frame.locator("#seal")).toHaveCSS("background-color", "rgb(194, 65, 12)");
  expect((await pictureBytes(frame)).equals(before)).toBe(true);

  // From a picture to words, and back to nothing.
  await editor.getByRole("radio", { name: "Words" }).check();
  await editor.locator("#line_1").fill("words");
  await save(editor);
  await expect(frame.locator("#seal .seal-line")).toHaveText(["words"]);
  await editor.getByRole("radio", { name: "Picture" }).check(); // the picture is gone with that
  await expect(editor.locator("#same_picture")).toBeHidden();
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor.locator("#error_picture")).toHaveText("Choose a picture.");
});
