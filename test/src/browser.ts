/** Chromium as the tests use it: found on this machine, and kept off the network. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, chromium, Page } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's own browser where it is installed, else the system's. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH ?? '',
    chromium.executablePath(),
    ...PROGRAMS.flatMap(name => folders.map(folder => join(folder, name))),
  ];
  return candidates.filter(Boolean).find(isExecutable);
}

/**
 * `describe` for tests that drive a browser. Without one they are skipped, and
 * `npm test` says so; with REQUIRE_TOOLS, as in CI, they run and fail.
 */
export const describeInBrowser: jest.Describe =
  // Outside Jest (the screenshots) there is nothing to describe.
  findChromium() || process.env.REQUIRE_TOOLS
    ? globalThis.describe
    : globalThis.describe?.skip;

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Opens the portal and signs in, as the guest or as one of `auth.providers.example.users`; lands on `path`. */
export async function signIn(
  browser: Browser,
  portalUrl: string,
  path = '/',
  who = 'Enter',
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  await page.goto(`${portalUrl}${path}`);
  await page.getByRole('button', { name: who }).click();
  await page.getByRole('link', { name: 'Home' }).first().waitFor();
  return page;
}
