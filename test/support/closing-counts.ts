import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with `N passed, N failed`; a file that could not even be collected counts as failed. */
export default class ClosingCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = (state: 'passed' | 'failed') =>
      modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0)
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    )
    process.stdout.write(
      `${count('passed')} passed, ${count('failed') + broken.length + unhandledErrors.length} failed\n`,
    )
  }
}
