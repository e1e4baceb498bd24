// The version of the protocol that the extension and the helper speak.
import { readFileSync } from "node:fs";

import * as paths from "./paths.ts";

const [, version] = /PROTOCOL_VERSION: u32 = (\d+);/.exec(readFileSync(paths.protocol(), "utf8"))!;

export const PROTOCOL_VERSION = Number(version);
