/** What each page asks of the backend: one request per need, none for a filter, none in the background. */
import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import {
  CHECK_PATH,
  CHECKS_PATH,
  EVALUATIONS_PATH,
  HOME_PATH,
  OVERVIEW_PATH,
  recordRequests,
  SCORECARD_PATH,
  SCORECARDS_PATH,
  tabPath,
  untilEvaluated,
} from './pages';
import { waitUntil } from './portal';
import { SharedPortal, sharedPortal } from './sharedPortal';

const QWEN = tabPath('component', 'qwen-llm');
const ENTITY = '/entities/component/default/qwen-llm';

describeInBrowser('the requests of a page', () => {
  let portal: SharedPortal;
  let browser: Browser;
  let page: Page;
  let requests: ReturnType<typeof recordRequests>;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([sharedPortal(), launchBrowser()]);
    await untilEvaluated(portal);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
  });

  beforeEach(async () => {
    page = await signIn(browser, portal.url);
    page.setDefaultTimeout(60_000);
    // Who signs in lands on a page that asks, too, and not all at once.
    await page.goto('about:blank');
    requests = recordRequests(page);
  });

  afterEach(async () => {
    await page?.close();
  });

  async function open(path: string, says: string) {
    await page.goto(`${portal.url}${path}`);
    await page.getByText(says).first().waitFor();
    await page.waitForLoadState('networkidle');
  }

  it('are one per need on the overview, and one for a filter', async () => {
    await open(OVERVIEW_PATH, 'QWEN LLM');
    expect([...requests.seen].sort()).toEqual([
      'GET /gates',
      'GET /gates/summary',
      // How much waits, beside the link to the queue.
      'GET /queue',
      'GET /scorecards',
    ]);

    requests.seen.length = 0;
    await page
      .getByRole('button', { name: /ready of Service baseline/ })
      .click();
    await page
      .getByRole('row', { name: /QWEN LLM/ })
      .first()
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Score', exact: true }).click();
    await page.waitForURL(/sort=score/);
    await quiet(page);
    expect(requests.seen).toEqual(['GET /gates', 'GET /gates']);
  });

  it.each([
    ['matrix', 'Entities × scorecards', '/gates/matrix'],
    ['rollup', 'Mean score', '/gates/summary'],
    ['items', 'What blocks most', '/gates/top-items'],
    ['trend', 'of the gates that there are today', '/gates/trend'],
  ])(
    'are one more for the view %s of the overview',
    async (view, says, path) => {
      await open(`${OVERVIEW_PATH}?view=${view}`, says);
      expect([...requests.seen].sort()).toEqual(
        [
          'GET /gates/summary',
          'GET /queue',
          'GET /scorecards',
          `GET ${path}`,
        ].sort(),
      );
    },
  );

  it('are one per need on the entity tab, and none for a filter or an item', async () => {
    await open(QWEN, 'What blocks');
    expect(requests.seen).toEqual([
      `GET ${ENTITY}`,
      `GET ${ENTITY}/scorecards/service-baseline`,
    ]);

    requests.seen.length = 0;
    await page.getByRole('button', { name: /^fail \d/ }).click();
    await page.getByText(/\d items? match/).waitFor();
    await page.getByRole('button', { name: 'blocking', exact: true }).click();
    await page
      .getByRole('button', { name: /disruption budget/ })
      .first()
      .click();
    await page.getByText('How to fix it').first().waitFor();
    await quiet(page);
    expect(requests.seen).toEqual([]);

    await page
      .getByRole('button', { name: 'Show the history of this item' })
      .click();
    await page
      .getByRole('list', { name: /^History of/ })
      .or(page.getByText('has not changed since it was first evaluated'))
      .waitFor();
    await quiet(page);
    expect(requests.seen).toEqual([
      `GET ${ENTITY}/scorecards/service-baseline/timeline`,
    ]);
  });

  it('are one more for the report, and none for its parts', async () => {
    await open(`${QWEN}?view=report`, 'Status by section');
    expect(requests.seen).toEqual([
      `GET ${ENTITY}`,
      `GET ${ENTITY}/scorecards/service-baseline`,
      `GET ${ENTITY}/scorecards/service-baseline/report`,
    ]);

    requests.seen.length = 0;
    await page.getByRole('link', { name: 'Key metrics' }).click();
    await page.waitForURL(/part=key-metrics/);
    await quiet(page);
    expect(requests.seen).toEqual([]);
  });

  it('are one for the queue, its numbers included', async () => {
    await open('/readiness/queue', 'Nothing waits for you');
    expect(requests.seen).toEqual(['GET /queue']);
  });

  const GLANCE = 'GET /queue';
  const BUDGETS = '/checks/pdb-covers-workload';
  const PARTS: [string, string, string[]][] = [
    [CHECKS_PATH, 'checks', ['GET /checks']],
    [
      CHECK_PATH,
      'Who does not pass',
      [`GET ${BUDGETS}`, `GET ${BUDGETS}/results`],
    ],
    [SCORECARDS_PATH, 'Service baseline', ['GET /scorecards']],
    [
      SCORECARD_PATH,
      'Applies to',
      [
        'GET /scorecards/service-baseline',
        'GET /scorecards/service-baseline/evidence',
      ],
    ],
    [EVALUATIONS_PATH, 'Missing grants', ['GET /evaluations', 'GET /grants']],
  ];
  it.each(PARTS)('are one per need on %s', async (path, says, expected) => {
    // Nothing runs, so that nothing is followed.
    await page.route('**/api/readiness/evaluations', async route => {
      const answer = await (await route.fetch()).json();
      for (const shard of answer.shards) shard.running = false;
      await route.fulfill({ json: answer });
    });
    await open(path, says);
    await quiet(page);
    expect([...requests.seen].sort()).toEqual([...expected, GLANCE].sort());
  });

  it('are none for a filter of the checks, and one for one of their results', async () => {
    await open(CHECKS_PATH, 'checks');
    requests.seen.length = 0;
    await page.getByRole('button', { name: /^fail \d/ }).click();
    await page.getByLabel('Search').fill('disruption');
    await page.waitForURL(/q=disruption/);
    await quiet(page);
    expect(requests.seen).toEqual([]);

    await open(CHECK_PATH, 'Who does not pass');
    requests.seen.length = 0;
    await page.getByRole('button', { name: /^fail \d/ }).click();
    await page.waitForURL(/result=fail/);
    await quiet(page);
    expect(requests.seen).toEqual([`GET ${BUDGETS}/results`]);
  });

  it('lead from an item to the page of its check', async () => {
    await open(`${QWEN}?item=baseline.availability.budget`, 'How to fix it');
    await page.getByRole('link', { name: /^About this check/ }).click();
    await page.waitForURL(`**${CHECK_PATH}`);
    await page.getByRole('heading', { name: 'Who asks it' }).waitFor();
    expect(requests.seen).toContain(`GET ${BUDGETS}`);
  });

  it('are one for the entity card', async () => {
    await open('/catalog/default/component/qwen-llm', 'Open readiness');
    expect(requests.seen).toEqual([`GET ${ENTITY}`]);
  });

  it('are one per need for the widget of the home page', async () => {
    await open(HOME_PATH, 'You own nothing');
    expect([...requests.seen].sort()).toEqual([
      'GET /gates',
      'GET /gates/summary',
      'GET /queue',
    ]);
  });

  it('stop while the tab is hidden, also those that follow an evaluation', async () => {
    const evaluation = {
      id: 'e1',
      shard: 'devmentor',
      status: 'running',
      requestedAt: new Date().toISOString(),
    };
    await page.route('**/api/readiness/evaluations', route =>
      route.fulfill({ status: 202, json: { items: [evaluation] } }),
    );
    await page.route('**/api/readiness/evaluations/e1', route =>
      route.fulfill({ json: evaluation }),
    );
    await page.clock.install();
    await open(QWEN, 'What blocks');
    await page.getByRole('button', { name: 'Evaluate now' }).click();
    const polls = () =>
      requests.seen.filter(one => one === 'GET /evaluations/e1').length;
    await page.getByRole('progressbar', { name: 'devmentor' }).waitFor();
    await page.clock.runFor(5_000);
    expect(polls()).toBeGreaterThan(0);

    await setVisibility(page, 'hidden');
    await page.clock.runFor(5_000);
    await page
      .getByText('Paused while this page is in the background.')
      .waitFor();
    requests.seen.length = 0;
    await page.clock.runFor(300_000);
    expect(requests.seen).toEqual([]);

    await setVisibility(page, 'visible');
    await page.clock.runFor(5_000);
    await waitUntil('it to go on', async () => polls() > 0);
    expect(polls()).toBeGreaterThan(0);
  });
});

/** Long enough for a request that a pause in typing would set off. */
async function quiet(page: Page) {
  await page.waitForTimeout(1_000);
  await page.waitForLoadState('networkidle');
}

/** Headless Chromium shows every tab: the page is told otherwise. */
async function setVisibility(page: Page, state: 'hidden' | 'visible') {
  await page.evaluate(value => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => value,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
