/** Each page in each state and look: with data, empty, loading, denied, failing; wide, narrow, dark. */
import { Browser, Page, Route } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import {
  answerWithError,
  API,
  CHECK_PATH,
  CHECKS_PATH,
  EVALUATIONS_PATH,
  HOME_CONTENT,
  HOME_PATH,
  LOOKS,
  OVERVIEW_CONTENT,
  OVERVIEW_PATH,
  SCORECARD_PATH,
  SCORECARDS_PATH,
  sidewaysScroll,
  TAB_CONTENT,
  tabPath,
  untilEvaluated,
  violationsOf,
  wear,
  WIDE,
} from './pages';
import { fakeReadiness, owning, running } from './pagesFake';
import type { FakeApi } from './pagesFake';
import { SharedPortal, sharedPortal } from './sharedPortal';

const deny = answerWithError(403, 'NotAllowedError', 'Not for you');
const fail = answerWithError(500, 'Error', 'The database is away');
const emptyAnswers: Record<string, object> = {
  '/gates': { items: [], total: 0 },
  '/gates/summary': { groups: [] },
  '/gates/matrix': { items: [], total: 0 },
  '/gates/top-items': { items: [], gates: 0 },
  '/gates/trend': { days: [] },
  '/checks': { items: [] },
  '/checks/pdb-covers-workload/results': {
    items: [],
    counts: { fail: 0, unknown: 0, pending: 0, waived: 0 },
    total: 0,
  },
  '/evaluations': { shards: [], evaluations: [] },
};

function answering(answers: Record<string, object>) {
  return async (route: Route) => {
    const [, path] = new URL(route.request().url()).pathname.split(
      '/api/readiness',
    );
    const json = answers[path];
    await (json ? route.fulfill({ json }) : route.continue());
  };
}

const answerEmpty = answering(emptyAnswers);
/** The overview says so too, instead of that there are no gates. */
const noScorecards = answering({ '/scorecards': { items: [], errors: [] } });

interface State {
  state: string;
  path: string;
  /** What the page says once it is in this state. */
  says: string | RegExp;
  route?: (route: Route) => unknown;
  /** Answered from the fixtures instead. */
  faked?: (api: FakeApi) => void;
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

/** What each view of the overview says once it is there. */
const VIEWS = {
  matrix: /\d+ entities/,
  rollup: /groups? at the top/,
  items: 'What blocks most',
  trend: /^What changed since/,
};

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
  ...Object.entries(VIEWS).map(([view, says]) => {
    const path = `${OVERVIEW_PATH}?view=${view}`;
    return {
      name: `the ${view} of the overview`,
      content: OVERVIEW_CONTENT,
      states: [
        { state: 'with data', path, says },
        { state: 'empty', path, says: 'No gates yet', route: answerEmpty },
        ...refused(path),
      ],
    };
  }),
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
        state: 'with the environments side by side',
        path: tabPath('component', 'x0tta6bl4', '?view=environments'),
        says: /^From .* to /,
      },
      {
        state: 'empty',
        path: tabPath('resource', 'x0tta6bl4-db'),
        says: 'No scorecard applies to this entity',
      },
      ...refused(QWEN),
    ],
  },
  {
    name: 'the checks',
    content: OVERVIEW_CONTENT,
    states: [
      { state: 'with data', path: CHECKS_PATH, says: /^\d+ checks$/ },
      {
        state: 'empty',
        path: CHECKS_PATH,
        says: 'No check is loaded',
        route: answerEmpty,
      },
      {
        state: 'empty by its filters',
        path: `${CHECKS_PATH}?q=nothing-is-called-so`,
        says: 'Nothing matches',
      },
      ...refused(CHECKS_PATH),
    ],
  },
  {
    name: 'a check',
    content: OVERVIEW_CONTENT,
    states: [
      { state: 'with data', path: CHECK_PATH, says: /^\d+ results?$/ },
      {
        state: 'that nobody fails',
        path: CHECK_PATH,
        says: 'Nobody fails it',
        route: answerEmpty,
      },
      ...refused(CHECK_PATH),
    ],
  },
  {
    name: 'the scorecards',
    content: OVERVIEW_CONTENT,
    states: [
      { state: 'with data', path: SCORECARDS_PATH, says: 'Service baseline' },
      {
        state: 'empty',
        path: SCORECARDS_PATH,
        says: 'No scorecard is loaded',
        route: noScorecards,
      },
      ...refused(SCORECARDS_PATH),
    ],
  },
  {
    name: 'a scorecard',
    content: OVERVIEW_CONTENT,
    states: [
      { state: 'with data', path: SCORECARD_PATH, says: 'Applies to' },
      ...refused(SCORECARD_PATH),
    ],
  },
  {
    name: 'the evaluations',
    content: OVERVIEW_CONTENT,
    states: [
      { state: 'with data', path: EVALUATIONS_PATH, says: 'Missing grants' },
      {
        state: 'while something runs',
        path: EVALUATIONS_PATH,
        says: /follows it/,
        faked: running,
      },
      {
        state: 'empty',
        path: EVALUATIONS_PATH,
        says: 'Nothing is evaluated yet',
        route: answerEmpty,
      },
      ...refused(EVALUATIONS_PATH),
    ],
  },
  {
    name: 'the widget of the home page',
    content: HOME_CONTENT,
    states: [
      // The guest owns nothing.
      { state: 'empty', path: HOME_PATH, says: 'You own nothing' },
      {
        state: 'with data',
        path: HOME_PATH,
        says: '6 of 9 ready',
        faked: owning,
      },
      ...refused(HOME_PATH),
    ],
  },
];

/** Narrow and dark together show nothing that each does not: it is looked at where people decide. */
const LOOKED_IN = LOOKS.filter(({ look }) => look !== 'narrow and dark');

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
    describe.each(states)('$state', ({ path, says, route, faked }) => {
      beforeAll(async () => {
        await page.setViewportSize(WIDE);
        await page.emulateMedia({ colorScheme: 'light' });
        if (route) await page.route(API, route);
        if (faked) await fakeReadiness(page, faked);
        await page.goto(`${portal.url}${path}`);
        await page.locator(content).getByText(says).first().waitFor();
      });

      afterAll(async () => {
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      });

      it.each(LOOKED_IN)(
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
