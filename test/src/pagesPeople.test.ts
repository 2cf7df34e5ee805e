/**
 * What people and tools say, on the pages: the queue, the items, the timeline and each dialog, in each state
 * and look, and by keyboard alone; and the report. The readiness API is the fixtures'; the portal around it is the real one.
 */
import type { Browser, Page, Route } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import {
  answerWithError,
  LOOKS,
  OVERVIEW_CONTENT,
  sidewaysScroll,
  TAB_CONTENT,
  tabPath,
  violationsOf,
  wear,
  WIDE,
} from './pages';
import { fakeReadiness } from './pagesFake';
import type { FakeApi } from './pagesFake';
import { SharedPortal, sharedPortal } from './sharedPortal';

/** Each width and each colour once: another theme makes Backstage build its pages anew, which takes its time. */
const COLOURS = (['wide and light', 'narrow and dark'] as const).map(look => ({
  colour: look,
  looks: LOOKS.filter(one => one.look === look),
}));
const QUEUE = '/readiness/queue';
const QUEUE_API = '**/api/readiness/queue*';
const TIMELINE_API = '**/scorecards/release/timeline*';
const DETAIL_API = '**/scorecards/release';
const REPORT_API = '**/scorecards/service-baseline/report*';
const IMPACT_API = '**/items/*/impact*';
const APPROVAL_API = '**/api/readiness/approvals/*';
const DIALOG = '[role="dialog"]';

const tab = (item = '') =>
  tabPath(
    'component',
    'x0tta6bl4',
    `?scorecard=release${item && `&item=${item}`}`,
  );

/** Never answered: what waits for it shows that it waits. */
const hold = () => undefined;
const deny = answerWithError(403, 'NotAllowedError', 'Not for you');
const fail = answerWithError(500, 'Error', 'The database is away');

interface State {
  state: string;
  path: string;
  content: string;
  /** What it says once it is in this state. */
  says: string | RegExp;
  change?: (api: FakeApi) => void;
  /** What is answered otherwise than by the fixtures. */
  otherwise?: [glob: string, answer: (route: Route) => unknown];
  /** What is clicked, by name, to come there. */
  clicks?: (string | RegExp)[];
}

const refused = (
  state: Omit<State, 'state' | 'says'>,
  glob: string,
): State[] => [
  {
    ...state,
    state: 'loading',
    says: /^Loading/,
    otherwise: [glob, hold],
  },
  {
    ...state,
    state: 'denied',
    says: 'You may not see this',
    otherwise: [glob, deny],
  },
  {
    ...state,
    state: 'failing',
    says: 'The database is away',
    otherwise: [glob, fail],
  },
];

const queue = { path: QUEUE, content: OVERVIEW_CONTENT };
const timeline = {
  path: tab(),
  content: TAB_CONTENT,
  clicks: ['Show what changed'],
};
const baseline = (query: string) =>
  tabPath('component', 'x0tta6bl4', `?scorecard=service-baseline&${query}`);
const report = { path: baseline('view=report'), content: TAB_CONTENT };
const impact = {
  path: baseline('item=baseline.06'),
  content: DIALOG,
  clicks: ['If this were enforced today'],
};
const snapshot = {
  path: tab('release.03'),
  content: DIALOG,
  clicks: ['View what was signed'],
};
const fromQueue = {
  path: QUEUE,
  content: DIALOG,
  clicks: [/^Attest: A restore/],
};

const ITEMS: [item: string, says: string | RegExp, clicks?: string[]][] = [
  ['release.01', 'A link to the evidence is required.', ['Show 1 earlier']],
  ['release.02', 'What it found', ['How to send it']],
  ['release.03', 'Whose word counts:'],
  ['release.04', 'Only members of management sign off, after step 1.'],
  ['release.05', 'A request awaits decision already.'],
  ['release.06', 'Findings that a waiver covers'],
  ['release.07', 'Somebody is on call for this service at all times.'],
  ['release.09', /broke the glass/],
];

const PAGES: { name: string; states: State[] }[] = [
  {
    name: 'the queue',
    states: [
      { ...queue, state: 'with data', says: '6 things wait for you' },
      {
        ...queue,
        state: 'of several pages',
        says: 'Show more',
        change: api => {
          api.queue = { ...api.queue, nextCursor: 'next' };
        },
      },
      {
        ...queue,
        state: 'empty',
        says: 'Nothing waits for you',
        change: api => {
          const none = {
            attest: 0,
            approve: 0,
            decide: 0,
            review: 0,
            expiring: 0,
          };
          api.queue = { items: [], counts: none };
        },
      },
      ...refused(queue, QUEUE_API),
    ],
  },
  {
    name: 'an item',
    states: ITEMS.map(([item, says, clicks]) => ({
      state: item,
      path: tab(item),
      content: TAB_CONTENT,
      says,
      clicks,
    })),
  },
  {
    name: 'the timeline',
    states: [
      { ...timeline, state: 'with data', says: 'What changed in the cluster:' },
      {
        ...timeline,
        state: 'empty',
        says: /^Nothing has changed/,
        change: api => {
          api.timeline = [];
        },
      },
      ...refused(timeline, TIMELINE_API),
    ],
  },
  {
    name: 'the report',
    states: [
      { ...report, state: 'with data', says: 'If it goes on as it went' },
      {
        ...report,
        state: 'with its weeks as a table',
        says: '77.3 % (70.8 to 83.3 %)',
        clicks: ['Show as a table'],
      },
      {
        ...report,
        state: 'with nothing to tell',
        says: 'Nothing fails and nothing is open.',
        change: api => {
          Object.assign(api.report, {
            achievements: [],
            blocking: [],
            niceToHave: [],
            nextSteps: [],
            technicalDebt: { critical: [], important: [], future: [] },
            progression: [],
            target: undefined,
            metrics: [],
          });
        },
      },
      {
        ...report,
        state: 'not saved',
        says: 'The report was not saved',
        otherwise: [`${REPORT_API}format=csv`, fail],
        clicks: ['Save as CSV'],
      },
      ...refused(report, REPORT_API),
    ],
  },
  {
    name: 'whom an item would hold',
    states: [
      { ...impact, state: 'with data', says: 'would be blocked' },
      ...refused(impact, IMPACT_API),
    ],
  },
  {
    name: 'a claim beside the evidence',
    states: [
      {
        state: 'of sections and items',
        path: baseline('item=baseline.06'),
        content: TAB_CONTENT,
        says: '✅ Configured and done',
        clicks: ['Expand all'],
      },
    ],
  },
  {
    name: 'what was signed',
    states: [
      { ...snapshot, state: 'with data', says: 'Verdict then' },
      ...refused(snapshot, APPROVAL_API),
    ],
  },
  { name: 'a dialog of the queue', states: refused(fromQueue, DETAIL_API) },
];

interface Dialog {
  dialog: string;
  item: string;
  button: string;
  change?: (api: FakeApi) => void;
  /** What else there is to see, and how to come there. */
  then?: (page: Page) => Promise<unknown>;
}

const withoutRequest = (api: FakeApi) => {
  for (const item of api.details.release.sections[0].items) {
    if (item.id === 'release.05') item.waivers = [];
  }
};
const waive = {
  item: 'release.05',
  button: 'Request waiver',
  change: withoutRequest,
};

const DIALOGS: Dialog[] = [
  { dialog: 'Attest', item: 'release.01', button: 'Attest' },
  {
    dialog: 'Attest, refused at a field',
    item: 'release.01',
    button: 'Attest',
    then: async page => {
      await page.keyboard.press('Control+Enter');
      await page.getByText('Required.', { exact: true }).waitFor();
    },
  },
  { dialog: 'Sign off', item: 'release.03', button: 'Sign off' },
  { dialog: 'Decline', item: 'release.03', button: 'Decline' },
  {
    dialog: 'Decline, refused by the backend',
    item: 'release.03',
    button: 'Decline',
    then: async page => {
      await page.route('**/api/readiness/approvals', fail);
      await page.getByLabel(/Reason/).fill('Not on a Friday.');
      await page.keyboard.press('Control+Enter');
      await page.getByText('The database is away').waitFor();
    },
  },
  {
    dialog: 'View what was signed',
    item: 'release.03',
    button: 'View what was signed',
  },
  { dialog: 'Request waiver', ...waive },
  {
    dialog: 'Request waiver for many',
    ...waive,
    then: async page => {
      await page.getByLabel('For', { exact: true }).selectOption('many');
      await page.getByText('4 entities').waitFor();
    },
  },
  {
    dialog: 'Break the glass',
    ...waive,
    then: page => page.getByRole('checkbox').check(),
  },
  { dialog: 'Approve waiver', item: 'release.05', button: 'Approve' },
  { dialog: 'Deny waiver', item: 'release.05', button: 'Deny' },
  { dialog: 'Review broken glass', item: 'release.09', button: 'Review' },
  { dialog: 'End broken glass', item: 'release.09', button: 'End it' },
  { dialog: 'Revoke', item: 'release.07', button: 'Revoke' },
];

describeInBrowser('the pages of people', () => {
  let portal: SharedPortal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([sharedPortal(), launchBrowser()]);
    page = await signIn(browser, portal.url);
    page.setDefaultTimeout(20_000);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
  });

  async function open(path: string, change?: (api: FakeApi) => void) {
    await wear(page, { viewport: WIDE, colorScheme: 'light' });
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    const api = await fakeReadiness(page, change);
    return { api, go: () => page.goto(`${portal.url}${path}`) };
  }

  const click = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).first().click();

  describe.each(PAGES)('$name', ({ states }) => {
    describe.each(states)('$state', state => {
      const shown = () =>
        page.locator(state.content).getByText(state.says).first().waitFor();

      describe.each(COLOURS)('$colour', ({ looks }) => {
        beforeAll(async () => {
          const { go } = await open(state.path, state.change);
          if (state.otherwise) await page.route(...state.otherwise);
          await wear(page, looks[0]);
          await go();
          for (const name of state.clicks ?? []) await click(name);
          await shown();
        });

        it.each(looks)('is accessible and fits: $look', async look => {
          await wear(page, look);
          await shown();
          expect(await violationsOf(page, state.content)).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        });
      });
    });
  });

  describe.each(DIALOGS)('$dialog', ({ item, button, change, then }) => {
    async function openDialog(look: (typeof LOOKS)[number]) {
      const { go } = await open(tab(item), change);
      await wear(page, look);
      await go();
      const opener = page.getByRole('button', { name: button, exact: true });
      await opener.first().waitFor();
      await page.waitForLoadState('networkidle');
      await opener.first().focus();
      await page.keyboard.press('Enter');
      await page.locator(DIALOG).waitFor();
      await page.waitForLoadState('networkidle');
      await then?.(page);
    }

    describe.each(COLOURS)('$colour', ({ looks }) => {
      beforeAll(() => openDialog(looks[0]));

      it.each(looks)('is accessible and fits: $look', async look => {
        await wear(page, look);
        await page.locator(DIALOG).waitFor();
        expect(await violationsOf(page, DIALOG)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        expect(await dialogScroll(page)).toBe(0);
      });
    });

    it('holds the keyboard until Escape, which gives it back', async () => {
      await openDialog(LOOKS[0]);
      expect(await focusIsInside(page)).toBe(true);
      const seen = new Set<string>();
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let times = 0; times < MOST_STOPS; times += 1) {
          await page.keyboard.press(key);
          expect(await focusIsInside(page)).toBe(true);
          seen.add(await focusedText(page));
        }
      }
      // Every way out of it was passed.
      expect([...seen]).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(Cancel|Close)$/)]),
      );
      await page.keyboard.press('Escape');
      await page.locator(DIALOG).waitFor({ state: 'detached' });
      expect(await focusedText(page)).toBe(button);
    });
  });

  it('shows more of the queue where there is more', async () => {
    const { api, go } = await open(QUEUE, fake => {
      fake.queue = { ...fake.queue, nextCursor: 'next' };
      const [first] = fake.queue.items;
      const item = { ...first.item, text: 'One of the second page' };
      fake.queuePages.next = {
        counts: fake.queue.counts,
        items: [{ ...first, item }],
      };
    });
    await go();
    await click('Show more');
    await page.getByText('One of the second page').waitFor();
    expect(await page.getByText('Security has signed off').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(
      0,
    );
    expect(api.count('getQueue')).toBe(2);
  });

  it('leads to a part of the report, by link and by address, and back', async () => {
    const { api, go } = await open(baseline('item=baseline.06'));
    await go();
    await page.getByRole('button', { name: 'Expand all' }).click();
    await page.getByRole('link', { name: /^Show in the report: Next/ }).click();
    const heading = page.getByRole('heading', { name: 'Next steps (6)' });
    await heading.waitFor();
    expect(new URL(page.url()).searchParams.get('part')).toBe('next-steps');
    const landed = () =>
      heading.evaluate(
        element =>
          element === document.activeElement &&
          element.getBoundingClientRect().top >= 0 &&
          element.getBoundingClientRect().bottom <= window.innerHeight,
      );
    expect(await landed()).toBe(true);
    await page.reload();
    await heading.waitFor();
    expect(await landed()).toBe(true);
    await page.goBack();
    await page.getByRole('heading', { name: 'What blocks' }).waitFor();
    expect(api.count('getReadinessReport')).toBe(2);
  });

  it('goes from one view to the other by keyboard', async () => {
    const { go } = await open(baseline('result=fail'));
    await go();
    const items = page.getByRole('tab', { name: 'Items' });
    await items.focus();
    for (const next of ['Environments', 'Report']) {
      await page.keyboard.press('ArrowRight');
      expect(await focusedText(page)).toBe(next);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Status by section' }).waitFor();
    const report_ = page.getByRole('tabpanel', { name: 'Report' });
    expect(await report_.count()).toBe(1);
  });

  it('saves the report as a file', async () => {
    const { go } = await open(report.path);
    await go();
    const downloading = page.waitForEvent('download');
    await click('Save as Markdown');
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(
      'service-baseline-component-default-x0tta6bl4.md',
    );
    await page.getByText(/^Saved as service-baseline/).waitFor();
  });

  it('leads from the sidebar to what waits for me, and from there to the item', async () => {
    const { go } = await open('/');
    await go();
    await page.getByRole('link', { name: 'Readiness', exact: true }).click();
    await page.getByRole('link', { name: /^For me.*6 wait/ }).click();
    await page.waitForURL(`**${QUEUE}`);
    await page
      .getByRole('link', { name: 'A restore was tested in the last 90 days' })
      .click();
    await page.getByText('A link to the evidence is required.').waitFor();
    expect(page.url()).toContain('item=release.01');
  });

  it('attests in the queue by keyboard, tells so, and reads the queue again', async () => {
    const { api, go } = await open(QUEUE);
    await go();
    const attest = page.getByRole('button', { name: /^Attest: A restore/ });
    await attest.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(/In your own words/).waitFor();
    await page.keyboard.type('Restored it into staging.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('https://ci.example/runs/42');
    api.queue = {
      counts: { ...api.queue.counts, attest: 0 },
      items: api.queue.items.filter(({ kind }) => kind !== 'attest'),
    };
    await page.keyboard.press('Enter');
    await page.getByText(/^Attested: A restore was tested/).waitFor();
    await page.getByText('5 things wait for you').waitFor();
    expect(await attest.count()).toBe(0);
    // Its button is gone; the keyboard goes on where it is told what came of it.
    expect(
      await page.evaluate(() => document.activeElement?.getAttribute('role')),
    ).toBe('status');
  });
});

const MOST_STOPS = 16;

const focusIsInside = (page: Page) =>
  page.evaluate(
    dialog =>
      !!document.activeElement?.closest(
        `${dialog}, [role="none presentation"]`,
      ),
    DIALOG,
  );

const focusedText = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent ?? '');

/** How far the dialog itself could be scrolled sideways. */
const dialogScroll = (page: Page) =>
  page.evaluate(
    dialog =>
      Math.max(
        ...[...document.querySelectorAll(`${dialog}, ${dialog} *`)]
          .filter(({ tagName }) => !['PRE', 'TEXTAREA'].includes(tagName))
          .filter(element =>
            ['auto', 'scroll'].includes(getComputedStyle(element).overflowX),
          )
          .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      ),
    DIALOG,
  );
