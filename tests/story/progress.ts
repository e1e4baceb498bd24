// Tells the story's steps as they happen, each in a line.
import type { FullResult, Reporter, TestCase, TestResult, TestStep } from "@playwright/test/reporter";

export default class Progress implements Reporter {
  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    if (step.category === "test.step" && !step.error) process.stderr.write(`✓ ${step.title}\n`);
  }

  onTestEnd(_test: TestCase, result: TestResult): void {
    for (const error of result.errors) process.stderr.write(`✗ ${error.message}\n`);
  }

  onError(error: { message?: string }): void {
    process.stderr.write(`✗ ${error.message}\n`);
  }

  onEnd(result: FullResult): void {
    if (result.status !== "passed") process.stderr.write("✗ the story did not come to its end\n");
  }
}
