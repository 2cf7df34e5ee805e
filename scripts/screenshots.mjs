/**
 * `npm run screenshots`: takes the pictures of the documentation from the real
 * portal and the examples. Needs what the end-to-end tests need (Chromium).
 * Names after it take these alone: `npm run screenshots -- queue waiver`.
 */
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildApp } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { checkNode, root } from './lib/root.mjs';

const IMAGES = path.join(root, 'docs/images');
const LARGEST_BYTES = 200 * 1024;
const ENTITY = '/catalog/default/component/qwen-llm';
const BUDGET = 'item=baseline.availability.budget';

/** What people say takes no real ones: the fixtures of the frontend. */
const FAKED_ITEM =
  '/catalog/default/component/x0tta6bl4/readiness?scorecard=release&item=release.05';

/** Nor does a history of weeks, or thousands of entities. */
const FAKED_GATE =
  '/catalog/default/component/x0tta6bl4/readiness?scorecard=service-baseline';

const WIDE = { width: 1280, height: 900 };
/** As tall as the fix of an open item needs. */
const TALL = { width: 1280, height: 1420 };
const NARROW = { width: 390, height: 844 };

const PICTURES = [
  {
    name: 'overview',
    address: '/readiness',
    wait: page => page.getByRole('row', { name: /QWEN LLM/ }),
  },
  {
    name: 'overview-matrix',
    address: '/readiness?view=matrix',
    wait: page => page.getByRole('row', { name: /QWEN LLM/ }),
  },
  {
    name: 'overview-trend',
    address: '/readiness?view=trend',
    faked: () => undefined,
    wait: page => page.locator('.recharts-line').first(),
    viewport: TALL,
  },
  {
    name: 'entity-tab',
    address: `${ENTITY}/readiness?${BUDGET}`,
    wait: page => page.getByRole('heading', { name: 'How to fix it' }),
    viewport: TALL,
  },
  {
    name: 'entity-tab-dark',
    address: `${ENTITY}/readiness?${BUDGET}`,
    wait: page => page.getByRole('heading', { name: 'How to fix it' }),
    viewport: TALL,
    colorScheme: 'dark',
  },
  {
    name: 'entity-tab-narrow',
    address: `${ENTITY}/readiness`,
    wait: page => page.getByRole('heading', { name: 'What blocks' }),
    viewport: NARROW,
  },
  {
    name: 'entity-card',
    address: ENTITY,
    wait: page => page.getByRole('link', { name: 'Open readiness' }),
    only: page =>
      page
        .getByRole('article')
        .filter({ has: page.getByRole('link', { name: 'Open readiness' }) }),
  },
  {
    name: 'environments',
    address: `${FAKED_GATE}&view=environments`,
    faked: () => undefined,
    wait: page => page.getByRole('heading', { name: /^From staging/ }),
    viewport: TALL,
  },
  {
    name: 'home',
    address: '/',
    faked: api => owning(api),
    wait: page => page.getByText('6 of 9 ready'),
  },
  {
    name: 'report',
    address: `${FAKED_GATE}&view=report`,
    faked: () => undefined,
    wait: page => page.locator('.recharts-line').first(),
    viewport: TALL,
  },
  {
    name: 'impact',
    address: `${FAKED_GATE}&item=baseline.06`,
    faked: () => undefined,
    act: page =>
      page.getByRole('button', { name: 'If this were enforced today' }).click(),
    wait: page => page.getByText('would be blocked'),
    only: page => page.getByRole('dialog'),
  },
  {
    name: 'checks',
    address: '/readiness/checks',
    wait: page => page.getByText(/^\d+ checks$/),
  },
  {
    name: 'check',
    address: '/readiness/checks/pdb-covers-workload',
    faked: () => undefined,
    wait: page => page.getByText('5 results'),
    viewport: TALL,
  },
  {
    name: 'scorecard',
    address: '/readiness/scorecards/service-baseline',
    wait: page => page.getByText('What cannot be read'),
  },
  {
    name: 'evaluations',
    address: '/readiness/evaluations',
    faked: () => undefined,
    wait: page => page.getByText('name: readiness-reader'),
  },
  {
    name: 'queue',
    address: '/readiness/queue',
    faked: () => undefined,
    wait: page => page.getByText('6 things wait for you'),
  },
  {
    name: 'waiver',
    address: FAKED_ITEM,
    faked: () => undefined,
    wait: page => page.getByText('A request awaits decision already.'),
    viewport: TALL,
  },
  {
    name: 'break-glass',
    address: FAKED_ITEM,
    faked: api => {
      for (const item of api.details.release.sections[0].items)
        delete item.waivers;
    },
    act: async page => {
      await page.getByRole('button', { name: 'Request waiver' }).click();
      await page.getByRole('checkbox').check();
      await page.getByLabel(/Reason/).fill('The fix must ship tonight.');
    },
    wait: page => page.getByText('2 findings'),
    only: page => page.getByRole('dialog'),
  },
];

/** The helpers of the end-to-end tests are TypeScript, which Backstage's transform reads. */
function loadHelpers() {
  const require = createRequire(path.join(root, 'test/'));
  require('@backstage/cli/config/nodeTransform.cjs');
  return {
    ...require('./src/portal.ts'),
    ...require('./src/browser.ts'),
    ...require('./src/pages.ts'),
    ...require('./src/pagesFake.ts'),
  };
}

/** A deep link scrolls to its item; a picture starts at the top of the page. */
async function toTop(page) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) {
      if (element.scrollTop > 0) element.scrollTop = 0;
    }
    document.activeElement?.blur();
  });
  await page.mouse.move(0, 0);
}

async function take(page, url, picture) {
  const { name, address, faked, act, wait, only, viewport, colorScheme } =
    picture;
  await page.setViewportSize(viewport ?? WIDE);
  await page.emulateMedia({
    colorScheme: colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (faked) await fakeReadiness(page, faked);
  await page.goto(`${url}${address}`);
  await act?.(page);
  await wait(page).first().waitFor();
  await page.waitForLoadState('networkidle');
  if (!act) await toTop(page);
  const file = path.join(IMAGES, `${name}.png`);
  const image = await (only?.(page) ?? page).screenshot({
    animations: 'disabled',
  });
  if (image.length > LARGEST_BYTES) {
    throw new Error(`${name}.png would have ${image.length} bytes`);
  }
  await fs.writeFile(file, image);
  console.log(`${path.relative(root, file)}  ${image.length} bytes`);
}

checkNode();
await install();
await buildApp();
const {
  startPortal,
  launchBrowser,
  signIn,
  untilEvaluated,
  fakeReadiness,
  owning,
} = loadHelpers();
const wanted = process.argv.slice(2);
const pictures = PICTURES.filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
);
await fs.mkdir(IMAGES, { recursive: true });
const portal = await startPortal();
try {
  await untilEvaluated(portal);
  const browser = await launchBrowser();
  try {
    const page = await signIn(browser, portal.url);
    for (const picture of pictures) await take(page, portal.url, picture);
  } finally {
    await browser.close();
  }
} finally {
  await portal.stop();
}
