/** The programs that some tests need and npm does not bring. */
import { findProgram } from './processes.mjs';

const WANTED = {
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    given: process.env.CHROMIUM_PATH,
    hint: 'Debian: apt-get install chromium; or name one in CHROMIUM_PATH',
  },
  kubectl: {
    programs: ['kubectl'],
    hint: 'Debian: apt-get install kubernetes-client',
  },
  prometheus: {
    programs: ['prometheus'],
    hint: 'Debian: apt-get install prometheus',
  },
};

/** With REQUIRE_TOOLS, as in CI, what is missing is a failure: a test that never runs proves nothing. */
export function findTools() {
  const required = Boolean(process.env.REQUIRE_TOOLS);
  const missing = [];
  const report = (name, reason) =>
    missing.push(
      `${name}: ${reason}. ${
        required
          ? 'REQUIRE_TOOLS is set: this is a failure.'
          : 'The tests that need it were skipped.'
      }`,
    );
  for (const [name, { programs, given, hint }] of Object.entries(WANTED)) {
    if (!given && !findProgram(...programs)) {
      report(name, `not found (${hint})`);
    }
  }
  return {
    missing,
    report,
    get failures() {
      return required ? missing.length : 0;
    },
  };
}
