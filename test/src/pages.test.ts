/** Each page in each state and look: with data, empty, loading, denied, failing; wide, narrow, dark. */
import { Browser, Page, Route } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import {
  answerWithError,
  API,
  LOOKS,
  OVERVIEW_CONTENT,
  OVERVIEW_PATH,
  sidewaysScroll,
  TAB_CONTENT,
  tabPath,
  untilEvaluated,
  violationsOf,
  wear,
  WIDE,
} from './pages';
import { SharedPortal, sharedPortal } from './sharedPortal';

const deny = answerWithError(403, 'NotAllowedError', 'Not for you');
const fail = answerWithError(500, 'Error', 'The database is away');
const emptyAnswers: Record<string, object> = {
  '/gates': { items: [], total: 0 },
  '/gates/summary': { groups: [] },
};

async function answerEmpty(route: Route) {
  const [, path] = new URL(route.request().url()).pathname.split(
    '/api/readiness',
  );
  const json = emptyAnswers[path];
  await (json ? route.fulfill({ json }) : route.continue());
}

interface State {
  state: string;
  path: string;
  /** What the page says once it is in this state. */
  says: string | RegExp;
  route?: (route: Route) => unknown;
}

interface PageUnderTest {
  name: string;
  content: string;
  states: State[];
}

/** Never answered: what waits for it shows that it waits. */
const hold = () => undefined;
const QWEN = tabPath('component', 'qwen-llm');
const BUDGET = '?item=baseline.availability.budget';

const refused = (path: string): State[] => [
  { state: 'loading', path, says: /^Loading/, route: hold },
  { state: 'denied', path, says: 'You may not see this', route: deny },
  { state: 'failing', path, says: 'The database is away', route: fail },
];

const PAGES: PageUnderTest[] = [
  {
    name: 'the overview',
    content: OVERVIEW_CONTENT,
    states: [
      { state: 'with data', path: OVERVIEW_PATH, says: 'QWEN LLM' },
      {
        state: 'empty',
        path: OVERVIEW_PATH,
        says: 'No gates yet',
        route: answerEmpty,
      },
      {
        state: 'empty by its filters',
        path: `${OVERVIEW_PATH}?q=nothing-is-called-so`,
        says: 'No gate matches',
      },
      ...refused(OVERVIEW_PATH),
    ],
  },
  {
    name: 'the entity tab',
    content: TAB_CONTENT,
    states: [
      { state: 'with data', path: QWEN, says: 'What blocks' },
      {
        state: 'with an open item',
        path: `${QWEN}${BUDGET}`,
        says: 'How to fix it',
      },
      {
        state: 'of a long checklist',
        path: tabPath('component', 'x0tta6bl4', '?result=fail&result=unknown'),
        says: 'What blocks',
      },
      {
        state: 'empty',
        path: tabPath('resource', 'x0tta6bl4-db'),
        says: 'No scorecard applies to this entity',
      },
      ...refused(QWEN),
    ],
  },
];

describeInBrowser('the pages', () => {
  let portal: SharedPortal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([sharedPortal(), launchBrowser()]);
    await untilEvaluated(portal);
    page = await signIn(browser, portal.url);
    page.setDefaultTimeout(60_000);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
  });

  describe.each(PAGES)('$name', ({ content, states }) => {
    describe.each(states)('$state', ({ path, says, route }) => {
      beforeAll(async () => {
        await page.setViewportSize(WIDE);
        await page.emulateMedia({ colorScheme: 'light' });
        if (route) await page.route(API, route);
        await page.goto(`${portal.url}${path}`);
        await page.locator(content).getByText(says).first().waitFor();
      });

      afterAll(async () => {
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      });

      it.each(LOOKS)(
        'is accessible and fits: $look',
        async ({ viewport, colorScheme }) => {
          await wear(page, { viewport, colorScheme });
          await page.locator(content).getByText(says).first().waitFor();
          expect(await violationsOf(page, content)).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        },
      );
    });

    it('recovers when the backend does, without a reload', async () => {
      const [{ path, says }] = states;
      await page.setViewportSize(WIDE);
      await page.route(API, fail);
      await page.goto(`${portal.url}${path}`);
      await page.getByText('The database is away').waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator(content).getByText(says).first().waitFor();
      expect(await page.getByText('The database is away').count()).toBe(0);
    });
  });
});
