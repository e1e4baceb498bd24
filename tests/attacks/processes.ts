// The processes of a browser, as the operating system counts their work.
import { readdirSync, readFileSync } from "node:fs";

/** What `sysconf(_SC_CLK_TCK)` is on Linux. */
const TICKS_A_SECOND = 100;

interface Process {
  readonly parent: number;
  readonly seconds: number;
  readonly command: string;
}

function read(pid: number): Process | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field may hold spaces; it ends with the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { parent: Number(fields[1]), seconds: ticks / TICKS_A_SECOND, command };
  } catch {
    return undefined; // It ended while we looked.
  }
}

/** The seconds that the extension's own processes have worked so far: its background, its pages and
 * its frames, in the browser of this folder. */
export function extensionSeconds(browserFolder: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
  const processes = new Map(pids.map((pid) => [pid, read(pid)]));
  const isOfBrowser = (process: Process | undefined): boolean =>
    process !== undefined &&
    (process.command.includes(`--user-data-dir=${browserFolder}`) || isOfBrowser(processes.get(process.parent)));
  const ours = [...processes.values()].filter(
    (process) => process?.command.includes("--extension-process") && isOfBrowser(process),
  );
  if (ours.length === 0) throw new Error("no process of an extension");
  return ours.reduce((sum, process) => sum + process!.seconds, 0);
}
